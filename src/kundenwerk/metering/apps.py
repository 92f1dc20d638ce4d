"""Readings, plausibility, estimates, usage."""

from __future__ import annotations

from django.apps import AppConfig


class MeteringConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.metering"
    verbose_name = "Messwerte"
