"""A believable supplier for demonstration and training."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.demo"
    verbose_name = "Demostadt"
