"""What a lead must tell, and how its stages follow each other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as cases
from hypothesis import strategies as some

from kundenwerk.kernel.text import UnusableText
from kundenwerk.parties.rules.person import UnusableData
from kundenwerk.sales.rules.leads import as_texts, checked_code, checked_lead, from_texts
from kundenwerk.sales.rules.stages import (
    BY_HAND,
    LEAD_LIFE_CYCLE,
    LeadStage,
)
from tests.factories import leads as given


@pytest.mark.parametrize("code", ["ab", "HERBST-26", "x" * 20, " messe1 "])
def test_a_response_code_is_kept_in_capitals(code: str) -> None:
    assert checked_code(code) == code.strip().upper()


@pytest.mark.parametrize("code", ["a", "x" * 21, "ä1", "A B", "=1+1", "-A", "A\x00B"])
def test_what_cannot_be_a_response_code_is_refused(code: str) -> None:
    with pytest.raises(UnusableText):
        checked_code(code)


@cases(some.text(max_size=25))
def test_a_checked_code_is_checked_already(text: str) -> None:
    try:
        code = checked_code(text)
    except UnusableText:
        return
    assert checked_code(code) == code
    assert code.isascii()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_name": ""}, "last_name"),
        ({"last_name": "\u200b"}, "last_name"),
        ({"email": "petra@example.org\r\nBcc: all@example.org"}, "email"),
        ({"email": ""}, "email"),
        ({"phone": "abc"}, "phone"),
        ({"postcode": "1067"}, "postcode"),
        ({"annual_kwh": 0}, "annual_kwh"),
        ({"response_code": "ÄÖ"}, "response_code"),
        ({"first_name": "X" * 200}, "first_name"),
    ],
)
@pytest.mark.row("BAD-D16", "BAD-D18", "BAD-D21")
def test_each_wrong_field_has_a_sentence(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(UnusableData) as refused:
        checked_lead(given.data(**changes), by_phone=True, by_email=True)

    assert list(refused.value.errors) == [field]


def test_somebody_who_allows_no_way_cannot_be_approached() -> None:
    with pytest.raises(UnusableData) as refused:
        checked_lead(given.data(), by_phone=False, by_email=False)

    assert list(refused.value.errors) == ["by_phone"]


def test_texts_of_a_lead_give_the_same_lead() -> None:
    for one in (given.data(), given.data(commodity=None, annual_kwh=None, contract_end=None)):
        assert from_texts(as_texts(one)) == one


def test_every_stage_can_be_left_by_hand_except_a_win() -> None:
    stuck = [stage for stage in LeadStage if not BY_HAND & set(LEAD_LIFE_CYCLE.actions(stage))]

    assert stuck == [LeadStage.WON]
