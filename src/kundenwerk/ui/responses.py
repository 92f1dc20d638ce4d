"""Answers that are files."""

from __future__ import annotations

from django.http import HttpResponse


def pdf_response(content: bytes, number: str) -> HttpResponse:
    """A PDF shown in the browser under its document number."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{number}.pdf"'
    return response
