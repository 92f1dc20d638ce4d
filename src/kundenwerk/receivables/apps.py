"""Claims that are late: who is reminded, who is not and why."""

from __future__ import annotations

from django.apps import AppConfig


class ReceivablesConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.receivables"
    verbose_name = "Forderungen"
