"""What a draft remembers of answers by services; written by the server only, read by every step."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeVar

from kundenwerk.kernel.credit import CreditClass
from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.rules.lookups import (
    AddressQuestion,
    PublishedTariff,
    Verdict,
)
from kundenwerk.market.rules.vocabulary import ConcessionClass

T = TypeVar("T")

# Names in a draft's data that belong to no step, so that no form can send them.
GRID: Final = "found_grid"
TARIFF: Final = "found_tariff"
ADDRESS: Final = "found_address"
CREDIT: Final = "found_credit"
NAMES: Final = frozenset({GRID, TARIFF, ADDRESS, CREDIT})


class State(StrEnum):
    """What a lookup came to."""

    FOUND = "FOUND"
    UNKNOWN_ADDRESS = "UNKNOWN_ADDRESS"
    FOREIGN = "FOREIGN"
    NOTHING = "NOTHING"
    DOWN = "DOWN"


@dataclass(frozen=True, slots=True)
class GridChoice:
    """A grid operator of ours that runs the grid at an address."""

    operator_id: int
    name: str
    concession_class: ConcessionClass
    metering_operator_id: int | None
    default_supplier_id: int | None
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundGrid:
    """Who runs the grid, as a service told.

    Args:
        question: what was asked; the answer counts as long as it is still the question.
        foreign: for ``FOREIGN``, the operators we do not know.
    """

    question: str
    state: State
    source: str
    asked_at: datetime
    choices: tuple[GridChoice, ...] = ()
    foreign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAddress:
    """What a service says of the address; ``verdict`` is None when it did not answer."""

    question: str
    verdict: Verdict | None
    source: str
    asked_at: datetime
    matches: tuple[AddressQuestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTariff:
    """The default-supply tariff a service told; None when it knows none or did not answer."""

    question: str
    kwh: int
    tariff: PublishedTariff | None
    source: str
    asked_at: datetime
    is_down: bool = False

    def answers(self, question: str, commodity: Commodity, kwh: int, day: date) -> bool:
        """Whether nothing new would be learnt by asking."""
        if self.question != question:
            return False
        if self.tariff is None:
            return self.kwh == kwh
        return self.tariff.covers(commodity, kwh, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCredit:
    """A class of credit noted before the business partner exists.

    Args:
        person: whom it is about; the class counts as long as it is still that person.
    """

    person: str
    klass: CreditClass
    reason: str
    source: str
    note: str
    rated_on: date
    expires_on: date


@dataclass(frozen=True, slots=True)
class Lookups:
    """Everything a draft remembers of services."""

    grid: FoundGrid | None = None
    address: FoundAddress | None = None
    tariff: FoundTariff | None = None
    credit: FoundCredit | None = None


def question_of(address: AddressQuestion, commodity: Commodity) -> str:
    """The question about an address in a form that can be compared."""
    return hashlib.sha256(f"{commodity.value}|{address.mark}".encode()).hexdigest()[:32]


def written(found: FoundGrid | FoundAddress | FoundTariff | FoundCredit) -> str:
    """As a draft keeps it."""
    return json.dumps(asdict(found), default=str, ensure_ascii=False)


def read_lookups(data: Mapping[str, str]) -> Lookups:
    """What a draft remembers; what cannot be read any more is forgotten."""
    return Lookups(
        _read(data.get(GRID), _grid),
        _read(data.get(ADDRESS), _address),
        _read(data.get(TARIFF), _tariff),
        _read(data.get(CREDIT), _credit),
    )


def _read(text: str | None, build: Callable[[dict[str, Any]], T]) -> T | None:
    if not text:
        return None
    try:
        return build(json.loads(text))
    except (ValueError, TypeError, KeyError, ArithmeticError):
        return None


def _grid(node: dict[str, Any]) -> FoundGrid:
    choices = tuple(
        GridChoice(**one | {"concession_class": ConcessionClass(one["concession_class"])})
        for one in node["choices"]
    )
    return FoundGrid(
        **node | {"state": State(node["state"]), "asked_at": _at(node), "choices": choices}
    )


def _address(node: dict[str, Any]) -> FoundAddress:
    verdict = Verdict(node["verdict"]) if node["verdict"] else None
    matches = tuple(AddressQuestion(**one) for one in node["matches"])
    return FoundAddress(**node | {"verdict": verdict, "asked_at": _at(node), "matches": matches})


def _tariff(node: dict[str, Any]) -> FoundTariff:
    tariff = _published(node["tariff"]) if node["tariff"] else None
    return FoundTariff(**node | {"tariff": tariff, "asked_at": _at(node)})


def _published(node: dict[str, Any]) -> PublishedTariff:
    def day(name: str) -> date | None:
        return date.fromisoformat(node[name]) if node[name] else None

    prices = ("energy_ct_gross", "base_eur_gross")
    return PublishedTariff(
        **node
        | {name: Decimal(node[name]) for name in prices}
        | {
            "commodity": Commodity(node["commodity"]),
            "valid_from": day("valid_from"),
            "valid_to": day("valid_to"),
        }
    )


def _credit(node: dict[str, Any]) -> FoundCredit:
    days = {name: date.fromisoformat(node[name]) for name in ("rated_on", "expires_on")}
    known = {one.name for one in fields(FoundCredit)}
    given = {name: value for name, value in node.items() if name in known}
    return FoundCredit(**given | days | {"klass": CreditClass(node["klass"])})


def _at(node: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(node["asked_at"])
