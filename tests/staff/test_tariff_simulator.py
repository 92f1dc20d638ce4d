"""The simulator asks what the wizard asks (place, meter, registers, conditions), by the address."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.kernel.money import Money, round_cents
from kundenwerk.kernel.period import Period
from kundenwerk.market.models import GridArea, MarketParticipant, Place, PriceComponent
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.vocabulary import ConcessionClass, Meter, MeteringClass, metering_class
from kundenwerk.platform.clock import set_business_date
from kundenwerk.tariffs.models import Condition, PriceTier, TariffVersion, condition_columns
from kundenwerk.tariffs.queries.composition import others_prices
from kundenwerk.tariffs.queries.simulation import Simulated, simulate
from kundenwerk.tariffs.rules.amounts import use_of
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.vocabulary import ConditionKind
from tests.factories import fresh_call
from tests.factories import sales as given
from tests.factories.users import user
from tests.sales.test_dynamic import metering_prices, spot
from tests.staff.tariff_desk import a_draft, see

pytestmark = pytest.mark.django_db

GREEN = ConditionData(label="Regional", kind=ConditionKind.ENERGY, price=Decimal("0.5"))
BOX = ConditionData(label="Wallbox", kind=ConditionKind.BASE, price=Decimal(60))
GIFT = ConditionData(label="Gutschrift", kind=ConditionKind.ONCE, once=Money(-3000))
EVERY = (GREEN, BOX, GIFT)


@pytest.fixture
def clerk() -> Client:
    set_business_date(fresh_call(), day=given.DAY)
    given.small_market()
    metering_prices()
    client = Client()
    client.force_login(user(Role.SALES))
    return client


def with_every_condition(version: TariffVersion) -> TariffVersion:
    for tier in version.tiers.all():
        Condition.objects.bulk_create(
            Condition(tier=tier, **condition_columns(one, n)) for n, one in enumerate(EVERY, 1)
        )
    return version


def rows(clerk: Client, version: TariffVersion, **asked: Any) -> list[Simulated]:
    address = reverse("staff:version", args=[version.pk])
    answer = clerk.get(address, {"plz": "50667", **asked})
    found = answer.context["costs"]
    assert found.problem == ""
    return list(found.simulation.rows)


def row(clerk: Client, version: TariffVersion, **asked: Any) -> Simulated:
    return next(one for one in rows(clerk, version, **asked) if one.use.kwh == 3500)


@pytest.mark.row("AP-072")
def test_conditions_that_are_ticked_count_as_in_the_wizard(clerk: Client) -> None:
    version = with_every_condition(a_draft())
    plain = row(clerk, version)

    chosen = row(clerk, version, kondition=["Regional", "Wallbox", "Gutschrift"])

    assert plain.cost
    assert chosen.cost
    # 3,500 kWh × 0.5 ct and 60 € a year; the credit lowers the first year only.
    assert chosen.cost.annual_net - plain.cost.annual_net == Money(1750 + 6000)
    assert chosen.cost.annual_gross - chosen.cost.first_year_gross == Money(3000)
    assert (plain.own, chosen.own) != (None, None)
    assert chosen.own
    assert plain.own
    assert chosen.own - plain.own == Money(1750 + 6000)


def test_a_condition_only_some_tiers_have_is_told_where_it_is_missing(clerk: Client) -> None:
    version = a_draft(upto_kwh=3000)
    with_every_condition(version)
    PriceTier.objects.create(version=version, from_kwh=3000, energy_ct=12, base_eur_per_year=90)

    found = {int(one.use.kwh): one for one in rows(clerk, version, kondition="Wallbox")}

    assert found[2500].without == ()
    assert found[3500].without == ("Wallbox",)
    assert "ohne Wallbox" in see(clerk, "version", version.pk, plz="50667", kondition="Wallbox")


def test_the_parts_of_a_year_hold_the_conditions(clerk: Client) -> None:
    version = with_every_condition(a_draft())

    def gross(**asked: Any) -> Money:
        address = reverse("staff:version", args=[version.pk])
        answer = clerk.get(address, {"plz": "50667", "kwh": "3.500", **asked})
        found: Money = answer.context["costs"].composition.gross
        return found

    assert gross(kondition=["Wallbox"]) - gross() == Money(7140)


@pytest.mark.parametrize(
    ("meter", "kwh", "klass"),
    [
        ("CONVENTIONAL", 3500, MeteringClass.CONVENTIONAL),
        ("MODERN", 3500, MeteringClass.MODERN),
        ("SMART", 3500, MeteringClass.SMART_OPTIONAL),
        ("SMART", 6000, MeteringClass.SMART_OPTIONAL),
        ("SMART", 6001, MeteringClass.SMART_UPTO_10K),
        ("SMART", 100_001, MeteringClass.SMART_UPTO_100K),
    ],
)
def test_the_kind_of_meter_and_the_consumption_give_its_class(
    meter: str, kwh: int, klass: MeteringClass
) -> None:
    assert metering_class(Meter(meter), Decimal(kwh)) is klass


def test_every_consumption_pays_for_its_own_class_of_meter(clerk: Client) -> None:
    for klass, price in (("SMART_OPTIONAL", 40), ("SMART_UPTO_10K", 60)):
        PriceComponent.objects.filter(kind__klass=klass).update(value=price)
    version = a_draft()
    modern = {int(one.use.kwh): one for one in rows(clerk, version, kwh="8.000")}

    smart = {int(o.use.kwh): o for o in rows(clerk, version, kwh="8.000", zaehler="SMART")}

    def dearer(kwh: int) -> Money:
        now, before = smart[kwh].cost, modern[kwh].cost
        assert now
        assert before
        return now.annual_gross - before.annual_gross

    # 25 € for a modern meter, gross; a cent goes with the VAT on the sum.
    assert abs(dearer(3500).cents - 1500) <= 1
    assert abs(dearer(8000).cents - 3500) <= 1


def test_a_meter_without_a_price_is_told(clerk: Client) -> None:
    PriceComponent.objects.filter(kind__klass="CONVENTIONAL").delete()
    version = a_draft()

    text = see(clerk, "version", version.pk, plz="50667", zaehler="CONVENTIONAL")

    assert "Messstellenbetrieb: Tabelle „preisbestandteile“ einlesen" in text
    assert "1. Jahr brutto" not in text


def test_the_register_count_decides_whether_there_is_off_peak(clerk: Client) -> None:
    version = a_draft(energy_offpeak_ct="9.5")

    usual = see(clerk, "version", version.pk, plz="50667")
    single = see(clerk, "version", version.pk, plz="50667", tarifanzahl="SINGLE")

    assert "Davon 50 % NT." in usual
    assert "% NT." not in single
    assert row(clerk, version, tarifanzahl="SINGLE").use.offpeak_kwh is None
    assert row(clerk, version, nt="30").use.offpeak_kwh == Decimal(1050)


def test_a_tariff_for_one_count_of_registers_offers_no_other(clerk: Client) -> None:
    version = a_draft()
    version.tariff.register_counts = ["SINGLE"]
    version.tariff.save()

    text = see(clerk, "version", version.pk, plz="50667", tarifanzahl="DUAL")

    assert "Bitte prüfen Sie die Angaben oben." in text


def two_grids() -> None:
    """The postcode 22145 lies in two towns of two grids."""
    first = MarketParticipant.objects.get(code=given.OPERATOR)
    second = MarketParticipant.objects.create(
        code="9999001000112", name="Nordnetz", role="NB", commodity="ELECTRICITY"
    )
    for place, operator, klass in zip(
        Place.objects.filter(postcode="22145").order_by("town"),
        (first, second),
        ("OVER_500K", "UPTO_25K"),
        strict=True,
    ):
        GridArea.objects.create(
            place=place,
            commodity="ELECTRICITY",
            grid_operator=operator,
            concession_class=klass,
            valid=Period(given.DAY.replace(year=2025)),
            source="Test",
        )


@pytest.mark.row("AP-040")
def test_a_postcode_of_several_grids_asks_which(clerk: Client) -> None:
    two_grids()
    version = a_draft()

    asked = see(clerk, "version", version.pk, plz="22145")

    assert "In 22145 gibt es mehrere Orte oder Netze." in asked
    assert "Hamburg, Rheinnetz" in asked
    assert "Stapelfeld, Nordnetz" in asked
    assert "1. Jahr brutto" not in asked
    for town, sentence in (
        ("Hamburg", "im Netz Rheinnetz"),
        ("Stapelfeld", "im Netz Nordnetz"),
    ):
        place = Place.objects.get(postcode="22145", town=town)
        assert sentence in see(clerk, "version", version.pk, plz="22145", ort=place.pk)
    operator = MarketParticipant.objects.get(name="Nordnetz").pk
    text = see(clerk, "version", version.pk, plz="22145", netz=operator)
    assert "Gemeinde bis 25.000 Einwohner" in text


@pytest.mark.parametrize("wrong", ["0", "abc", "999999999999999999999", "-1"])
def test_a_place_that_is_none_is_asked_again(clerk: Client, wrong: str) -> None:
    two_grids()

    assert "gibt es mehrere" in see(clerk, "version", a_draft().pk, plz="22145", ort=wrong)


def test_places_of_one_price_need_no_question(clerk: Client) -> None:
    two_grids()
    first = MarketParticipant.objects.get(code=given.OPERATOR)
    GridArea.objects.filter(place__postcode="22145").update(
        grid_operator=first, concession_class="UPTO_25K"
    )

    assert "im Netz Rheinnetz" in see(clerk, "version", a_draft().pk, plz="22145")


@pytest.mark.parametrize(
    "asked",
    [
        {"zaehler": "DAMPF"},
        {"tarifanzahl": "7"},
        {"kondition": "gibt es nicht"},
        {"nt": "101", "tarifanzahl": "DUAL"},
    ],
)
def test_what_nobody_offered_is_told(clerk: Client, asked: dict[str, str]) -> None:
    version = with_every_condition(a_draft())

    assert "Bitte prüfen Sie die Angaben oben." in see(clerk, "version", version.pk, **asked)


@pytest.mark.row("D-6")
def test_a_dynamic_tariff_shows_its_margin_over_the_exchange(clerk: Client) -> None:
    spot(Period(given.DAY.replace(year=2025), given.DAY), else_=4_000, evening=4_000)
    version = a_draft("2.5")
    TariffVersion.objects.filter(pk=version.pk).update(price_kind="DYNAMIC")

    text = see(clerk, "version", version.pk, plz="50667")
    one = row(clerk, version)

    assert "intelligentes Messsystem" in text
    assert "abzüglich des Börsenpreises von 4,00 ct/kWh (Beispielrechnung" in text
    assert one.cost
    # 40 €/MWh are 4 ct/kWh, bought and sold at the same price: the markup and the base price stay.
    assert one.own
    assert one.margin
    markup = round_cents(Decimal(3500) * Decimal("2.5") / 100)
    base = version.tiers.get().base_eur_per_year
    assert abs((one.margin - markup - round_cents(base)).cents) <= 3
    assert abs((one.own - one.margin).cents - 14_000) <= 1
    warned = see(clerk, "version", version.pk, plz="50667", zaehler="MODERN")
    assert "nur mit intelligentem Messsystem" in warned


def test_smart_meters_cost_a_few_questions_more_and_no_more_for_many_rows(clerk: Client) -> None:
    version = a_draft()
    region = PriceRegion(
        Commodity.ELECTRICITY,
        MarketParticipant.objects.get(code=given.OPERATOR).pk,
        ConcessionClass.OVER_500K,
    )
    others = others_prices(region, given.DAY, UsageType.HOUSEHOLD)

    def asked(count: int) -> int:
        uses = [use_of(1000 + 10 * n, None) for n in range(count)]
        with CaptureQueriesContext(connection) as seen:
            simulate(version, others, uses, default_supplier_id=None, meter=Meter.SMART)
        return len(seen)

    asked(1)
    assert asked(1) == asked(200)
