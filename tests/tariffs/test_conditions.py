"""Conditions of price tiers: set on drafts, taken back, copied, and standing once used."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.platform import undo
from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import AuditRow, UndoOffer
from kundenwerk.tariffs import commands
from kundenwerk.tariffs.models import Condition, PriceTier, TariffVersion
from kundenwerk.tariffs.rules import conditions
from kundenwerk.tariffs.rules.conditions import ConditionData, ConditionsRefused, check_conditions
from kundenwerk.tariffs.rules.prices import DatedTerms
from kundenwerk.tariffs.rules.rating import Deduction
from kundenwerk.tariffs.rules.tiers import TiersRefused
from kundenwerk.tariffs.rules.vocabulary import ConditionKind, PriceKind
from tests.factories.calls import fresh_call
from tests.tariffs.strategies import chosen_conditions, priced_terms
from tests.tariffs.world import TODAY, tariff, tier, version_data

GREEN = ConditionData(label="Ökozuschlag", kind=ConditionKind.ENERGY, price=Decimal("0.3"))
PAPER = ConditionData(label="Papierrechnung", kind=ConditionKind.BASE, price=Decimal(12))
WALLBOX = ConditionData(
    label="Wallbox-Gutschrift",
    kind=ConditionKind.ONCE,
    description="einmalig mit der ersten Rechnung",
    once=Money(-3000),
)
GUARANTEE = ConditionData(
    label="Lange Preisgarantie", kind=ConditionKind.TERMS, guarantee_months=24
)
ALL = (GREEN, PAPER, WALLBOX, GUARANTEE)


def draft(*found: ConditionData) -> PriceTier:
    version_id = commands.create_version(
        fresh_call(), tariff_id=tariff("FIX"), data=version_data(), tiers=[tier(conditions=found)]
    )
    return PriceTier.objects.get(version_id=version_id)


def test_chosen_conditions_become_part_of_the_prices() -> None:
    terms = DatedTerms(
        Period.year(2026), PriceKind.COMPONENTS, Decimal(15), Decimal(11), Decimal(90), "Fix"
    )

    agreed = conditions.with_conditions(terms, ALL)

    assert (agreed.energy_ct, agreed.energy_offpeak_ct) == (Decimal("15.3"), Decimal("11.3"))
    assert agreed.base_eur == 102
    assert conditions.once(ALL) == [Deduction("Wallbox-Gutschrift", Money(3000))]


@given(priced_terms, chosen_conditions())
def test_conditions_change_nothing_but_the_price_and_one_after_the_other_or_at_once(
    terms: DatedTerms, chosen: list[ConditionData]
) -> None:
    step_by_step = terms
    for one in chosen:
        step_by_step = conditions.with_conditions(step_by_step, [one])

    at_once = conditions.with_conditions(terms, chosen)

    assert at_once == step_by_step
    assert (
        replace(
            at_once,
            source=terms.source,
            energy_ct=terms.energy_ct,
            energy_offpeak_ct=terms.energy_offpeak_ct,
            base_eur=terms.base_eur,
        )
        == terms
    )


@given(chosen_conditions())
def test_a_condition_survives_json(chosen: list[ConditionData]) -> None:
    assert [ConditionData.read(one.plain()) for one in chosen] == chosen


@pytest.mark.parametrize(
    ("until", "expected"),
    [(None, date(2028, 11, 30)), (date(2027, 6, 30), date(2028, 11, 30)), (date(2029, 1, 1),) * 2],
)
def test_the_longer_price_guarantee_holds(until: date | None, expected: date) -> None:
    assert conditions.guaranteed_until(until, ALL, date(2026, 12, 1)) == expected
    assert conditions.guaranteed_until(until, [GREEN], date(2026, 12, 1)) == until


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"label": ""}, "label"),
        ({"label": "x" * 81}, "label"),
        ({"label": "Öko\u200b"}, "label"),
        ({"description": "x" * 301}, "description"),
        ({"price": None}, "price"),
        ({"price": Decimal(0)}, "price"),
        ({"price": Decimal("NaN")}, "price"),
        ({"price": Decimal("Infinity")}, "price"),
        ({"price": Decimal(100_000)}, "price"),
        ({"price": Decimal("0.1234567")}, "price"),
        ({"once": Money(1)}, "once"),
        ({"guarantee_months": 12}, "guarantee_months"),
        ({"kind": ConditionKind.ONCE}, "price"),
        ({"kind": ConditionKind.ONCE, "price": None}, "once"),
        ({"kind": ConditionKind.ONCE, "price": None, "once": Money(10_000_000)}, "once"),
        ({"kind": ConditionKind.TERMS, "price": None, "guarantee_months": 61}, "guarantee_months"),
        ({"kind": ConditionKind.TERMS, "price": None, "guarantee_months": 0}, "guarantee_months"),
    ],
)
def test_an_impossible_condition_is_refused_at_its_field(
    changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ConditionsRefused) as refused:
        check_conditions([PAPER, replace(GREEN, **changes)])

    assert (refused.value.row, refused.value.field) == (2, field)


def test_a_name_stands_once_and_not_everything_can_be_offered() -> None:
    with pytest.raises(ConditionsRefused, match="gibt es an dieser Staffel schon"):
        check_conditions([GREEN, replace(PAPER, label="ökozuschlag")])
    with pytest.raises(ConditionsRefused, match="höchstens 20"):
        check_conditions([replace(PAPER, label=f"Nr. {number}") for number in range(21)])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rebates", "reason"),
    [
        (
            [replace(PAPER, price=Decimal(-50)), replace(PAPER, label="B", price=Decimal(-41))],
            "Gru",
        ),
        ([replace(GREEN, price=Decimal("-15.1"))], "Arbeitspreis"),
    ],
)
def test_rebates_never_turn_a_price_around(rebates: list[ConditionData], reason: str) -> None:
    with pytest.raises(TiersRefused, match=reason):
        draft(*rebates)


@pytest.mark.django_db
def test_conditions_are_set_taken_back_and_never_overwrite_a_colleague(call: Call) -> None:
    place = draft(GREEN)

    assert commands.set_conditions(call, tier_id=place.pk, shown=[GREEN], new=ALL) == 4
    assert commands.set_conditions(call, tier_id=place.pk, shown=[GREEN], new=ALL) == 4
    assert commands.conditions_of(place) == list(ALL)
    with pytest.raises(commands.StaleConditions) as stale:
        commands.set_conditions(fresh_call(), tier_id=place.pk, shown=[GREEN], new=[])
    assert stale.value.current == list(ALL)

    undo.take_back(UndoOffer.objects.get().pk, actor=call.actor)
    assert commands.conditions_of(place) == [GREEN]
    assert AuditRow.objects.filter(table_name="tariffs_condition", verb="DELETE").count() == 5


@pytest.mark.django_db
def test_taking_back_tells_what_a_colleague_made_of_it(call: Call) -> None:
    place = draft(GREEN)
    commands.set_conditions(call, tier_id=place.pk, shown=[GREEN], new=[])
    colleague = Call("kollegin", uuid.uuid4())
    commands.set_conditions(colleague, tier_id=place.pk, shown=[], new=[PAPER])

    with pytest.raises(undo.Overtaken) as overtaken:
        undo.take_back(UndoOffer.objects.get(actor=call.actor).pk, actor=call.actor)

    [difference] = overtaken.value.differences
    assert (difference.left, difference.now) == ("keine", "Papierrechnung")


@pytest.mark.django_db
def test_the_next_version_begins_with_the_conditions_of_the_last() -> None:
    place = draft(*ALL)

    following = commands.prepare_version(
        fresh_call(), tariff_id=place.version.tariff_id, start=date(2027, 1, 1), label="2027"
    )

    assert commands.conditions_of(PriceTier.objects.get(version_id=following)) == list(ALL)


@pytest.mark.django_db
def test_approved_conditions_stand() -> None:
    place = draft(GREEN)
    commands.activate_version(fresh_call(), version_id=place.version_id, day=TODAY)

    with pytest.raises(commands.NotDraft):
        commands.set_conditions(fresh_call(), tier_id=place.pk, shown=[GREEN], new=[])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tariffs_condition SET price = 0.2",
        "DELETE FROM tariffs_condition",
        (
            "INSERT INTO tariffs_condition (tier_id, position, label, description, kind) "
            "SELECT tier_id, 9, 'Neu', '', 'TERMS' FROM tariffs_condition"
        ),
    ],
)
def test_conditions_of_a_used_version_stand_even_against_raw_sql(statement: str) -> None:
    place = draft(GREEN)
    commands.activate_version(fresh_call(), version_id=place.version_id, day=TODAY)
    TariffVersion.objects.update(used_at=datetime(2026, 11, 22, 9, tzinfo=UTC))

    with (
        pytest.raises(IntegrityError, match="used tariff version"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"kind": "ENERGY"},
        {"kind": "ENERGY", "price": Decimal(0)},
        {"kind": "BASE", "once": Money(1)},
        {"kind": "ONCE", "price": Decimal(1)},
        {"kind": "TERMS", "once": Money(1)},
        {"kind": "OTHER"},
    ],
)
def test_the_database_refuses_an_amount_of_another_kind(values: dict[str, Any]) -> None:
    place = draft()

    with pytest.raises(IntegrityError, match="condition_"), transaction.atomic():
        Condition.objects.create(tier=place, position=1, label="falsch", **values)
