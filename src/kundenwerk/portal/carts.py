"""The order a visitor is filling in: its number in a signed cookie, the answers in one draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.conf import settings as installation
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.queries.drafts import draft as find_draft
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.online import WEB
from kundenwerk.sales.rules.vocabulary import DraftState

ACTOR = WEB
_NAME = "bestellung"
_SALT = "kundenwerk.portal.carts"
_PATH = "/bestellen/"
R = TypeVar("R", bound=HttpResponse)


@dataclass(frozen=True, slots=True)
class Cart:
    """A visitor's draft; ``is_open`` until it is ordered."""

    draft: QuoteDraft

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed and ordered."""
        return self.draft.state == DraftState.OPEN

    @property
    def data(self) -> dict[str, str]:
        """What was typed so far."""
        return dict(self.draft.data)


def remember(answer: R, draft_id: UUID) -> R:
    """Give the visitor the key to the draft."""
    answer.set_signed_cookie(
        _NAME,
        str(draft_id),
        salt=_SALT,
        max_age=_max_age(),
        path=_PATH,
        secure=installation.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def cart(request: HttpRequest) -> Cart | None:
    """The visitor's draft; nothing without the key, or for a draft of somebody else."""
    try:
        key = request.get_signed_cookie(_NAME, salt=_SALT, max_age=_max_age())
        found = find_draft(UUID(key))
    except (KeyError, BadSignature, ValueError):
        return None
    return Cart(found) if found and found.owner == WEB else None


def _max_age() -> int:
    return settings().online_draft_hours * 3600
