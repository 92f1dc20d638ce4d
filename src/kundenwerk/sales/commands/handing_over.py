"""Handing an accepted quote over to contract management, and telling other systems."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from kundenwerk.kernel.text import clean_text
from kundenwerk.platform.commands import command, current_call, require_transaction
from kundenwerk.sales.models import Handover, HandoverEndpoint, HandoverNotice, Quote
from kundenwerk.sales.queries.handovers import endpoint, facts_of_handover, handover, message
from kundenwerk.sales.rules.handover import (
    HANDOVER_LIFE_CYCLE,
    HandoverAction,
    HandoverPoint,
    HandoverState,
    NoticeState,
    missing,
    pause_after,
)
from kundenwerk.work.commands import record
from kundenwerk.work.rules import EntryKind


class HandoverIncomplete(Exception):
    """Something billing cannot begin without is missing; ``points`` says what."""

    def __init__(self, points: tuple[HandoverPoint, ...]) -> None:
        super().__init__(", ".join(point.code for point in points))
        self.points = points


class ReasonMissing(ValueError):
    """Nothing is returned without a word why."""


class EndpointIncomplete(ValueError):
    """An endpoint that is on needs an address and a secret."""


def open_handover(quote: Quote, *, contract_id: int, day: date) -> Handover:
    """Hand an accepted quote over, and tell whoever wants to know (step)."""
    require_transaction()
    made = Handover.objects.create(quote=quote, contract_id=contract_id, opened_on=day)
    target = endpoint()
    if target and target.is_on:
        event = uuid.uuid4()
        body = {"event": str(event), "kind": "handover.opened"}
        HandoverNotice.objects.create(
            event_id=event, handover=made, body=body | {"handover": message(handover(made.pk))}
        )
    return made


@command
def take_handover(*, handover_id: int, day: date) -> int:
    """Contract management takes the contract over.

    Raises:
        TransitionNotAllowed: it was taken or returned already.
        HandoverIncomplete: something required is missing.
    """
    one = _locked(handover_id)
    state = HANDOVER_LIFE_CYCLE.after(HandoverState(one.state), HandoverAction.TAKE)
    if points := missing(facts_of_handover(one, day=day)):
        raise HandoverIncomplete(points)
    return _decide(one, state, day, "übernommen", one.note)


@command
def return_handover(*, handover_id: int, note: str, day: date) -> int:
    """Contract management gives it back to sales with a word what is missing.

    Raises:
        TransitionNotAllowed: it was taken or returned already.
        ReasonMissing: without a word.
        UnusableText: the note cannot be stored.
    """
    one = _locked(handover_id)
    state = HANDOVER_LIFE_CYCLE.after(HandoverState(one.state), HandoverAction.RETURN)
    word = clean_text(note, max_length=300)
    if not word:
        raise ReasonMissing
    return _decide(one, state, day, "an den Vertrieb zurückgegeben", word)


@command
def submit_handover(*, handover_id: int) -> int:
    """Sales hands a returned one over again; what was said of it stays.

    Raises:
        TransitionNotAllowed: it was not returned.
    """
    one = _locked(handover_id)
    one.state = HANDOVER_LIFE_CYCLE.after(HandoverState(one.state), HandoverAction.SUBMIT).value
    one.decided_on, one.decided_by = None, ""
    one.save(update_fields=["state", "decided_on", "decided_by"])
    _tell(one, "erneut übergeben", "")
    return one.pk


def _locked(handover_id: int) -> Handover:
    return Handover.objects.select_for_update().get(pk=handover_id)


def _decide(one: Handover, state: HandoverState, day: date, word: str, note: str) -> int:
    one.state, one.decided_on, one.note = state.value, day, note
    one.decided_by = current_call().actor
    one.save(update_fields=["state", "decided_on", "decided_by", "note"])
    _tell(one, word, note)
    return one.pk


def _tell(one: Handover, word: str, note: str) -> None:
    quote = Quote.objects.get(pk=one.quote_id)
    record(
        business_partner_id=quote.business_partner_id,
        kind=EntryKind.CONTRACT,
        icon="clipboard-check",
        title=f"Übergabe zu Angebot {quote.number} {word}",
        detail=note,
        url=f"/uebergaben/{one.pk}/",
    )


@command
def save_endpoint(*, address: str, secret: str, is_on: bool) -> int:
    """Say which system is told of hand-overs; an empty secret keeps the present one.

    Raises:
        EndpointIncomplete: it is on without address or secret.
        UnusableText: the address cannot be stored.
    """
    row = HandoverEndpoint.objects.select_for_update().filter(pk=1).first() or HandoverEndpoint()
    row.address, row.is_on = clean_text(address, max_length=300), is_on
    row.secret = secret or row.secret
    if is_on and not (row.address and row.secret):
        raise EndpointIncomplete
    row.save()
    return row.pk


@command
def note_delivered(*, notice_id: int, at: datetime) -> int:
    """The other system took a notice; again is no error."""
    one = HandoverNotice.objects.select_for_update().get(pk=notice_id)
    if one.state != NoticeState.DELIVERED:
        one.state, one.delivered_at, one.problem = NoticeState.DELIVERED.value, at, ""
        one.attempts += 1
        one.save(update_fields=["state", "delivered_at", "problem", "attempts"])
    return notice_id


@command
def note_failed(*, notice_id: int, attempts: int, problem: str, at: datetime) -> int:
    """An attempt failed: try again later, or give up after many.

    Args:
        notice_id: which notice.
        attempts: how many there had been before; a late word about an earlier one changes nothing.
        problem: a German sentence.
        at: when it failed.
    """
    one = HandoverNotice.objects.select_for_update().get(pk=notice_id)
    if one.state != NoticeState.WAITING or one.attempts != attempts:
        return notice_id
    one.attempts, one.problem = attempts + 1, problem[:300]
    pause = pause_after(one.attempts)
    if pause is None:
        one.state = NoticeState.FAILED.value
    else:
        one.next_at = at + pause
    one.save(update_fields=["attempts", "problem", "state", "next_at"])
    return notice_id


@command
def send_again(*, notice_id: int, at: datetime) -> int:
    """Put a notice that was given up back into the queue; nothing for any other."""
    one = HandoverNotice.objects.select_for_update().get(pk=notice_id)
    if one.state == NoticeState.FAILED:
        one.state, one.attempts, one.next_at = NoticeState.WAITING.value, 0, at
        one.save(update_fields=["state", "attempts", "next_at"])
    return notice_id
