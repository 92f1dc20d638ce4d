"""The design system: tokens, parts, vendored assets."""

from __future__ import annotations

from django.apps import AppConfig
from django.forms import ChoiceField, Field


class UiConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.ui"
    verbose_name = "Oberfläche"

    def ready(self) -> None:
        """Say what to do instead of what is the case; by far the most frequent message."""
        Field.default_error_messages["required"] = "Bitte füllen Sie dieses Feld aus."
        ChoiceField.default_error_messages["required"] = "Bitte wählen Sie."
