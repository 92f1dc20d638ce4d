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


@dataclass(frozen=True, slots=True)
class TierPrices:
    """What a clerk may change of one band."""

    energy_ct: Decimal
    energy_offpeak_ct: Decimal | None
    base_eur_per_year: Decimal

    @classmethod
    def read(cls, texts: Sequence[str]) -> TierPrices:
        """The prices from their plain texts, in the order of the fields."""
        energy, offpeak, base = texts
        return cls(Decimal(energy), Decimal(offpeak) if offpeak else None, Decimal(base))

    def texts(self) -> list[str]:
        """Plain texts that keep every decimal."""
        return ["" if value is None else f"{value.normalize():f}" for value in self.values()]

    def values(self) -> tuple[Decimal, Decimal | None, Decimal]:
        """The prices in the order of the fields."""
        return self.energy_ct, self.energy_offpeak_ct, self.base_eur_per_year


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


def _check_prices(row: int, tier: TierData) -> None:
    if tier.base_eur_per_year < 0:
        raise TiersRefused(row, "Der Grundpreis kann nicht negativ sein.")
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
