"""Users and their roles."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.accounts"
    verbose_name = "Zugänge"
