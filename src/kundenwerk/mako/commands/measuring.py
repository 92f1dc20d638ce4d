"""Taking in what metering operators report: readings of registers we know, or an answer why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kundenwerk.kernel.calendar import german_day
from kundenwerk.kernel.energy import ReadingOrigin
from kundenwerk.kernel.numbers import format_day
from kundenwerk.mako.commands.telling import open_task
from kundenwerk.mako.commands.verdicts import Verdict
from kundenwerk.mako.formats import mscons, utilmd
from kundenwerk.mako.formats.interchange import Interchange, Message
from kundenwerk.mako.formats.mscons import Quality, Report, Shown
from kundenwerk.mako.formats.values import Unprocessable
from kundenwerk.mako.rules.process import MessageState
from kundenwerk.metering import commands as metering
from kundenwerk.metering.commands import ReadingEntry
from kundenwerk.metering.models import Reading
from kundenwerk.metering.rules.plausibility import ImpossibleReading
from kundenwerk.metering.rules.readings import ReadingState
from kundenwerk.supply.models import Register, SupplyPoint


def take_readings(received: Interchange, message: Message, at: datetime) -> Verdict:
    """Record the readings of a message, all or none; doubtful ones are held (step).

    Raises:
        Unprocessable: it cannot be read, or speaks of what we do not know; a clerk was told.

    Source: BDEW CONTRL/APERAK AHB (Z10, Z17, Z19, Z20); WiM Strom Teil 1, Messwertübermittlung.
    """
    pid = mscons.use_case(message)
    if not mscons.is_reading(message):
        return _unmatched("Der Anwendungsfall wird noch nicht verarbeitet.", pid)
    sender, _ = utilmd.parties(message)
    if sender != received.envelope.sender:
        return _unmatched(f"Absender {sender} passt nicht zur Übertragungsdatei.", pid)
    report = mscons.read(received, message)
    if report.cancels:
        return _unmatched("Der Absender storniert diese Zählerstände; bitte prüfen.", pid)
    if any(shown.quality is Quality.UNUSABLE for shown in report.shown):
        return _unmatched("Ein Wert ist als nicht verwendbar gemeldet.", pid)
    try:
        entries = [_entry(report, shown, sender) for shown in report.shown]
    except Unprocessable as error:
        _tell(sender, report, error, at)
        raise
    return _recorded(report, entries, at)


def _recorded(report: Report, entries: Sequence[ReadingEntry], at: datetime) -> Verdict:
    today = german_day(at)
    fresh = [entry for entry in entries if not _is_known(entry)]
    for checked in metering.preview(fresh, today=today):
        if isinstance(checked, ImpossibleReading):
            return _unmatched(checked.reason, report.pid)
    readings = metering.record_all(fresh, today=today)
    held = sum(reading.state == ReadingState.HELD for reading in readings)
    remark = f"{len(readings)} von {len(entries)} Zählerständen übernommen."
    if held:
        remark += f" {held} davon zu prüfen."
    return Verdict(MessageState.DONE, remark, pid=report.pid)


def _is_known(entry: ReadingEntry) -> bool:
    """Whether this very value came with this document before, whatever became of it."""
    return Reading.objects.filter(
        register_id=entry.register_id,
        day=entry.day,
        value=entry.value,
        source_message=entry.source_message,
    ).exists()


def _entry(report: Report, shown: Shown, sender: str) -> ReadingEntry:
    point = _point(shown, sender)
    return ReadingEntry(
        register_id=_register(point, shown).pk,
        day=shown.day,
        value=shown.value,
        origin=_origin(shown, point, sender),
        source_message=f"{sender}/{report.document}",
    )


def _origin(shown: Shown, point: SupplyPoint, sender: str) -> ReadingOrigin:
    if shown.quality.is_estimate:
        return ReadingOrigin.ESTIMATE
    if shown.by_customer:
        return ReadingOrigin.CUSTOMER
    of_grid = sender == point.grid_operator.code
    return ReadingOrigin.GRID_OPERATOR if of_grid else ReadingOrigin.METERING


def _point(shown: Shown, sender: str) -> SupplyPoint:
    """The supply point behind a metering location, which the sender measures."""
    points = list(
        SupplyPoint.objects.filter(melo_id=shown.melo_id)
        .select_related("grid_operator", "metering_operator")
        .order_by("pk")
    )
    if not points:
        raise _unknown("Die Messlokation ist uns nicht bekannt.", shown, "LOC+172", "Z10")
    for point in points:
        if sender in {one.code for one in (point.grid_operator, point.metering_operator) if one}:
            return point
    raise _unknown("Der Absender ist der Messlokation nicht zugeordnet.", shown, "LOC+172", "Z17")


def _register(point: SupplyPoint, shown: Shown) -> Register:
    """The register of a meter; the channel of its OBIS code is for the metering operator only."""
    registers = list(
        Register.objects.filter(
            meter__supply_point=point, meter__number=shown.meter_number
        ).order_by("pk")
    )
    if not registers:
        raise _unknown(
            f"Der Zähler {shown.meter_number} ist uns an der Messlokation nicht bekannt.",
            shown,
            "RFF+MG",
            "Z19",
        )
    for register in registers:
        if _kind_of(register.obis) == _kind_of(shown.obis):
            return register
    raise _unknown(f"Das Zählwerk {shown.obis} ist uns nicht bekannt.", shown, "PIA+5", "Z20")


def _kind_of(obis: str) -> tuple[str, str]:
    """Medium and measured quantity of an OBIS code ``A-B:C.D.E*F``."""
    medium, _, rest = obis.partition("-")
    return medium, rest.partition(":")[2].partition("*")[0]


def _unknown(reason: str, shown: Shown, place: str, code: str) -> Unprocessable:
    return Unprocessable(reason, shown.position, place, code)


def _tell(sender: str, report: Report, error: Unprocessable, at: datetime) -> None:
    first = report.shown[0]
    open_task(
        key=f"mako:mscons:{sender}:{report.document}",
        title=f"Zählerstand nicht zuzuordnen: {first.melo_id}",
        detail=(
            f"{sender} meldet für den {format_day(first.day)} den Zähler {first.meter_number}. "
            f"{error.reason} Der Absender wurde benachrichtigt ({error.code}). Stimmen MeLo-ID, "
            "Zählernummer und Messstellenbetreiber an der Lieferstelle?"
        ),
        at=at,
    )


def _unmatched(remark: str, pid: int | None) -> Verdict:
    return Verdict(MessageState.UNMATCHED, remark, pid=pid)
