"""What of an entry about a person is usable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.ids import InvalidIdentifier
from kundenwerk.kernel.text import UnusableText
from kundenwerk.parties.rules import BusinessPartnerData, BusinessPartnerKind, UnusableData, checked
from kundenwerk.parties.rules.bank import bank_of, checked_iban, grouped
from kundenwerk.parties.rules.contact import checked_email, checked_phone, normalised_phone
from kundenwerk.parties.rules.duplicates import keys_of, likeness
from kundenwerk.parties.rules.person import checked_house_number, checked_postcode, sort_key
from tests.factories.parties import person

TODAY = date(2026, 11, 22)


def problems(**changes: object) -> dict[str, str]:
    try:
        checked(person(**changes), today=TODAY)
    except UnusableData as refusal:
        return refusal.errors
    return {}


def test_a_decomposed_umlaut_is_stored_composed() -> None:
    usable = checked(person(last_name="Mu\u0308ller "), today=TODAY)

    assert usable.last_name == "Müller"


@pytest.mark.parametrize("name", ["O'Neil", "Müller-Lüdenscheidt", "Li", "X", "von und zu Berg"])
def test_names_of_humans_are_accepted(name: str) -> None:
    assert problems(last_name=name) == {}


@pytest.mark.parametrize(
    "name", ["", "   ", "\u200b", "X" * 200, "\U0001f600", "a\x00b", "\ud800", "a\u202eb"]
)
def test_what_is_no_name_gets_a_sentence_at_the_field(name: str) -> None:
    assert set(problems(last_name=name)) == {"last_name"}


@pytest.mark.parametrize("born", [date(2030, 1, 1), date(1800, 1, 1), TODAY])
def test_impossible_birth_dates_are_refused(born: date) -> None:
    assert set(problems(birth_date=born)) == {"birth_date"}


def test_all_wrong_fields_are_reported_at_once() -> None:
    found = problems(last_name="", email="a@b", postcode="1067", house_number="?")

    assert set(found) == {"last_name", "email", "postcode", "house_number"}
    assert found["postcode"] == "Eine Postleitzahl hat 5 Ziffern. Meinten Sie 01067?"


def test_half_an_address_is_refused_at_the_missing_fields() -> None:
    assert set(problems(street="", town="")) == {"street", "town"}


def test_an_organisation_needs_its_name() -> None:
    assert set(problems(kind=BusinessPartnerKind.ORGANISATION)) == {"organisation_name"}


@pytest.mark.parametrize("number", ["12a-c", "1/2", "12", "7 b", "110 A"])
def test_real_house_numbers_are_accepted(number: str) -> None:
    assert checked_house_number(number) == number


@pytest.mark.parametrize("number", ["0", "-1", "?", "a12"])
def test_unreal_house_numbers_are_refused(number: str) -> None:
    with pytest.raises(UnusableText):
        checked_house_number(number)


@pytest.mark.parametrize("postcode", ["00000", "53757 Köln", "1067", "123456", "٥٣٧٥٧"])
def test_what_is_no_postcode_is_refused(postcode: str) -> None:
    with pytest.raises(UnusableText):
        checked_postcode(postcode)


@pytest.mark.parametrize("email", ["a+1@example.org", "a@bücher.de", "o'neil@mail.example.co"])
def test_single_email_addresses_are_accepted(email: str) -> None:
    assert checked_email(email) == email


@pytest.mark.parametrize(
    "email",
    [
        "a@b",
        "x" * 300 + "@example.org",
        "a@b.de\r\nBcc: all@example.org",
        "a@b.de,c@d.de",
        '"a b"@example.org',
        "a..b@example.org",
        "@example.org",
    ],
)
def test_lists_injections_and_torn_addresses_are_refused(email: str) -> None:
    with pytest.raises(UnusableText):
        checked_email(email)


@pytest.mark.parametrize(
    "written", ["0228 123456", "+49 228 123456", "0049 (0)228/123456", "+49 (0) 228 123456"]
)
def test_spellings_of_one_number_are_equal(written: str) -> None:
    assert normalised_phone(checked_phone(written)) == "+49228123456"


@pytest.mark.row("AP-089")
def test_an_iban_leads_to_its_bank_without_network() -> None:
    details = checked_iban("de89 3704 0044 0532 0130 00\n")

    assert details.iban == "DE89370400440532013000"
    assert details.bank is not None
    assert (details.bank.bic, details.bank.name) == ("COBADEFFXXX", "Commerzbank")
    assert (details.last4, grouped(details.iban)) == ("3000", "DE89 3704 0044 0532 0130 00")


@pytest.mark.row("AP-089")
@pytest.mark.parametrize(
    "iban",
    [
        "DE98370400440532013000",
        "DE8937040044O532013000",
        "DE893704004405320130001",
        "\uff24\uff2589370400440532013000",
        "",
        "SA0380000000608010167519",
        "DE02100000000000000000",
    ],
)
def test_an_iban_that_cannot_be_debited_is_refused(iban: str) -> None:
    with pytest.raises(InvalidIdentifier):
        checked_iban(iban)


def test_our_own_iban_is_refused() -> None:
    with pytest.raises(InvalidIdentifier, match="eigene"):
        checked_iban("DE89370400440532013000", own_ibans=["DE89370400440532013000"])


def test_a_bank_no_directory_lists_is_unknown() -> None:
    assert bank_of("AT021904300234573201") is None


def test_lists_are_sorted_with_umlauts_written_out() -> None:
    names = ["Zorn", "Özdemir", "Muller", "Müller", "Oertel"]

    ordered = sorted(names, key=lambda name: sort_key("PERSON", "", name, ""))

    assert ordered == ["Müller", "Muller", "Oertel", "Özdemir", "Zorn"]


@pytest.mark.row("BAD-B18")
@pytest.mark.parametrize("name", ["Müller", "Mueller", "MÜLLER", "Mu\u0308ller", "Muller"])
def test_spellings_of_one_name_are_likely_duplicates(name: str) -> None:
    ours = keys_of(person(last_name="Müller", email="", phone=""))
    theirs = keys_of(person(last_name=name, email="", phone=""))

    alike = likeness(ours, theirs)

    assert alike.is_likely
    assert alike.reasons[0] == "gleiches Geburtsdatum und ähnlicher Name"


@pytest.mark.row("AP-079")
@pytest.mark.parametrize(
    "typed",
    [
        {"last_name": "Mülelr"},
        {"last_name": "Mller"},
        {"last_name": "Müllwr"},
        {"first_name": "Müller", "last_name": "Anna"},
        {"last_name": "Schneider", "birth_date": date(1980, 5, 17)},
    ],
)
def test_slips_of_the_pen_are_likely_duplicates(typed: dict[str, Any]) -> None:
    known = person(first_name="Anna", last_name="Müller", email="", phone="")
    fresh = replace(replace(known, birth_date=None), **typed)
    known = replace(known, birth_date=date(1980, 5, 17))

    alike = likeness(keys_of(fresh), keys_of(known), names=(fresh.name, known.name))

    assert alike.is_likely


def test_the_name_counts_once_whether_it_sounds_or_is_spelt_alike() -> None:
    one = person(email="", phone="")

    assert likeness(keys_of(one), keys_of(one), names=(one.name, one.name)) == likeness(
        keys_of(one), keys_of(one)
    )


def test_neighbours_in_one_house_are_no_likely_duplicates() -> None:
    ours = keys_of(person(email="", phone=""))
    theirs = keys_of(person(last_name="Anders", birth_date=date(1990, 1, 1), email="", phone=""))

    alike = likeness(ours, theirs)

    assert (alike.is_likely, alike.reasons) == (False, ("gleiche Adresse",))


@given(st.text(max_size=300))
def test_no_text_raises_anything_but_the_declared_error(text: str) -> None:
    data = BusinessPartnerData(
        last_name=text, first_name=text, street=text, house_number=text, email=text, phone=text
    )

    try:
        usable = checked(data, today=TODAY)
    except UnusableData:
        return

    assert checked(usable, today=TODAY) == usable
    assert all(len(key) <= 300 for key in keys_of(usable))
