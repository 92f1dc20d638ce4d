"""Messages to and from grid operators and other suppliers."""

from __future__ import annotations

from django.apps import AppConfig


class MakoConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.mako"
    verbose_name = "Marktkommunikation"
