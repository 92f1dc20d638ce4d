"""What a visitor may choose beside the tariff, priced at every change."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.platform.clock import today
from kundenwerk.platform.commands import Call
from kundenwerk.portal import carts
from kundenwerk.portal.access import public
from kundenwerk.portal.carts import Cart
from kundenwerk.portal.pages.frame import with_cart
from kundenwerk.sales.commands import save_draft
from kundenwerk.sales.queries import choosing
from kundenwerk.sales.queries.closing import Priced, priced
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.vocabulary import Step


@public(("GET", "POST"))
def conditions(request: HttpRequest) -> HttpResponse:
    """The conditions of the tier the consumption falls into; none, one or several (AP-073)."""
    return with_cart(request, _conditions)


def _conditions(request: HttpRequest, one: Cart) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    if request.method != "POST" and "da" not in given:
        return _page(request, one.data, {})
    chosen = {
        "conditions": ",".join(given.getlist("conditions")),
        "conditions_tier": given.get("conditions_tier", ""),
    }
    data = one.data | chosen
    if request.method != "POST":
        return _page(request, data, {})
    try:
        if _priced(data).tier.pk != _number(chosen["conditions_tier"]):
            return redirect("public:conditions")
        save_draft(
            Call(carts.ACTOR, uuid.uuid4()),
            draft_id=one.draft.pk,
            step=Step.CONDITIONS,
            version=one.draft.version,
            page=uuid.uuid4(),
            values=chosen,
        )
    except Incomplete as wrong:
        return _page(request, data, wrong.errors)
    return redirect("public:conditions" if "rechnen" in given else "public:delivery")


def _priced(data: Mapping[str, str]) -> Priced:
    return priced(data, day=today(), to_compare=True)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def _page(request: HttpRequest, data: Mapping[str, str], errors: Mapping[str, str]) -> HttpResponse:
    wrong = dict(errors)
    try:
        found = _priced(data)
    except Incomplete as problem:
        wrong |= problem.errors
        try:
            found = _priced({**data, "conditions": ""})
        except Incomplete:
            # The tariff itself is no longer possible, and the check page says why.
            return redirect("public:delivery")
    if not found.offered:
        return redirect("public:delivery")
    shown = {
        "priced": found,
        "views": choosing.views(found),
        "added": choosing.added(found),
        "saving": choosing.saving(found),
        "label": choosing.label(found),
        "wrong": wrong,
        "number": 0,
    }
    return render(request, "public/conditions.html", shown, status=422 if wrong else 200)
