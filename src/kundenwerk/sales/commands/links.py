"""Links that let a customer answer a quote without a login."""

from __future__ import annotations

import secrets

from django.conf import settings as installation

from kundenwerk.correspondence.rules import LINK_MARK
from kundenwerk.platform.commands import require_transaction
from kundenwerk.sales.models import Quote, QuoteLink
from kundenwerk.sales.queries.links import fingerprint, signer

_ANSWER = "Antworten Sie einfach auf diese E-Mail, wenn Sie es annehmen möchten."


def link_to(quote: Quote) -> str:
    """A new link to answer a quote, empty where the installation has no public address (step).

    The link is told once; what is kept is its fingerprint.
    """
    require_transaction()
    if not installation.PUBLIC_URL:
        return ""
    token = signer().sign(secrets.token_urlsafe(24))
    QuoteLink.objects.create(
        quote=quote, token_hash=fingerprint(token), last_day=quote.binding_until
    )
    return f"{installation.PUBLIC_URL}/angebot/{token}/"


def invitation(quote: Quote) -> tuple[str, str]:
    """How to accept, in words for a mail, and the link that belongs into them (step)."""
    link = link_to(quote)
    if not link:
        return _ANSWER, ""
    return f"Hier können Sie es ansehen und annehmen:\n{LINK_MARK}", link
