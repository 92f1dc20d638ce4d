"""Fourth step of a quote: customer, payment, previous supplier, meter."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.kernel.energy import Commodity
from kundenwerk.sales.rules.entries import Incomplete, kept
from kundenwerk.sales.rules.parties import (
    FIELDS,
    Circumstances,
    Parties,
    SupplyAddress,
    read_parties,
)
from kundenwerk.sales.rules.vocabulary import PaymentChoice

ADDRESS = SupplyAddress(
    street="Sonnenweg", house_number="7", postcode="53111", town="Bonn", state="Nordrhein-Westfalen"
)
GIVEN = Circumstances(
    situations={one.value: one for one in SupplySituation},
    today=date(2026, 11, 18),
    address=ADDRESS,
    commodity=Commodity.ELECTRICITY,
    start=date(2027, 1, 1),
    business_partner_id=None,
    own_ibans=("DE02120300000000202051",),
)
TYPED = {"last_name": "Sommer", "first_name": "Petra", "email": "petra@example.org"}
IBAN = "DE89370400440532013000"


def read(changed: dict[str, str] | None = None, **given: object) -> Parties:
    return read_parties(TYPED | (changed or {}), dataclasses.replace(GIVEN, **given))  # type: ignore[arg-type]


def errors_of(changed: dict[str, str], **given: object) -> dict[str, str]:
    with pytest.raises(Incomplete) as caught:
        read(changed, **given)
    return caught.value.errors


@pytest.mark.row("AP-080")
def test_the_supply_address_is_taken_over_unless_another_is_given() -> None:
    same = read()
    other = read(
        {
            "other_address": "1",
            "own_street": "Am Markt",
            "own_house_number": "1",
            "own_postcode": "50667",
            "own_town": "Köln",
        }
    )

    assert same.customer.data
    assert (same.customer.data.street, same.customer.data.town) == ("Sonnenweg", "Bonn")
    assert other.customer.data
    assert (other.customer.data.street, other.customer.data.town) == ("Am Markt", "Köln")


def test_an_incomplete_other_address_is_marked_at_its_own_fields() -> None:
    errors = errors_of({"other_address": "1", "own_street": "Am Markt", "own_postcode": "1067"})

    assert set(errors) == {"own_postcode", "own_town"}


@pytest.mark.row("AP-081")
def test_payment_may_stay_open() -> None:
    payment = read().payment

    assert payment.method is PaymentChoice.NONE
    assert not payment.has_account


@pytest.mark.row("AP-089", "BAD-D01", "BAD-D04", "BAD-D06")
@pytest.mark.parametrize(
    "iban",
    [
        "DE98370400440532013000",
        "DE8937040044O532013000",
        "DE893704004405320130001",
        "ＤＥ89370400440532013000",
        "",
        "SA0380000000608010167519",
        "DE02100000000000000000",
        "DE02120300000000202051",
    ],
)
def test_an_iban_that_cannot_be_debited_is_refused(iban: str) -> None:
    assert set(errors_of({"payment_method": "DIRECT_DEBIT", "iban": iban})) == {"iban"}


@pytest.mark.row("AP-089", "BAD-D03")
@pytest.mark.parametrize("iban", ["de89 3704 0044 0532 0130 00", "DE89370400440532013000\n"])
def test_an_iban_is_normalised_and_its_bank_found_offline(iban: str) -> None:
    bank = read({"payment_method": "DIRECT_DEBIT", "iban": iban}).payment.bank

    assert bank
    assert bank.iban == IBAN
    assert bank.bank
    assert bank.bank.name == "Commerzbank"


@pytest.mark.row("AP-094")
def test_a_supplier_change_names_the_previous_supplier() -> None:
    assert set(errors_of({"situation": "E03"})) == {"previous_supplier"}
    assert read({"situation": "E03", "previous_supplier": "4"}).previous_supplier_id == 4
    assert read({"situation": "E01"}).previous_supplier_id is None


@pytest.mark.row("AP-098")
def test_the_previous_contract_ends_before_ours_starts() -> None:
    switch = {"situation": "E03", "previous_supplier": "4"}

    fits = read(switch | {"previous_contract_end": "31.12.2026"})

    assert fits.previous_contract_end == date(2027, 1, 1)
    assert set(errors_of(switch | {"previous_contract_end": "31.01.2027"})) == {
        "previous_contract_end"
    }
    assert set(errors_of(switch | {"previous_contract_end": "31.01.2099"})) == {
        "previous_contract_end"
    }


@pytest.mark.row("AP-032")
def test_a_start_the_situation_does_not_reach_is_refused() -> None:
    past = date(2026, 11, 2)
    gas = {"commodity": Commodity.GAS, "start": past}

    assert read({"situation": "E01"}, **gas)
    assert set(errors_of({"situation": "E03", "previous_supplier": "4"}, **gas)) == {"situation"}


@pytest.mark.row("AP-100")
@pytest.mark.parametrize("malo", ["51238696782", "5123869678", "512386967800", "5123869678O"])
def test_a_malo_with_a_wrong_check_digit_is_refused(malo: str) -> None:
    assert set(errors_of({"malo_id": malo})) == {"malo_id"}


@pytest.mark.row("AP-097", "AP-100")
def test_malo_and_meter_number_are_kept_in_plain_form() -> None:
    parties = read({"malo_id": "512 386 967 81", "meter_number": "1ebz0100200300"})

    assert (parties.malo_id, parties.meter_number) == ("51238696781", "1EBZ0100200300")
    assert set(errors_of({"meter_number": "Zähler"})) == {"meter_number"}
    assert set(errors_of({"meter_number": "1" * 21})) == {"meter_number"}


@pytest.mark.parametrize("name", ["O'Neil", "Müller-Lüdenscheidt", "von und zu Guttenberg", "Li"])
def test_human_names_are_taken(name: str) -> None:
    customer = read({"last_name": name}).customer

    assert customer.data
    assert customer.data.last_name == name


@pytest.mark.parametrize("name", ["X" * 200, "   ", "\u200b", "\U0001f600", "Z" + "\u0300" * 50])
def test_names_nobody_has_are_refused(name: str) -> None:
    assert set(errors_of({"last_name": name})) == {"last_name"}


@pytest.mark.row("BAD-D18")
@pytest.mark.parametrize(
    "email", ["a@b", "x" * 300 + "@example.org", "a@b.de\r\nBcc: all@example.org", "a@b.de,c@d.de"]
)
def test_an_email_is_one_address(email: str) -> None:
    assert set(errors_of({"email": email})) == {"email"}


@pytest.mark.row("BAD-D15")
@pytest.mark.parametrize("day", ["01.01.2030", "01.01.1800", "18.11.2026", "18.11.2010"])
def test_a_birth_date_is_that_of_an_adult(day: str) -> None:
    assert set(errors_of({"birth_date": day})) == {"birth_date"}


@pytest.mark.row("AP-101", "AP-105")
def test_recipient_and_owner_are_asked_only_when_wanted() -> None:
    without = read({"recipient_last_name": "", "owner_last_name": ""})
    wanted = errors_of({"has_recipient": "1", "has_owner": "1"})

    assert without.recipient is None
    assert without.owner is None
    assert set(wanted) == {"recipient_last_name", "owner_last_name"}


@pytest.mark.row("AP-102", "AP-103", "AP-106", "AP-107")
def test_recipient_and_owner_are_existing_business_partners_or_new_ones() -> None:
    parties = read(
        {
            "has_recipient": "1",
            "recipient_business_partner": "12",
            "has_owner": "1",
            "owner_last_name": "Eigen",
        }
    )

    assert parties.recipient
    assert parties.recipient.business_partner_id == 12
    assert parties.owner
    assert parties.owner.data
    assert parties.owner.data.last_name == "Eigen"


def test_a_draft_keeps_only_known_fields_and_refuses_what_cannot_be_stored() -> None:
    typed = {"last_name": "Sommer ", "arbeitspreis": "0.01"}

    assert kept(typed, FIELDS) == {"last_name": "Sommer"}
    for hostile in ("a\x00b", "\ud800", "x" * 1_000_000, "abc\u202e321"):
        with pytest.raises(Incomplete):
            kept({"last_name": hostile}, FIELDS)
