"""Bills and the runs that make them."""

from __future__ import annotations

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.billing"
    verbose_name = "Abrechnung"
