"""A customer who has logged in asks for a quote, for himself and nobody else."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.jobs import run_pending
from kundenwerk.sales.models import PossibleDuplicate, Quote
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.work.models import Task
from tests.factories import parties
from tests.factories import sales as given
from tests.factories.users import user
from tests.portal.test_conditions import ids
from tests.staff.quote_path import charging_point
from tests.tariffs.test_conditions import ALL, PAPER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]
NEW = {
    "energy_kind": "HAUSHALT",
    "postcode": "50667",
    "street": "Domgasse",
    "house_number": "7",
    "annual_kwh": "3.500",
}


@pytest.fixture
def version() -> TariffVersion:
    return given.tariff("PLUS", "12.5", conditions=ALL)


@pytest.fixture
def running(known: BusinessPartner, account: ContractAccount) -> SupplyContract:
    return charging_point(known, account, given.tariff("ALT", "14"))


@pytest.fixture
def visitor(known: BusinessPartner) -> Client:
    client = Client()
    client.force_login(user(Role.CUSTOMER, business_partner_id=known.pk))
    return client


def ask(visitor: Client, version: TariffVersion, **more: Any) -> Any:
    sent = NEW | {"key": str(uuid.uuid4()), "tarif": str(version.pk)} | more
    return visitor.post(reverse("portal:quoting"), sent)


@pytest.mark.row("KM-013", "AP-077")
def test_a_quote_for_a_new_supply_point_has_the_customers_data_and_the_clerks_price(
    visitor: Client, known: BusinessPartner, account: ContractAccount, version: TariffVersion
) -> None:
    chosen = {"conditions": ids(version, PAPER.label), "contract_account": str(account.pk)}

    cards = visitor.get(reverse("portal:quoting"), NEW).context["cards"]
    answer = ask(visitor, version, **chosen)

    quote = Quote.objects.get()
    assert answer["Location"] == reverse("portal:quote", args=[quote.pk])
    assert (quote.business_partner, quote.contract_account) == (known, account)
    assert [item.label for item in quote.items.all()] == [PAPER.label]
    clerks = given.quote(version, conditions=(PAPER.label,))
    assert quote.calculation.annual_gross == clerks.calculation.annual_gross
    assert [card.version for card in cards] == [version]
    page = visitor.get(answer["Location"]).content.decode()
    assert quote.number in page
    assert str(quote.calculation.annual_gross) in page
    assert "netto" not in page
    assert Task.objects.get(key=f"sales:own_quote:{quote.pk}").role == "SERVICE"
    run_pending()
    assert not PossibleDuplicate.objects.exists()


@pytest.mark.row("KM-013", "AP-064", "AP-121")
def test_another_tariff_for_an_own_supply_point_is_compared_with_the_present_one(
    visitor: Client, running: SupplyContract
) -> None:
    charging = given.tariff("LADEN", "10", usage_types=["EV_CHARGING"])
    here = {"supply_point": str(running.supply_point_id)}

    page = visitor.get(reverse("portal:quoting"), here)
    ask(visitor, charging, **dict.fromkeys(NEW, ""), **here)

    assert page.context["found"].board.comparison.is_current
    quote = Quote.objects.get()
    assert quote.supply_point == running.supply_point
    assert SupplyPoint.objects.count() == 1
    task = Task.objects.get(key=f"sales:own_quote:{quote.pk}")
    assert task.title.startswith("Tarifwechsel gewünscht")


@pytest.mark.row("BAD-D07", "R-42")
def test_nothing_of_somebody_else_can_be_named(
    known: BusinessPartner, account: ContractAccount, running: SupplyContract
) -> None:
    version = given.tariff("PLUS", "12.5")
    stranger = parties.business_partner(last_name="Fremd", email="fremd@example.org")
    thief = Client()
    thief.force_login(user(Role.CUSTOMER, username="fremd", business_partner_id=stranger.pk))
    theirs = {"supply_point": str(running.supply_point_id)}

    page = thief.get(reverse("portal:quoting"), theirs)
    paid = ask(thief, version, contract_account=str(account.pk))
    ask(thief, version, business_partner=str(known.pk), **theirs)

    assert "Am Markt" not in page.content.decode()
    assert paid.status_code == 422
    quote = Quote.objects.get()
    assert quote.business_partner == stranger
    assert quote.supply_point != running.supply_point
    own = given.quote(version, basis={"business_partner": str(known.pk)})
    for route in ("quote", "quote_document"):
        assert thief.get(reverse(f"portal:{route}", args=[own.pk])).status_code == 404


def test_sent_twice_it_is_one_quote(visitor: Client, version: TariffVersion) -> None:
    key = str(uuid.uuid4())

    answers = [ask(visitor, version, key=key) for _ in range(2)]

    assert len({answer["Location"] for answer in answers}) == 1
    assert Quote.objects.count() == 1


@pytest.mark.parametrize("name", [*NEW, "tarif", "conditions", "supply_point", "contract_account"])
@pytest.mark.parametrize("text", ["", "0", "-1", "9" * 40, "٣", "x", "a\x00b"])
def test_strange_answers_store_nothing_half(
    visitor: Client, version: TariffVersion, name: str, text: str
) -> None:
    answer = ask(visitor, version, **{name: text})

    assert answer.status_code in {302, 422}
    assert (answer.status_code == 302) == Quote.objects.exists()


def test_only_customers_ask_here(client: Client) -> None:
    assert client.get(reverse("portal:quoting")).status_code == 302
    client.force_login(user(Role.SALES))
    assert client.get(reverse("portal:quoting"))["Location"] == reverse("staff:start")
