"""Campaigns: whom they address, what they cost and what they brought."""

from __future__ import annotations

from django.apps import AppConfig


class MarketingConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.marketing"
    verbose_name = "Marketing"
