"""Rules of campaigns: segments, codes, cost per contract."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as cases
from hypothesis import strategies as some

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.text import UnusableText
from kundenwerk.marketing.rules import (
    LIFE_CYCLE,
    Audience,
    CampaignAction,
    CampaignState,
    Segment,
    cost_per_contract,
    read_codes,
    read_postcodes,
    segment_of,
    share,
)
from kundenwerk.sales.rules.stages import LeadStage

SEGMENTS = some.builds(
    Segment,
    audience=some.sampled_from(Audience),
    stages=some.lists(some.sampled_from(LeadStage), unique=True).map(tuple),
    commodity=some.none() | some.sampled_from(Commodity),
    postcodes=some.lists(some.from_regex(r"[0-9]{1,5}", fullmatch=True)).map(tuple),
    ends_from=some.none() | some.dates(),
    ends_until=some.none() | some.dates(),
)


@pytest.mark.row("KM-010")
@cases(SEGMENTS)
def test_a_stored_segment_is_the_same_rule(segment: Segment) -> None:
    assert segment_of(segment.as_json()) == segment


@cases(some.integers(0, 10**12), some.integers(1, 10**6))
def test_a_contract_costs_its_share_to_the_cent(cents: int, contracts: int) -> None:
    cost = cost_per_contract(Money(cents), contracts)

    assert cost is not None
    assert abs(cost.cents * contracts - cents) * 2 <= contracts


def test_without_contracts_there_is_no_cost_and_no_share() -> None:
    assert cost_per_contract(Money(100), 0) is None
    assert share(0, 0) is None
    assert share(1, 3) == 33


def test_codes_come_one_a_line_with_a_label() -> None:
    text = "herbst26 E-Mail an Leads\n\n  FLYER-26\n"

    assert read_codes(text) == {"HERBST26": "E-Mail an Leads", "FLYER-26": ""}


@pytest.mark.parametrize(
    "text", ["ä1", "A1\na1", "X", "=1+1", "\n".join(f"C{n}" for n in range(51))]
)
def test_codes_nobody_can_use_are_refused(text: str) -> None:
    with pytest.raises(UnusableText):
        read_codes(text)


def test_postcodes_are_beginnings_between_commas_or_blanks() -> None:
    assert read_postcodes("50, 511; 53757\n50") == ("50", "511", "53757")
    for wrong in ("5x", "537570", "٥٠"):
        with pytest.raises(UnusableText):
            read_postcodes(wrong)


def test_every_campaign_comes_to_an_end() -> None:
    ends = {state for state in CampaignState if not LIFE_CYCLE.actions(state)}

    assert ends == {CampaignState.ENDED, CampaignState.CANCELLED}
    assert LIFE_CYCLE.sources(CampaignAction.CANCEL) == frozenset(CampaignState) - ends


def test_days_of_a_segment_are_days() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        segment_of({"ends_from": "gestern"})
    assert segment_of({"ends_from": "2026-01-31"}).ends_from == date(2026, 1, 31)
