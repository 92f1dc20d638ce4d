"""Tariffs and their versions: prepared, approved, sold, ended; used prices stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.platform.commands import Call, KeyReused
from kundenwerk.tariffs import commands, jobs
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from kundenwerk.tariffs.rules.tiers import TiersRefused
from kundenwerk.tariffs.rules.version import TariffData, TariffRefused
from tests.factories.calls import fresh_call
from tests.tariffs.world import TODAY, sold, tariff, tier, version_data

pytestmark = pytest.mark.django_db

NEXT_YEAR = date(2027, 1, 1)


def test_a_tariff_code_exists_once() -> None:
    tariff("FIX")

    with pytest.raises(commands.TariffCodeTaken):
        tariff("fix")


def test_the_same_key_makes_one_tariff(call: Call) -> None:
    data = TariffData("FIX", "Strom Fix", Commodity.ELECTRICITY)

    first = commands.create_tariff(call, data=data)

    assert commands.create_tariff(call, data=data) == first
    with pytest.raises(KeyReused):
        commands.create_tariff(call, data=TariffData("NEU", "Neu", Commodity.ELECTRICITY))


@pytest.mark.parametrize(
    ("code", "changes", "field"),
    [
        ("F", {}, "code"),
        ("FIX!", {}, "code"),
        ("FIX", {"name": "123"}, "name"),
        ("FIX", {"name": "A\u200bB"}, "name"),
        (
            "GAS",
            {"commodity": Commodity.GAS, "usage_types": frozenset({UsageType.HEAT_PUMP})},
            "usage_types",
        ),
    ],
)
def test_an_impossible_tariff_is_refused_at_its_field(
    code: str, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(TariffRefused) as refused:
        tariff(code, **changes)

    assert set(refused.value.faults) == {field}


@pytest.mark.row("AP-063", "C11")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"label": ""}, "label"),
        ({"label": "x" * 81}, "label"),
        ({"minimum_term_months": 25}, "minimum_term_months"),
        ({"renewal_months": 12}, "renewal_months"),
        ({"notice_weeks": 6}, "notice_weeks"),
        ({"instant_bonus": Money(-1)}, "instant_bonus"),
    ],
)
def test_terms_a_consumer_cannot_be_held_to_are_refused(
    changes: dict[str, Any], field: str
) -> None:
    tariff_id = tariff("FIX")

    with pytest.raises(TariffRefused) as refused:
        commands.create_version(fresh_call(), tariff_id=tariff_id, data=version_data(**changes))

    assert set(refused.value.faults) == {field}
    assert not TariffVersion.objects.exists()


def test_businesses_may_agree_to_longer_terms() -> None:
    version_id = sold(
        "B2B", version=version_data(minimum_term_months=36, renewal_months=12), is_b2b=True
    )

    assert TariffVersion.objects.get(pk=version_id).renewal_months == 12


@pytest.mark.row("BAD-B27")
@pytest.mark.parametrize(
    ("tiers", "row", "reason"),
    [
        ([tier(upto_kwh=1000), tier(from_kwh=1001, upto_kwh=2000)], 2, "Lücke"),
        ([tier(upto_kwh=1000), tier(from_kwh=900)], 2, "Überschneidung"),
        ([tier(), tier("1", base="-1")], 2, "nicht negativ"),
        ([tier("100000")], 1, "zu groß"),
        ([tier("NaN")], 1, "zu groß"),
        ([tier("1.1234567")], 1, "sechs Nachkommastellen"),
        ([], 1, "Mindestens eine"),
    ],
)
def test_impossible_tiers_are_refused_at_their_row(tiers: list[Any], row: int, reason: str) -> None:
    version_id = commands.create_version(fresh_call(), tariff_id=tariff("FIX"), data=version_data())

    with pytest.raises(TiersRefused, match=reason) as refused:
        commands.set_tiers(fresh_call(), version_id=version_id, tiers=tiers)

    assert refused.value.row == row
    assert not PriceTier.objects.exists()


def test_the_database_refuses_two_prices_for_one_consumption() -> None:
    version_id = sold("FIX", tier(upto_kwh=1000), tier(from_kwh=1000))

    with pytest.raises(IntegrityError, match="tier_one_price_per_kwh"), transaction.atomic():
        PriceTier.objects.create(
            version_id=version_id,
            from_kwh=500,
            upto_kwh=600,
            energy_ct=Decimal(1),
            base_eur_per_year=Decimal(1),
        )


def test_the_tiers_of_a_draft_can_be_replaced_and_those_of_an_approved_version_cannot() -> None:
    version_id = commands.create_version(
        fresh_call(), tariff_id=tariff("FIX"), data=version_data(), tiers=[tier("10")]
    )

    commands.set_tiers(fresh_call(), version_id=version_id, tiers=[tier("11")])
    commands.activate_version(fresh_call(), version_id=version_id, day=TODAY)

    assert PriceTier.objects.get().energy_ct == 11
    with pytest.raises(commands.NotDraft):
        commands.set_tiers(fresh_call(), version_id=version_id, tiers=[tier("12")])


def test_a_price_change_is_prepared_by_copying_the_latest_version() -> None:
    former = sold(
        "FIX",
        tier("10", upto_kwh=2000),
        tier("9", from_kwh=2000, energy_offpeak_ct=Decimal(7)),
        version=version_data(new_customer_bonus=Money(500), guarantee_until=date(2026, 12, 31)),
    )
    tariff_id = TariffVersion.objects.get(pk=former).tariff_id

    copy_id = commands.prepare_version(
        fresh_call(), tariff_id=tariff_id, start=NEXT_YEAR, label="Preise 2027"
    )

    copy = TariffVersion.objects.get(pk=copy_id)
    assert (copy.state, copy.approved_on, copy.prices.start) == ("DRAFT", None, NEXT_YEAR)
    assert copy.new_customer_bonus == Money(500)
    assert copy.guarantee_until is None
    assert [str(one.energy_ct) for one in copy.tiers.order_by("from_kwh")] == [
        "10.000000",
        "9.000000",
    ]


def test_a_price_change_needs_a_version_to_start_from() -> None:
    with pytest.raises(commands.NoPredecessor):
        commands.prepare_version(fresh_call(), tariff_id=tariff("NEW"), start=NEXT_YEAR, label="x")


def test_approving_the_next_version_ends_the_prices_of_the_former() -> None:
    former = sold("FIX")
    tariff_id = TariffVersion.objects.get(pk=former).tariff_id
    following = commands.prepare_version(
        fresh_call(), tariff_id=tariff_id, start=NEXT_YEAR, label="Preise 2027"
    )

    state = commands.activate_version(fresh_call(), version_id=following, day=TODAY)

    assert state == "DRAFT"  # approved, sold from January on
    assert TariffVersion.objects.get(pk=former).prices.end == NEXT_YEAR
    assert commands.advance_versions(fresh_call(), day=NEXT_YEAR) == {"activated": 1, "ended": 0}
    assert TariffVersion.objects.get(pk=following).state == "ACTIVE"


@pytest.mark.row("BAD-B25")
@pytest.mark.parametrize("start", [date(2026, 1, 1), date(2025, 6, 1)])
def test_prices_for_days_already_priced_are_not_approved(start: date) -> None:
    former = sold("FIX")
    second = commands.create_version(
        fresh_call(),
        tariff_id=TariffVersion.objects.get(pk=former).tariff_id,
        data=version_data(prices=Period(start)),
        tiers=[tier()],
    )

    with pytest.raises(commands.VersionOverlaps):
        commands.activate_version(fresh_call(), version_id=second, day=TODAY)


@pytest.mark.row("BAD-B24")
def test_the_database_refuses_two_approved_prices_for_one_day() -> None:
    former = TariffVersion.objects.get(pk=sold("FIX"))
    former.pk = None

    with pytest.raises(IntegrityError, match="version_one_price_per_day"), transaction.atomic():
        former.save(force_insert=True)


def test_a_version_without_prices_is_not_approved() -> None:
    version_id = commands.create_version(fresh_call(), tariff_id=tariff("FIX"), data=version_data())

    with pytest.raises(commands.NoTiers):
        commands.activate_version(fresh_call(), version_id=version_id, day=TODAY)


def test_a_version_is_approved_once() -> None:
    later = version_data(sale=Period(NEXT_YEAR))
    waiting = sold("LATER", version=later)
    active = sold("NOW")

    with pytest.raises(commands.NotDraft):
        commands.activate_version(fresh_call(), version_id=waiting, day=TODAY)
    with pytest.raises(TransitionNotAllowed):
        commands.activate_version(fresh_call(), version_id=active, day=TODAY)


def test_an_ended_version_is_sold_no_longer_and_stays_as_it_was() -> None:
    version_id = sold("FIX")

    commands.end_version(fresh_call(), version_id=version_id, day=TODAY)

    version = TariffVersion.objects.get(pk=version_id)
    assert (version.state, version.sale.end) == ("ENDED", TODAY)
    assert version.prices.end is None
    with pytest.raises(TransitionNotAllowed):
        commands.end_version(fresh_call(), version_id=version_id, day=TODAY)


def test_the_beginning_of_a_day_ends_sales_that_are_over(call: Call) -> None:
    version_id = sold("FIX", version=version_data(sale=Period(date(2026, 1, 1), NEXT_YEAR)))

    jobs.begin_day(call, NEXT_YEAR)

    assert TariffVersion.objects.get(pk=version_id).state == "ENDED"
