"""Letters, documents, mails."""

from __future__ import annotations

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.correspondence"
    verbose_name = "Korrespondenz"
