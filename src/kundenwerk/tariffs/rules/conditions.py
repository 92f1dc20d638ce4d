"""Conditions a customer may choose beside a tariff, and what they make of its prices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import NBSP, format_decimal, round_to
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.tariffs.rules.prices import DatedTerms
from kundenwerk.tariffs.rules.rating import Deduction
from kundenwerk.tariffs.rules.vocabulary import ConditionKind

LONGEST_LABEL: Final = 80
LONGEST_DESCRIPTION: Final = 300
LONGEST_GUARANTEE: Final = 60
MOST_CONDITIONS: Final = 20
AMOUNT_OF: Final = {
    ConditionKind.ENERGY: "price",
    ConditionKind.BASE: "price",
    ConditionKind.ONCE: "once",
    ConditionKind.TERMS: "guarantee_months",
}
_MOST: Final = Decimal(100_000)
_PLACES: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionData:
    """One condition of a price tier (Kondition).

    Args:
        price: net, ct/kWh for ENERGY (every register alike) and € per year for BASE.
        once: gross, with the first bill, for ONCE; negative is a credit.
        guarantee_months: for TERMS, how long the price is guaranteed from the start of supply.
    """

    label: str
    kind: ConditionKind
    description: str = ""
    price: Decimal | None = None
    once: Money | None = None
    guarantee_months: int | None = None

    @property
    def words(self) -> str:
        """The amount as customers read it; empty for terms without one."""
        match self.kind:
            case ConditionKind.ENERGY if self.price is not None:
                return f"{_signed(self.price)}{NBSP}ct/kWh netto"
            case ConditionKind.BASE if self.price is not None:
                return f"{_signed(self.price)}{NBSP}€/Jahr netto"
            case ConditionKind.ONCE if self.once is not None:
                return f"{_signed(self.once.euros)}{NBSP}€ brutto, einmalig"
            case _:
                months = self.guarantee_months
                return f"{months}{NBSP}Monate Preisgarantie" if months else ""

    def texts(self, vat_percent: Decimal) -> tuple[str, str]:
        """The amount net and gross, as letters and pages print both; empty without one."""
        unit = {ConditionKind.ENERGY: "ct/kWh", ConditionKind.BASE: "€/Jahr"}.get(self.kind, "€")
        if self.once is not None:
            net = self.once.euros * 100 / (100 + vat_percent)
            gross = self.once.euros
        elif self.price is not None:
            net, gross = self.price, self.price * (100 + vat_percent) / 100
        else:
            return "", ""
        exact = net if self.price is not None else round_to(net, 2)
        return f"{_signed(exact)}{NBSP}{unit}", f"{_signed(round_to(gross, 2))}{NBSP}{unit}"

    def plain(self) -> dict[str, Any]:
        """The same as JSON keeps it; ``read`` is the way back."""
        return {
            "label": self.label,
            "kind": self.kind.value,
            "description": self.description,
            "price": None if self.price is None else f"{self.price.normalize():f}",
            "once": None if self.once is None else self.once.cents,
            "guarantee_months": self.guarantee_months,
        }

    @classmethod
    def read(cls, plain: dict[str, Any]) -> ConditionData:
        """A condition from what ``plain`` gave."""
        price, once = plain["price"], plain["once"]
        return cls(
            label=plain["label"],
            kind=ConditionKind(plain["kind"]),
            description=plain["description"],
            price=None if price is None else Decimal(price),
            once=None if once is None else Money(once),
            guarantee_months=plain["guarantee_months"],
        )


class ConditionsRefused(ValueError):
    """A condition that cannot be; ``row`` counts from one, ``field`` may be empty."""

    def __init__(self, row: int, field: str, reason: str) -> None:
        super().__init__(f"Kondition {row}: {reason}")
        self.row = row
        self.field = field
        self.reason = reason


def _signed(amount: Decimal) -> str:
    places = max(2, -int(amount.normalize().as_tuple().exponent))
    return ("+" if amount > 0 else "") + format_decimal(amount, places=places)


def check_conditions(conditions: Sequence[ConditionData]) -> list[ConditionData]:
    """The conditions of one tier, their texts cleaned.

    Raises:
        ConditionsRefused: with the first row and field that cannot be.
    """
    if len(conditions) > MOST_CONDITIONS:
        reason = f"Eine Preisstaffel hat höchstens {MOST_CONDITIONS} Konditionen."
        raise ConditionsRefused(MOST_CONDITIONS + 1, "", reason)
    checked: list[ConditionData] = []
    for row, entered in enumerate(conditions, start=1):
        one = _cleaned(row, entered)
        if any(one.label.casefold() == other.label.casefold() for other in checked):
            reason = "Eine Kondition mit dieser Bezeichnung gibt es an dieser Staffel schon."
            raise ConditionsRefused(row, "label", reason)
        _check_amounts(row, one)
        checked.append(one)
    return checked


def _cleaned(row: int, one: ConditionData) -> ConditionData:
    label = _clean(row, "label", one.label, LONGEST_LABEL)
    if not label:
        raise ConditionsRefused(row, "label", "Die Bezeichnung fehlt.")
    description = _clean(row, "description", one.description, LONGEST_DESCRIPTION)
    return replace(one, label=label, description=description)


def _clean(row: int, field: str, text: str, longest: int) -> str:
    try:
        return clean_text(text, max_length=longest)
    except UnusableText as refusal:
        raise ConditionsRefused(row, field, str(refusal)) from None


def _check_amounts(row: int, one: ConditionData) -> None:
    wanted = {
        ConditionKind.ENERGY: "price",
        ConditionKind.BASE: "price",
        ConditionKind.ONCE: "once",
    }
    given = {"price": one.price, "once": one.once, "guarantee_months": one.guarantee_months}
    allowed = wanted.get(one.kind, "guarantee_months")
    for field, value in given.items():
        if value is not None and field != allowed:
            raise ConditionsRefused(row, field, "Diese Angabe passt nicht zur Art der Kondition.")
    if one.kind == ConditionKind.TERMS:
        months = one.guarantee_months
        if months is not None and not 1 <= months <= LONGEST_GUARANTEE:
            reason = f"Eine Preisgarantie dauert 1 bis {LONGEST_GUARANTEE} Monate."
            raise ConditionsRefused(row, "guarantee_months", reason)
        return
    _check_price(row, allowed, one.once.euros if one.once is not None else one.price)


def _check_price(row: int, field: str, amount: Decimal | None) -> None:
    if amount is None or not amount:
        raise ConditionsRefused(row, field, "Der Betrag fehlt. Er darf nicht null sein.")
    if not (amount.is_finite() and abs(amount) < _MOST):
        raise ConditionsRefused(row, field, "Der Betrag ist zu groß.")
    try:
        exact = amount == round(amount, _PLACES)
    except InvalidOperation:
        exact = False
    if not exact:
        raise ConditionsRefused(row, field, "Ein Preis hat höchstens sechs Nachkommastellen.")


def per_kwh(chosen: Iterable[ConditionData]) -> Decimal:
    """What the conditions add to every unit price, ct/kWh net."""
    return _sum(chosen, ConditionKind.ENERGY)


def per_year(chosen: Iterable[ConditionData]) -> Decimal:
    """What the conditions add to the base price, € per year net."""
    return _sum(chosen, ConditionKind.BASE)


def _sum(chosen: Iterable[ConditionData], kind: ConditionKind) -> Decimal:
    return sum((one.price for one in chosen if one.kind == kind and one.price), Decimal(0))


def with_conditions(terms: DatedTerms, chosen: Sequence[ConditionData]) -> DatedTerms:
    """The agreed prices with the chosen conditions inside (ADR 0021).

    An end price stays an end price: what a condition adds contains all that others ask.
    """
    energy, low = per_kwh(chosen), terms.energy_offpeak_ct
    return replace(
        terms,
        source=named(terms.source, chosen),
        energy_ct=terms.energy_ct + energy,
        energy_offpeak_ct=None if low is None else low + energy,
        base_eur=terms.base_eur + per_year(chosen),
    )


def named(source: str, chosen: Iterable[ConditionData]) -> str:
    """What a price is called that contains conditions: the tariff and they."""
    inside = [f"{one.label} {one.words}" for one in chosen if one.price is not None]
    return ", ".join([source, *inside])


def once(chosen: Iterable[ConditionData]) -> list[Deduction]:
    """What the first bill takes off; a charge is a negative deduction."""
    return [Deduction(one.label, -one.once) for one in chosen if one.once]


def guaranteed_until(
    until: date | None, chosen: Iterable[ConditionData], start: date
) -> date | None:
    """The last day of the price guarantee: the tariff's own or a longer chosen one."""
    days = [
        add_months(start, one.guarantee_months) - ONE_DAY for one in chosen if one.guarantee_months
    ]
    return max([*days, until] if until else days, default=None)
