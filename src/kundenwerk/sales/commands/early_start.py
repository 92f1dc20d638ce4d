"""Supply before the time to withdraw is over needs the customer's own wish."""

from __future__ import annotations

from datetime import date

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules.deadlines import starts_early, withdrawal_until
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.parties.rules.person import BusinessPartnerKind
from kundenwerk.sales.models import Quote


class EarlyStartOpen(Exception):
    """Nobody asked for supply before the time to withdraw is over.

    ``first_day`` is the first start that needs no such wish.
    """

    def __init__(self, first_day: date) -> None:
        super().__init__(f"supply before {first_day}")
        self.first_day = first_day


def check_early_start(quote: Quote, contract: SupplyContract, ordered_on: date) -> None:
    """Refuse a consumer's early supply that he was asked about and does not want (step).

    Raises:
        EarlyStartOpen: see the exception.

    Source: § 357a Abs. 1 BGB (only who asked for it pays for what was supplied).
    """
    is_consumer = quote.business_partner.kind == BusinessPartnerKind.PERSON
    unwanted = quote.early_start is False and starts_early(contract.planned_start, ordered_on)
    if is_consumer and unwanted:
        raise EarlyStartOpen(withdrawal_until(ordered_on) + ONE_DAY)
