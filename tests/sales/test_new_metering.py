"""Meter and module of § 14a EnWG of a new supply point, told in the quote path."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given as having
from hypothesis import strategies as st

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.models import GridPrice
from kundenwerk.market.rules.vocabulary import (
    ControllableDevice,
    ControlModule,
    Meter,
    MeteringClass,
)
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.queries.progress import basis_of
from kundenwerk.sales.rules.entries import Incomplete, Reader
from kundenwerk.sales.rules.metering import Metering, read_metering
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.supply.queries import equipment_on
from kundenwerk.tariffs.rules.verify import faults
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.sales.test_dynamic import dynamic, metering_prices, shown, spot
from tests.staff.quote_path import page, post

HEAT_PUMP = {"device": "HEAT_PUMP"}
MODULES = {"smart_meter": "1", "control_module": "MODULES_1_AND_3"} | HEAT_PUMP


@pytest.fixture
def market() -> None:
    """A grid operator that has published its fees under § 14a EnWG."""
    given.small_market()
    metering_prices()
    GridPrice.objects.filter(commodity="ELECTRICITY").update(
        module1_eur_per_year=Decimal(120),
        module2_energy_ct=Decimal("2.5"),
        module3_peak_ct=Decimal(12),
        module3_offpeak_ct=Decimal(1),
        module3_peak_windows="17:00-22:00",
        module3_offpeak_windows="00:00-06:00",
    )


def wrong(**changes: str) -> dict[str, str]:
    with pytest.raises(Incomplete) as refused:
        basis_of(given.BASIS | changes, day=given.DAY)
    return refused.value.errors


@pytest.mark.django_db
@pytest.mark.usefixtures("market")
def test_a_prospect_with_a_heat_pump_gets_a_cheaper_offer_by_each_module() -> None:
    given.tariff("PLUS", "12.5")

    plain, lump, own_meter = (
        shown(**changes).cards[0].cost.annual_gross
        for changes in (
            {},
            {"control_module": "MODULE1"} | HEAT_PUMP,
            {"control_module": "MODULE2"} | HEAT_PUMP,
        )
    )

    assert (plain - lump).cents == 142_80
    assert own_meter < plain


@pytest.mark.django_db
@pytest.mark.usefixtures("market")
def test_a_dynamic_tariff_with_fees_by_the_hour_is_quoted_to_a_new_prospect() -> None:
    spot()
    version = dynamic()

    (card,) = shown(**MODULES).cards
    quote = given.quote(version, basis=MODULES)

    assert quote.calculation.annual_gross == card.cost.annual_gross
    assert faults(quote.calculation.trace) == []
    held = equipment_on(quote.supply_point, given.DAY.replace(year=2027))
    assert (held.control_module, held.device) == (
        ControlModule.MODULES_1_AND_3,
        ControllableDevice.HEAT_PUMP,
    )
    assert quote.supply_point.metering_class == MeteringClass.SMART_UPTO_20K


@pytest.mark.django_db
@pytest.mark.usefixtures("market")
def test_what_cannot_be_is_told_at_its_field_and_gas_knows_nothing_of_it() -> None:
    assert set(wrong(control_module="MODULES_1_AND_3", **HEAT_PUMP)) == {"control_module"}
    assert set(wrong(control_module="MODULE1")) == {"device"}
    assert set(wrong(**HEAT_PUMP)) == {"device"}
    assert set(wrong(smart_meter="1", conventional_meter="1")) == {"conventional_meter"}
    for text in ("MODULE9", "x" * 200, "<b>"):
        assert set(wrong(control_module=text)) == {"control_module"}
    assert basis_of(given.BASIS | {"conventional_meter": "1"}, day=given.DAY).metering_class == (
        MeteringClass.CONVENTIONAL
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("market")
def test_a_clerk_enters_it_and_reads_it_before_the_end(client: Client) -> None:
    set_business_date(fresh_call(), day=given.DAY)
    client.force_login(user(Role.SALES, username="vera"))
    version, draft_id = given.tariff("PLUS", "12.5"), uuid.uuid4()
    module = {"control_module": "MODULE1"} | HEAT_PUMP

    refused = post(client, draft_id, Step.BASIS, given.BASIS | {"control_module": "MODULE1"})
    assert "Bitte wählen Sie, was gesteuert werden darf." in refused.content.decode()
    post(client, draft_id, Step.BASIS, given.BASIS | module, 1)
    choice = {"tariff_version": str(version.pk), "annual_kwh": "3.500", "nb": "1", "sb": "1"}
    post(client, draft_id, Step.TARIFF, choice, 2)
    post(client, draft_id, Step.PARTIES, given.PERSON, 3)

    told = page(client, draft_id, Step.CHECK)
    assert "moderne Messeinrichtung, § 14a Modul 1: pauschale Reduzierung, Wärmepumpe" in told


VALUES = st.fixed_dictionaries(
    {
        "smart_meter": st.sampled_from(["", "1"]),
        "conventional_meter": st.sampled_from(["", "1"]),
        "control_module": st.sampled_from(["", *ControlModule]),
        "device": st.sampled_from(["", *ControllableDevice]),
    }
)


@having(VALUES, st.integers(1, 100_000))
def test_what_is_taken_can_be_stored_and_what_cannot_is_refused(
    values: dict[str, str], kwh: int
) -> None:
    read = Reader(values)

    found = read_metering(read, Commodity.ELECTRICITY, is_new_point=True)

    if read.errors:
        return
    klass = found.metering_class(kwh)
    assert klass.counts_quarter_hours == (found.meter is Meter.SMART)
    assert found.module is not ControlModule.MODULES_1_AND_3 or klass.counts_quarter_hours
    assert (found.device is None) == (found.module is ControlModule.NONE)
    known = read_metering(Reader(values), Commodity.ELECTRICITY, is_new_point=False)
    assert known.module is ControlModule.NONE
    assert read_metering(Reader(values), Commodity.GAS, is_new_point=True) == Metering()
