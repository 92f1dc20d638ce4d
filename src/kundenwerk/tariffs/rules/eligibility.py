"""Why a tariff is not offered, and what would have to be different (D-6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.rules.bands import Band
from kundenwerk.tariffs.rules.vocabulary import VersionState

_NAMED = 3  # names in one sentence


class Rule(StrEnum):
    """The conditions of an offer, in the order in which they are asked."""

    COMMODITY = "COMMODITY"
    STATE = "STATE"
    SALE = "SALE"
    PRICES = "PRICES"
    USAGE = "USAGE"
    REGISTERS = "REGISTERS"
    METERING = "METERING"
    AUDIENCE = "AUDIENCE"
    OPERATOR = "OPERATOR"
    BAND = "BAND"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for.

    Args:
        day: the day of the quote.
        start: the day supply would begin.
        kwh: forecast of a year.
        with_b2b: tariffs for business customers are wanted too.
    """

    day: date
    start: date
    commodity: Commodity
    usage: UsageType | None
    register_count: RegisterCount | None
    kwh: Decimal
    grid_operator_id: int
    with_b2b: bool = False
    has_smart_meter: bool = False


@dataclass(frozen=True, slots=True)
class TierFacts:
    """A price tier: its band and the grid operators assigned to it."""

    band: Band
    operators: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What decides whether a tariff version may be offered; empty sets mean no limit."""

    commodity: Commodity
    usage_types: frozenset[str]
    register_counts: frozenset[str]
    is_b2b: bool
    state: VersionState
    sale: Period
    prices: Period
    operators: frozenset[int]
    tiers: tuple[TierFacts, ...]
    by_tier: bool = False
    is_dynamic: bool = False
    operator_names: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Refusal:
    """The first condition that fails, with the nearest change that would meet it, in German."""

    rule: Rule
    reason: str
    change: str


def fitting_tier(wish: Wish, version: VersionFacts) -> TierFacts | None:
    """The price tier for the consumption; its lower bound belongs to it (DEC-14)."""
    return next((tier for tier in _reachable(wish, version) if wish.kwh in tier.band), None)


def first_refusal(wish: Wish, version: VersionFacts) -> Refusal | None:
    """The first failing condition, or None when the version may be offered.

    Source: AP-044 to AP-047, AP-054; D-6.
    """
    for check in _CHECKS:
        for refusal in check(wish, version):
            return refusal
    return None


def _commodity(wish: Wish, version: VersionFacts) -> Iterator[Refusal]:
    if version.commodity != wish.commodity:
        names = {Commodity.ELECTRICITY: "Strom", Commodity.GAS: "Gas"}
        is_for, asked = names[version.commodity], names[wish.commodity]
        yield Refusal(
            Rule.COMMODITY,
            f"Der Tarif ist für {is_for}, gefragt ist {asked}.",
            f"Energieart {is_for} wählen.",
        )


def _state(_wish: Wish, version: VersionFacts) -> Iterator[Refusal]:
    if version.state == VersionState.DRAFT:
        yield Refusal(
            Rule.STATE,
            "Die Zeitscheibe ist noch nicht aktiv.",
            "Zeitscheibe freigeben.",
        )
    elif version.state == VersionState.ENDED:
        yield Refusal(Rule.STATE, "Die Zeitscheibe ist beendet.", "Neue Zeitscheibe anlegen.")


def _sale(wish: Wish, version: VersionFacts) -> Iterator[Refusal]:
    if wish.day < version.sale.start:
        first = format_day(version.sale.start)
        yield Refusal(Rule.SALE, f"Der Vertrieb beginnt am {first}.", f"Ab {first} anbieten.")
    elif wish.day not in version.sale:
        last = format_day(version.sale.last_day or wish.day)
        yield Refusal(Rule.SALE, f"Der Vertrieb endete am {last}.", "Vertriebszeitraum verlängern.")


def _prices(wish: Wish, version: VersionFacts) -> Iterator[Refusal]:
    if wish.start < version.prices.start:
        first = format_day(version.prices.start)
        yield Refusal(
            Rule.PRICES, f"Die Preise gelten erst ab {first}.", f"Lieferbeginn ab {first} wählen."
        )
    elif wish.start not in version.prices:
        last = format_day(version.prices.last_day or wish.start)
        yield Refusal(
            Rule.PRICES, f"Die Preise galten bis {last}.", f"Lieferbeginn bis {last} wählen."
        )


_USAGES = {
    UsageType.HOUSEHOLD: "Haushalt",
    UsageType.EV_CHARGING: "Ladestrom",
    UsageType.STORAGE_HEATING: "Speicherheizung",
    UsageType.HEAT_PUMP: "Wärmepumpe",
}
_REGISTERS = {
    RegisterCount.SINGLE: "Eintarifzähler",
    RegisterCount.DUAL: "Zweitarifzähler",
    RegisterCount.MULTI: "Mehrtarifzähler",
}


def _usage(wish: Wish, version: VersionFacts) -> Iterator[Refusal]:
    if wish.usage and version.usage_types and wish.usage not in version.usage_types:
        allowed = _listed([_USAGES[UsageType(code)] for code in sorted(version.usage_types)])
        yield Refusal(
            Rule.USAGE, f"Der Tarif gilt nur für {allowed}.", f"Verbrauchsart {allowed} wählen."
        )


def _registers(wish: Wish, version: VersionFacts) -> Iterator[Refusal]:
    count = wish.register_count
    if count and version.register_counts and count not in version.register_counts:
        allowed = _listed(
            [_REGISTERS[RegisterCount(code)] for code in sorted(version.register_counts)]
        )
        yield Refusal(
            Rule.REGISTERS, f"Der Tarif braucht {allowed}.", f"Zählerart {allowed} prüfen."
        )


def _metering(wish: Wish, version: VersionFacts) -> Iterator[Refusal]:
    """A dynamic tariff needs a smart metering system.

    Source: § 41a Abs. 2 EnWG.
    """
    if version.is_dynamic and not wish.has_smart_meter:
        yield Refusal(
            Rule.METERING,
            "Der dynamische Tarif braucht ein intelligentes Messsystem.",
            "Messsystem angeben oder beim Messstellenbetreiber bestellen.",
        )


def _audience(wish: Wish, version: VersionFacts) -> Iterator[Refusal]:
    if version.is_b2b and not wish.with_b2b:
        yield Refusal(
            Rule.AUDIENCE,
            "Der Tarif ist für Großkunden und ausgeblendet.",
            "Filter Großkundentarife einschalten.",
        )


def _operator(wish: Wish, version: VersionFacts) -> Iterator[Refusal]:
    if not any(True for _ in _reachable(wish, version)):
        names = _listed(_first(sorted(version.operator_names))) or "anderen Netzbetreibern"
        yield Refusal(
            Rule.OPERATOR,
            f"Der Tarif gilt nur in den Netzen von {names}.",
            "Netzbetreiber dem Tarif zuordnen oder Lieferadresse prüfen.",
        )


def _band(wish: Wish, version: VersionFacts) -> Iterator[Refusal]:
    if fitting_tier(wish, version) is None:
        bands = [tier.band for tier in _reachable(wish, version)]
        nearest = min(bands, key=lambda band: _distance(band, wish.kwh))
        yield Refusal(
            Rule.BAND,
            f"Der Verbrauch liegt außerhalb der Preisstaffeln ({nearest}).",
            f"Jahresverbrauch {nearest} angeben.",
        )


def _reachable(wish: Wish, version: VersionFacts) -> Iterator[TierFacts]:
    """The tiers offered in the grid of the wish (AP-045, DEC-09)."""
    for tier in version.tiers:
        operators = tier.operators if version.by_tier else version.operators
        if not operators or wish.grid_operator_id in operators:
            yield tier


def _distance(band: Band, kwh: Decimal) -> Decimal:
    below = Decimal(band.from_kwh) - kwh
    above = kwh - band.upto_kwh if band.upto_kwh is not None else Decimal(-1)
    return max(below, above)


def _first(names: Sequence[str]) -> list[str]:
    """The first names; of many, how many more there are."""
    more = len(names) - _NAMED
    if more <= 1:
        return list(names)
    return [", ".join(names[:_NAMED]), f"{more} weiteren"]


def _listed(words: Sequence[str]) -> str:
    return " oder ".join(words)


_CHECKS: tuple[Callable[[Wish, VersionFacts], Iterator[Refusal]], ...] = (
    _commodity,
    _state,
    _sale,
    _prices,
    _usage,
    _registers,
    _metering,
    _audience,
    _operator,
    _band,
)
