"""The price tiers of a draft as typed: rows are added, removed, pasted, and read at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from kundenwerk.kernel.numbers import NotReadable, format_decimal, parse_decimal, parse_kwh
from kundenwerk.staff.pages.tariffs.condition_table import of_text, text_of
from kundenwerk.tariffs.rules.tiers import PLACES, TierData

LABELS = (
    "ab kWh",
    "unter kWh",
    "Arbeitspreis ct/kWh",
    "Arbeitspreis NT ct/kWh",
    "Grundpreis €/Jahr",
)
COLUMNS = ("ab", "bis", "arbeit", "nt", "grund")
MOST_ROWS, MOST_GROUPS, MOST_OPERATORS = 200, 40, 2_000
_LONGEST = 40


@dataclass(slots=True)
class Row:
    """One tier as typed, with what is wrong with it.

    Args:
        conditions: of the tier, as JSON; the page only carries them along.
    """

    cells: list[str]
    error: str = ""
    conditions: str = "[]"
    is_new: bool = False

    @property
    def named(self) -> list[tuple[str, str, str]]:
        """Name of the field, label and text of each cell."""
        return list(zip(COLUMNS, LABELS, self.cells, strict=True))

    @property
    def is_empty(self) -> bool:
        """Whether nobody has typed anything."""
        return not any(self.cells)


@dataclass(slots=True)
class Group:
    """Tiers that belong together, and the grid operators they are for."""

    rows: list[Row] = field(default_factory=lambda: [Row([""] * len(COLUMNS))])
    operators: list[int] = field(default_factory=list)
    search: str = ""


@dataclass(slots=True)
class TierTable:
    """All groups; where operators stand at the version there is one without operators."""

    groups: list[Group]

    @classmethod
    def of(cls, tiers: Sequence[TierData]) -> TierTable:
        """The table with tiers as they are."""
        groups: dict[int, Group] = {}
        for tier in tiers:
            group = groups.setdefault(tier.operator_group, Group([], list(tier.grid_operator_ids)))
            group.rows.append(Row(_typed(tier), conditions=text_of(tier.conditions)))
        return cls(list(groups.values()) or [Group()])

    @classmethod
    def posted(cls, sent: QueryDict) -> TierTable:
        """The table as it comes back from the page."""
        names = [word for word in sent.getlist("gruppe") if word.isdecimal() and len(word) < 4]
        groups = []
        for name in names[:MOST_GROUPS]:
            columns = [sent.getlist(f"{column}-{name}")[:MOST_ROWS] for column in COLUMNS]
            carried = [*sent.getlist(f"kond-{name}"), *["[]"] * MOST_ROWS]
            rows = [
                Row([cell[:_LONGEST].strip() for cell in cells], conditions=carried[place])
                for place, cells in enumerate(zip(*columns, strict=False))
            ]
            groups.append(
                Group(rows, ids(sent.getlist(f"netz-{name}")), sent.get(f"suche-{name}", ""))
            )
        return cls(groups or [Group()])

    def read(self) -> tuple[list[TierData], list[Row]]:
        """The tiers, and the row of each; faults stand in the rows."""
        tiers, rows = [], []
        for number, group in enumerate(self.groups):
            filled = [row for row in group.rows if not row.is_empty]
            for row, cells in zip(filled, _with_bounds(filled), strict=True):
                try:
                    tiers.append(_tier(row, cells, number, group.operators))
                except _Wrong as wrong:
                    row.error = str(wrong)
                rows.append(row)
        return tiers, rows

    @property
    def errors(self) -> list[str]:
        """What is wrong, each with its place."""
        several = len(self.groups) > 1
        return [
            f"{f'Gruppe {number}, ' if several else ''}Staffel {place}: {row.error}"
            for number, group in enumerate(self.groups, start=1)
            for place, row in enumerate(group.rows, start=1)
            if row.error
        ]

    def sent(self) -> Iterator[tuple[str, object]]:
        """The table as the fields of a form."""
        for number, group in enumerate(self.groups):
            yield "gruppe", number
            for row in group.rows:
                yield f"kond-{number}", row.conditions
                yield from (
                    (f"{name}-{number}", cell)
                    for name, cell in zip(COLUMNS, row.cells, strict=True)
                )
            yield from ((f"netz-{number}", operator) for operator in group.operators)


class _Wrong(Exception):
    """A cell that cannot be read; the message is German."""


def ids(words: Iterable[str]) -> list[int]:
    """Ids as sent, each once, in the order sent."""
    found = dict.fromkeys(int(word) for word in words if word.isdecimal() and len(word) < 19)
    return list(found)[:MOST_OPERATORS]


def _typed(tier: TierData) -> list[str]:
    bounds = [format_decimal(tier.from_kwh), format_decimal(tier.upto_kwh) if tier.upto_kwh else ""]
    prices = (tier.energy_ct, tier.energy_offpeak_ct, tier.base_eur_per_year)
    return bounds + ["" if one is None else format_decimal(one.normalize()) for one in prices]


def _with_bounds(rows: Sequence[Row]) -> list[list[str]]:
    """Empty bounds filled from the neighbour, for every tier ends where the next begins."""
    filled = [list(row.cells) for row in rows]
    for place, cells in enumerate(filled):
        if not cells[0]:
            cells[0] = filled[place - 1][1] if place else "0"
        if not cells[1] and place + 1 < len(filled):
            cells[1] = filled[place + 1][0]
    return filled


def _tier(row: Row, cells: Sequence[str], group: int, operators: Sequence[int]) -> TierData:
    lower, upper, energy, offpeak, base = cells
    return TierData(
        from_kwh=int(_read("ab kWh", lower, parse_kwh)),
        upto_kwh=int(_read("unter kWh", upper, parse_kwh)) if upper else None,
        energy_ct=_price("Arbeitspreis", energy),
        energy_offpeak_ct=_price("Arbeitspreis NT", offpeak) if offpeak else None,
        base_eur_per_year=_price("Grundpreis", base),
        operator_group=group,
        grid_operator_ids=tuple(sorted(operators)),
        conditions=_read("Konditionen", row.conditions, of_text),
    )


def _price(label: str, text: str) -> Decimal:
    price: Decimal = _read(label, text, lambda typed: parse_decimal(typed, places=PLACES))
    return price


def _read(label: str, text: str, reader: Callable[[str], Any]) -> Any:
    if not text:
        raise _Wrong(f"{label} fehlt.")
    try:
        return reader(text)
    except NotReadable as refusal:
        raise _Wrong(f"{label}: {refusal}") from None


# ---- what the buttons of the page do to the table


def pasted(text: str) -> list[Row]:
    """Rows of a spreadsheet: ab, unter, Arbeitspreis, NT (may be missing), Grundpreis."""
    rows = []
    for line in text[:100_000].splitlines():
        cells = [cell.strip()[:_LONGEST] for cell in line.replace(";", "\t").split("\t")]
        if len(cells) == len(COLUMNS) - 1:
            cells.insert(3, "")
        if any(char.isdigit() for char in line):
            rows.append(Row((cells + [""] * len(COLUMNS))[: len(COLUMNS)]))
    return rows[:MOST_ROWS]


def act(table: TierTable, what: str, sent: QueryDict) -> None:
    """Do what a button asks: ``zeile-0``, ``weg-0-2``, ``einfuegen-0``, ``gruppe``, ``ohne-1``."""
    verb, *places = what.split("-")
    numbers = [int(word) for word in places if word.isdecimal() and len(word) < 5]
    if verb == "gruppe" and len(table.groups) < MOST_GROUPS:
        table.groups.append(Group())
    if not numbers or numbers[0] >= len(table.groups):
        return
    group = table.groups[numbers[0]]
    if verb == "zeile" and len(group.rows) < MOST_ROWS:
        group.rows.append(_next(group.rows))
    elif verb == "weg" and len(numbers) > 1 and numbers[1] < len(group.rows):
        del group.rows[numbers[1]]
    elif verb == "einfuegen":
        group.rows = _kept(group.rows, pasted(sent.get(f"text-{numbers[0]}", ""))) or group.rows
    elif verb == "ohne" and len(table.groups) > 1:
        table.groups.remove(group)


def _next(rows: Sequence[Row]) -> Row:
    """Another row: it begins where the last ends, and has its conditions."""
    if not rows:
        return Row([""] * len(COLUMNS), is_new=True)
    last = rows[-1]
    return Row([last.cells[1], "", "", "", ""], conditions=last.conditions, is_new=True)


def _kept(before: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Pasted rows with the conditions of the rows they replace."""
    for place, row in enumerate(rows):
        if before:
            row.conditions = before[min(place, len(before) - 1)].conditions
    return list(rows)
