"""Make tariffs and their versions; change prices by preparing the next version."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from kundenwerk.kernel.period import Period
from kundenwerk.platform.commands import command, require_transaction
from kundenwerk.platform.constraints import violated
from kundenwerk.tariffs.commands.tier_rows import tier_data, write_tiers
from kundenwerk.tariffs.models import Tariff, TariffVersion
from kundenwerk.tariffs.rules.tiers import TierData
from kundenwerk.tariffs.rules.version import (
    TariffData,
    VersionData,
    check_tariff,
    check_version,
)
from kundenwerk.tariffs.rules.vocabulary import LIFE_CYCLE, PriceKind, VersionAction, VersionState


class TariffCodeTaken(Exception):
    """Another tariff has this code."""


class NoPredecessor(Exception):
    """The tariff has no version that could be copied."""


class NotDraft(Exception):
    """The version is approved; its prices stand."""


class NoTiers(Exception):
    """The version has no prices yet."""


class VersionOverlaps(Exception):
    """An approved version has prices for a later or the same day already."""

    def __init__(self, other: TariffVersion) -> None:
        super().__init__(f"prices overlap with version {other.pk}")
        self.other = other


@command
def create_tariff(*, data: TariffData) -> int:
    """Make a tariff without versions; returns its id.

    Raises:
        TariffRefused: with a German reason per field.
        TariffCodeTaken: the code exists.
    """
    code, name = check_tariff(data)
    try:
        with transaction.atomic():
            tariff = Tariff.objects.create(
                code=code,
                name=name,
                commodity=data.commodity.value,
                usage_types=sorted(usage.value for usage in data.usage_types),
                register_counts=sorted(count.value for count in data.register_counts),
                is_green=data.is_green,
                is_online=data.is_online,
                is_b2b=data.is_b2b,
                supply_kind=data.supply_kind.value,
            )
    except IntegrityError as error:
        if violated(error) == "tariffs_tariff_code_key":
            raise TariffCodeTaken from error
        raise
    return tariff.pk


@command
def create_version(*, tariff_id: int, data: VersionData, tiers: Sequence[TierData] = ()) -> int:
    """Make a draft of a version; returns its id.

    Raises:
        TariffRefused: with a German reason per field.
        TiersRefused: with the row that cannot be.
    """
    return _create(Tariff.objects.get(pk=tariff_id), data, tiers).pk


def _create(tariff: Tariff, data: VersionData, tiers: Sequence[TierData]) -> TariffVersion:
    label = check_version(data, is_b2b=tariff.is_b2b)
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
    data = VersionData(
        label=label,
        prices=Period(start),
        sale=Period(start),
        price_kind=PriceKind(former.price_kind),
        minimum_term_months=former.minimum_term_months,
        notice_weeks=former.notice_weeks,
        renewal_months=former.renewal_months,
        guarantee_until=_still(former.guarantee_until, start),
        new_customer_bonus=former.new_customer_bonus,
        instant_bonus=former.instant_bonus,
        grid_operator_ids=tuple(former.grid_operators.values_list("pk", flat=True)),
    )
    return _create(former.tariff, data, tier_data(former)).pk


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
    version = TariffVersion.objects.select_for_update().get(pk=version_id)
    if version.approved_on is not None:
        raise NotDraft
    return write_tiers(version, tiers)


@command
def activate_version(*, version_id: int, day: date) -> str:
    """Approve a draft; it is sold from the first day of its sale on. Returns the state.

    An approved version that is open ended ends where the new prices begin.

    Raises:
        TransitionNotAllowed: it is no draft.
        NotDraft: it is approved already.
        NoTiers: there are no prices.
        VersionOverlaps: other approved prices reach into these.
    """
    version = TariffVersion.objects.select_for_update().get(pk=version_id)
    following = LIFE_CYCLE.after(VersionState(version.state), VersionAction.ACTIVATE)
    if version.approved_on is not None:
        raise NotDraft
    if not version.tiers.exists():
        raise NoTiers
    _make_room(version)
    version.approved_on = day
    if version.sale.start <= day:
        version.state = following.value
    version.save(update_fields=["approved_on", "state"])
    return version.state


def _make_room(version: TariffVersion) -> None:
    others = TariffVersion.objects.select_for_update().filter(
        tariff_id=version.tariff_id, approved_on__isnull=False, prices__overlap=version.prices
    )
    for other in others.order_by("pk"):
        if other.prices.end is not None or other.prices.start >= version.prices.start:
            raise VersionOverlaps(other)
        other.prices = Period(other.prices.start, version.prices.start)
        other.save(update_fields=["prices"])


@command
def end_version(*, version_id: int, day: date) -> str:
    """Sell a version no longer from a day on; running contracts keep it. Returns the state.

    Raises:
        TransitionNotAllowed: it is not active.
    """
    version = TariffVersion.objects.select_for_update().get(pk=version_id)
    version.state = LIFE_CYCLE.after(VersionState(version.state), VersionAction.END).value
    if day > version.sale.start and (version.sale.end is None or day < version.sale.end):
        version.sale = Period(version.sale.start, day)
    version.save(update_fields=["state", "sale"])
    return version.state


@command
def advance_versions(*, day: date) -> dict[str, int]:
    """Begin and end the sale of approved versions that are due on a day."""
    over = Q(sale__endswith__isnull=False, sale__endswith__lte=day)
    begun = TariffVersion.objects.filter(
        ~over, state=VersionState.DRAFT.value, approved_on__isnull=False, sale__startswith__lte=day
    )
    ended = TariffVersion.objects.filter(over, state=VersionState.ACTIVE.value)
    return {
        "activated": begun.update(state=VersionState.ACTIVE.value),
        "ended": ended.update(state=VersionState.ENDED.value),
    }


def mark_used(version_ids: Collection[int], *, at: datetime) -> None:
    """Step: from now on quotes or contracts rely on these versions; their prices stand.

    Raises:
        NotInTransaction: no command is running.
    """
    require_transaction()
    TariffVersion.objects.filter(pk__in=version_ids, used_at__isnull=True).update(used_at=at)
