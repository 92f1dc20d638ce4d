"""Making logins, and writing down what is done with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from kundenwerk.accounts import letters
from kundenwerk.accounts.commands import create_login
from kundenwerk.accounts.models import LoginEntry, User
from kundenwerk.accounts.roles import ROLE_LABELS, STAFF_ROLES, Role
from kundenwerk.accounts.rules import LONGEST_LOGIN, LoginAct
from kundenwerk.parties.queries import business_partner_data
from kundenwerk.platform.commands import command, current_call
from kundenwerk.platform.constraints import violated


class LoginNameTaken(Exception):
    """Somebody else signs in by this name."""


class AddressTaken(Exception):
    """Another login has this mail address."""


class AddressUnknown(Exception):
    """The customer's record has no mail address."""


class NotStaff(Exception):
    """The role or the login belongs to no clerk."""


@command
def invite(
    *, username: str, email: str, role: Role, first_name: str, last_name: str, site: str
) -> int:
    """Make a login for a clerk and mail the link to its first password; returns its id.

    Args:
        username: the login name; it stays, for every trail names it.
        email: where the link goes; kept in lower case.
        role: one of staff.
        first_name: of the person.
        last_name: of the person.
        site: where this installation is reached.

    Raises:
        NotStaff, LoginNameTaken, AddressTaken: see the exceptions.
    """
    if role not in STAFF_ROLES:
        raise NotStaff(role)
    user = _make(
        username=username,
        email=email.lower(),
        role=role,
        first_name=first_name,
        last_name=last_name,
    )
    letters.send_invitation(user, site)
    return int(user.pk)


@command
def invite_customer(*, business_partner_id: int, day: date, site: str) -> int:
    """Make a customer's login for the address on record, and mail the link that opens it.

    Raises:
        AddressUnknown, AddressTaken: see the exceptions.
    """
    known = business_partner_data(business_partner_id, day=day)
    email = known.email.lower()
    if not email:
        raise AddressUnknown
    user = _make(
        username=email if len(email) <= LONGEST_LOGIN else f"kunde-{business_partner_id}",
        email=email,
        role=Role.CUSTOMER,
        first_name=known.first_name,
        last_name=known.last_name,
        business_partner_id=business_partner_id,
    )
    letters.send_login_link(user, site)
    return int(user.pk)


def _make(*, username: str, email: str, role: Role, **more: Any) -> User:
    """A login nobody else can have made at this moment."""
    if User.objects.filter(username__iexact=username).exists():
        raise LoginNameTaken
    refuse_taken(email)
    try:
        with transaction.atomic():
            user = create_login(username=username, email=email, role=role, **more)
    except IntegrityError as fault:
        raise (AddressTaken if "email" in (violated(fault) or "") else LoginNameTaken) from fault
    note(user, LoginAct.MADE, ROLE_LABELS[role])
    return user


def refuse_taken(email: str) -> None:
    """Let each mail address lead to one login only (step).

    Raises:
        AddressTaken: see the exception.
    """
    known = EmailAddress.objects.filter(email__iexact=email).exists()
    if known or User.objects.filter(email__iexact=email).exists():
        raise AddressTaken


def note(user: User, act: LoginAct, detail: str = "") -> None:
    """Write down what is done with a login (step)."""
    LoginEntry.objects.create(
        user=user, actor=current_call().actor, act=act.value, detail=detail[:400]
    )
