"""How parts of a trace are spelled that many bills share: prices, profiles, lines."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

from kundenwerk.billing.rules.bulk.columns import Kind, Weights
from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.tariffs.rules import trace as readable
from kundenwerk.tariffs.rules.prices import PriceSegment, UnitPrice
from kundenwerk.tariffs.rules.profiles import EVEN, DayWeights
from kundenwerk.tariffs.rules.rating import LineKind

PLACES_OF_ENERGY: Final = 3
PLACES_OF_PRICES: Final = 6
PLACES_OF_MONEY: Final = 2
UNITS: Final = {
    Kind.ENERGY: ("kWh", "ct/kWh"),
    Kind.ENERGY_PEAK: ("kWh", "ct/kWh"),
    Kind.ENERGY_OFFPEAK: ("kWh", "ct/kWh"),
    Kind.BASE: ("Tage", "€/Jahr"),
    Kind.BONUS: ("Stück", "€ brutto"),
}


class ReadyLine(NamedTuple):
    """A line as its columns keep it; days are ISO texts, ``net`` is cents."""

    kind: LineKind
    label: str
    start: str
    end: str
    quantity: str
    unit: str
    unit_price: str
    price_unit: str
    net: int
    vat: str


_encode: Final = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False
).encode


def dump(value: Any) -> str:
    """Text as the canonical spelling has it."""
    return _encode(value)


@lru_cache(maxsize=16384)
def inside(words: str) -> str:
    """Words as they stand between the quotation marks of such a text."""
    return dump(words)[1:-1]


@dataclass(frozen=True, slots=True)
class PriceText:
    """What traces say about one price, around the days it holds for."""

    before: str
    after: str
    vat: str
    vat_factor: str


def price_text(price: PriceSegment) -> PriceText:
    parts = {
        "base_eur_per_year": _unit_price(price.base),
        "energy_ct": _unit_price(price.energy),
        "energy_offpeak_ct": _unit_price(price.energy_offpeak),
    }
    vat = readable.plain(price.vat_percent)
    return PriceText(
        dump(parts)[:-1] + ',"period":',
        f',"vat_percent":"{vat}"}}',
        vat,
        format_decimal(1 + price.vat_percent / 100, places=2),
    )


def _unit_price(price: UnitPrice) -> dict[str, Any]:
    return {
        "value": readable.plain(price.value),
        "parts": [
            {
                "component": part.component,
                "value": readable.plain(part.value),
                "source": part.source,
            }
            for part in price.parts
        ],
    }


class Spread:
    """How a profile is spelled, and how it says what share of a usage was taken."""

    def __init__(self, profile: DayWeights, weights: Weights, row: int) -> None:
        per_day = list(profile.per_day)
        self.text = dump({"name": profile.name, "per_day": per_day, "source": profile.source})
        self._is_even = profile == EVEN
        self._name = inside(profile.name)
        self._first, self._upto = weights.first, weights.upto[row].tolist()

    def words(self, part: tuple[int, int], whole: tuple[int, int]) -> str:
        """On what ground some days got their share of all days."""
        if self._is_even:
            return f"{part[1] - part[0]} von {whole[1] - whole[0]} Tagen"
        weights = f"Gewicht {self._weight(*part)} von {self._weight(*whole)}"
        return f"{weights} nach Profil {self._name}"

    def _weight(self, start: int, end: int) -> int:
        weight: int = self._upto[end - self._first] - self._upto[start - self._first]
        return weight


def digest(text: str) -> str:
    """SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
