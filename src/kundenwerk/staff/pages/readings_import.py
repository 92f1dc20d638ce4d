"""Readings from a file: every row checked and shown before anything is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kundenwerk.metering.commands import ReadingEntry, preview
from kundenwerk.metering.formats.reading_table import ReadRow
from kundenwerk.metering.rules.plausibility import ImpossibleReading, Verdict
from kundenwerk.platform import clock
from kundenwerk.supply.models import Register


@dataclass(frozen=True, slots=True)
class Checked:
    """A row with what was found: an error refuses the file, a doubt holds the reading."""

    row: ReadRow
    entry: ReadingEntry | None
    error: str = ""
    doubt: str = ""


def check(rows: Sequence[ReadRow]) -> list[Checked]:
    """Find the register of every row and compare the reading with its neighbours."""
    registers = _registers(rows)
    found = [_find(row, registers) for row in rows]
    entries = [one.entry for one in found if one.entry is not None]
    verdicts = iter(preview(entries, today=clock.today()) if entries else [])
    return [_judged(one, next(verdicts)) if one.entry else one for one in found]


def _judged(one: Checked, verdict: Verdict | ImpossibleReading) -> Checked:
    if isinstance(verdict, ImpossibleReading):
        return Checked(one.row, None, error=verdict.reason)
    return Checked(one.row, one.entry, doubt=verdict.sentences)


def _registers(rows: Sequence[ReadRow]) -> dict[str, list[Register]]:
    """Registers by meter number and by MaLo."""
    numbers = {row.meter for row in rows if row.meter}
    malos = {row.malo for row in rows if row.malo and not row.meter}
    known = Register.objects.select_related("meter__supply_point")
    by_meter = known.filter(meter__number__in=numbers) if numbers else known.none()
    by_malo = known.filter(meter__supply_point__malo_id__in=malos) if malos else known.none()
    found: dict[str, list[Register]] = defaultdict(list)
    for register in by_meter:
        found[register.meter.number].append(register)
    for register in by_malo:
        found[register.meter.supply_point.malo_id or ""].append(register)
    return found


def _find(row: ReadRow, registers: dict[str, list[Register]]) -> Checked:
    name = row.meter or row.malo
    known = registers.get(name, [])
    if not known:
        return Checked(row, None, error=f"„{name}“ ist nicht bekannt.")
    there = [one for one in known if _hangs(one, row)]
    if not there:
        return Checked(row, None, error="An diesem Tag war der Zähler nicht eingebaut.")
    fitting = [one for one in there if row.register in {None, one.kind}]
    if len(fitting) != 1:
        reason = "Der Zähler hat mehrere Zählwerke. Bitte HT oder NT angeben."
        return Checked(row, None, error=reason if fitting else "Dieses Zählwerk gibt es nicht.")
    return Checked(
        row,
        ReadingEntry(register_id=fitting[0].pk, day=row.day, value=row.value, origin=row.origin),
    )


def _hangs(register: Register, row: ReadRow) -> bool:
    """The last reading of a meter counts for the day after its removal."""
    return row.day in register.meter.installed or row.day == register.meter.installed.end
