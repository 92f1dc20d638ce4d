"""What every journey told as commands does to sell: keep a step, accept a quote."""

from __future__ import annotations

import uuid

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.platform import clock
from kundenwerk.sales import commands as sales
from kundenwerk.sales.commands import Supplement
from kundenwerk.sales.models import Quote
from kundenwerk.sales.rules.vocabulary import Acceptance, Step
from tests.factories.calls import fresh_call


def keep(draft_id: uuid.UUID, step: Step, values: dict[str, str]) -> int:
    """Keep one step of the draft."""
    return sales.save_draft(
        fresh_call(), draft_id=draft_id, step=step, version=0, page=uuid.uuid4(), values=values
    )


def order(quote: Quote) -> SupplyContract:
    """The prospect accepts on the same day."""
    contract_id = sales.accept_quote(
        fresh_call(),
        quote_id=quote.pk,
        accepted_on=clock.today(),
        how=Acceptance.EMAIL,
        supplement=Supplement(),
        day=clock.today(),
    )
    return SupplyContract.objects.get(pk=contract_id)
