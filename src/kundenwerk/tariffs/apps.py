"""Tariffs, versions, price tiers; what a year costs."""

from __future__ import annotations

from django.apps import AppConfig


class TariffsConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.tariffs"
    verbose_name = "Tarife"
