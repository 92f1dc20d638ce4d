"""The public tariff calculator: the numbers of the quote path, gross, without a login."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.rules.vocabulary import Step
from tests.factories import sales as given
from tests.factories.users import user
from tests.portal.shopping import QUESTION, asked, chosen
from tests.staff.quote_path import post, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


def figures(cards: Any) -> list[tuple[object, ...]]:
    return [
        (
            card.offer.version.pk,
            card.offer.cost.annual_gross,
            card.offer.cost.first_year_gross,
            card.offer.cost.monthly_instalment,
            card.offer.saving,
            card.offer.saving_following,
        )
        for card in cards
    ]


@pytest.mark.row("KM-013")
@pytest.mark.parametrize("kwh", ["1.500", "3.500", "9.999"])
def test_visitors_see_the_numbers_clerks_see(kwh: str) -> None:
    given.tariff("PLUS", "12.5", new_customer_bonus=Money(8000), instant_bonus=Money(2500))
    given.tariff("OEKO", "13.1", is_green=True)
    given.tariff("KLEIN", "11.9", upto_kwh=2500)
    clerk, draft_id = Client(), uuid.uuid4()
    clerk.force_login(user(Role.SALES))
    post(clerk, draft_id, Step.BASIS, given.BASIS | {"annual_kwh": kwh})

    staff = clerk.get(url(draft_id, Step.TARIFF))
    public = asked(Client(), kwh=kwh)

    assert figures(public.context["cards"]) == figures(staff.context["cards"])
    assert len(public.context["cards"]) == (3 if kwh == "1.500" else 2)
    comparison = public.context["found"].board.comparison
    assert comparison.cost.annual_gross == staff.context["board"].comparison.cost.annual_gross


@pytest.mark.row("DEC-03")
def test_prices_are_gross_and_stand_beside_each_other() -> None:
    given.tariff("PLUS", "12.5")

    page = asked(Client()).content.decode()
    card = asked(Client()).context["cards"][0].offer.cost

    assert "netto" not in page
    assert f"{card.energy_ct_gross:.2f}".replace(".", ",") in page
    assert str(card.annual_gross) in page


def test_the_answer_stands_in_the_address_and_nothing_is_kept_of_a_look() -> None:
    given.tariff("PLUS", "12.5")

    answer = asked(Client(), oeko="1", laufzeit="12", sort="abschlag")

    assert answer.status_code == 200
    assert not QuoteDraft.objects.exists()
    assert not answer.cookies.get("bestellung")


def test_people_stand_for_a_consumption_and_a_typed_one_goes_before() -> None:
    given.tariff("PLUS", "12.5")

    three = Client().get(
        reverse("public:calculator"), {"energie": "HAUSHALT", "plz": "50667", "personen": "3"}
    )

    assert three.context["found"].basis.annual_kwh == 4250
    assert asked(Client(), personen="3").context["found"].basis.annual_kwh == 3500


def test_what_is_not_for_visitors_stays_away() -> None:
    given.tariff("GROSS", "9.5", is_b2b=True)
    given.tariff("ALT", "9.6", sale=Period(date(2026, 1, 1), date(2026, 11, 1)))
    given.tariff("ENTWURF", "9.7", state="DRAFT", approved_on=None)

    answer = asked(Client(), b2b="on")

    page = answer.content.decode()
    assert answer.context["cards"] == []
    assert "keinen Tarif anbieten" in page
    for name in ("Stadtstrom GROSS", "Stadtstrom ALT", "Stadtstrom ENTWURF", "Zeitscheibe"):
        assert name not in page


@pytest.mark.row("D-6")
def test_an_empty_answer_says_why_and_whom_to_ask() -> None:
    given.tariff("KLEIN", "11.9", upto_kwh=2500)

    page = asked(Client()).content.decode()

    assert "Stadtstrom KLEIN" in page
    assert "Der Verbrauch liegt außerhalb" in page
    assert "Prüfen Sie den Jahresverbrauch." in page
    assert "mailto:service@stadtwerke.example" in page


def test_several_towns_give_a_choice_and_an_unknown_place_a_sentence() -> None:
    several = asked(Client(), plz="22145")
    unknown = asked(Client(), plz="99998")

    assert several.status_code == 422
    assert "Stapelfeld" in several.content.decode()
    assert "Die Postleitzahl 99998 gibt es nicht." in unknown.content.decode()


@pytest.mark.row("BAD-D12", "BAD-D21", "BAD-D27")
@pytest.mark.parametrize("name", ["energie", "plz", "ort", "kwh", "personen", "laufzeit", "sort"])
@pytest.mark.parametrize(
    "text", ["0", "-1", "1e5", "٣٠٠٠", "NaN", "9" * 400, "a\x01b", "' or 1=1 --", "%s{0}", "1067"]
)
def test_strange_answers_break_nothing(name: str, text: str) -> None:
    assert asked(Client(), **{name: text}).status_code in {200, 422}


def test_a_tariff_is_chosen_only_if_it_is_offered_there() -> None:
    offered = given.tariff("PLUS", "12.5")
    large = given.tariff("GROSS", "9.5", is_b2b=True)
    small = given.tariff("KLEIN", "11.9", upto_kwh=2500)

    assert chosen(Client(), offered)["Location"] == reverse("public:delivery")
    for refused in (large, small):
        answer = chosen(Client(), refused)
        assert answer["Location"].startswith(reverse("public:calculator"))
    assert QuoteDraft.objects.count() == 1
    assert QUESTION["plz"] == QuoteDraft.objects.get().data["postcode"]
