"""The screens of customers."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.portal"
    verbose_name = "Kundenportal"
