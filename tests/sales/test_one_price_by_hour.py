"""One price also where it varies by the hour, and with the grid fees of § 14a (ADR 0021, 0026).

Where every quarter hour of exchange and grid costs the same, the example of a quote and the
means of a bill must be one number, however the energy is spread over the day.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, reject, settings
from hypothesis import strategies as st

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.calendar import quarter_hours
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market.models import GridPrice, SpotDay
from kundenwerk.market.rules.vocabulary import (
    ConcessionClass,
    ControllableDevice,
    ControlModule,
    MeteringClass,
)
from kundenwerk.metering.models import LoadDay
from kundenwerk.sales.models import Quote
from kundenwerk.supply.commands import change_metering
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.tariffs.rules.tiers import TiersRefused, check_tiers
from kundenwerk.tariffs.rules.vocabulary import PriceKind
from tests import factories
from tests.factories import sales as made
from tests.factories.calls import fresh_call
from tests.sales import test_one_price as one_price
from tests.sales.test_one_price import EVERYTHING, PLAIN, YEAR, Sold, clerk, market, tariffs

__all__ = ["clerk", "market"]

pytestmark = pytest.mark.django_db

KNOWN = Period(date(2024, 12, 1), date(2027, 1, 1))


@dataclass(frozen=True)
class Place:
    """The connection of an existing customer and the exchange price of every quarter hour."""

    module: ControlModule
    cents: int


@st.composite
def sold_by_hour(draw: st.DrawFn) -> tuple[Sold, Place]:
    sold = draw(tariffs())
    module = draw(st.sampled_from(ControlModule))
    kinds = [PriceKind.DYNAMIC] if module is ControlModule.NONE else list(PriceKind)
    changed = replace(
        sold,
        price_kind=draw(st.sampled_from(kinds)),
        tier=replace(sold.tier, energy_offpeak_ct=None),
        offpeak_kwh=None,
    )
    return changed, Place(module, draw(st.integers(-20_000, 60_000)))


def prices_of_every_quarter_hour(place: Place) -> None:
    days = [KNOWN.start + n * ONE_DAY for n in range(KNOWN.days)]
    SpotDay.objects.bulk_create(
        SpotDay(day=day, cents_per_mwh=[place.cents] * quarter_hours(day), source="Auktion")
        for day in days
    )
    GridPrice.objects.update(
        module1_eur_per_year=Decimal("124.12"),
        module2_energy_ct=Decimal("3.8"),
        module3_peak_ct=Decimal("9.5"),
        module3_offpeak_ct=Decimal("9.5"),
        module3_peak_windows="17:00-22:00",
        module3_offpeak_windows="00:00-06:00",
    )


def connection(place: Place) -> SupplyPoint:
    """A supply point with a smart meter and a module, of somebody we know."""
    point = factories.supply_point(
        grid_operator_id=made.participant(made.OPERATOR).pk,
        postcode="50667",
        town="Köln",
        street="Domgasse",
        house_number="7",
        concession_class=ConcessionClass.OVER_500K,
    )
    has_module = place.module is not ControlModule.NONE
    change_metering(
        fresh_call(),
        supply_point_id=point.pk,
        since=YEAR.start,
        metering_class=MeteringClass.SMART_UPTO_20K,
        control_module=place.module,
        device=ControllableDevice.HEAT_PUMP if has_module else None,
        source="Mitteilung",
    )
    return point


def spread(point: SupplyPoint, kwh: int) -> None:
    """The quoted consumption of the year, unevenly over the day, to the watt-hour."""
    days = [YEAR.start + n * ONE_DAY for n in range(YEAR.days)]
    weights = {day: [1 + n % 7 for n in range(quarter_hours(day))] for day in days}
    whole, taken, running = sum(map(sum, weights.values())), 0, 0
    rows = []
    for day, shape in weights.items():
        wh = []
        for weight in shape:
            running += weight
            upto = kwh * 1000 * running // whole
            wh.append(upto - taken)
            taken = upto
        rows.append(LoadDay(supply_point=point, day=day, wh=wh, source="Test"))
    LoadDay.objects.bulk_create(rows)


def walk(sold: Sold, place: Place, clerk: Client, monkeypatch: pytest.MonkeyPatch) -> Quote:
    """As for every other tariff, at a known place and with a load curve."""
    prices_of_every_quarter_hour(place)
    point = connection(place)
    customer = factories.business_partner()
    former = factories.contract(supply_point=point, customer=customer)
    SupplyContract.objects.filter(pk=former.pk).update(state="WITHDRAWN")
    spread(point, sold.kwh)
    plain = made.draft

    def draft(version: object, **values: object) -> uuid.UUID:
        values["basis"] |= {  # type: ignore[operator]
            "business_partner": str(customer.pk),
            "supply_point": str(point.pk),
            "smart_meter": "1",
        }
        return plain(version, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(made, "draft", draft)
    return one_price.walk(sold, clerk)


def by_hour(sold: Sold, kind: PriceKind = PriceKind.DYNAMIC) -> Sold:
    """A tariff of the other test as one of these."""
    tier = replace(sold.tier, energy_offpeak_ct=None)
    return replace(sold, price_kind=kind, tier=tier, offpeak_kwh=None)


@pytest.mark.row("AP-117")
@given(sold_by_hour())
@example((by_hour(EVERYTHING), Place(ControlModule.NONE, 8_123)))
@example((by_hour(PLAIN), Place(ControlModule.MODULE1, -777)))
@example(
    (
        by_hour(EVERYTHING, PriceKind.COMPONENTS),
        Place(ControlModule.MODULE2, 0),
    )
)
@example(
    (
        by_hour(EVERYTHING, PriceKind.END_PRICE),
        Place(ControlModule.MODULES_1_AND_3, 1),
    )
)
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_card_letter_and_first_bill_have_one_price_by_the_quarter_hour_too(
    clerk: Client, drawn: tuple[Sold, Place]
) -> None:
    sold, place = drawn
    try:
        check_tiers([sold.tier])
    except TiersRefused:
        reject()
    before = transaction.savepoint()
    try:
        with pytest.MonkeyPatch.context() as monkeypatch:
            walk(sold, place, clerk, monkeypatch)
    finally:
        transaction.savepoint_rollback(before)
