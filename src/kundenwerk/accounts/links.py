"""The links of mails: one opens the portal once, on any device; one leads to a new password."""

from __future__ import annotations

from typing import cast
from urllib.parse import urljoin

from allauth.account.forms import default_token_generator
from allauth.account.utils import perform_login, user_pk_to_url_str
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kundenwerk.accounts.models import User

VALID_SECONDS = 15 * 60
_SALT = "kundenwerk.accounts.links"


def address(site: str, user: User) -> str:
    """The link for a customer; it stops working with the next login, whichever way that happens."""
    token = signing.dumps([user.pk, _state(user)], salt=_SALT)
    return urljoin(site, reverse("login_link", args=[token]))


def password_address(site: str, user: User) -> str:
    """The link to choose a password; choosing one ends it, as does another mail address."""
    names = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return urljoin(site, reverse("account_reset_password_from_key", kwargs=names))


def owner(token: str) -> User | None:
    """Whom a link lets in; nobody when it is old, used or not ours."""
    try:
        user_id, state = signing.loads(token, salt=_SALT, max_age=VALID_SECONDS)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or user.works_here or not constant_time_compare(_state(user), state):
        return None
    return user


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more before the door opens: programs that check mails follow links, too."""
    user = owner(token)
    if user is None:
        return render(request, "account/login_link.html", {"valid": False}, status=410)
    if request.method == "POST":
        return cast("HttpResponse", perform_login(request, user, email=user.email))
    return render(request, "account/login_link.html", {"valid": True, "email": user.email})


login_link.policy = "whoever holds a link"  # type: ignore[attr-defined]


def _state(user: User) -> str:
    words = f"{user.password}|{user.last_login}|{user.email}"
    return salted_hmac(_SALT, words, algorithm="sha256").hexdigest()
