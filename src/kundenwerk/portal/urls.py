"""Addresses of the customer portal."""

from __future__ import annotations

from django.urls import path

from kundenwerk.portal.pages import start

app_name = "portal"

urlpatterns = [
    path("", start.start, name="start"),
    path("dokument/<int:document_id>/", start.document, name="document"),
]
