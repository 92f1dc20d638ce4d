"""Which quote a customer's link leads to."""

from __future__ import annotations

import hashlib

from django.core.signing import BadSignature, Signer

from kundenwerk.sales.models import Quote, QuoteLink
from kundenwerk.sales.queries.quotes import quote


def signer(salt: str = "kundenwerk.sales.links") -> Signer:
    """Marks links as ours, so that guesses never reach the database."""
    return Signer(salt=salt, sep=".")


def fingerprint(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def quote_behind(token: str) -> Quote | None:
    """The quote a link leads to, whatever has become of it; nothing for a link that is not ours."""
    try:
        signer().unsign(token)
    except BadSignature:
        return None
    link = QuoteLink.objects.filter(token_hash=fingerprint(token)).first()
    return quote(link.quote_id) if link else None
