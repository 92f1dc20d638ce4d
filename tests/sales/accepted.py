"""A quote that was accepted, for tests of what follows."""

from __future__ import annotations

from datetime import date
from typing import Any

from kundenwerk.sales import commands
from kundenwerk.sales.commands import Supplement
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.quotes import quote as load
from kundenwerk.sales.rules.vocabulary import Acceptance
from tests.factories import sales as given
from tests.factories.calls import fresh_call

LATER = date(2026, 11, 20)


def accepted(**changes: Any) -> Quote:
    quote = given.quote(given.tariff("PLUS", "12.5"), **changes)
    commands.accept_quote(
        fresh_call("vera"),
        quote_id=quote.pk,
        accepted_on=LATER,
        how=Acceptance.EMAIL,
        supplement=Supplement(),
        day=LATER,
    )
    return load(quote.pk)
