"""The design system: tokens, parts, vendored assets."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.ui"
    verbose_name = "Oberfläche"
