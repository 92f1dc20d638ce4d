"""Facts about supply contracts that other contexts react to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ordered:
    """A customer ordered supply; the registration at the grid operator may begin."""

    contract_id: int


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The grid operator assigned the supply point to us from ``start`` on (ISO day)."""

    contract_id: int
    start: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The grid operator refused the registration."""

    contract_id: int
    code: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The customer withdrew; what is under way for the contract must be stopped."""

    contract_id: int


@dataclass(frozen=True, slots=True)
class SupplyStarted:
    """The first day of supply has come."""

    contract_id: int


@dataclass(frozen=True, slots=True)
class Terminated:
    """The contract ends; ``end`` is the first day without supply (ISO day)."""

    contract_id: int
    end: str


@dataclass(frozen=True, slots=True)
class SupplyEnded:
    """The last day of supply is over; the final bill may be made."""

    contract_id: int
