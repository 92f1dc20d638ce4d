"""Says what was done, beside the button that takes it back; and what stands in the way."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kundenwerk.platform import undo
from kundenwerk.platform.commands import Call
from kundenwerk.platform.undo import Difference

_KEY = "undo"
_KEPT = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A change that can still be taken back.

    Args:
        seconds: how long the button is offered.
    """

    id: str
    text: str
    seconds: int


def tell(request: HttpRequest, call: Call, otherwise: str = "") -> None:
    """Say what the command of a call did; ``otherwise`` when it left no way back."""
    found = undo.offer_of(call)
    if found is None:
        if otherwise:
            messages.success(request, otherwise)
        return
    others = [one for one in request.session.get(_KEY, []) if one[0] != str(found.pk)]
    kept = [*others, [str(found.pk), found.text, found.expires_at.timestamp()]]
    request.session[_KEY] = kept[-_KEPT:]


def drop(request: HttpRequest, offer_id: str) -> None:
    """Offer a change no longer."""
    others = [one for one in request.session.get(_KEY, []) if one[0] != offer_id]
    request.session[_KEY] = others


def offered(request: HttpRequest) -> list[Shown]:
    """What the present login can still take back, the latest last; the session knows."""
    session = getattr(request, "session", None)
    kept = session.get(_KEY, []) if session is not None else []
    present = time.time()
    return [
        Shown(offer_id, text, int(until - present) + 1)
        for offer_id, text, until in kept
        if until > present
    ]


def conflict(
    request: HttpRequest,
    title: str,
    differences: Sequence[Difference],
    *,
    back: str,
    why: str = "Jemand anderes war schneller. Es wurde nichts überschrieben.",
    given: Mapping[str, Any] | Sequence[tuple[str, Any]] | None = None,
) -> HttpResponse:
    """Both values side by side; nothing is overwritten (409).

    Args:
        request: of the refused change.
        title: what happened, as a sentence.
        differences: the facts, each with one's own value and the present one.
        back: where the stored version is shown.
        why: what to know about it.
        given: fields of the form that sends one's own values on top of the present ones; pairs
            where a field is sent more than once.
    """
    fields = list(given.items()) if isinstance(given, Mapping) else given
    rows = [(one.label, one.now, one.left) for one in differences]
    shown = {"title": title, "why": why, "rows": rows, "back": back, "given": fields}
    return render(request, "staff/conflict.html", shown, status=409)
