"""What a clerk enters for the prices of a version, checked before it is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kundenwerk.tariffs.rules.bands import Band, BandsNotGapless, check_bands
from kundenwerk.tariffs.rules.conditions import (
    ConditionData,
    ConditionsRefused,
    check_conditions,
    per_kwh,
    per_year,
)

MOST = Decimal(100_000)
MOST_KWH = 1_000_000_000
PLACES = 6


@dataclass(frozen=True, slots=True)
class TierData:
    """A price tier: net prices for a half-open band of yearly consumption.

    Args:
        energy_ct: ct/kWh, of the peak register (HT) where there are two.
        energy_offpeak_ct: ct/kWh of the off-peak register (NT); None: the same price.
        operator_group: bands of one group must be gapless.
        grid_operator_ids: only used where operators are assigned to tiers (DEC-09).
        conditions: what a customer may choose beside these prices, in order.
    """

    from_kwh: int
    upto_kwh: int | None
    energy_ct: Decimal
    base_eur_per_year: Decimal
    energy_offpeak_ct: Decimal | None = None
    operator_group: int = 0
    grid_operator_ids: tuple[int, ...] = ()
    conditions: tuple[ConditionData, ...] = ()


class TiersRefused(ValueError):
    """Tiers that cannot be; ``row`` counts from one, ``reason`` is a German sentence."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(f"Staffel {row}: {reason}")
        self.row = row
        self.reason = reason


def check_tiers(tiers: Sequence[TierData]) -> None:
    """Refuse tiers with a hole, an overlap or an impossible price.

    Raises:
        TiersRefused: with the first row that cannot be.

    Source: DEC-14.
    """
    groups: dict[int, list[tuple[int, TierData]]] = defaultdict(list)
    for row, tier in enumerate(tiers, start=1):
        _check_prices(row, tier)
        _check_conditions(row, tier)
        groups[tier.operator_group].append((row, tier))
    if not groups:
        raise TiersRefused(1, "Mindestens eine Preisstaffel wird gebraucht.")
    for members in groups.values():
        try:
            check_bands([Band(tier.from_kwh, tier.upto_kwh) for _, tier in members])
        except BandsNotGapless as refusal:
            raise TiersRefused(members[refusal.row - 1][0], refusal.reason) from None
    _check_groups(tiers)


def _check_groups(tiers: Sequence[TierData]) -> None:
    """A grid operator finds one price for a consumption, so it belongs to one group only."""
    if len({tier.operator_group for tier in tiers}) < 2:
        return
    group_of: dict[int, int] = {}
    for row, tier in enumerate(tiers, start=1):
        for operator in tier.grid_operator_ids:
            if group_of.setdefault(operator, tier.operator_group) != tier.operator_group:
                raise TiersRefused(row, "Ein Netzbetreiber steht schon in einer anderen Gruppe.")
    open_to_all = {tier.operator_group for tier in tiers if not tier.grid_operator_ids}
    if open_to_all:
        row = next(n for n, one in enumerate(tiers, start=1) if not one.grid_operator_ids)
        raise TiersRefused(row, "Gibt es mehrere Gruppen, braucht jede ihre Netzbetreiber.")


def _check_prices(row: int, tier: TierData) -> None:
    if tier.base_eur_per_year < 0:
        raise TiersRefused(row, "Der Grundpreis kann nicht negativ sein.")
    if max(tier.from_kwh, tier.upto_kwh or 0) > MOST_KWH:
        raise TiersRefused(row, "Der Verbrauch ist zu groß.")
    prices = (tier.energy_ct, tier.energy_offpeak_ct, tier.base_eur_per_year)
    for price in prices:
        if price is not None and not (price.is_finite() and abs(price) < MOST):
            raise TiersRefused(row, "Der Preis ist zu groß.")
        if price is not None and price != round(price, PLACES):
            raise TiersRefused(row, "Ein Preis hat höchstens sechs Nachkommastellen.")


def _check_conditions(row: int, tier: TierData) -> None:
    """Refuse conditions that cannot be, and rebates that would turn a price around."""
    try:
        conditions = check_conditions(tier.conditions)
    except ConditionsRefused as refusal:
        raise TiersRefused(row, str(refusal)) from refusal
    rebates = [one for one in conditions if one.price and one.price < 0]
    if tier.base_eur_per_year + per_year(rebates) < 0:
        raise TiersRefused(row, "Die Abschläge der Konditionen übersteigen den Grundpreis.")
    for price in (tier.energy_ct, tier.energy_offpeak_ct):
        if price is not None and price >= 0 > price + per_kwh(rebates):
            raise TiersRefused(row, "Die Abschläge der Konditionen übersteigen den Arbeitspreis.")
