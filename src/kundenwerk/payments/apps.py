"""Collections, bank statements, matching."""

from __future__ import annotations

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.payments"
    verbose_name = "Zahlungen"
