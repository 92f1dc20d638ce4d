"""The search mask of business partners: one field per fact, and the list below it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from kundenwerk.accounts.roles import Role
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.clock import set_business_date
from kundenwerk.supply.models import SupplyPoint
from tests.factories import contracts, debtors, parties, supply
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town() -> BusinessPartner:
    """Anna Großmann of Cologne, and Erika Beispiel who shares nothing with her."""
    set_business_date(fresh_call(), day=given.DAY)
    parties.business_partner()
    return parties.business_partner(
        first_name="Anna",
        last_name="Großmann",
        birth_date=date(1975, 5, 17),
        street="Domstraße",
        house_number="9",
        postcode="50667",
        town="Köln",
        email="Anna@Example.org",
        phone="0221 987654",
    )


@pytest.fixture
def supplied(town: BusinessPartner) -> SupplyContract:
    account = debtors.contract_account(town, parties.bank_account(town, given.IBAN))
    point = supply.supply_point()
    supply.meter(point, "1EBZ0100200300")
    SupplyPoint.objects.update(malo_id="51238696781")
    return contracts.supplied_contract(
        customer=town,
        supply_point=point,
        version=given.tariff("PLUS", "12"),
        contract_account_id=account.pk,
    )


def found(clerk: Client, **facts: str) -> list[str]:
    return [str(row) for row in answer(clerk, **facts).context["found"]]


def answer(clerk: Client, **facts: str) -> Any:
    shown = clerk.get("/kunden/", facts | {"maske": "1"})
    assert shown.status_code == 200
    return shown


@pytest.mark.row("AP-012")
@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", "Großmann"),
        ("name", "grossm"),
        ("name", "Grohsmann"),
        ("vorname", "ann"),
        ("strasse", "domstrasse"),
        ("strasse", "Domstraße"),
        ("plz", "506"),
        ("ort", "Koeln"),
        ("ort", "köln"),
        ("geburtstag", "17.05.1975"),
        ("geburtstag", "17.5.1975"),
        ("telefon", "+49 221 9876"),
        ("telefon", "0221/98"),
        ("mail", "anna@example"),
        ("iban", "3000"),
        ("iban", "de89 3704 0044 0532 0130 00"),
        ("zaehler", "1ebz0100"),
        ("malo", "51 238 696 781"),
    ],
)
def test_every_field_finds_its_fact_and_nothing_else(
    clerk: Client, supplied: SupplyContract, field: str, typed: str
) -> None:
    assert found(clerk, **{field: typed}) == ["Anna Großmann"]


@pytest.mark.row("AP-012")
def test_the_number_of_a_customer_finds_her(clerk: Client, town: BusinessPartner) -> None:
    assert found(clerk, nummer=town.number) == ["Anna Großmann"]


@pytest.mark.row("AP-012")
def test_fields_narrow_together_and_stand_in_the_address(clerk: Client) -> None:
    assert found(clerk, name="Großmann", ort="Köln") == ["Anna Großmann"]
    assert found(clerk, name="Großmann", ort="Bonn") == []
    shown = answer(clerk, name="Großmann", ort="Köln").content.decode()
    assert 'value="Köln"' in shown
    assert "export=csv&amp;" in shown or "name=Gro%C3%9Fmann" in shown


def test_a_first_name_is_not_found_as_a_last_name(clerk: Client) -> None:
    parties.business_partner(first_name="Otto", last_name="Anna")

    assert found(clerk, vorname="Anna") == ["Anna Großmann"]
    assert found(clerk, name="Anna") == ["Otto Anna"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("geburtstag", "31.02.1980", "Diesen Tag gibt es nicht"),
        ("geburtstag", "vor Jahren", "ein Datum ein"),
        ("iban", "DE98370400440532013000", "letzten vier Stellen"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field_and_finds_nobody(
    clerk: Client, field: str, typed: str, sentence: str
) -> None:
    shown = answer(clerk, **{field: typed})

    assert list(shown.context["found"]) == []
    problems = [one["problem"] for one in shown.context["mask"] if one["problem"]]
    assert len(problems) == 1
    assert f'id="mask-{field}-error"' in shown.content.decode()
    assert sentence in problems[0]


@pytest.mark.row("BAD-D27")
def test_hostile_text_in_any_field_finds_nobody(clerk: Client) -> None:
    fields = [one["field"].name for one in answer(clerk).context["mask"]]
    for field in fields:
        for bad in ("%", "_", "x" * 10_000, "' or 1=1 --", "(z+)+$"):
            assert "Anna Großmann" not in found(clerk, **{field: bad})


@pytest.mark.row("AP-012")
def test_a_quote_begins_from_the_list_for_those_who_may(clerk: Client) -> None:
    columns = {"spalten": "name,angebot", "name": "Großmann"}
    anna = BusinessPartner.objects.get(last_name="Großmann")
    link = f"/angebote/neu/?kunde={anna.pk}"

    assert link in answer(clerk, **columns).content.decode()
    clerk.force_login(user(Role.ACCOUNTING, username="bert"))
    assert link not in answer(clerk, **columns).content.decode()


@pytest.mark.row("AP-012")
def test_the_mask_is_reached_from_the_wizard_and_the_list(clerk: Client) -> None:
    given.small_market()

    assert "/kunden/?maske=1" in clerk.get("/angebote/neu/", follow=True).content.decode()
    assert "Suche mit Feldern" in clerk.get("/kunden/?q=").content.decode()
