"""Make tariffs and their versions; change prices by preparing the next version."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from kundenwerk.kernel.period import Period
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command, require_transaction
from kundenwerk.tariffs.commands.tier_rows import check_operators, locked_draft, write_tiers
from kundenwerk.tariffs.models import Tariff, TariffVersion
from kundenwerk.tariffs.queries.drafts import draft_of
from kundenwerk.tariffs.rules.drafts import DraftData
from kundenwerk.tariffs.rules.tiers import TierData
from kundenwerk.tariffs.rules.version import VersionData, check_version
from kundenwerk.tariffs.rules.vocabulary import (
    LIFE_CYCLE,
    VERSION_STATE_LABELS,
    VersionAction,
    VersionState,
)


class NoPredecessor(Exception):
    """The tariff has no version that could be copied."""


class StaleDraft(Exception):
    """The draft is no longer as it was shown; ``current`` is what it is now."""

    def __init__(self, current: DraftData) -> None:
        super().__init__("the draft was changed meanwhile")
        self.current = current


@command
def create_version(*, tariff_id: int, data: VersionData, tiers: Sequence[TierData] = ()) -> int:
    """Make a draft of a version; returns its id.

    Raises:
        TariffRefused: with a German reason per field.
        TiersRefused: with the row that cannot be.
    """
    return make_version(Tariff.objects.get(pk=tariff_id), data, tiers).pk


def make_version(
    tariff: Tariff, data: VersionData, tiers: Sequence[TierData] = ()
) -> TariffVersion:
    """Step: a new draft of a tariff.

    Raises:
        TariffRefused: with a German reason per field.
        TiersRefused: with the row that cannot be.
    """
    label = check_version(data, is_b2b=tariff.is_b2b)
    check_operators(tariff, data.grid_operator_ids)
    version = TariffVersion.objects.create(
        tariff=tariff,
        label=label,
        prices=data.prices,
        sale=data.sale,
        price_kind=data.price_kind.value,
        minimum_term_months=data.minimum_term_months,
        notice_weeks=data.notice_weeks,
        renewal_months=data.renewal_months,
        guarantee_until=data.guarantee_until,
        new_customer_bonus=data.new_customer_bonus,
        instant_bonus=data.instant_bonus,
    )
    version.grid_operators.set(data.grid_operator_ids)
    if tiers:
        write_tiers(version, tiers)
    return version


@command
def prepare_version(*, tariff_id: int, start: date, label: str) -> int:
    """Prepare a price change: copy the latest version with its tiers into a draft.

    Args:
        tariff_id: the tariff.
        start: first day of the new prices and of their sale.
        label: what the version is called.

    Raises:
        NoPredecessor: there is nothing to copy.
        TariffRefused: the label cannot be.
    """
    former = TariffVersion.objects.filter(tariff_id=tariff_id).order_by("-prices", "-pk").first()
    if former is None:
        raise NoPredecessor
    present = draft_of(former)
    data = replace(
        present.version,
        label=label,
        prices=Period(start),
        sale=Period(start),
        guarantee_until=_still(former.guarantee_until, start),
    )
    return make_version(former.tariff, data, present.tiers).pk


def _still(guarantee_until: date | None, start: date) -> date | None:
    """A guarantee that ran out before the new prices is not copied."""
    return guarantee_until if guarantee_until and guarantee_until >= start else None


@command
def set_tiers(*, version_id: int, tiers: Sequence[TierData]) -> int:
    """Replace the prices of a draft; returns the number of tiers.

    Raises:
        TiersRefused: with the row that cannot be.
        NotDraft: the version is approved.
    """
    return write_tiers(locked_draft(version_id), tiers)


@command
def end_version(*, version_id: int, day: date) -> str:
    """Sell a version no longer from a day on; running contracts keep it. Returns the state.

    Raises:
        TransitionNotAllowed: it is not active.
    """
    version = TariffVersion.objects.select_for_update().get(pk=version_id)
    former = version.sale.end
    version.state = LIFE_CYCLE.after(VersionState(version.state), VersionAction.END).value
    if day > version.sale.start and (version.sale.end is None or day < version.sale.end):
        version.sale = Period(version.sale.start, day)
    version.save(update_fields=["state", "sale"])
    undo.offer(
        "Verkauf beendet",
        sell_again,
        version_id=version_id,
        sale_end=former and former.isoformat(),
    )
    return version.state


@undo.inverse
@command
def sell_again(*, version_id: int, sale_end: str | None) -> str:
    """Take back the end of a sale. Returns the state.

    Args:
        version_id: the version.
        sale_end: the first day on which it was to be sold no longer; None without an end.

    Raises:
        Overtaken: it is sold again already.
    """
    version = TariffVersion.objects.select_for_update().get(pk=version_id)
    if version.state != VersionState.ENDED:
        ended, now = VERSION_STATE_LABELS[VersionState.ENDED], version.get_state_display()
        raise undo.Overtaken([undo.Difference("Status", ended, now)])
    version.state = VersionState.ACTIVE.value
    end = date.fromisoformat(sale_end) if sale_end else None
    version.sale = Period(version.sale.start, end)
    version.save(update_fields=["state", "sale"])
    return version.state


@command
def advance_versions(*, day: date) -> dict[str, int]:
    """Begin and end the sale of approved versions that are due on a day."""
    begun = TariffVersion.objects.filter(
        state=VersionState.DRAFT.value, approved_on__isnull=False, sale__startswith__lte=day
    ).update(state=VersionState.ACTIVE.value)
    ended = TariffVersion.objects.filter(
        state=VersionState.ACTIVE.value, sale__endswith__isnull=False, sale__endswith__lte=day
    ).update(state=VersionState.ENDED.value)
    return {"activated": begun, "ended": ended}


def mark_used(version_ids: Collection[int], *, at: datetime) -> None:
    """Step: from now on quotes or contracts rely on these versions; their prices stand.

    Raises:
        NotInTransaction: no command is running.
    """
    require_transaction()
    TariffVersion.objects.filter(pk__in=version_ids, used_at__isnull=True).update(used_at=at)
