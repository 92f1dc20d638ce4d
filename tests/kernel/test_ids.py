from __future__ import annotations

from collections.abc import Callable

import makotest
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as stdnum_iban

from kundenwerk.kernel import ids
from kundenwerk.kernel.ids import InvalidIdentifier

GOOD: list[tuple[Callable[[str], str], str]] = [
    (ids.validate_malo, "51238696781"),
    (ids.validate_malo, "51238696012"),
    (ids.validate_malo, "41234567896"),
    (ids.validate_melo, "DE0032106765712000000000000001234"),
    (ids.validate_melo, "DE00056266802AO6G56M11SN51G21M24S"),
    (ids.validate_market_participant, "9904545000007"),
    (ids.validate_market_participant, "9911694000002"),
    (ids.validate_market_participant, "9903790000002"),
    (ids.validate_market_participant, "9870013800007"),
    (ids.validate_market_participant, "9800044300007"),
    (ids.validate_market_participant, "4012345000023"),
    (ids.validate_eic, "11XEONBAYERN---I"),
    (ids.validate_eic, "10YDE-VE-------2"),
    (ids.validate_balancing_group, "11XTESTBKV00000Y"),
    (ids.validate_network_location, "E1688117482"),
    (ids.validate_technical_resource, "D417MLM8164"),
    (ids.validate_obis, "1-1:1.8.0"),
    (ids.validate_obis, "1-1:1.29.0"),
    (ids.validate_obis, "7-20:3.0.0"),
    (ids.validate_iban, "DE89370400440532013000"),
    (ids.validate_creditor_id, "DE98ZZZ09999999999"),
    (ids.validate_creditor_id, "DE98ABC09999999999"),
    (ids.validate_leitweg, "991-33333TEST-33"),
    (ids.validate_leitweg, "04011000-1234512345-06"),
    (ids.validate_leitweg, "992-90009-96"),
    (ids.validate_vat_id, "DE136695976"),
]
BAD: list[tuple[Callable[[str], str], str]] = [
    (ids.validate_malo, "51238696782"),
    (ids.validate_malo, "5123869678"),
    (ids.validate_malo, "512386967800"),
    (ids.validate_malo, "5123869678O"),
    (ids.validate_malo, "DE00056266802AO6G56M11SN51G21M24S"),
    (ids.validate_malo, "٥١٢٣٨٦٩٦٧٨١"),
    (ids.validate_malo, ""),
    (ids.validate_melo, "DE000111122223333444455556667778"),
    (ids.validate_market_participant, "9900357000004"),
    (ids.validate_market_participant, "4012345000024"),
    (ids.validate_eic, "11XEONBAYERN---J"),
    (ids.validate_balancing_group, "10YDE-VE-------2"),
    (ids.validate_controllable_resource, "C81641SBT77"),
    (ids.validate_network_location, "D417MLM8164"),
    (ids.validate_obis, "1-b:1.8.0"),
    (ids.validate_iban, "DE89370400440532013001"),
    (ids.validate_iban, "DE8937040044053201300"),
    (ids.validate_iban, "XX89370400440532013000"),
    (ids.validate_iban, "DE8937040044053201300\u0660"),
    (ids.validate_iban, "<script>"),
    (ids.validate_creditor_id, "DE97ZZZ09999999999"),
    (ids.validate_leitweg, "04011000-1234512345-07"),
    (ids.validate_vat_id, "DE136695978"),
]
CHECKS = sorted({check for check, _ in GOOD + BAD}, key=lambda check: check.__name__)


@pytest.mark.parametrize(("check", "text"), GOOD)
def test_a_good_identifier_is_taken_with_blanks_and_in_small_letters(
    check: Callable[[str], str], text: str
) -> None:
    assert check(f" {text[:4]} {text[4:].lower()}\u00a0") == text


@pytest.mark.parametrize(("check", "text"), BAD)
def test_a_bad_identifier_is_refused_with_a_german_sentence(
    check: Callable[[str], str], text: str
) -> None:
    with pytest.raises(InvalidIdentifier) as refusal:
        check(text)

    assert refusal.value.reason.endswith(".")


@pytest.mark.parametrize("check", CHECKS)
@given(text=st.text(max_size=40))
def test_no_text_whatever_breaks_a_check(check: Callable[[str], str], text: str) -> None:
    try:
        value = check(text)
    except InvalidIdentifier:
        return
    assert check(value) == value


@given(number=st.integers(0, 9 * 10**9 - 1))
def test_made_up_malo_ids_satisfy_the_market(number: int) -> None:
    malo = ids.malo_from(number)

    assert makotest.malo_is_valid(malo)
    assert ids.validate_malo(malo) == malo


@given(text=st.from_regex(r"[1-9][0-9]{10}", fullmatch=True))
def test_the_malo_check_agrees_with_the_market(text: str) -> None:
    assert _accepts(ids.validate_malo, text) == makotest.malo_is_valid(text)


@given(text=st.from_regex(r"9[89][0-9]{11}", fullmatch=True))
def test_the_market_participant_check_agrees_with_the_market(text: str) -> None:
    schemes = makotest.mp_id_check_digit_schemes(text)

    assert _accepts(ids.validate_market_participant, text) == ("bdew" in schemes)


@given(stem=st.from_regex(r"[A-Z0-9]{9}", fullmatch=True), digit=st.integers(0, 9))
def test_the_network_location_check_agrees_with_the_market(stem: str, digit: int) -> None:
    text = f"E{stem}{digit}"

    assert _accepts(ids.validate_network_location, text) == makotest.resource_id_is_valid(
        "nelo", text
    )


@given(text=st.from_regex(r"DE[0-9]{20}", fullmatch=True))
def test_the_iban_check_agrees_with_the_standard_library_of_numbers(text: str) -> None:
    assert _accepts(ids.validate_iban, text) == stdnum_iban.is_valid(text)


def _accepts(check: Callable[[str], str], text: str) -> bool:
    try:
        check(text)
    except InvalidIdentifier:
        return False
    return True
