"""Keys of other programs: made once, told once, recognised by their fingerprint."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date
from typing import Final

from kundenwerk.accounts.models import ApiToken
from kundenwerk.accounts.roles import Scope
from kundenwerk.kernel.text import clean_name
from kundenwerk.platform.commands import command, current_call

PREFIX: Final = "kw_"
_BYTES: Final = 32
_SHOWN: Final = 10


class TokenNameTaken(Exception):
    """Another key has this name."""


class NoScope(ValueError):
    """A key that may do nothing."""


class EndsTooEarly(ValueError):
    """A key that is over before it begins."""


def new_text() -> str:
    """A key nobody can guess."""
    return PREFIX + secrets.token_urlsafe(_BYTES)


def fingerprint(text: str) -> str:
    """What is kept of a key; it has enough chance in it to need no slow hash."""
    return hashlib.sha256(text.encode()).hexdigest()


@command
def make_token(
    *,
    name: str,
    scopes: Sequence[Scope],
    last_day: date,
    text_hash: str,
    start: str,
    day: date,
) -> int:
    """Let another program in; returns the id of the key.

    Args:
        name: what the program is called.
        scopes: what it may do.
        last_day: until when.
        text_hash: the fingerprint of the key; the key itself reaches no table and no log.
        start: the first letters, to tell keys apart.
        day: today.

    Raises:
        UnusableText: a name nobody can read.
        TokenNameTaken, NoScope, EndsTooEarly: see the exceptions.
    """
    clean = clean_name(name, max_length=60)
    if not scopes:
        raise NoScope
    if last_day < day:
        raise EndsTooEarly
    if ApiToken.objects.filter(name=clean).exists():
        raise TokenNameTaken
    return ApiToken.objects.create(
        name=clean,
        token_hash=text_hash,
        start=start[:_SHOWN],
        scopes=sorted({scope.value for scope in scopes}),
        made_by=current_call().actor,
        made_on=day,
        last_day=last_day,
    ).pk


@command
def revoke_token(*, token_id: int, day: date) -> int:
    """Shut a program out; again is no error."""
    token = ApiToken.objects.select_for_update().get(pk=token_id)
    if token.revoked_on is None:
        token.revoked_on = day
        token.save(update_fields=["revoked_on"])
    return token_id


@command
def note_use(*, token_id: int, day: date) -> int:
    """Remember the last day a key was used."""
    ApiToken.objects.filter(pk=token_id).exclude(last_used_on=day).update(last_used_on=day)
    return token_id


def holder(text: str, *, day: date) -> ApiToken | None:
    """Whose key this is; nobody's when it is unknown, over or revoked."""
    if not text.startswith(PREFIX) or len(text) > 100:
        return None
    found = ApiToken.objects.filter(token_hash=fingerprint(text), revoked_on__isnull=True)
    return found.filter(made_on__lte=day, last_day__gte=day).first()


def tokens() -> list[ApiToken]:
    """All keys, those that open something first."""
    return list(ApiToken.objects.order_by("revoked_on", "-pk"))
