"""Several managers at one tariff at once: one price per day, whatever they press."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError

from kundenwerk.kernel.period import Period
from kundenwerk.platform.constraints import violated
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from tests.factories.calls import fresh_call
from tests.own_database import at_once
from tests.tariffs.test_operator_groups import two_groups
from tests.tariffs.test_withdrawing import following, withdraw
from tests.tariffs.world import TODAY, market_of_2026, tariff, tier, version_data

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed")]


def rivals(count: int) -> list[int]:
    """Drafts of one tariff for the same days."""
    tariff_id = tariff("FIX")
    return [
        commands.create_version(
            fresh_call(), tariff_id=tariff_id, data=version_data(label=f"Rival {n}"), tiers=[tier()]
        )
        for n in range(count)
    ]


def test_of_drafts_approved_at_once_one_gets_the_days() -> None:
    drafts = rivals(6)

    outcomes = at_once(
        6, lambda n: commands.activate_version(fresh_call(), version_id=drafts[n], day=TODAY)
    )

    assert outcomes.count("ACTIVE") == 1
    assert sum(isinstance(one, commands.VersionOverlaps) for one in outcomes) == 5
    assert TariffVersion.objects.filter(approved_on__isnull=False).count() == 1


def test_one_draft_approved_by_many_at_once_is_approved_once() -> None:
    [draft] = rivals(1)

    outcomes = at_once(
        6, lambda _: commands.activate_version(fresh_call(), version_id=draft, day=TODAY)
    )

    assert outcomes.count("ACTIVE") == 1


def test_followers_approved_at_once_end_the_former_version_once() -> None:
    [former] = rivals(1)
    commands.activate_version(fresh_call(), version_id=former, day=TODAY)
    tariff_id = TariffVersion.objects.get(pk=former).tariff_id
    following = [
        commands.prepare_version(
            fresh_call(), tariff_id=tariff_id, start=date(2027, n, 1), label="x"
        )
        for n in (1, 2)
    ]

    at_once(
        2, lambda n: commands.activate_version(fresh_call(), version_id=following[n], day=TODAY)
    )

    spans = sorted(
        (one.prices for one in TariffVersion.objects.filter(approved_on__isnull=False)),
        key=lambda span: span.start,
    )
    assert spans[0].end == spans[1].start


def test_the_database_refuses_overlaps_that_no_command_has_checked() -> None:
    drafts = rivals(4)

    outcomes = at_once(
        4, lambda n: TariffVersion.objects.filter(pk=drafts[n]).update(approved_on=TODAY)
    )

    refused = [one for one in outcomes if isinstance(one, IntegrityError)]
    assert len(refused) == 3
    assert {violated(one) for one in refused} == {"version_one_price_per_day"}


def test_of_changes_of_one_draft_at_once_one_is_kept() -> None:
    [draft] = rivals(1)
    present = queries.draft_of(TariffVersion.objects.get(pk=draft))

    def change(n: int) -> int:
        wanted = type(present)(
            version_data(label=f"Von {n}", prices=Period(date(2026, 1, 1))), present.tiers
        )
        return commands.save_draft(
            fresh_call(), version_id=draft, shown=present.digest, draft=wanted
        )

    outcomes = at_once(6, change)

    assert outcomes.count(draft) == 1
    assert sum(isinstance(one, commands.StaleDraft) for one in outcomes) == 5


def test_an_approval_withdrawn_by_many_at_once_is_withdrawn_once() -> None:
    [former] = rivals(1)
    commands.activate_version(fresh_call(), version_id=former, day=TODAY)
    waiting = following(former)

    outcomes = at_once(4, lambda _: withdraw(waiting))

    assert outcomes.count(waiting) == 1
    assert sum(isinstance(one, commands.NotApproved) for one in outcomes) == 3
    assert TariffVersion.objects.get(pk=former).prices.end is None


def test_of_two_groups_taken_at_once_a_grid_operator_gets_one() -> None:
    market = market_of_2026()
    near, far = two_groups(market)
    PriceTier.objects.exclude(pk__in=[near.pk, far.pk]).delete()
    near.grid_operators.clear()

    outcomes = at_once(2, lambda n: (near, far)[n].grid_operators.add(market.near))

    assert sum(isinstance(one, IntegrityError) for one in outcomes) == 1
