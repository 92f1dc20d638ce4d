"""The tariff step asks for default supply in the background and says who told it when."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.market.models import DefaultSupplyTariff, Provider
from kundenwerk.market.rules.lookups import Service
from kundenwerk.sales import commands
from kundenwerk.sales.models import Quote, QuoteDraft
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import TariffSettings
from kundenwerk_simulator.lookups import FAULT_STREET, Lookups
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.staff.lookup_path import basis, switch_off_the_table, wider_market
from tests.staff.quote_path import page, post, url
from tests.stubs.lookups import answering, switch_on

pytestmark = pytest.mark.django_db

TOLD = "Ortsstrom Grundversorgung"


@pytest.fixture(autouse=True)
def market_of_cologne() -> None:
    wider_market()


@pytest.fixture
def services() -> Iterator[Lookups]:
    with answering() as (address, lookups):
        switch_on(Service.DEFAULT_SUPPLY, address, timeout_ms=1500)
        yield lookups


def at_tariffs(clerk: Client, **changes: str) -> uuid.UUID:
    draft_id = uuid.uuid4()
    given.tariff("T1", "20")
    post(clerk, draft_id, Step.BASIS, basis(**changes))
    return draft_id


def ask(clerk: Client, draft_id: uuid.UUID, query: str = "", **values: str) -> str:
    address = reverse("staff:quote_default_supply", args=[draft_id]) + query
    return clerk.post(address, {"da": "1", **values}).content.decode()


@pytest.mark.row("AP-048", "AP-005", "AP-050")
def test_the_tariff_is_asked_for_in_the_background_and_shown_with_source_and_day(
    clerk: Client, services: Lookups
) -> None:
    draft_id = at_tariffs(clerk)

    waiting = page(clerk, draft_id, Step.TARIFF)
    asked_by_then = list(services.asked)
    told = ask(clerk, draft_id)
    again = page(clerk, draft_id, Step.TARIFF)

    assert "wird im Hintergrund abgefragt" in waiting
    assert "Stadtstrom T1" in waiting
    assert asked_by_then == []
    for html in (told, again):
        assert TOLD in html
        assert "Grundversorger Köln (Simulator)" in html
        assert "Stand 18.11.2026 (Grundversorgungsermittlung)" in html
        assert "1.617,85" in html  # 3,500 kWh at 41.37 ct and 169.90 euros
        assert "wird im Hintergrund abgefragt" not in html
    assert services.asked == ["v1/grundversorgung"]


@pytest.mark.row("AP-048")
def test_another_consumption_asks_only_when_it_leaves_the_band(
    clerk: Client, services: Lookups
) -> None:
    draft_id = at_tariffs(clerk)
    ask(clerk, draft_id)

    address = url(draft_id, Step.TARIFF)
    inside = clerk.get(address, {"da": "1", "annual_kwh": "9.999"}).content.decode()
    outside = clerk.get(address, {"da": "1", "annual_kwh": "10.000"}).content.decode()
    larger = ask(clerk, draft_id, annual_kwh="10.000")

    assert "wird im Hintergrund abgefragt" not in inside
    assert "wird im Hintergrund abgefragt" in outside
    assert f"{TOLD} Plus" in larger


@pytest.mark.row("AP-048")
def test_a_table_that_comes_first_answers_alone(clerk: Client, services: Lookups) -> None:
    switch_on(Service.DEFAULT_SUPPLY, services_address(), position=5)
    draft_id = at_tariffs(clerk)

    html = page(clerk, draft_id, Step.TARIFF)
    ask(clerk, draft_id)

    assert "Rheinstrom Basis" in html
    assert "(Tarife der Grundversorger)" in html
    assert services.asked == []


def services_address() -> str:
    return Provider.objects.get(service="DEFAULT_SUPPLY", kind="HTTP").base_address


@pytest.mark.row("AP-048")
def test_a_service_that_is_down_leaves_the_table_or_no_comparison(
    clerk: Client, services: Lookups
) -> None:
    draft_id = at_tariffs(clerk, street=FAULT_STREET, house_number="500")

    with_table = ask(clerk, draft_id)
    DefaultSupplyTariff.objects.all().delete()
    other = at_tariffs_again(clerk, street=FAULT_STREET, house_number="503")
    without = ask(clerk, other)
    once_more = ask(clerk, other, "?again=1")

    assert "Rheinstrom Basis" in with_table
    assert "antwortet nicht" in without
    assert "ohne Vergleich" in without
    assert "Stadtstrom T1" in without
    assert "antwortet nicht" in once_more
    assert len(services.asked) == 3


def at_tariffs_again(clerk: Client, **changes: str) -> uuid.UUID:
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, basis(**changes))
    return draft_id


@pytest.mark.row("AP-049")
def test_switched_off_nothing_is_asked(clerk: Client, services: Lookups) -> None:
    TariffSettings.objects.update(compare_default_supply=False)
    draft_id = at_tariffs(clerk)

    html = page(clerk, draft_id, Step.TARIFF) + ask(clerk, draft_id)

    assert "Grundversorg" not in html.replace("Grundversorgung/Ersatzversorgung", "")
    assert services.asked == []


@pytest.mark.row("AP-048", "AP-117")
def test_the_quote_keeps_what_the_service_told(clerk: Client, services: Lookups) -> None:
    version = given.tariff("T1", "20")
    draft_id = given.draft(version, basis={"town": "Köln"})
    ask(clerk, draft_id)
    draft = QuoteDraft.objects.get()

    quote_id = commands.close_draft(
        fresh_call(), draft_id=draft_id, version=draft.version, day=given.DAY
    )

    calculation = Quote.objects.get(pk=quote_id).calculation
    assert calculation.comparison_name.startswith(TOLD)
    assert str(calculation.comparison_gross) == "1.617,85 €"
    assert len(services.asked) == 1


@pytest.mark.row("AP-040")
def test_without_a_grid_the_tariff_step_leads_back_to_the_address(clerk: Client) -> None:
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, basis())
    switch_off_the_table()
    here = url(draft_id, Step.TARIFF)
    ask_supply = reverse("staff:quote_default_supply", args=[draft_id])

    answers = [
        clerk.get(here),
        clerk.post(here, {"version": "1", "page": str(draft_id), "tariff_version": "1"}),
        clerk.post(ask_supply, {"da": "1"}),
    ]

    assert {answer.status_code for answer in answers} == {302}
    assert {answer.url for answer in answers} == {url(draft_id, Step.BASIS)}
