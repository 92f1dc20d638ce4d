"""Supply contracts from order to end."""

from __future__ import annotations

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.contracts"
    verbose_name = "Verträge"
