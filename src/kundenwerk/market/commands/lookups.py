"""Ask one service after the other until one answers; never while a transaction is open."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market import gateways
from kundenwerk.market.commands.providers import Called, record_call
from kundenwerk.market.formats import lookups as wire
from kundenwerk.market.gateways import Endpoint, LookupFailed
from kundenwerk.market.gateways.http import parse
from kundenwerk.market.models import Provider
from kundenwerk.market.queries import providers as queries
from kundenwerk.market.rules.lookups import (
    AddressAnswer,
    AddressQuestion,
    CreditAnswer,
    CreditQuestion,
    GridAnswer,
    Outcome,
    ProviderKind,
    PublishedTariff,
    Service,
)
from kundenwerk.platform.commands import Call, refuse_inside_command
from kundenwerk.platform.crypto import blind_index

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Moment:
    """Who asks and when.

    Args:
        day: answers hold for it.
        at: what the clock of the business says.
    """

    call: Call
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What the chain of services came to.

    Args:
        answer: of the first that had one.
        source: its name.
        asked_at: when it was asked; earlier on the same day for a kept answer.
        failed: names of the services that did not answer as they should.
    """

    answer: T | None
    source: str = ""
    asked_at: datetime | None = None
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Question(Generic[T]):
    """One question in the form of the wire.

    Args:
        read: turns the answer into a value; None in it means nothing was found.
        from_table: asks our own tables.
        is_kept: whether an answer may be used again on the same day.
    """

    service: Service
    path: str
    body: dict[str, Any]
    read: Callable[[Any], T | None]
    from_table: Callable[[], T | None] = field(default=lambda: None)
    is_kept: bool = True

    @property
    def fingerprint(self) -> str:
        """Equal for the same question; nothing of it can be read back."""
        return blind_index(f"{self.path}|{sorted(self.body.items())}") if self.is_kept else ""


def find_grid(
    moment: Moment,
    address: AddressQuestion,
    commodity: Commodity,
    *,
    from_table: Callable[[], GridAnswer | None],
) -> Found[GridAnswer]:
    """Who runs the grid at an address.

    Raises:
        InsideCommand: a transaction is open.
    """
    body = wire.grid_question(address, commodity, moment.day)

    def read(answer: Any) -> GridAnswer | None:
        found = wire.read_grid(answer)
        return found if found.matches or not found.address_known else None

    question = _Question(Service.GRID_OPERATOR, "v1/netzbetreiber", body, read, from_table)
    return _ask_all(moment, question)


def find_default_supply(
    moment: Moment,
    address: AddressQuestion,
    commodity: Commodity,
    kwh: int,
    *,
    from_table: Callable[[], PublishedTariff | None],
) -> Found[PublishedTariff]:
    """What the default supplier asks at an address.

    Raises:
        InsideCommand: a transaction is open.
    """
    body = wire.tariff_question(address, commodity, kwh, moment.day)

    def read(answer: Any) -> PublishedTariff | None:
        tariff = wire.read_tariff(answer)
        if tariff and not tariff.covers(commodity, kwh, moment.day):
            raise wire.Unreadable("tarif")  # an answer to another question
        return tariff

    question = _Question(Service.DEFAULT_SUPPLY, "v1/grundversorgung", body, read, from_table)
    return _ask_all(moment, question)


def check_address(moment: Moment, address: AddressQuestion) -> Found[AddressAnswer]:
    """Whether there is such an address.

    Raises:
        InsideCommand: a transaction is open.
    """
    body = wire.address_question(address)
    return _ask_all(moment, _Question(Service.ADDRESS, "v1/adresse", body, wire.read_address))


def check_credit(moment: Moment, asked: CreditQuestion) -> Found[CreditAnswer]:
    """How somebody pays; nothing of question and answer is kept here.

    Raises:
        InsideCommand: a transaction is open.
    """
    body = wire.credit_question(asked)
    question = _Question(Service.CREDIT, "v1/bonitaet", body, wire.read_credit, is_kept=False)
    return _ask_all(moment, question)


def check_provider(moment: Moment, provider: Provider) -> Called:
    """Whether a service is there and lets us in, switched on or not.

    Raises:
        InsideCommand: a transaction is open.
    """
    refuse_inside_command()
    called, _ = _call(provider, "v1/status", None, wire.read_status)
    _record(moment, provider, called)
    return called


def _ask_all(moment: Moment, question: _Question[T]) -> Found[T]:
    refuse_inside_command()
    failed: list[str] = []
    answer: T | None
    for provider in queries.chain(question.service):
        if provider.kind == ProviderKind.TABLE:
            answer, asked_at = question.from_table(), moment.at
        else:
            told = _remote(moment, provider, question, failed)
            answer, asked_at = told
        if answer is not None:
            return Found(answer, provider.name, asked_at, tuple(failed))
    return Found(None, failed=tuple(failed))


def _remote(
    moment: Moment, provider: Provider, question: _Question[T], failed: list[str]
) -> tuple[T | None, datetime]:
    """The answer of a service, kept or new."""
    fingerprint = question.fingerprint
    kept = queries.kept_answer(provider, fingerprint, moment.day) if fingerprint else None
    if kept:
        return question.read(parse(kept.answer)), kept.asked_at
    if queries.paused_until(provider, moment.at):
        failed.append(provider.name)
        return None, moment.at
    called, answer = _call(provider, question.path, question.body, question.read, fingerprint)
    _record(moment, provider, called)
    if called.outcome not in {Outcome.ANSWERED, Outcome.NOTHING_FOUND}:
        failed.append(provider.name)
    return answer, moment.at


def _call(
    provider: Provider,
    path: str,
    body: dict[str, Any] | None,
    read: Callable[[Any], T | None],
    fingerprint: str = "",
) -> tuple[Called, T | None]:
    endpoint = Endpoint(
        queries.base_address(provider),
        provider.username,
        queries.secret_of(provider),
        provider.timeout_ms / 1000,
    )
    begun = time.monotonic()

    def lasted() -> int:
        return round((time.monotonic() - begun) * 1000)

    try:
        reply = gateways.ask(endpoint, path, body)
        answer = read(reply.value)
    except LookupFailed as failure:
        called = Called(
            duration_ms=lasted(),
            outcome=failure.outcome,
            status=failure.status,
            wait_seconds=failure.wait_seconds,
        )
        return called, None
    except wire.Unreadable:
        return Called(duration_ms=lasted(), outcome=Outcome.UNREADABLE, status=200), None
    outcome = Outcome.ANSWERED if answer is not None or body is None else Outcome.NOTHING_FOUND
    called = Called(
        duration_ms=lasted(),
        outcome=outcome,
        status=200,
        question=fingerprint,
        answer=reply.text if fingerprint else "",
    )
    return called, answer


def _record(moment: Moment, provider: Provider, called: Called) -> None:
    mine = moment.call.derive("lookup", provider.pk, called.duration_ms)
    record_call(mine, provider_id=provider.pk, called=called, day=moment.day, at=moment.at)
