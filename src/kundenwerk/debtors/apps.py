"""Contract accounts, payment methods, SEPA mandates."""

from __future__ import annotations

from django.apps import AppConfig


class DebtorsConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.debtors"
    verbose_name = "Vertragskonten"
