"""Read worked examples: prices, usage and the bill expected, as an accountant writes them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from kundenwerk.kernel.energy import RegisterKind
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import parse_decimal
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.series import DatedValue
from kundenwerk.market.rules.vocabulary import Component, Unit
from kundenwerk.tariffs.rules.breakdown import breakdown
from kundenwerk.tariffs.rules.prices import DatedTerms, segments
from kundenwerk.tariffs.rules.profiles import EVEN, DayWeights
from kundenwerk.tariffs.rules.rating import Deduction, Rated, Usage, rate
from kundenwerk.tariffs.rules.vocabulary import PriceKind

FOLDER = Path(__file__).parents[1] / "billing" / "examples"

_UNITS = {
    "ct/kWh": Unit.CT_PER_KWH,
    "€/Jahr": Unit.EUR_PER_YEAR,
    "€/Jahr brutto": Unit.EUR_PER_YEAR_GROSS,
}
_REGISTERS = {"HT": RegisterKind.PEAK, "NT": RegisterKind.OFFPEAK}
_KINDS = {"Tarif": PriceKind.COMPONENTS, "Endpreis": PriceKind.END_PRICE}


@dataclass
class Example:
    """One file, read."""

    title: str = ""
    terms: list[tuple[date, str]] = field(default_factory=list)
    values: list[tuple[date, str]] = field(default_factory=list)
    vat: list[tuple[date, Decimal]] = field(default_factory=list)
    usages: list[Usage] = field(default_factory=list)
    deductions: list[Deduction] = field(default_factory=list)
    profile: DayWeights = EVEN
    expected: str = ""
    shares: str = ""

    def rated(self) -> Rated:
        """The bill our rules compute."""
        start = min(usage.period.start for usage in self.usages)
        end = max(usage.period.end for usage in self.usages if usage.period.end)
        period = Period(start, end)
        components = self._components()
        found = segments(
            period,
            self._terms(),
            components,
            self._rates(),
            required={item.component for item in components},
        )
        return rate(period, self.usages, found, profile=self.profile, deductions=self.deductions)

    def _terms(self) -> list[DatedTerms]:
        days = [day for day, _ in self.terms]
        return [
            _terms(text, Period(day, end))
            for (day, text), end in zip(self.terms, [*days[1:], None], strict=True)
        ]

    def _rates(self) -> list[DatedValue]:
        rates = self.vat or [(date(2021, 1, 1), Decimal(19))]
        ends = [*[day for day, _ in rates[1:]], None]
        return [
            DatedValue(Component.VAT, Period(day, end), percent, Unit.PERCENT, "§ 12 UStG")
            for (day, percent), end in zip(rates, ends, strict=True)
        ]

    def _components(self) -> list[DatedValue]:
        series: dict[tuple[str, bool], list[tuple[date, list[str]]]] = defaultdict(list)
        for day, text in self.values:
            words = text.split()
            series[words[0], words[1] == "NT"].append((day, [w for w in words[1:] if w != "NT"]))
        return [
            DatedValue(
                Component(name),
                Period(day, end),
                number(words[0]),
                _UNITS[" ".join(words[1:])],
                "Beispiel",
                RegisterKind.OFFPEAK if low else None,
            )
            for (name, low), rows in series.items()
            for (day, words), end in zip(rows, [*[day for day, _ in rows[1:]], None], strict=True)
        ]


def number(text: str) -> Decimal:
    """A German number."""
    return parse_decimal(text, places=6)


def _terms(text: str, valid: Period) -> DatedTerms:
    kind, rest = text.split(maxsplit=1)
    words = [word for word in rest.split() if word not in {"ct/kWh", "€/Jahr", "NT"}]
    prices = [number(word) for word in words]
    offpeak = prices[1] if len(prices) == 3 else None
    return DatedTerms(valid, _KINDS[kind], prices[0], offpeak, prices[-1], "Beispiel")


def read(path: Path) -> Example:
    """One example file."""
    title, *rows = path.read_text(encoding="utf-8").splitlines()
    example = Example(title=title)
    for row in rows:
        keyword, rest = row.split(maxsplit=1)
        _read_row(example, keyword, rest)
    return example


def _read_row(example: Example, keyword: str, rest: str) -> None:
    match keyword:
        case "=>":
            example.expected = rest.strip()
        case "Anteile":
            example.shares = rest.strip()
        case "Verbrauch":
            example.usages.append(_usage(rest))
        case "Profil":
            weights = tuple(int(word) for word in rest.split())
            example.profile = DayWeights("Beispiel", weights, "Beispiel")
        case "Bonus":
            label, amount, _ = rest.split()
            example.deductions.append(Deduction(label, Money(int(number(amount) * 100))))
        case _:
            day, text = rest.split(maxsplit=1)
            _read_dated(example, keyword, date.fromisoformat(day), text)


def _read_dated(example: Example, keyword: str, day: date, text: str) -> None:
    match keyword:
        case "Tarif" | "Endpreis":
            example.terms.append((day, f"{keyword} {text}"))
        case "Bestandteil":
            example.values.append((day, text))
        case "USt":
            example.vat.append((day, Decimal(text.removesuffix("%"))))
        case _:
            raise ValueError(keyword)


def _usage(text: str) -> Usage:
    words = text.split()
    register = _REGISTERS.get(words[0], RegisterKind.TOTAL)
    first, _, last, kwh, _ = words[1:] if words[0] in _REGISTERS else words
    period = Period.through(date.fromisoformat(first), date.fromisoformat(last))
    return Usage(register, period, number(kwh))


def as_text(rated: Rated) -> str:
    """A bill in the notation of the last row of an example."""
    amounts: dict[str, list[str]] = defaultdict(list)
    for line in rated.lines:
        amounts[line.label].append(_bare(line.net))
    parts = [f"{label} {' + '.join(found)}" for label, found in amounts.items()]
    parts.append(f"netto {_bare(rated.net)}")
    parts += [f"USt {amount.percent} % {_bare(amount.vat)}" for amount in rated.vat]
    return ", ".join([*parts, f"brutto {_bare(rated.gross)}"])


def shares_as_text(rated: Rated) -> str:
    """The breakdown in the notation of an example."""
    shares = breakdown(rated)
    return ", ".join(f"{share.component or 'OWN'} {_bare(share.net)}" for share in shares)


def _bare(amount: Money) -> str:
    return str(amount).removesuffix(" €").replace(".", "")
