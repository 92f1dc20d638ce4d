"""Market participants, grid areas, postcodes, dated price components."""

from __future__ import annotations

from django.apps import AppConfig


class MarketConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.market"
    verbose_name = "Markt"
