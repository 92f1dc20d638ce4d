"""Noting how somebody pays."""

from __future__ import annotations

from kundenwerk.kernel.text import clean_text
from kundenwerk.parties.models import CreditRating
from kundenwerk.parties.rules.credit import CreditEntry, checked_entry
from kundenwerk.platform.commands import require_transaction


def add_credit_rating(business_partner_id: int, entry: CreditEntry) -> CreditRating:
    """Note a class of credit with a business partner (step).

    Raises:
        CreditRefused, UnusableText: see ``checked_entry``.
        NotInTransaction: no command is running.
    """
    require_transaction()
    checked = checked_entry(entry)
    return CreditRating.objects.create(
        business_partner_id=business_partner_id,
        klass=checked.klass.value,
        reason=checked.reason.value,
        source=checked.source,
        note=clean_text(checked.note, max_length=300),
        rated_on=checked.rated_on,
        expires_on=checked.expires_on,
    )
