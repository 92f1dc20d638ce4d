"""The first screen of a quote: who it is for, and who may be known already."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.queries.look_alikes import look_alikes
from kundenwerk.sales.rules.basis import sought_name
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.supply.models import SupplyPoint
from tests.factories import sales as given
from tests.staff.quote_path import charging_of, grossmann, page, post, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


@pytest.fixture
def known() -> BusinessPartner:
    return grossmann()


@pytest.fixture
def charging(known: BusinessPartner) -> SupplyContract:
    return charging_of(known)


def who(clerk: Client, draft_id: uuid.UUID, **typed: str) -> str:
    answer = clerk.post(reverse("staff:quote_who", args=[draft_id]), typed)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.row("AP-007", "S9")
@pytest.mark.parametrize("typed", ["Grohsmann", "anna gross", "Domgasse 9"])
def test_the_start_screen_finds_who_is_already_known(
    clerk: Client, known: BusinessPartner, typed: str
) -> None:
    start = clerk.get(reverse("staff:quote_new"), follow=True).content.decode()

    found = who(clerk, uuid.uuid4(), sought=typed)

    assert 'name="sought"' in start
    assert "Anna Großmann" in found
    assert "Diesen Kunden nehmen" in found
    assert f'value="{known.pk}"' in found
    assert not QuoteDraft.objects.exists()


@pytest.mark.row("AP-007")
def test_taking_a_customer_keeps_what_was_typed_and_brings_the_address(
    clerk: Client, known: BusinessPartner
) -> None:
    draft_id = uuid.uuid4()

    post(
        clerk,
        draft_id,
        Step.BASIS,
        {"sought": "Grohsmann", "annual_kwh": "2.345", "use_business_partner": str(known.pk)},
    )

    data = QuoteDraft.objects.get().data
    assert (data["business_partner"], data["annual_kwh"]) == (str(known.pk), "2.345")
    assert (data["street"], data["house_number"], data["postcode"]) == ("Domgasse", "9", "50667")
    shown = page(clerk, draft_id, Step.BASIS)
    assert "Anna Großmann" in shown
    assert 'name="sought"' not in shown


def test_a_customer_taken_by_mistake_is_let_go(clerk: Client, known: BusinessPartner) -> None:
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, {"use_business_partner": str(known.pk)})

    post(
        clerk,
        draft_id,
        Step.BASIS,
        {"business_partner": str(known.pk), "forget_business_partner": "1"},
        1,
    )

    assert "business_partner" not in QuoteDraft.objects.get().data
    assert 'name="sought"' in page(clerk, draft_id, Step.BASIS)


@pytest.mark.row("AP-007")
def test_a_new_name_is_typed_only_once(clerk: Client) -> None:
    draft_id = uuid.uuid4()

    assert "neuer Interessent" in who(clerk, draft_id, sought="Petra Sommer")
    post(clerk, draft_id, Step.BASIS, given.BASIS | {"sought": "Petra Sommer"})
    version = given.tariff("PLUS", "12.5")
    choice = {"tariff_version": str(version.pk), "annual_kwh": "3.500"}
    post(clerk, draft_id, Step.TARIFF, choice, 1)
    form = clerk.get(url(draft_id, Step.PARTIES)).context["form"]

    assert (form["first_name"].value(), form["last_name"].value()) == ("Petra", "Sommer")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Petra Sommer", {"first_name": "Petra", "last_name": "Sommer"}),
        ("Müller-Lüdenscheidt", {"first_name": "", "last_name": "Müller-Lüdenscheidt"}),
        ("Sean O'Neil", {"first_name": "Sean", "last_name": "O'Neil"}),
        ("Bäckerei Korn GmbH", {"kind": "ORGANISATION", "organisation_name": "Bäckerei Korn GmbH"}),
        ("Domgasse 9", {}),
        ("0221 123456", {}),
        ("a@b.de", {}),
        ("", {}),
        ("eins zwei drei vier fünf", {}),
    ],
)
def test_only_what_is_a_name_becomes_one(typed: str, name: dict[str, str]) -> None:
    assert sought_name(typed) == name


@pytest.mark.row("S9")
@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"last_name": "Grohsmann", "first_name": "Anna"}, "gleicher Vor- und Nachname"),
        ({"last_name": "Grohsmann", "birth_date": "17.05.1980"}, "gleiches Geburtsdatum"),
        ({"last_name": "Sommer", "iban": given.IBAN}, "gleiche IBAN"),
        ({"last_name": "Sommer", "meter_number": "1ebz0100"}, "gleicher Zähler"),
        ({"last_name": "Sommer", "malo_id": "51238696781"}, "gleicher Zähler"),
        ({"last_name": "Grosman", "street": "Domgasse", "house_number": "9"}, "gleiche Adresse"),
    ],
)
def test_a_likely_duplicate_is_shown_with_the_reason(
    known: BusinessPartner, charging: SupplyContract, typed: dict[str, str], reason: str
) -> None:
    SupplyPoint.objects.update(malo_id="51238696781")
    charging.supply_point.meters.update(number="1EBZ0100")
    address = {"postcode": "50667", "town": "Köln"}

    (found,) = look_alikes(address | typed, day=given.DAY)

    assert found.business_partner_id == known.pk
    assert any(reason in one for one in found.likeness.reasons)
    assert look_alikes(address | typed | {"business_partner": "1"}, day=given.DAY) == []


def test_a_neighbour_is_no_duplicate(known: BusinessPartner) -> None:
    typed = {"last_name": "Sommer", "postcode": "50667", "street": "Domgasse", "house_number": "9"}

    assert look_alikes(typed, day=given.DAY) == []


@pytest.mark.row("S9", "AP-079")
def test_that_is_him_or_her_takes_the_known_business_partner_over(
    clerk: Client, known: BusinessPartner
) -> None:
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)
    typed = {"last_name": "Grohsmann", "birth_date": "17.05.1980"}
    address = reverse("staff:quote_look_alikes", args=[draft_id])

    shown = clerk.post(address, typed).content.decode()

    assert "Das ist er oder sie" in shown
    assert f'name="use_business_partner" value="{known.pk}"' in shown


HOSTILE = ["a\x00b", "x" * 10_000, "%", "_", "' or 1=1 --", "(ö+)+$", "\u200b", "\U0001f600", " "]


@pytest.mark.row("BAD-D16", "BAD-D27", "BAD-D28")
@pytest.mark.parametrize(
    "field", ["sought", "last_name", "iban", "meter_number", "malo_id", "email", "birth_date"]
)
def test_hostile_text_finds_nobody_and_breaks_nothing(
    clerk: Client, known: BusinessPartner, field: str
) -> None:
    for bad in HOSTILE:
        assert "Großmann" not in who(clerk, uuid.uuid4(), **{field: bad})
