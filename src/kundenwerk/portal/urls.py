"""Addresses of the customer portal."""

from __future__ import annotations

from django.urls import path

from kundenwerk.portal.pages import quoting, start

app_name = "portal"

urlpatterns = [
    path("", start.start, name="start"),
    path("angebot/", quoting.quoting, name="quoting"),
    path("angebot/<int:quote_id>/", quoting.quote, name="quote"),
    path("angebot/<int:quote_id>/angebot.pdf", quoting.quote_document, name="quote_document"),
    path("dokument/<int:document_id>/", start.document, name="document"),
]
