"""The conditions of a tier as typed, and read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from kundenwerk.kernel.numbers import NotReadable, format_decimal, parse_decimal, parse_euro
from kundenwerk.tariffs.rules.conditions import AMOUNT_OF, MOST_CONDITIONS, ConditionData
from kundenwerk.tariffs.rules.tiers import PLACES
from kundenwerk.tariffs.rules.vocabulary import ConditionKind

_FIELDS = ("bezeichnung", "erlaeuterung", "art", "betrag")


@dataclass(slots=True)
class Line:
    """One condition as typed, with what is wrong with it."""

    label: str = ""
    description: str = ""
    kind: str = ConditionKind.ENERGY.value
    amount: str = ""
    error: str = ""
    is_new: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nobody has typed anything."""
        return not (self.label or self.description or self.amount)


def lines_of(conditions: Sequence[ConditionData]) -> list[Line]:
    """Conditions as they would be typed."""
    return [Line(one.label, one.description, one.kind.value, _amount(one)) for one in conditions]


def _amount(one: ConditionData) -> str:
    if one.once is not None:
        return str(one.once).removesuffix(" €")
    if one.price is not None:
        return format_decimal(one.price.normalize())
    return str(one.guarantee_months or "")


def posted(sent: QueryDict) -> list[Line]:
    """The lines as they come back from the page."""
    columns = [sent.getlist(name)[: MOST_CONDITIONS + 5] for name in _FIELDS]
    return [
        Line(label[:200].strip(), description[:400].strip(), kind[:20], amount[:40].strip())
        for label, description, kind, amount in zip(*columns, strict=False)
    ]


def act(lines: list[Line], what: str) -> None:
    """Do what a button asks: ``zeile`` adds one, ``weg-2`` removes the third."""
    verb, _, place = what.partition("-")
    if verb == "zeile" and len(lines) < MOST_CONDITIONS:
        lines.append(Line(is_new=True))
    elif verb == "weg" and place.isdecimal() and len(place) < 4 and int(place) < len(lines):
        del lines[int(place)]


def read(lines: Sequence[Line]) -> tuple[list[ConditionData], list[Line]]:
    """The conditions, and the line of each; faults stand in the lines."""
    filled = [line for line in lines if not line.is_empty]
    found = []
    for line in filled:
        try:
            found.append(_condition(line))
        except NotReadable as refusal:
            line.error = str(refusal)
    return found, filled


def _condition(line: Line) -> ConditionData:
    if line.kind not in set(ConditionKind):
        raise NotReadable("Diese Art gibt es nicht.")
    kind = ConditionKind(line.kind)
    one = ConditionData(label=line.label, kind=kind, description=line.description)
    if not line.amount:
        return one
    plain = one.plain()
    amount = AMOUNT_OF[kind]
    if amount == "once":
        plain[amount] = parse_euro(line.amount).cents
    elif amount == "price":
        plain[amount] = parse_decimal(line.amount, places=PLACES)
    else:
        plain[amount] = int(parse_decimal(line.amount, places=0))
    return ConditionData.read(plain)


def text_of(conditions: Sequence[ConditionData]) -> str:
    """Conditions as one field carries them."""
    return json.dumps([one.plain() for one in conditions])


def of_text(text: str) -> tuple[ConditionData, ...]:
    """Conditions from such a field.

    Raises:
        NotReadable: no page of ours sent this.
    """
    try:
        return tuple(ConditionData.read(one) for one in json.loads(text))
    except (ValueError, ArithmeticError, TypeError, KeyError, AttributeError):
        sentence = "Die Konditionen sind nicht lesbar. Bitte laden Sie die Seite neu."
        raise NotReadable(sentence) from None
