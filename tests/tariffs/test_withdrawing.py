"""An approval nobody was offered is taken back for a reason; what others rely on stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from kundenwerk.kernel.period import Period
from kundenwerk.platform import undo
from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import AuditRow
from kundenwerk.tariffs import commands, jobs, queries
from kundenwerk.tariffs.models import TariffVersion
from tests.factories.calls import fresh_call
from tests.tariffs.test_used_versions import use
from tests.tariffs.world import TODAY, sold

pytestmark = pytest.mark.django_db

NEXT_YEAR, SUMMER = date(2027, 1, 1), date(2027, 7, 1)


def following(former_id: int, start: date = NEXT_YEAR) -> int:
    """The approved prices after the former ones."""
    tariff_id = TariffVersion.objects.get(pk=former_id).tariff_id
    made = commands.prepare_version(
        fresh_call(), tariff_id=tariff_id, start=start, label=str(start)
    )
    commands.activate_version(fresh_call(), version_id=made, day=TODAY)
    return made


def withdraw(version_id: int, by: Call | None = None, **changes: Any) -> int:
    wanted: dict[str, Any] = {"day": TODAY, "reason": "Netzentgelt falsch"}
    return commands.withdraw_approval(
        by or fresh_call(), version_id=version_id, **(wanted | changes)
    )


def take_back(by: Call) -> str:
    found = undo.offer_of(by)
    assert found
    return undo.take_back(found.pk, actor=by.actor)


def version(pk: int) -> TariffVersion:
    return TariffVersion.objects.get(pk=pk)


def test_a_withdrawn_version_is_a_draft_and_the_former_one_has_its_days_again() -> None:
    former = sold("FIX")
    following_id = following(former)
    assert version(former).prices.end == NEXT_YEAR

    withdraw(following_id, reason=" Netzentgelt  falsch ")

    one = version(following_id)
    assert (one.state, one.approved_on, one.withdrawn_on) == ("DRAFT", None, TODAY)
    assert one.withdrawn_because.split() == ["Netzentgelt", "falsch"]
    assert (version(former).prices.end, version(former).cut_by) == (None, None)
    present = queries.draft_of(one)
    commands.save_draft(
        fresh_call(),
        version_id=following_id,
        shown=present.digest,
        draft=replace(present, version=replace(present.version, label="Besser")),
    )
    commands.delete_draft(
        fresh_call(), version_id=following_id, shown=queries.draft_of(version(following_id)).digest
    )


def test_the_reason_and_who_gave_it_stay_in_the_trail(call: Call) -> None:
    following_id = following(sold("FIX"))

    withdraw(following_id, call)
    commands.activate_version(fresh_call(), version_id=following_id, day=TODAY)

    assert version(following_id).withdrawn_because == ""
    trail: QuerySet[AuditRow] = AuditRow.objects.filter(
        table_name="tariffs_tariffversion", row_id=str(following_id)
    )
    [withdrawn] = trail.filter(command=str(call.key))
    assert withdrawn.actor == call.actor
    assert withdrawn.old["approved_on"] == TODAY.isoformat()
    assert trail.order_by("-pk")[0].old["withdrawn_because"] == "Netzentgelt falsch"


def test_one_key_withdraws_once(call: Call) -> None:
    following_id = following(sold("FIX"))

    assert withdraw(following_id, call) == withdraw(following_id, call)
    with pytest.raises(commands.NotApproved):
        withdraw(following_id)


def test_later_prices_keep_their_days() -> None:
    former = sold("FIX")
    middle = following(former)
    last = following(middle, SUMMER)
    by = fresh_call()

    withdraw(middle, by)

    assert version(former).prices == Period(date(2026, 1, 1), SUMMER)
    assert version(former).cut_by_id == last
    take_back(by)
    assert version(former).prices.end == NEXT_YEAR
    assert (version(middle).approved_on, version(middle).cut_by_id) == (TODAY, last)
    withdraw(last)
    assert version(middle).prices.end is None


def test_a_withdrawal_is_taken_back_as_if_it_had_not_been() -> None:
    former = sold("FIX")
    following_id = following(former)
    before = [TariffVersion.objects.values().get(pk=pk) for pk in (former, following_id)]
    by = fresh_call()
    withdraw(following_id, by)

    assert take_back(by) == "Freigabe zurückgenommen"

    assert [TariffVersion.objects.values().get(pk=pk) for pk in (former, following_id)] == before


def _changed(pk: int) -> None:
    present = queries.draft_of(version(pk))
    draft = replace(present, version=replace(present.version, label="Neu"))
    commands.save_draft(fresh_call(), version_id=pk, shown=present.digest, draft=draft)


def _approved(pk: int) -> None:
    commands.activate_version(fresh_call(), version_id=pk, day=TODAY)


def _deleted(pk: int) -> None:
    shown = queries.draft_of(version(pk)).digest
    commands.delete_draft(fresh_call(), version_id=pk, shown=shown)


def _overtaken(pk: int) -> None:
    rival = TariffVersion.objects.exclude(pk=pk).get()
    following(rival.pk)


@pytest.mark.parametrize("meanwhile", [_changed, _approved, _deleted, _overtaken])
def test_what_others_did_meanwhile_is_not_overwritten(meanwhile: Any) -> None:
    following_id = following(sold("FIX"))
    by = fresh_call()
    withdraw(following_id, by)
    meanwhile(following_id)
    before = list(TariffVersion.objects.order_by("pk").values())

    with pytest.raises(undo.Overtaken):
        take_back(by)

    assert list(TariffVersion.objects.order_by("pk").values()) == before


def test_prices_somebody_relies_on_stay_approved() -> None:
    following_id = following(sold("FIX"))
    use(following_id)

    with pytest.raises(commands.VersionUsed):
        withdraw(following_id)

    assert version(following_id).approved_on == TODAY


@pytest.mark.parametrize("begun", [False, True], ids=["on the day", "by the job"])
def test_prices_on_sale_stay_approved(begun: bool) -> None:  # noqa: FBT001
    following_id = following(sold("FIX"))
    if begun:
        jobs.begin_day(fresh_call(), NEXT_YEAR)

    with pytest.raises(commands.OnSale):
        withdraw(following_id, day=NEXT_YEAR)

    assert version(following_id).approved_on == TODAY


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301, "a\u200bb", "a\x00b"])
def test_a_reason_that_is_none_is_refused(reason: str) -> None:
    following_id = following(sold("FIX"))

    with pytest.raises(commands.WithdrawalRefused):
        withdraw(following_id, reason=reason)

    assert version(following_id).approved_on == TODAY


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tariffs_tariffversion SET approved_on = NULL, state = 'DRAFT', used_at = now()",
        "UPDATE tariffs_tariffversion SET withdrawn_on = '2026-11-22', withdrawn_because = 'x'",
        """UPDATE tariffs_tariffversion
           SET approved_on = NULL, state = 'DRAFT', withdrawn_on = '2026-11-22'""",
        "UPDATE tariffs_tariffversion SET withdrawn_because = 'x'",
    ],
)
def test_the_database_refuses_half_a_withdrawal(statement: str) -> None:
    sold("FIX")

    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
