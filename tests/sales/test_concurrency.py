"""Many clerks at one draft and at one quote: one quote, one contract."""

from __future__ import annotations

import pytest

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.books import check_all
from kundenwerk.sales import commands
from kundenwerk.sales.models import Quote
from kundenwerk.sales.rules.vocabulary import Acceptance
from tests.factories import fresh_call
from tests.factories import sales as given
from tests.own_database import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed")]


def test_eight_clerks_who_close_one_draft_make_one_quote() -> None:
    given.small_market()
    draft_id = given.draft(given.tariff("PLUS", "12.5"))

    outcomes = at_once(
        8,
        lambda _: commands.close_draft(fresh_call(), draft_id=draft_id, version=3, day=given.DAY),
    )

    assert sum(isinstance(one, commands.DraftClosed) for one in outcomes) == 7
    assert Quote.objects.get().number == "A-2026-00001"
    assert BusinessPartner.objects.count() == 1


def test_eight_clerks_who_accept_one_quote_make_one_contract() -> None:
    given.small_market()
    quote = given.quote(given.tariff("PLUS", "12.5"))

    outcomes = at_once(
        8,
        lambda _: commands.accept_quote(
            fresh_call(),
            quote_id=quote.pk,
            accepted_on=given.DAY,
            how=Acceptance.EMAIL,
            supplement=commands.Supplement(),
            day=given.DAY,
        ),
    )

    assert sum(isinstance(one, TransitionNotAllowed) for one in outcomes) == 7
    assert SupplyContract.objects.count() == 1
    assert not any(check_all().values())
