"""The computation of a bill in its canonical spelling, put together from prepared parts.

Character for character what ``tariffs.rules.trace`` and ``rules.drafts`` write; the digest of
the text is the digest of the bill.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from kundenwerk.billing.rules.bulk.cases import Case, Counted, Prepaid
from kundenwerk.billing.rules.bulk.catalogue import Catalogue
from kundenwerk.billing.rules.bulk.columns import COMPONENTS, LINE_KINDS, Batch, Figures, Kind
from kundenwerk.billing.rules.bulk.spelling import (
    PLACES_OF_ENERGY,
    PLACES_OF_MONEY,
    PLACES_OF_PRICES,
    UNITS,
    ReadyLine,
    Spread,
    dump,
    price_text,
)
from kundenwerk.billing.rules.bulk.text import euros, fixed, german, german_day, iso, plain
from kundenwerk.kernel.energy import RegisterKind
from kundenwerk.kernel.numbers import NBSP
from kundenwerk.market.rules.vocabulary import COMPONENT_LABELS
from kundenwerk.tariffs.rules import trace as readable
from kundenwerk.tariffs.rules.breakdown import OWN_SHARE_LABEL
from kundenwerk.tariffs.rules.rating import LINE_LABELS, LineKind

_REGISTERS: Final = [RegisterKind.TOTAL, RegisterKind.PEAK, RegisterKind.OFFPEAK]


class Scribe:
    """Writes the traces of a computed batch."""

    def __init__(
        self, cases: Sequence[Case], catalogue: Catalogue, batch: Batch, figures: Figures
    ) -> None:
        self._cases = cases
        self._prices = [price_text(price) for price in catalogue.prices]
        self._spreads = [
            Spread(profile, batch.weights, row)
            for row, profile in enumerate({case.profile: None for case in cases})
        ]
        self._profile = batch.profile.tolist()
        pieces, lines, taxes, shares = batch.pieces, figures.lines, figures.taxes, figures.shares
        self._pieces = list(
            zip(pieces.start.tolist(), pieces.end.tolist(), pieces.price.tolist(), strict=True)
        )
        self._lines = list(
            zip(
                lines.piece.tolist(),
                lines.kind.tolist(),
                lines.amount.tolist(),
                lines.price.tolist(),
                lines.net.tolist(),
                strict=True,
            )
        )
        self._taxes = list(
            zip(taxes.rate.tolist(), taxes.net.tolist(), taxes.vat.tolist(), strict=True)
        )
        self._shares = list(zip(shares.usage.tolist(), shares.wh.tolist(), strict=True))
        bills = np.arange(batch.bills + 1)
        self._first_piece = np.searchsorted(pieces.bill, bills).tolist()
        self._first_line: list[int] = np.searchsorted(lines.bill, bills).tolist()
        self._first_tax: list[int] = np.searchsorted(taxes.bill, bills).tolist()
        self._first_usage = np.searchsorted(batch.usages.bill, bills).tolist()
        self._first_share = np.searchsorted(shares.line, np.arange(len(lines.bill) + 1)).tolist()
        self._sums = list(
            zip(figures.net.tolist(), figures.vat.tolist(), figures.own.tolist(), strict=True)
        )
        self._parts = figures.part.tolist()
        self._has_part = figures.has_part.tolist()

    def trace(self, bill: int) -> str:
        """The whole computation of a bill, instalments included."""
        case = self._cases[bill]
        net, vat, own = self._sums[bill]
        due = net + vat - sum(part.net + part.vat for part in case.prepaid)
        pieces = self._pieces[self._first_piece[bill] : self._first_piece[bill + 1]]
        lines = range(self._first_line[bill], self._first_line[bill + 1])
        taxes = self.taxes(bill)
        return (
            f'{{"breakdown":[{self._breakdown(bill, own)}],"due_cents":{due},'
            f'"gross_cents":{net + vat},'
            f'"lines":[{",".join([self._line(bill, number) for number in lines])}],'
            f'"net_cents":{net},"period":{_days(case.start, case.end)},'
            f'"prepaid":[{",".join([_prepaid(part) for part in case.prepaid])}],'
            f'"prices":[{",".join([self._price(*piece) for piece in pieces])}],'
            f'"profile":{self._spreads[self._profile[bill]].text},{_CONSTANT},'
            f'"usages":[{",".join([_usage(one) for one in case.usages])}],'
            f'"vat":[{",".join([_tax(*tax) for tax in taxes])}],"vat_cents":{vat}}}'
        )

    def _breakdown(self, bill: int, own: int) -> str:
        shares = [f"{_OWN}{own}}}"]
        for number, is_shown in enumerate(self._has_part[bill]):
            if is_shown:
                shares.append(f"{_PART_HEADS[number]}{self._parts[bill][number]}}}")
        return ",".join(shares)

    def _price(self, start: int, end: int, price: int) -> str:
        known = self._prices[price]
        return f"{known.before}{_days(start, end)}{known.after}"

    def _line(self, bill: int, number: int) -> str:
        piece, kind, amount, price, net = self._lines[number]
        start, end, price_number = self._pieces[piece]
        known = self._prices[price_number]
        places, quantity, explanation, taken = PLACES_OF_PRICES, str(amount), "", ""
        if kind < Kind.BASE:
            quantity = plain(amount, PLACES_OF_ENERGY)
            explanation, taken = self._sources(bill, number, start, end)
            shown = f"{german(amount, PLACES_OF_ENERGY)}{NBSP}kWh × {german(price, places)}"
            formula = f"{shown}{NBSP}ct/kWh = {euros(net)}"
        elif kind == Kind.BASE:
            shown = f"{german(price, places)}{NBSP}€/Jahr"
            formula = f"{shown} × {amount} Tage ÷ 365 = {euros(net)}"
        else:
            places = PLACES_OF_MONEY
            formula = f"{german(price, places)}{NBSP}€ brutto ÷ {known.vat_factor} = {euros(net)}"
        head, middle, tail = _LINE_PARTS[kind]
        label = f'"label":{dump(self._label(bill, number))},' if kind == Kind.BONUS else middle
        return (
            f'{{"explanation":[{explanation}],"formula":"{formula}",{head}{label}'
            f'"net_cents":{net},"period":{_days(start, end)},'
            f'"position":{number - self._first_line[bill] + 1},'
            f'"price_unit":{tail[0]},"quantity":"{quantity}","taken":[{taken}],'
            f'"unit":{tail[1]},"unit_price":"{plain(price, places)}","vat_percent":"{known.vat}"}}'
        )

    def lines(self, bill: int) -> list[ReadyLine]:
        """The lines of a bill as their columns keep them."""
        return [
            self._ready(bill, number)
            for number in range(self._first_line[bill], self._first_line[bill + 1])
        ]

    def _ready(self, bill: int, number: int) -> ReadyLine:
        piece, kind, amount, price, net = self._lines[number]
        start, end, price_number = self._pieces[piece]
        unit, price_unit = UNITS[Kind(kind)]
        return ReadyLine(
            LINE_KINDS[kind],
            self._label(bill, number),
            iso(start),
            iso(end),
            fixed(amount, PLACES_OF_ENERGY) if kind < Kind.BASE else str(amount),
            unit,
            plain(price, PLACES_OF_MONEY if kind == Kind.BONUS else PLACES_OF_PRICES),
            price_unit,
            net,
            self._prices[price_number].vat,
        )

    def taxes(self, bill: int) -> list[tuple[int, int, int]]:
        """Rate in hundredths of a percent, net and tax in cents of a bill."""
        return self._taxes[self._first_tax[bill] : self._first_tax[bill + 1]]

    def _label(self, bill: int, number: int) -> str:
        """What a line is called; promised bonuses stand last and in order."""
        kind = self._lines[number][1]
        if kind != Kind.BONUS:
            return LINE_LABELS[LINE_KINDS[kind]]
        bonuses = self._cases[bill].bonuses
        return bonuses[number - self._first_line[bill + 1]][0]

    def _sources(self, bill: int, number: int, start: int, end: int) -> tuple[str, str]:
        """How much was taken from which usage, in words and as data."""
        case, first = self._cases[bill], self._first_usage[bill]
        spread = self._spreads[self._profile[bill]]
        words, data = [], []
        for usage, wh in self._shares[self._first_share[number] : self._first_share[number + 1]]:
            index = usage - first
            words.append(_share(case.usages[index], wh, (start, end), spread))
            data.append(f'{{"usage":{index},"wh":{wh}}}')
        return ",".join(words), ",".join(data)


_CONSTANT: Final = dump({"rounding": readable.ROUNDING, "schema": readable.SCHEMA})[1:-1]
_OWN: Final = dump({"component": None, "label": OWN_SHARE_LABEL})[:-1] + ',"net_cents":'
_PART_HEADS: Final = [
    dump({"component": one, "label": COMPONENT_LABELS[one]})[:-1] + ',"net_cents":'
    for one in COMPONENTS
]
_LINE_PARTS: Final = [
    (
        f'"kind":"{LINE_KINDS[kind]}",',
        f'"label":{dump(LINE_LABELS[LineKind[kind.name]])},',
        (dump(UNITS[kind][1]), dump(UNITS[kind][0])),
    )
    for kind in Kind
]


def _days(start: int, end: int) -> str:
    return f'["{iso(start)}","{iso(end)}"]'


def _prepaid(part: Prepaid) -> str:
    return f'{{"net_cents":{part.net},"percent":"{fixed(part.rate, 2)}","vat_cents":{part.vat}}}'


def _tax(rate: int, net: int, vat: int) -> str:
    return f'{{"net_cents":{net},"percent":"{plain(rate, 2)}","vat_cents":{vat}}}'


def _usage(one: Counted) -> str:
    return (
        f'{{"kwh":"{plain(one.wh, PLACES_OF_ENERGY)}","period":{_days(one.start, one.end)},'
        f'"reference":"{one.reference}","register":"{_REGISTERS[one.kind].value}"}}'
    )


def _share(usage: Counted, wh: int, line: tuple[int, int], spread: Spread) -> str:
    start, end = max(usage.start, line[0]), min(usage.end, line[1])
    whole = f"{german(usage.wh, PLACES_OF_ENERGY)}{NBSP}kWh"
    reference = f" ({usage.reference})" if usage.reference else ""
    if (start, end) == (usage.start, usage.end):
        until = german_day(end - 1)
        return f'"{whole} im Zeitraum {german_day(start)} bis {until}{reference}"'
    how = spread.words((start, end), (usage.start, usage.end))
    days = f"{german_day(start)} bis {german_day(end - 1)}"
    part = f"{german(wh, PLACES_OF_ENERGY)}{NBSP}kWh"
    return f'"{part} von {whole}{reference} entfallen auf {days}: {how}"'
