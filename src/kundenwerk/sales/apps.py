"""Quotes and their price calculations."""

from __future__ import annotations

from django.apps import AppConfig


class SalesConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.sales"
    verbose_name = "Vertrieb"
