"""Reading logins: who may sign in, how safely, when somebody was last here."""

from __future__ import annotations

from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest, Now

from kundenwerk.accounts.models import LoginEntry, User
from kundenwerk.accounts.roles import STAFF_ROLES, Role

ACTIVE: Final = "aktiv"
INVITED: Final = "eingeladen"
LOCKED: Final = "gesperrt"
STATES: Final = (ACTIVE, INVITED, LOCKED)

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_NO_PASSWORD = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def staff_logins(*, role: str = "", state: str = "", factor: str = "") -> QuerySet[User]:
    """The logins of clerks.

    Args:
        role: of one role only.
        state: one of ``STATES``.
        factor: ``ja`` or ``nein`` for those with or without a second factor.
    """
    found = _logins(User.objects.filter(role__in=[one.value for one in STAFF_ROLES]), state)
    if role:
        found = found.filter(role=role)
    if factor:
        found = found.filter(Exists(_factors()) if factor == "ja" else ~Exists(_factors()))
    return found


def portal_logins(*, state: str = "") -> QuerySet[User]:
    """The logins of customers."""
    return _logins(
        User.objects.filter(role=Role.CUSTOMER.value).select_related("business_partner"), state
    )


def containing(found: QuerySet[User], text: str) -> QuerySet[User]:
    """Those whose names or address contain every word."""
    for word in text.split():
        found = found.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(username__icontains=word)
            | Q(email__icontains=word)
        )
    return found


def _logins(found: QuerySet[User], state: str) -> QuerySet[User]:
    latest = UserSession.objects.filter(user_id=OuterRef("pk")).order_by("-last_seen_at")
    found = found.annotate(
        has_second_factor=Exists(_factors()),
        seen_at=Greatest("last_login", Subquery(latest.values("last_seen_at")[:1])),
    )
    match state:
        case "aktiv":
            return found.exclude(_waits()).filter(is_active=True)
        case "eingeladen":
            return found.filter(_waits(), is_active=True)
        case "gesperrt":
            return found.filter(is_active=False)
    return found


def _factors() -> Any:
    return Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=_FACTORS)


def _waits() -> Q:
    """A clerk who has not chosen a password yet; customers need none."""
    return _NO_PASSWORD & ~Q(role=Role.CUSTOMER.value)


def state_of(user: User) -> str:
    """Whether a login opens, waits for its first password, or is locked."""
    if not user.is_active:
        return LOCKED
    return INVITED if user.works_here and not user.has_usable_password() else ACTIVE


def sessions_of(user: User) -> QuerySet[UserSession]:
    """From where a person is signed in, the latest first."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=Now())
    found: QuerySet[UserSession] = UserSession.objects.filter(Exists(alive), user=user)
    return found.order_by("-last_seen_at")


def history_of(user: User) -> QuerySet[LoginEntry]:
    """What was done with a login, the latest first."""
    return LoginEntry.objects.filter(user=user).order_by("-at", "-pk")
