"""Vocabulary of supply points and what of an entry is usable."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kundenwerk.kernel.energy import Commodity, RegisterCount, RegisterKind, UsageType
from kundenwerk.kernel.ids import InvalidIdentifier, validate_malo, validate_melo, validate_obis
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.market.rules.vocabulary import (
    ConcessionClass,
    ControllableDevice,
    ControlModule,
    MeteringClass,
)
from kundenwerk.parties.rules.person import checked_house_number, checked_postcode

USAGE_LABELS: Final = {
    UsageType.HOUSEHOLD: "Haushaltsstrom",
    UsageType.EV_CHARGING: "Ladestrom",
    UsageType.STORAGE_HEATING: "Heizstrom",
    UsageType.HEAT_PUMP: "Wärmepumpenstrom",
}
REGISTER_COUNT_LABELS: Final = {
    RegisterCount.SINGLE: "Eintarif",
    RegisterCount.DUAL: "Zweitarif",
    RegisterCount.MULTI: "Mehrtarif",
}
REGISTER_LABELS: Final = {
    RegisterKind.TOTAL: "Gesamt",
    RegisterKind.PEAK: "HT",
    RegisterKind.OFFPEAK: "NT",
}


class LevyPrivilege(StrEnum):
    """Why no levies on the grid operator's costs are due for a supply point.

    Source: §§ 21, 22 EnFG.
    """

    NONE = "NONE"
    STORAGE = "STORAGE"
    HEAT_PUMP = "HEAT_PUMP"


LEVY_LABELS: Final = {
    LevyPrivilege.NONE: "keine Ermäßigung",
    LevyPrivilege.STORAGE: "Stromspeicher (§ 21 EnFG)",
    LevyPrivilege.HEAT_PUMP: "Wärmepumpe mit eigenem Zähler (§ 22 EnFG)",
}


class UnusableSupplyPoint(ValueError):
    """Some fields cannot be stored; ``errors`` maps each to a German sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(errors)))
        self.errors = errors


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyPointData:
    """A supply point as entered; ids name rows of the market context."""

    commodity: Commodity
    street: str
    house_number: str
    postcode: str
    town: str
    grid_operator_id: int
    state: str = ""
    usage_type: UsageType | None = None
    register_count: RegisterCount | None = None
    malo_id: str = ""
    melo_id: str = ""
    metering_operator_id: int | None = None
    concession_class: ConcessionClass | None = None
    metering_class: MeteringClass = MeteringClass.MODERN
    forecast_annual_kwh: int | None = None
    levy_privilege: LevyPrivilege = LevyPrivilege.NONE
    control_module: ControlModule = ControlModule.NONE
    is_household: bool = True


@dataclass(frozen=True, slots=True)
class Equipment:
    """How energy is counted on some days, and what lowers the grid fee.

    Args:
        device: what the grid operator may dim; None without module, and where nobody told.
    """

    valid: Period
    metering_class: MeteringClass
    control_module: ControlModule
    device: ControllableDevice | None = None


EVER = Period(date.min)


def history(first: Equipment, changes: Sequence[Equipment]) -> list[Equipment]:
    """What held when, from what held before every change; the period of a change is its start.

    Neighbours that do not differ are one.
    """
    ordered = [first, *sorted(changes, key=lambda one: one.valid.start)]
    ends: list[date | None] = [*(one.valid.start for one in ordered[1:]), None]
    found: list[Equipment] = []
    for one, end in zip(ordered, ends, strict=True):
        held = dataclasses.replace(one, valid=Period(one.valid.start, end))
        if found and dataclasses.replace(found[-1], valid=held.valid) == held:
            held = dataclasses.replace(held, valid=Period(found.pop().valid.start, end))
        found.append(held)
    return found


@dataclass(frozen=True, slots=True)
class RegisterData:
    """One register of a meter.

    Args:
        digits: places before the comma; the register rolls over at ten to that power.
    """

    kind: RegisterKind
    obis: str
    digits: int = 6


