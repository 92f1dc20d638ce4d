"""Business partners: people, addresses, contact points, bank accounts."""

from __future__ import annotations

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.parties"
    verbose_name = "Geschäftspartner"
