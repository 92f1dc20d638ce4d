"""Tariffs as they travel, and what taking over a file of them would do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from kundenwerk.kernel.numbers import format_day
from kundenwerk.market.models import MarketParticipant
from kundenwerk.market.rules.vocabulary import MarketRole
from kundenwerk.tariffs.models import Tariff, TariffVersion
from kundenwerk.tariffs.queries.drafts import tariff_data, version_data
from kundenwerk.tariffs.rules.drafts import DraftData
from kundenwerk.tariffs.rules.exchange import Change, CopyFault, TierCopy, VersionCopy, faults_of
from kundenwerk.tariffs.rules.tiers import TierData
from kundenwerk.tariffs.rules.version import check_tariff, check_version


def copies(versions: QuerySet[TariffVersion]) -> list[VersionCopy]:
    """The versions by tariff and first day; the number of queries does not grow."""
    found = versions.select_related("tariff").prefetch_related(
        "grid_operators", "tiers__grid_operators", "tiers__conditions"
    )
    return [_copy(version) for version in found.order_by("tariff__code", "prices", "pk")]


def versions_to_hand_out(day: date | None) -> QuerySet[TariffVersion]:
    """The approved versions whose prices hold on a day; all versions without one."""
    found = TariffVersion.objects.all()
    return found if day is None else found.filter(prices__contains=day, approved_on__isnull=False)


def _copy(version: TariffVersion) -> VersionCopy:
    tiers = sorted(version.tiers.all(), key=lambda tier: (tier.operator_group, tier.from_kwh))
    return VersionCopy(
        tariff=tariff_data(version.tariff),
        version=version_data(version),
        operators=_codes(version.grid_operators.all()),
        tiers=tuple(
            TierCopy(
                TierData(
                    tier.from_kwh,
                    tier.upto_kwh,
                    tier.energy_ct,
                    tier.base_eur_per_year,
                    tier.energy_offpeak_ct,
                    tier.operator_group,
                    conditions=tuple(one.data for one in tier.conditions.all()),
                ),
                _codes(tier.grid_operators.all()),
            )
            for tier in tiers
        ),
    )


def _codes(operators: Iterable[MarketParticipant]) -> tuple[str, ...]:
    return tuple(sorted(one.code for one in operators))


@dataclass(frozen=True, slots=True)
class Planned:
    """What taking over one version would do.

    Args:
        draft: the version with our own ids of grid operators.
        version_id: the draft that would be changed, or the equal version.
        stored: digest of what is stored; a change by somebody else changes it.
    """

    copy: VersionCopy
    change: Change
    draft: DraftData
    tariff_id: int | None
    version_id: int | None
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking over a file would do; with faults nothing."""

    items: list[Planned]
    faults: list[CopyFault]

    @property
    def digest(self) -> str:
        """The same as long as the file would do the same."""
        told = [
            f"{one.change} {one.version_id} {one.copy.tariff.code} {one.draft.digest} {one.stored}"
            for one in self.items
        ]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()

    def count(self, change: Change) -> int:
        """How many versions it would do this to."""
        return sum(one.change is change for one in self.items)


def plan(found: Sequence[VersionCopy]) -> Plan:
    """Compare what a file holds with what is stored; nothing is written."""
    faults = faults_of(found)
    if faults:
        return Plan([], faults)
    clean = [_cleaned(one) for one in found]
    ids, unknown = _operators(clean)
    tariffs = {
        one.code: one
        for one in Tariff.objects.filter(code__in={copy.tariff.code for copy in clean})
    }
    stored = _stored(tariffs.values())
    items, faults = [], list(unknown)
    for copy in clean:
        reason = _refusal(copy, tariffs, stored)
        if reason is not None:
            faults.append(reason)
        elif not unknown:
            items.append(_planned(copy, tariffs, stored, ids))
    return Plan([] if faults else items, sorted(faults, key=lambda fault: fault.row))


_Stored = dict[tuple[int, date], tuple[TariffVersion, VersionCopy]]


