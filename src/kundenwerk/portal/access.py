"""Who may see what: a customer only what is their own, everybody the public pages."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kundenwerk.platform.commands import KeyReused
from kundenwerk.platform.limits import Limit, wait_seconds

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a portal route declares: the methods it answers, for a customer's login only."""

    methods: tuple[str, ...]


def page(
    methods: tuple[str, ...] = ("GET",),
) -> Callable[
    [Callable[Concatenate[HttpRequest, int, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Make a view a portal page; it gets the id of the customer's own record."""

    def declare(
        view: Callable[Concatenate[HttpRequest, int, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            business_partner_id = getattr(request.user, "business_partner_id", None)
            if getattr(request.user, "role", "") != "CUSTOMER" or business_partner_id is None:
                return redirect("staff:start")
            return view(request, business_partner_id, *args, **kwargs)

        outer = never_cache(login_required(require_http_methods([*methods, "HEAD"])(guarded)))
        functools.update_wrapper(outer, view)
        outer.policy = Policy(methods)  # type: ignore[attr-defined]
        return outer

    return declare


LOOKS = Limit("public-looks", most=120, seconds=60)
SENDS = Limit("public-sends", most=40, seconds=3600)


@dataclass(frozen=True, slots=True)
class PublicPolicy:
    """What a public route declares: the methods it answers, for everybody, so many times."""

    methods: tuple[str, ...]


def public(
    methods: tuple[str, ...] = ("GET",), *, sends: Limit = SENDS
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Make a view a public page: no login, nothing kept by the browser, not too often."""

    def declare(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            limit = sends if request.method == "POST" else LOOKS
            if wait := wait_seconds(limit, get_adapter().get_client_ip(request) or ""):
                answer = render(request, "public/too_often.html", {"wait": wait}, status=429)
                answer["Retry-After"] = str(wait)
                return answer
            try:
                return view(request, *args, **kwargs)
            except KeyReused:
                return render(request, "public/sent_already.html", status=409)

        outer = never_cache(require_http_methods([*methods, "HEAD"])(guarded))
        functools.update_wrapper(outer, view)
        outer.policy = PublicPolicy(methods)  # type: ignore[attr-defined]
        return outer

    return declare
