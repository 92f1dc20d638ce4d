"""Writing supply points, meters and registers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from kundenwerk.kernel.ids import validate_malo
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.market.models import MarketParticipant
from kundenwerk.market.rules.vocabulary import MarketRole
from kundenwerk.platform import search
from kundenwerk.platform.commands import command, require_transaction
from kundenwerk.platform.constraints import violated
from kundenwerk.platform.number_ranges import take_block
from kundenwerk.supply.models import Meter, Register, SupplyPoint
from kundenwerk.supply.queries import SEARCH_KIND, supply_points
from kundenwerk.supply.rules import (
    RegisterData,
    SupplyPointData,
    UnusableSupplyPoint,
    checked,
    checked_registers,
)


class MaloTaken(Exception):
    """Another supply point has this MaLo-ID already."""


class MaloKnown(Exception):
    """The supply point has another MaLo-ID by now; ``present`` is what it is."""

    def __init__(self, present: str) -> None:
        super().__init__(present)
        self.present = present


class NotInstalled(Exception):
    """The meter does not hang there on that day."""


def create_supply_point(data: SupplyPointData) -> SupplyPoint:
    """Create a supply point (step).

    Raises:
        UnusableSupplyPoint: with a sentence per field.
        MaloTaken: another supply point has the MaLo-ID.
    """
    return create_supply_points([data])[0]


def create_supply_points(entered: Sequence[SupplyPointData]) -> list[SupplyPoint]:
    """Create many supply points; the number of statements does not grow with them (step).

    Raises:
        UnusableSupplyPoint: of the first entry that cannot be stored.
        MaloTaken: a MaLo-ID is used twice or known already.
    """
    require_transaction()
    usable = [checked(data) for data in entered]
    numbers = take_block("SUPPLY_POINT", len(usable), year=0)
    rows = [_row(data, number) for data, number in zip(usable, numbers, strict=True)]
    try:
        with transaction.atomic():
            created = SupplyPoint.objects.bulk_create(rows)
    except IntegrityError as error:
        if _is_malo(error):
            raise MaloTaken from error
        raise
    reindex([point.pk for point in created])
    return created


@dataclass(frozen=True, slots=True)
class Installation:
    """A meter put up at a supply point from a day on."""

    supply_point_id: int
    number: str
    day: date
    registers: tuple[RegisterData, ...]


def install_meter(
    supply_point_id: int, number: str, day: date, registers: Sequence[RegisterData]
) -> Meter:
    """Put up a meter from a day on (step).

    Raises:
        UnusableSupplyPoint: no or an unreadable meter number.
        ValueError, InvalidIdentifier: impossible registers.
    """
    return install_meters([Installation(supply_point_id, number, day, tuple(registers))])[0]


def install_meters(installations: Sequence[Installation]) -> list[Meter]:
    """Put up many meters (step).

    Raises:
        UnusableSupplyPoint: no or an unreadable meter number.
        ValueError, InvalidIdentifier: impossible registers.
    """
    require_transaction()
    meters = Meter.objects.bulk_create(
        Meter(
            supply_point_id=new.supply_point_id,
            number=_meter_number(new.number),
            installed=Period(new.day),
        )
        for new in installations
    )
    Register.objects.bulk_create(
        Register(meter=meter, kind=data.kind.value, obis=data.obis, digits=data.digits)
        for meter, new in zip(meters, installations, strict=True)
        for data in checked_registers(list(new.registers))
    )
    reindex({new.supply_point_id for new in installations})
    return meters


@command
def remove_meter(*, meter_id: int, day: date) -> int:
    """Take a meter down; ``day`` is the first without it.

    Raises:
        NotInstalled: it was put up later or is down already.
    """
    meter = Meter.objects.select_for_update().get(pk=meter_id)
    if meter.installed.end is not None or day <= meter.installed.start:
        raise NotInstalled(meter.number)
    meter.installed = Period(meter.installed.start, day)
    meter.save(update_fields=["installed"])
    return meter_id


def set_malo(supply_point_id: int, malo_id: str) -> None:
    """Keep the MaLo-ID the grid operator named (step).

    Raises:
        InvalidIdentifier: wrong shape or check digit.
        MaloTaken: another supply point has it already.
    """
    require_transaction()
    value = validate_malo(malo_id)
    try:
        with transaction.atomic():
            SupplyPoint.objects.filter(pk=supply_point_id).exclude(malo_id=value).update(
                malo_id=value
            )
    except IntegrityError as error:
        if _is_malo(error):
            raise MaloTaken(value) from error
        raise
    reindex([supply_point_id])


@command
def name_malo(*, supply_point_id: int, malo_id: str) -> int:
    """Enter a MaLo-ID by hand.

    Raises:
        InvalidIdentifier: wrong shape or check digit.
        MaloTaken: another supply point has it already.
        MaloKnown: somebody has entered another one meanwhile.
    """
    present = SupplyPoint.objects.select_for_update().get(pk=supply_point_id).malo_id
    if present and present != validate_malo(malo_id):
        raise MaloKnown(present)
    set_malo(supply_point_id, malo_id)
    return supply_point_id


@dataclass(frozen=True, slots=True)
class MeteringPlace:
    """Where a supply point is measured and who measures, as the grid operator names them.

    ``operator`` is a market participant's code; empty values say nothing.
    """

    melo_id: str
    operator: str


def note_metering(places: Mapping[int, MeteringPlace]) -> None:
    """Keep where supply points are measured and by whom (step).

    A metering operator we do not know is left out.

    Args:
        places: by supply point; the MeLo-IDs were checked when they were read.

    Source: GPKE Teil 2, Bestätigung der Anmeldung (Prüfidentifikator 55002).
    """
    require_transaction()
    codes = {place.operator for place in places.values()}
    operators = dict(
        MarketParticipant.objects.filter(code__in=codes, role=MarketRole.MSB.value).values_list(
            "code", "pk"
        )
    )
    changed = []
    for point in SupplyPoint.objects.select_for_update().filter(pk__in=list(places)).order_by("pk"):
        place = places[point.pk]
        known = (point.melo_id, point.metering_operator_id)
        point.melo_id = place.melo_id or point.melo_id
        point.metering_operator_id = operators.get(place.operator, point.metering_operator_id)
        if known != (point.melo_id, point.metering_operator_id):
            changed.append(point)
    SupplyPoint.objects.bulk_update(changed, ["melo_id", "metering_operator"])
    reindex([point.pk for point in changed])


def set_forecast(supply_point_id: int, kwh: int) -> None:
    """Keep the expected yearly consumption (step, AP-029).

    Raises:
        UnusableSupplyPoint: not above zero.
    """
    require_transaction()
    if kwh <= 0:
        raise UnusableSupplyPoint(
            {"forecast_annual_kwh": "Der Jahresverbrauch muss größer als 0 sein."}
        )
    SupplyPoint.objects.filter(pk=supply_point_id).update(forecast_annual_kwh=kwh)


def reindex(supply_point_ids: Collection[int]) -> None:
    """Renew the search entries of supply points; queries do not grow (step)."""
    search.index(_entry(point) for point in supply_points(supply_point_ids))


def _entry(point: SupplyPoint) -> search.Entry:
    meters = [meter.number for meter in point.meters.all()]
    known = [f"MaLo {point.malo_id}"] if point.malo_id else []
    known += [f"Zähler {number}" for number in meters]
    return search.Entry(
        kind=SEARCH_KIND,
        object_id=point.pk,
        title=str(point),
        subtitle=", ".join([f"Lieferstelle {point.number}", *known]),
        url=f"/lieferstellen/{point.pk}/",
        text=" ".join([point.number, point.malo_id or "", point.melo_id, *meters]),
    )


def _row(data: SupplyPointData, number: str) -> SupplyPoint:
    return SupplyPoint(
        number=number,
        commodity=data.commodity.value,
        usage_type=data.usage_type.value if data.usage_type else "",
        register_count=data.register_count.value if data.register_count else "",
        malo_id=data.malo_id or None,
        melo_id=data.melo_id,
        street=data.street,
        house_number=data.house_number,
        postcode=data.postcode,
        town=data.town,
        state=data.state,
        grid_operator_id=data.grid_operator_id,
        metering_operator_id=data.metering_operator_id,
        concession_class=data.concession_class.value if data.concession_class else "",
        metering_class=data.metering_class.value,
        forecast_annual_kwh=data.forecast_annual_kwh,
        levy_privilege=data.levy_privilege.value,
        control_module=data.control_module.value,
        is_household=data.is_household,
    )


def _meter_number(text: str) -> str:
    try:
        number = clean_text(text, max_length=20)
    except UnusableText as problem:
        raise UnusableSupplyPoint({"meter_number": str(problem)}) from problem
    if not number:
        raise UnusableSupplyPoint({"meter_number": "Bitte geben Sie die Zählernummer ein."})
    return number


def _is_malo(error: IntegrityError) -> bool:
    return "malo_id" in (violated(error) or "")
