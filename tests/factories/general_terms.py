"""General terms as PDF."""

from __future__ import annotations

from datetime import date

from kundenwerk.sales import commands
from kundenwerk.sales.models import GeneralTerms
from tests.factories import sales as given
from tests.factories.calls import fresh_call


def terms_pdf(text: str = "AGB") -> bytes:
    """A PDF of one empty page that differs with its text."""
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n% " + text.encode() + b"\n%%EOF\n"
    )


def general_terms(valid_from: date = given.DAY, *, day: date = given.DAY) -> GeneralTerms:
    """A version that was uploaded on the day."""
    made = commands.add_terms(
        fresh_call("admin"), content=terms_pdf(str(valid_from)), valid_from=valid_from, day=day
    )
    return GeneralTerms.objects.get(pk=made)
