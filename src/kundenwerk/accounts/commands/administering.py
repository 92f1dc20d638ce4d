"""What administrators do with logins, and customer service with those of customers.

Nobody changes the role of the own login, locks it or takes its second factor away.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from kundenwerk.accounts import letters
from kundenwerk.accounts.commands.inviting import AddressTaken, NotStaff, note, refuse_taken
from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import ROLE_LABELS, STAFF_ROLES, Role
from kundenwerk.accounts.rules import LoginAct
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command, current_call
from kundenwerk.platform.constraints import violated


class OwnLogin(Exception):
    """What nobody may do with the own login."""


class LastAdministrator(Exception):
    """Nobody who can sign in could administer logins any more."""


class LoginLocked(Exception):
    """The login is locked; a link would open nothing."""


_LABELS: Final = {
    "first_name": "Vorname",
    "last_name": "Nachname",
    "email": "E-Mail-Adresse",
    "role": "Rolle",
}


@undo.inverse
@command
def change_login(*, user_id: int, shown: Mapping[str, str], wanted: Mapping[str, str]) -> int:
    """Give a clerk's login another name, mail address or role.

    Args:
        user_id: the login.
        shown: the present values as the form showed them, by field.
        wanted: the values from now on.

    Raises:
        Overtaken: somebody has changed them meanwhile.
        NotStaff, AddressTaken, OwnLogin, LastAdministrator: see the exceptions.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    present = {name: getattr(user, name) for name in _LABELS}
    wanted = {**wanted, "email": wanted["email"].lower()}
    if not user.works_here or wanted["role"] not in STAFF_ROLES:
        raise NotStaff(user_id)
    if present not in (shown, wanted):
        raise undo.Overtaken(_differences(wanted, present))
    changes = _differences(present, wanted)
    if not changes:
        return user_id
    if present["role"] != wanted["role"]:
        _refuse_own(user)
    if present["email"] != wanted["email"]:
        _move(user, wanted["email"])
    for name, value in wanted.items():
        setattr(user, name, value)
    _save(user, *_LABELS)
    note(user, LoginAct.CHANGED, _told(changes))
    undo.offer(
        f"Zugang {user.username} geändert",
        change_login,
        user_id=user_id,
        shown=wanted,
        wanted=present,
    )
    return user_id


@undo.inverse
@command
def switch_login(*, user_id: int, is_active: bool) -> int:
    """Lock a login, which ends its sessions at once, or open it again.

    Raises:
        OwnLogin, LastAdministrator: see the exceptions.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if user.is_active == is_active:
        return user_id
    _refuse_own(user)
    user.is_active = is_active
    _save(user, "is_active")
    if not is_active:
        _end(user)
    note(user, LoginAct.UNLOCKED if is_active else LoginAct.LOCKED)
    done = "entsperrt" if is_active else "gesperrt"
    undo.offer(
        f"Zugang {user.username} {done}", switch_login, user_id=user_id, is_active=not is_active
    )
    return user_id


@command
def send_link(*, user_id: int, site: str) -> int:
    """Mail a link: to the first or another password for staff, into the portal for customers.

    Raises:
        LoginLocked: see the exception.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if not user.is_active:
        raise LoginLocked
    is_invited = user.works_here and not user.has_usable_password()
    if is_invited:
        letters.send_invitation(user, site)
    elif user.works_here:
        letters.send_reset(user, site)
    else:
        letters.send_login_link(user, site)
    note(user, LoginAct.INVITED if is_invited else LoginAct.LINK_SENT, user.email)
    return user_id


@command
def remove_second_factor(*, user_id: int) -> int:
    """Let somebody who lost it in by password alone; the sessions end, the person is told.

    Raises:
        OwnLogin: one's own is removed under one's own account, with the password.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    _refuse_own(user)
    if Authenticator.objects.filter(user=user).delete()[0]:
        _end(user)
        note(user, LoginAct.FACTOR_REMOVED)
        letters.tell_of_lost_factor(user)
    return user_id


@command
def end_sessions(*, user_id: int, session_id: int | None = None) -> int:
    """End one session of a person, or every one; returns how many ended."""
    user = User.objects.select_for_update().get(pk=user_id)
    ended = _end(user, session_id)
    if ended:
        note(user, LoginAct.SESSIONS_ENDED, str(ended))
    return ended


def _refuse_own(user: User) -> None:
    if user.username == current_call().actor:
        raise OwnLogin


def _move(user: User, email: str) -> None:
    """Let another address count; the old one is told."""
    old = user.email
    if old.lower() != email:
        refuse_taken(email)
    EmailAddress.objects.filter(user=user).delete()
    try:
        with transaction.atomic():
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    except IntegrityError as fault:
        raise AddressTaken from fault
    letters.tell_of_new_address(old, user)


def _save(user: User, *names: str) -> None:
    try:
        with transaction.atomic():
            user.save(update_fields=names)
    except IntegrityError as fault:
        if violated(fault) == "an_administrator_remains":
            raise LastAdministrator from fault
        raise


def _end(user: User, session_id: int | None = None) -> int:
    found = UserSession.objects.filter(user=user)
    if session_id is not None:
        found = found.filter(pk=session_id)
    keys = list(found.values_list("session_key", flat=True))
    alive = Session.objects.filter(session_key__in=keys).delete()[0]
    found.delete()
    return alive


def _differences(left: Mapping[str, str], now: Mapping[str, str]) -> list[undo.Difference]:
    return [
        undo.Difference(label, _word(name, left[name]), _word(name, now[name]))
        for name, label in _LABELS.items()
        if left[name] != now[name]
    ]


def _word(name: str, value: str) -> str:
    return ROLE_LABELS[Role(value)] if name == "role" else value


def _told(changes: list[undo.Difference]) -> str:
    return ", ".join(f"{one.label}: {one.left or 'leer'} → {one.now or 'leer'}" for one in changes)
