"""Tariffs changed while nobody relies on them; approvals told beforehand; sales ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kundenwerk.kernel.energy import UsageType
from kundenwerk.kernel.period import Period
from kundenwerk.platform import days, undo
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.models import Tariff, TariffVersion
from tests.factories.calls import fresh_call
from tests.tariffs.test_used_versions import use
from tests.tariffs.world import TODAY, sold, tariff, tier, version_data

pytestmark = pytest.mark.django_db

NEXT_YEAR = date(2027, 1, 1)


def test_a_tariff_is_changed_and_taken_back() -> None:
    tariff_id, by = tariff("FIX"), fresh_call()
    before = queries.tariff_data(Tariff.objects.get(pk=tariff_id))
    after = replace(
        before, name="Strom Neu", is_green=True, usage_types=frozenset({UsageType.HEAT_PUMP})
    )

    commands.update_tariff(by, tariff_id=tariff_id, shown=before, data=after)

    assert queries.tariff_data(Tariff.objects.get(pk=tariff_id)) == after
    with pytest.raises(commands.StaleTariff):
        commands.update_tariff(fresh_call(), tariff_id=tariff_id, shown=before, data=after)
    found = undo.offer_of(by)
    assert found
    undo.take_back(found.pk, actor=by.actor)
    assert queries.tariff_data(Tariff.objects.get(pk=tariff_id)) == before


def test_a_tariff_somebody_relies_on_stays_as_it_is() -> None:
    version_id = sold("FIX")
    use(version_id)
    found = TariffVersion.objects.get(pk=version_id).tariff
    data = queries.tariff_data(found)

    with pytest.raises(commands.TariffUsed) as refused:
        commands.update_tariff(
            fresh_call(), tariff_id=found.pk, shown=data, data=replace(data, name="Anders")
        )

    assert refused.value.version.pk == version_id


def test_a_tariff_does_not_take_the_code_of_another() -> None:
    tariff("OTHER")
    tariff_id = tariff("FIX")
    data = queries.tariff_data(Tariff.objects.get(pk=tariff_id))

    with pytest.raises(commands.TariffCodeTaken):
        commands.update_tariff(
            fresh_call(), tariff_id=tariff_id, shown=data, data=replace(data, code="OTHER")
        )


def test_an_approval_tells_beforehand_what_it_ends() -> None:
    former = TariffVersion.objects.get(pk=sold("FIX"))
    following = commands.prepare_version(
        fresh_call(), tariff_id=former.tariff_id, start=NEXT_YEAR, label="Preise 2027"
    )

    told = queries.approval_of(TariffVersion.objects.get(pk=following))

    assert ([one.pk for one in told.ends], told.blocked_by) == ([former.pk], [])
    commands.activate_version(fresh_call(), version_id=following, day=TODAY)
    former.refresh_from_db()
    assert former.prices.last_day == NEXT_YEAR - timedelta(days=1)


def test_an_overlap_is_refused_with_the_name_of_the_other() -> None:
    former = TariffVersion.objects.get(pk=sold("FIX"))
    early = commands.create_version(
        fresh_call(),
        tariff_id=former.tariff_id,
        data=version_data(prices=Period(date(2025, 6, 1))),
        tiers=[tier()],
    )

    with pytest.raises(commands.VersionOverlaps) as refused:
        commands.activate_version(fresh_call(), version_id=early, day=TODAY)

    assert refused.value.other.pk == former.pk
    blocked = queries.approval_of(TariffVersion.objects.get(pk=early)).blocked_by
    assert [one.pk for one in blocked] == [former.pk]


def test_the_end_of_a_sale_can_be_taken_back() -> None:
    version_id, by = sold("FIX"), fresh_call()
    sale = TariffVersion.objects.get(pk=version_id).sale
    commands.end_version(by, version_id=version_id, day=TODAY)

    found = undo.offer_of(by)
    assert found
    undo.take_back(found.pk, actor=by.actor)

    version = TariffVersion.objects.get(pk=version_id)
    assert (version.state, version.sale) == ("ACTIVE", sale)


def test_every_business_day_begins_and_ends_sales_by_itself() -> None:
    coming = sold("COMING", version=version_data(sale=Period(NEXT_YEAR)))
    missed = sold("MISSED", version=version_data(sale=Period(TODAY + timedelta(2), NEXT_YEAR)))
    leaving = sold("LEAVING", version=version_data(sale=Period(date(2026, 1, 1), NEXT_YEAR)))

    days.begin(NEXT_YEAR, "test")
    days.begin(NEXT_YEAR, "an hour later")

    states = dict(TariffVersion.objects.values_list("pk", "state"))
    assert states == {coming: "ACTIVE", missed: "ENDED", leaving: "ENDED"}
