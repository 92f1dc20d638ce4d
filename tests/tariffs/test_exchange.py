"""Taking over a file of tariffs: a preview, drafts only, twice is once, all or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kundenwerk.kernel.energy import UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.market.formats.tables import TableRejected
from kundenwerk.tariffs import commands
from kundenwerk.tariffs.commands.exchange import PlanChanged, import_tariffs, keep_tariff_file
from kundenwerk.tariffs.formats import bo4e, tables
from kundenwerk.tariffs.formats.files import read
from kundenwerk.tariffs.models import Tariff, TariffVersion
from kundenwerk.tariffs.queries.exchange import Plan, copies, plan, versions_to_hand_out
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.exchange import Change, VersionCopy
from kundenwerk.tariffs.rules.vocabulary import ConditionKind
from kundenwerk.ui.exports import FileKind, Sheet, content
from tests.factories.calls import fresh_call
from tests.tariffs.world import (
    BONUSES,
    TODAY,
    market_of_2026,
    sold,
    tariff,
    tier,
    version_data,
)

pytestmark = pytest.mark.django_db

RENT = ConditionData(label="Wallbox", kind=ConditionKind.BASE, price=Decimal(120))
GIFT = ConditionData(label="Gutschrift | neu", kind=ConditionKind.ONCE, once=Money(-3000))


def shop() -> None:
    """Two tariffs, one with everything a version can have."""
    market = market_of_2026()
    sold("PLAIN", tier("12.5"))
    sold(
        "RICH",
        tier("14", upto_kwh=3000, conditions=(RENT, GIFT), grid_operator_ids=(market.near,)),
        tier("13", from_kwh=3000, energy_offpeak_ct=Decimal("9.123456")),
        version=version_data(
            **BONUSES,
            minimum_term_months=12,
            guarantee_until=date(2027, 12, 31),
            grid_operator_ids=(market.near, market.far),
        ),
        usage_types=frozenset({UsageType.HOUSEHOLD}),
        is_green=True,
    )


def stored() -> list[VersionCopy]:
    return copies(versions_to_hand_out(None))


def files(found: list[VersionCopy]) -> dict[str, bytes]:
    """The same versions in every format."""
    sheet = Sheet("tarife", tables.HEADS, list(tables.rows_of(found)), TODAY)
    return {
        "csv": content(sheet, FileKind.CSV),
        "xlsx": content(sheet, FileKind.XLSX),
        "bo4e": bo4e.write(found, supplier="Stadtwerke"),
    }


def take_over(file: bytes, shown: str = "") -> dict[str, int]:
    kept = keep_tariff_file(fresh_call(), content=file, name="tarife", day=TODAY)
    return import_tariffs(fresh_call(), file=kept, shown=shown or plan(read(file)).digest)


def changes(found: Plan) -> list[Change]:
    return [one.change for one in found.items]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "bo4e"])
def test_what_was_given_out_can_be_read_in_elsewhere(kind: str) -> None:
    shop()
    before = stored()
    file = files(before)[kind]
    TariffVersion.objects.update(used_at=None)
    TariffVersion.objects.all().delete()
    Tariff.objects.all().delete()

    result = take_over(file)

    assert result == {"NEW": 2, "CHANGED": 0, "UNCHANGED": 0}
    assert stored() == before
    assert set(TariffVersion.objects.values_list("state", "approved_on")) == {("DRAFT", None)}


@pytest.mark.row("BAD-B28")
@pytest.mark.parametrize("kind", ["csv", "xlsx", "bo4e"])
def test_the_same_file_twice_changes_nothing(kind: str) -> None:
    shop()
    file = files(stored())[kind]

    assert changes(plan(read(file))) == [Change.UNCHANGED, Change.UNCHANGED]
    assert take_over(file) == {"NEW": 0, "CHANGED": 0, "UNCHANGED": 2}
    assert TariffVersion.objects.count() == 2


def dearer(found: list[VersionCopy], **version: object) -> list[VersionCopy]:
    """The same versions at a cent more, from next year on unless told otherwise."""
    made = []
    for one in found:
        tiers = tuple(
            replace(step, data=replace(step.data, energy_ct=step.data.energy_ct + 1))
            for step in one.tiers
        )
        made.append(replace(one, version=replace(one.version, **version), tiers=tiers))
    return made


def test_approved_prices_are_never_touched() -> None:
    shop()
    file = files(dearer(stored()))["csv"]

    found = plan(read(file))

    assert [fault.row for fault in found.faults] == [2, 3]
    assert "sind freigegeben und bleiben" in found.faults[0].reason
    with pytest.raises(TableRejected):
        take_over(file)


def test_a_draft_is_changed_and_a_new_beginning_is_a_new_draft() -> None:
    shop()
    next_year = dearer(
        stored(), prices=Period(date(2027, 1, 1)), sale=Period(date(2027, 1, 1)), label="2027"
    )
    first = take_over(files(next_year)["csv"])
    drafts = dict(TariffVersion.objects.filter(label="2027").values_list("tariff__code", "pk"))

    second = take_over(files(dearer(next_year)[:1] + next_year[1:])["xlsx"])

    assert first == {"NEW": 2, "CHANGED": 0, "UNCHANGED": 0}
    assert second == {"NEW": 0, "CHANGED": 1, "UNCHANGED": 1}
    after = dict(TariffVersion.objects.filter(label="2027").values_list("tariff__code", "pk"))
    assert after == drafts
    prices = TariffVersion.objects.get(pk=drafts["PLAIN"]).tiers.get().energy_ct
    assert prices == Decimal("14.5")


def test_one_bad_row_keeps_out_the_whole_file() -> None:
    shop()
    codes = list(Tariff.objects.values_list("code", flat=True))
    new = [
        replace(one, tariff=replace(one.tariff, code=f"NEW{n}"))
        for n, one in enumerate(dearer(stored()))
    ]
    file = files(new)["csv"].replace(b"9999001000021", b"9999001000039")

    found = plan(read(file))

    assert found.items == []
    assert found.faults[0].reason == "9999001000039 betreibt kein Netz dieser Sparte."
    with pytest.raises(TableRejected):
        take_over(file)
    assert list(Tariff.objects.values_list("code", flat=True)) == codes


def test_a_tariff_that_is_described_otherwise_is_told() -> None:
    tariff("PLAIN", is_green=True)
    market_of_2026()
    sold("OTHER", tier())
    found = [replace(one, tariff=replace(one.tariff, code="PLAIN")) for one in stored()]

    (fault,) = plan(found).faults

    assert fault.reason == "Der Tarif PLAIN ist hier anders beschrieben. Bitte dort ändern."


def test_what_was_not_shown_is_not_done() -> None:
    shop()
    next_year = dearer(stored(), prices=Period(date(2027, 1, 1)))
    file = files(next_year)["csv"]
    shown = plan(read(file)).digest
    commands.create_version(
        fresh_call(),
        tariff_id=Tariff.objects.get(code="PLAIN").pk,
        data=version_data(prices=Period(date(2027, 1, 1))),
        tiers=[tier("1")],
    )

    with pytest.raises(PlanChanged):
        take_over(file, shown)


def test_the_queries_of_a_preview_do_not_grow(django_assert_max_num_queries: object) -> None:
    shop()
    many = [
        replace(one, tariff=replace(one.tariff, code=f"{one.tariff.code}{n}"))
        for n in range(20)
        for one in stored()
    ]
    file = files(many)["csv"]

    with django_assert_max_num_queries(4):  # type: ignore[operator]
        found = plan(read(file))

    assert found.count(Change.NEW) == 40
