"""Django plumbing without business words: commands, events, jobs, audit, files, search."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PlatformConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.platform"
    verbose_name = "Plattform"

    def ready(self) -> None:
        """Make every job, reaction and check of the books known to this process."""
        autodiscover_modules("jobs", "worker", "reactions", "checks")
