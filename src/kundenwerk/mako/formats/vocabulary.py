"""Codes of UTILMD: use cases with the numbers they are printed with, customers, levies.

Source: BDEW UTILMD AHB Strom, UTILMD AHB Gas; table of the Prüfidentifikatoren.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Final

from kundenwerk.kernel.energy import Commodity


class Pid(IntEnum):
    """Prüfidentifikator: which use case a transaction belongs to, as electricity prints it."""

    REGISTRATION = 55001
    REGISTRATION_CONFIRMED = 55002
    REGISTRATION_REJECTED = 55003
    DEREGISTRATION = 55004
    DEREGISTRATION_CONFIRMED = 55005
    DEREGISTRATION_REJECTED = 55006
    TERMINATION = 55016
    TERMINATION_CONFIRMED = 55017
    TERMINATION_REJECTED = 55018


class CustomerGroup(StrEnum):
    """Whether the customer is a household (CCI 7037)."""

    HOUSEHOLD = "Z15"
    OTHER = "Z18"


class LevyStatus(StrEnum):
    """Privilege under the Energiefinanzierungsgesetz (CCI+Z61)."""

    PRIVILEGED_STORAGE = "ZU5"
    PRIVILEGED_HEAT_PUMP = "ZU6"
    NOT_PRIVILEGED = "ZG0"
    NO_STATEMENT = "ZG1"


DOCUMENT_KINDS: Final = {
    Pid.REGISTRATION: "E01",
    Pid.REGISTRATION_CONFIRMED: "E01",
    Pid.REGISTRATION_REJECTED: "E01",
    Pid.DEREGISTRATION: "E02",
    Pid.DEREGISTRATION_CONFIRMED: "E02",
    Pid.DEREGISTRATION_REJECTED: "E02",
    Pid.TERMINATION: "E35",
    Pid.TERMINATION_CONFIRMED: "E35",
    Pid.TERMINATION_REJECTED: "E35",
}
_IN_GAS: Final = {
    Pid.REGISTRATION: 44001,
    Pid.REGISTRATION_CONFIRMED: 44002,
    Pid.REGISTRATION_REJECTED: 44003,
    Pid.TERMINATION: 44016,
    Pid.TERMINATION_CONFIRMED: 44017,
    Pid.TERMINATION_REJECTED: 44018,
}
_BY_NUMBER: Final = {
    **{pid.value: pid for pid in Pid},
    **{number: pid for pid, number in _IN_GAS.items()},
}


def printed(pid: Pid, commodity: Commodity) -> int:
    """The number a use case bears in a commodity.

    Raises:
        KeyError: gas does not speak of it yet.
    """
    return _IN_GAS[pid] if commodity is Commodity.GAS else pid.value


def use_case(number: int) -> Pid | None:
    """The use case behind a printed number; none for what we do not know."""
    return _BY_NUMBER.get(number)
