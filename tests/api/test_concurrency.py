"""One key sent many times at once has one effect."""

from __future__ import annotations

import pytest

from kundenwerk.sales.models import Quote
from tests.api.program import QUOTE, Program, token
from tests.factories import sales as given
from tests.own_database import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed")]


@pytest.mark.row("BAD-E08")
def test_one_key_many_times_at_once_makes_one_quote() -> None:
    given.small_market()
    version = given.tariff("PLUS", "12.5")
    program = Program(token())
    body = QUOTE | {"tariff_version": version.pk, "start": None, "next_possible": True}

    answers = at_once(8, lambda _: program.post("quotes", body, key="einmal"))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["number"] for answer in answers}) == 1
    assert Quote.objects.count() == 1
