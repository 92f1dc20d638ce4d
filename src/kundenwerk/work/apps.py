"""Tasks and the time line of a customer."""

from __future__ import annotations

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.work"
    verbose_name = "Arbeit"
