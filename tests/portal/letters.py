"""A letter in a customer's post box."""

from __future__ import annotations

from datetime import UTC, datetime

from kundenwerk.correspondence.commands import Writing, write_document
from kundenwerk.correspondence.rules import DocumentKind
from kundenwerk.parties.models import BusinessPartner
from tests import factories
from tests.correspondence import samples


def letter_to(business_partner: BusinessPartner) -> int:
    """The document of a letter."""
    writing = Writing(
        kind=DocumentKind.LETTER,
        number="S-1",
        title="Willkommen",
        template="letter",
        data=samples.LETTER,
        created_at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        business_partner_id=business_partner.pk,
    )
    return write_document(factories.fresh_call(), writing=writing)
