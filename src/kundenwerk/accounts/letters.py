"""Mails to the owner of a login, written when somebody else did something with it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from kundenwerk.accounts import links
from kundenwerk.accounts.models import User
from kundenwerk.market import queries as market


def send_invitation(user: User, site: str) -> None:
    """The link to the first password."""
    _send("invitation", user.email, user=user, **_password(user, site))


def send_reset(user: User, site: str) -> None:
    """The link to another password."""
    _send("reset_by_supplier", user.email, user=user, **_password(user, site))


def send_login_link(user: User, site: str) -> None:
    """The link that opens the portal."""
    minutes = links.VALID_SECONDS // 60
    _send("portal_link", user.email, link=links.address(site, user), minutes=minutes, site=site)


def tell_of_lost_factor(user: User) -> None:
    """That the second factor was removed."""
    _send("factor_removed", user.email, user=user)


def tell_of_new_address(old: str, user: User) -> None:
    """To the address that no longer counts."""
    _send("address_changed", old, user=user)


def _password(user: User, site: str) -> dict[str, object]:
    days = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days
    return {"link": links.password_address(site, user), "days": days, "site": site}


def _send(name: str, recipient: str, **values: object) -> None:
    values["supplier_name"] = market.supplier_name()
    subject, body = (
        render_to_string(f"account/email/{name}_{part}.txt", values).strip()
        for part in ("subject", "message")
    )
    EmailMessage(subject, body, to=[recipient]).send()
