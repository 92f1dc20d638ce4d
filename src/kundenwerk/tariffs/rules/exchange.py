"""A tariff version as it travels between houses: everything about it, no ids of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from kundenwerk.tariffs.rules.tiers import TierData, TiersRefused, check_tiers
from kundenwerk.tariffs.rules.version import (
    TariffData,
    TariffRefused,
    VersionData,
    check_tariff,
    check_version,
)


@dataclass(frozen=True, slots=True)
class TierCopy:
    """A price tier; grid operators by their market codes, ascending.

    Args:
        row: where it was read; no part of the value.
    """

    data: TierData
    operators: tuple[str, ...] = ()
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class VersionCopy:
    """A version with its tariff and its tiers, by group and lower bound."""

    tariff: TariffData
    version: VersionData
    operators: tuple[str, ...]
    tiers: tuple[TierCopy, ...]
    row: int = field(default=0, compare=False)


class Change(StrEnum):
    """What taking over a version would do."""

    NEW = "NEW"
    CHANGED = "CHANGED"
    UNCHANGED = "UNCHANGED"


CHANGE_LABELS = {
    Change.NEW: "neu",
    Change.CHANGED: "geändert",
    Change.UNCHANGED: "unverändert",
}


@dataclass(frozen=True, slots=True)
class CopyFault:
    """What cannot be taken over; ``row`` as read, ``field`` named like the entry."""

    row: int
    field: str
    reason: str


def faults_of(copies: Sequence[VersionCopy]) -> list[CopyFault]:
    """Everything in the versions themselves that cannot be, each with its row."""
    found = [fault for copy in copies for fault in _own_faults(copy)]
    by_code: dict[str, list[VersionCopy]] = {}
    for copy in copies:
        by_code.setdefault(copy.tariff.code, []).append(copy)
    for versions in by_code.values():
        found += _between(sorted(versions, key=lambda one: one.version.prices.start))
    return sorted(found, key=lambda fault: fault.row)


def _own_faults(copy: VersionCopy) -> list[CopyFault]:
    found = []
    try:
        check_tariff(copy.tariff)
    except TariffRefused as refusal:
        found += [CopyFault(copy.row, name, why) for name, why in refusal.faults.items()]
    try:
        check_version(copy.version, is_b2b=copy.tariff.is_b2b)
    except TariffRefused as refusal:
        found += [CopyFault(copy.row, name, why) for name, why in refusal.faults.items()]
    try:
        check_tiers([tier.data for tier in copy.tiers])
    except TiersRefused as refusal:
        row = copy.tiers[refusal.row - 1].row if copy.tiers else copy.row
        found.append(CopyFault(row, "tiers", refusal.reason))
    return found


def _between(versions: Sequence[VersionCopy]) -> list[CopyFault]:
    """Versions of one tariff: one product, no day with two prices (gapless is not asked)."""
    found = [
        CopyFault(one.row, "tariff", f"Der Tarif ist anders beschrieben als in Zeile {first.row}.")
        for first in versions[:1]
        for one in versions[1:]
        if one.tariff != first.tariff
    ]
    for earlier, later in pairwise(versions):
        end = earlier.version.prices.end
        if end is not None and end > later.version.prices.start:
            reason = f"Die Preise überschneiden sich mit denen aus Zeile {earlier.row}."
            found.append(CopyFault(later.row, "prices", reason))
    return found
