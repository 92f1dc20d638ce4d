"""Supply points, meters, registers."""

from __future__ import annotations

from django.apps import AppConfig


class SupplyConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.supply"
    verbose_name = "Lieferstellen"
