"""The screens of clerks."""

from __future__ import annotations

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.staff"
    verbose_name = "Arbeitsplatz"
