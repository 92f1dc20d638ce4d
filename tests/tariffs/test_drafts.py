"""Drafts edited wholly, dropped, taken back; what others changed meanwhile is never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.platform import undo
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.drafts import DraftData, apart
from kundenwerk.tariffs.rules.tiers import TierData, TiersRefused
from kundenwerk.tariffs.rules.version import TariffData, TariffRefused, VersionData
from kundenwerk.tariffs.rules.vocabulary import ConditionKind, PriceKind
from tests.factories.calls import fresh_call
from tests.tariffs.strategies import (
    base_prices,
    chosen_conditions,
    closed_periods,
    days,
    energy_prices,
    euros,
)
from tests.tariffs.world import TODAY, market_of_2026, sold, tariff, tier, version_data

pytestmark = pytest.mark.django_db

NEXT_YEAR = date(2027, 1, 1)
CREDIT = ConditionData(label="Wallbox", kind=ConditionKind.ONCE, once=Money(-3000))


def a_draft(code: str = "FIX") -> TariffVersion:
    version_id = commands.create_version(
        fresh_call(),
        tariff_id=tariff(code),
        data=version_data(),
        tiers=[tier(conditions=(CREDIT,))],
    )
    return TariffVersion.objects.get(pk=version_id)


def changed(version: TariffVersion, price: str = "11") -> DraftData:
    present = queries.draft_of(version)
    return DraftData(
        replace(
            present.version,
            label="Anders",
            prices=Period(NEXT_YEAR),
            minimum_term_months=12,
            new_customer_bonus=Money(5000),
        ),
        (
            replace(present.tiers[0], upto_kwh=3000, energy_ct=Decimal(price)),
            replace(present.tiers[0], from_kwh=3000, energy_ct=Decimal("9.5")),
        ),
    )


some_tiers = st.builds(
    TierData,
    from_kwh=st.integers(0, 9_999),
    upto_kwh=st.none() | st.integers(10_000, 99_999),
    energy_ct=energy_prices,
    energy_offpeak_ct=st.none() | energy_prices,
    base_eur_per_year=base_prices,
    operator_group=st.integers(0, 3),
    grid_operator_ids=st.lists(st.integers(1, 99), unique=True).map(sorted).map(tuple),
    conditions=chosen_conditions().map(tuple),
)
some_drafts = st.builds(
    DraftData,
    st.builds(
        VersionData,
        label=st.text(max_size=20),
        prices=closed_periods() | days.map(Period),
        sale=closed_periods() | days.map(Period),
        price_kind=st.sampled_from(PriceKind),
        minimum_term_months=st.integers(0, 24),
        renewal_months=st.none() | st.integers(1, 12),
        guarantee_until=st.none() | days,
        new_customer_bonus=euros,
        instant_bonus=euros,
        grid_operator_ids=st.lists(st.integers(1, 99), unique=True).map(sorted).map(tuple),
    ),
    st.lists(some_tiers, max_size=3).map(tuple),
)


@given(some_drafts)
def test_a_draft_survives_being_kept_as_plain_data(draft: DraftData) -> None:
    again = DraftData.of_plain(draft.plain())

    assert again.digest == draft.digest
    assert list(apart(draft, again, {})) == []


def test_a_draft_is_changed_wholly_and_can_be_taken_back() -> None:
    version, by = a_draft(), fresh_call()
    before = queries.draft_of(version)
    wanted = changed(version)

    commands.save_draft(by, version_id=version.pk, shown=before.digest, draft=wanted)

    left = TariffVersion.objects.get(pk=version.pk)
    assert queries.draft_of(left).digest == wanted.digest
    assert [one.conditions.get().label for one in left.tiers.all()] == ["Wallbox", "Wallbox"]
    found = undo.offer_of(by)
    assert found
    undo.take_back(found.pk, actor=by.actor)
    assert queries.draft_of(TariffVersion.objects.get(pk=version.pk)).digest == before.digest


def test_the_same_click_twice_changes_a_draft_once() -> None:
    version, by = a_draft(), fresh_call()
    arguments = {
        "version_id": version.pk,
        "shown": queries.draft_of(version).digest,
        "draft": changed(version),
    }

    assert commands.save_draft(by, **arguments) == commands.save_draft(by, **arguments)  # type: ignore[arg-type]


def test_a_draft_changed_meanwhile_is_not_overwritten() -> None:
    version = a_draft()
    shown, mine = queries.draft_of(version).digest, changed(version, "12")
    commands.save_draft(fresh_call(), version_id=version.pk, shown=shown, draft=changed(version))

    with pytest.raises(commands.StaleDraft) as stale:
        commands.save_draft(fresh_call(), version_id=version.pk, shown=shown, draft=mine)

    told = {one.label: (one.left, one.now) for one in commands.draft_differences(
        mine, stale.value.current)}  # fmt: skip
    [(left, now)] = [both for label, both in told.items() if label.startswith("Staffel")]
    assert left.startswith("12 ct/kWh")
    assert now.startswith("11 ct/kWh")


def test_what_was_changed_again_is_not_taken_back() -> None:
    version, by = a_draft(), fresh_call()
    shown, other = queries.draft_of(version).digest, changed(version, "12")
    commands.save_draft(by, version_id=version.pk, shown=shown, draft=changed(version))
    again = queries.draft_of(TariffVersion.objects.get(pk=version.pk))
    commands.save_draft(fresh_call(), version_id=version.pk, shown=again.digest, draft=other)

    found = undo.offer_of(by)
    assert found
    with pytest.raises(undo.Overtaken):
        undo.take_back(found.pk, actor=by.actor)


def test_a_draft_that_cannot_be_leaves_everything_as_it_was() -> None:
    version = a_draft()
    before = queries.draft_of(version)
    wrong = replace(before, tiers=(replace(before.tiers[0], from_kwh=5),))

    with pytest.raises(TiersRefused):
        commands.save_draft(fresh_call(), version_id=version.pk, shown=before.digest, draft=wrong)
    with pytest.raises(TariffRefused):
        commands.save_draft(
            fresh_call(),
            version_id=version.pk,
            shown=before.digest,
            draft=replace(before, version=replace(before.version, minimum_term_months=36)),
        )

    assert queries.draft_of(TariffVersion.objects.get(pk=version.pk)).digest == before.digest


def test_a_draft_is_dropped_and_comes_back() -> None:
    version, by = a_draft(), fresh_call()
    before = queries.draft_of(version)

    commands.delete_draft(by, version_id=version.pk, shown=before.digest)

    assert not TariffVersion.objects.exists()
    found = undo.offer_of(by)
    assert found
    undo.take_back(found.pk, actor=by.actor)
    assert queries.draft_of(TariffVersion.objects.get()).digest == before.digest


def test_approved_prices_are_neither_changed_nor_dropped() -> None:
    version = TariffVersion.objects.get(pk=sold("FIX"))
    present = queries.draft_of(version)

    with pytest.raises(commands.NotDraft):
        commands.save_draft(
            fresh_call(), version_id=version.pk, shown=present.digest, draft=changed(version)
        )
    with pytest.raises(commands.NotDraft):
        commands.delete_draft(fresh_call(), version_id=version.pk, shown=present.digest)


def test_only_the_draft_that_was_shown_is_approved() -> None:
    version = a_draft()
    shown = queries.draft_of(version).digest
    commands.save_draft(fresh_call(), version_id=version.pk, shown=shown, draft=changed(version))

    with pytest.raises(commands.StaleDraft):
        commands.activate_version(fresh_call(), version_id=version.pk, day=TODAY, shown=shown)

    assert TariffVersion.objects.get().approved_on is None


def test_only_companies_that_run_a_grid_can_be_chosen() -> None:
    market = market_of_2026()
    version = a_draft()
    present = queries.draft_of(version)

    for wrong in (999_999_999, market.near):
        tariff_id = version.tariff_id if wrong != market.near else gas()
        with pytest.raises(TariffRefused, match="grid_operators"):
            commands.create_version(
                fresh_call(),
                tariff_id=tariff_id,
                data=replace(present.version, grid_operator_ids=(wrong,)),
                tiers=[tier()],
            )


def gas() -> int:
    return commands.create_tariff(fresh_call(), data=TariffData("GAS", "Gas", Commodity.GAS))


def test_an_operator_stands_in_one_group_only() -> None:
    near = market_of_2026().near
    version = a_draft()
    tiers = [tier(operator_group=n, grid_operator_ids=(near,)) for n in range(2)]

    with pytest.raises(TiersRefused, match="anderen Gruppe"):
        commands.set_tiers(fresh_call(), version_id=version.pk, tiers=tiers)
    with pytest.raises(TiersRefused, match="braucht jede"):
        commands.set_tiers(
            fresh_call(), version_id=version.pk, tiers=[tiers[0], tier(operator_group=1)]
        )