def _cleaned(copy: VersionCopy) -> VersionCopy:
    code, name = check_tariff(copy.tariff)
    label = check_version(copy.version, is_b2b=copy.tariff.is_b2b)
    return replace(
        copy,
        tariff=replace(copy.tariff, code=code, name=name),
        version=replace(copy.version, label=label),
    )


def _operators(found: Sequence[VersionCopy]) -> tuple[dict[str, int], list[CopyFault]]:
    named = {code for copy in found for code in _named(copy)}
    known = {
        one.code: one
        for one in MarketParticipant.objects.filter(code__in=named, role=MarketRole.NB.value)
    }
    faults = [
        CopyFault(copy.row, "operators", f"{code} betreibt kein Netz dieser Sparte.")
        for copy in found
        for code in sorted(set(_named(copy)))
        if code not in known or known[code].commodity not in {None, copy.tariff.commodity}
    ]
    return {code: one.pk for code, one in known.items()}, faults


def _named(copy: VersionCopy) -> Iterator[str]:
    yield from copy.operators
    for tier in copy.tiers:
        yield from tier.operators


def _stored(tariffs: Iterable[Tariff]) -> _Stored:
    """By tariff and first day of prices; a draft stands before an approved version."""
    versions = TariffVersion.objects.filter(tariff__in=[one.pk for one in tariffs])
    loaded = versions.select_related("tariff").prefetch_related(
        "grid_operators", "tiers__grid_operators", "tiers__conditions"
    )
    found: _Stored = {}
    for version in loaded.order_by("approved_on", "-pk"):
        key = version.tariff_id, version.prices.start
        if key not in found or version.approved_on is None:
            found[key] = version, _copy(version)
    return found


def _present(
    copy: VersionCopy, tariffs: dict[str, Tariff], stored: _Stored
) -> tuple[TariffVersion, VersionCopy] | None:
    tariff = tariffs.get(copy.tariff.code)
    return stored.get((tariff.pk, copy.version.prices.start)) if tariff else None


def _refusal(copy: VersionCopy, tariffs: dict[str, Tariff], stored: _Stored) -> CopyFault | None:
    tariff = tariffs.get(copy.tariff.code)
    if tariff is not None and tariff_data(tariff) != copy.tariff:
        reason = f"Der Tarif {tariff.code} ist hier anders beschrieben. Bitte dort ändern."
        return CopyFault(copy.row, "tariff", reason)
    present = _present(copy, tariffs, stored)
    if present is None or present[0].approved_on is None or present[1] == copy:
        return None
    since = format_day(copy.version.prices.start)
    reason = f"Die Preise ab {since} sind freigegeben und bleiben. Neue brauchen einen Beginn."
    return CopyFault(copy.row, "prices", reason)


def _planned(
    copy: VersionCopy, tariffs: dict[str, Tariff], stored: _Stored, ids: dict[str, int]
) -> Planned:
    present = _present(copy, tariffs, stored)
    change = Change.NEW
    if present is not None:
        change = Change.UNCHANGED if present[1] == copy else Change.CHANGED
    tariff = tariffs.get(copy.tariff.code)
    return Planned(
        copy,
        change,
        _draft(copy, ids),
        tariff.pk if tariff else None,
        present[0].pk if present else None,
        _digest(present[1]) if present else "",
    )


def _digest(copy: VersionCopy) -> str:
    prices = DraftData(copy.version, tuple(tier.data for tier in copy.tiers)).digest
    return " ".join([prices, *copy.operators, *(str(tier.operators) for tier in copy.tiers)])


def _draft(copy: VersionCopy, ids: dict[str, int]) -> DraftData:
    version = replace(copy.version, grid_operator_ids=_ids(copy.operators, ids))
    tiers = tuple(
        replace(tier.data, grid_operator_ids=_ids(tier.operators, ids)) for tier in copy.tiers
    )
    return DraftData(version, tiers)


def _ids(codes: Sequence[str], ids: dict[str, int]) -> tuple[int, ...]:
    return tuple(sorted(ids[code] for code in codes))