def _place(text: str) -> str:
    if not text.strip():
        raise UnusableText("Bitte vervollständigen Sie die Adresse.")
    return clean_text(text, max_length=80)


ADDRESS: Final[dict[str, Callable[[str], str]]] = {
    "street": _place,
    "house_number": lambda text: checked_house_number(text) if text.strip() else "",
    "postcode": checked_postcode,
    "town": _place,
    "state": lambda text: clean_text(text, max_length=60),
}


def checked(data: SupplyPointData) -> SupplyPointData:
    """The same data with cleaned texts and plain identifiers.

    Raises:
        UnusableSupplyPoint: with a German sentence for every field that cannot be stored.
    """
    values: dict[str, str] = {}
    errors: dict[str, str] = {}
    for field, clean in ADDRESS.items():
        try:
            values[field] = clean(getattr(data, field))
        except UnusableText as problem:
            errors[field] = str(problem)
    for field, validate in (("malo_id", validate_malo), ("melo_id", validate_melo)):
        try:
            text = getattr(data, field)
            values[field] = validate(text) if text.strip() else ""
        except InvalidIdentifier as problem:
            errors[field] = problem.reason
    errors |= _more_problems(data)
    if errors:
        raise UnusableSupplyPoint(errors)
    return dataclasses.replace(data, **values)  # type: ignore[arg-type]


def _more_problems(data: SupplyPointData) -> dict[str, str]:
    problems = {}
    if data.commodity == Commodity.GAS and data.usage_type is not None:
        problems["usage_type"] = "Eine Verbrauchsart gibt es nur bei Strom."
    if data.forecast_annual_kwh is not None and data.forecast_annual_kwh <= 0:
        problems["forecast_annual_kwh"] = "Der Jahresverbrauch muss größer als 0 sein."
    control = control_problem(data.commodity, data.metering_class, data.control_module)
    if control:
        problems["control_module"] = control
    return problems


def control_problem(commodity: Commodity, metering: MeteringClass, module: ControlModule) -> str:
    """Why a grid fee for controllable devices cannot be; empty when it can.

    Source: § 14a EnWG; Festlegung BK8-22/010-A (module 3 needs a smart metering system).
    """
    if module is not ControlModule.NONE and commodity == Commodity.GAS:
        return "Ein Netzentgelt nach § 14a gibt es nur bei Strom."
    if module.varies_by_hour and not metering.counts_quarter_hours:
        return "Modul 3 braucht ein intelligentes Messsystem."
    return ""


def equipment_problems(commodity: Commodity, wanted: Equipment) -> dict[str, str]:
    """What of an entry cannot be, a German sentence by field.

    Source: § 14a EnWG; Festlegungen BK6-22-300 und BK8-22/010-A.
    """
    if commodity == Commodity.GAS:
        return {"metering_class": "Gaszähler zählen keine Viertelstunden und kennen kein § 14a."}
    problem = control_problem(commodity, wanted.metering_class, wanted.control_module)
    problems = {"control_module": problem} if problem else {}
    has_module = wanted.control_module is not ControlModule.NONE
    if has_module and wanted.device is None:
        problems["device"] = "Bitte wählen Sie, was gesteuert werden darf."
    if wanted.device is not None and not has_module:
        problems["device"] = "Ohne Modul wird nichts gesteuert. Bitte leer lassen."
    return problems


MAX_DIGITS: Final = 9


def checked_registers(registers: list[RegisterData]) -> list[RegisterData]:
    """The registers of one meter with plain OBIS codes.

    Raises:
        ValueError: none, two of a kind, or an impossible number of digits.
        InvalidIdentifier: an OBIS code is malformed.
    """
    if not registers or len({register.kind for register in registers}) != len(registers):
        raise ValueError("a meter has at least one register and each kind once")
    if any(not 1 <= register.digits <= MAX_DIGITS for register in registers):
        raise ValueError("a register has 1 to 9 digits")
    return [
        dataclasses.replace(register, obis=validate_obis(register.obis)) for register in registers
    ]
