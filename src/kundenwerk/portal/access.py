"""Who may see what in the portal: a customer, and only what is their own."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

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
            partner_id = getattr(request.user, "partner_id", None)
            if getattr(request.user, "role", "") != "CUSTOMER" or partner_id is None:
                return redirect("staff:start")
            return view(request, partner_id, *args, **kwargs)

        outer = never_cache(login_required(require_http_methods([*methods, "HEAD"])(guarded)))
        functools.update_wrapper(outer, view)
        outer.policy = Policy(methods)  # type: ignore[attr-defined]
        return outer

    return declare
