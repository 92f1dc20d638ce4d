"""Around every page of an order: the visitor's draft, or what to do without one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.portal import carts
from kundenwerk.portal.carts import Cart
from kundenwerk.sales.commands import DraftClosed, StaleDraft

Page = Callable[[HttpRequest, Cart], HttpResponse]


def with_cart(request: HttpRequest, page: Page) -> HttpResponse:
    """The page of an open draft; for any other what has become of it."""
    found = carts.cart(request)
    if found is None:
        return render(request, "public/no_cart.html", status=404)
    if not found.is_open:
        return redirect("public:done")
    try:
        return page(request, found)
    except StaleDraft:
        return render(request, "public/sent_already.html", status=409)
    except DraftClosed:
        return redirect("public:done")
