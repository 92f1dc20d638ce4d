"""Who may ask what: a key with a scope, not too often, strict JSON in both directions."""

from __future__ import annotations

import functools
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from kundenwerk.accounts.models import ApiToken
from kundenwerk.accounts.roles import Scope
from kundenwerk.accounts.tokens import holder, note_use
from kundenwerk.api.problems import REFUSALS, Problem, answer, problem_of
from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.platform.limits import Limit, wait_seconds
from kundenwerk.sales.rules.online import PROGRAM

P = ParamSpec("P")
ASKS = Limit("api", most=600, seconds=60)
FAILED = Limit("api-failed", most=30, seconds=60)
LARGEST_BODY = 64 * 1024
LONGEST_KEY = 255
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Policy:
    """What a route of the API declares."""

    scope: Scope | None
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of a program."""

    request: HttpRequest
    token: ApiToken

    @property
    def actor(self) -> str:
        """The program, as the records name it."""
        return f"{PROGRAM}{self.token.name}"

    def call(self) -> Call:
        """The caller of a command, under the key the program chose.

        Raises:
            Problem: no usable Idempotency-Key.
        """
        key = self.request.headers.get("Idempotency-Key", "")
        if not key or len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
            raise Problem(400, "key", "Bitte senden Sie einen Idempotency-Key (1 bis 255 Zeichen).")
        return Call(self.actor, uuid.uuid5(uuid.UUID(int=self.token.pk), key))

    def body(self) -> dict[str, Any]:
        """The JSON object of the request.

        Raises:
            Problem: too large, no JSON, no object.
        """
        if self.request.content_type != "application/json":
            raise Problem(415, "media-type", "Bitte senden Sie Content-Type: application/json.")
        if int(self.request.headers.get("Content-Length") or 0) > LARGEST_BODY:
            raise Problem(413, "size", f"Höchstens {LARGEST_BODY} Bytes.")
        raw = self.request.body
        if raw.count(b"[") + raw.count(b"{") > 10 * DEEPEST:
            raise Problem(400, "json", "So tief wird nicht gelesen.")
        try:
            found = json.loads(raw, parse_constant=_no_constant, object_pairs_hook=_no_doubles)
        except (ValueError, RecursionError):
            raise Problem(400, "json", "Die Anfrage ist kein gültiges JSON.") from None
        if not isinstance(found, dict):
            raise Problem(400, "json", "Die Anfrage muss ein JSON-Objekt sein.")
        return found


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


Answer = dict[str, Any] | list[Any]


def endpoint(
    scope: Scope, method: str = "GET", *, status: int = 200
) -> Callable[
    [Callable[Concatenate[Asked, P], Answer]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """Make a function an endpoint: it answers with data, and raises what went wrong."""

    def declare(
        view: Callable[Concatenate[Asked, P], Answer],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method != method:
                return HttpResponse(status=405, headers={"Allow": method})
            try:
                asked = Asked(request, _token(request, scope))
                return JsonResponse(view(asked, *args, **kwargs), status=status, safe=False)
            except Problem as problem:
                return _with_headers(answer(problem), problem)
            except REFUSALS as refusal:
                return answer(problem_of(refusal))

        outer = csrf_exempt(never_cache(guarded))
        functools.update_wrapper(outer, view)
        outer.policy = Policy(scope, (method,))  # type: ignore[attr-defined]
        return outer

    return declare


def _with_headers(made: HttpResponse, problem: Problem) -> HttpResponse:
    if problem.status == 401:
        made["WWW-Authenticate"] = 'Bearer realm="Kundenwerk"'
    if problem.status == 429:
        made["Retry-After"] = problem.kind.partition(":")[2] or "60"
    return made


def _token(request: HttpRequest, scope: Scope) -> ApiToken:
    """The key of the request, from its header only.

    Raises:
        Problem: none, unknown, too often, or not for this.
    """
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    day = clock.today()
    token = holder(text.strip(), day=day) if kind == "Bearer" else None
    if token is None:
        _count(FAILED, request.META.get("REMOTE_ADDR", ""))
        raise Problem(401, "key-unknown", "Bitte senden Sie Authorization: Bearer mit Schlüssel.")
    _count(ASKS, str(token.pk))
    if scope.value not in token.scopes:
        raise Problem(403, "scope", f"Dem Schlüssel fehlt das Recht {scope.value}.")
    if token.last_used_on != day:
        note_use(Call.of_job("api.note_use", token.pk, day), token_id=token.pk, day=day)
    return token


def _count(limit: Limit, who: str) -> None:
    if wait := wait_seconds(limit, who):
        raise Problem(429, f"often:{wait}", f"Bitte warten Sie {wait} Sekunden.")
