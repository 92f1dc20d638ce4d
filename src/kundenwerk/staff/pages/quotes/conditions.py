"""Third step: what the customer chooses beside the tariff, priced at every change."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.platform.clock import today
from kundenwerk.sales.queries import choosing
from kundenwerk.sales.queries.closing import priced
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.staff.pages.quotes.frame import Frame, context, step_url


def show(frame: Frame) -> HttpResponse:
    """The conditions of the chosen tier, priced from the address at every change."""
    query = frame.request.GET
    if "da" not in query:
        return _page(frame, frame.data, {})
    asked = ",".join(query.getlist("conditions"))
    tier = query.get("conditions_tier", "")
    return _page(frame, frame.data | {"conditions": asked, "conditions_tier": tier}, {})


def submit(frame: Frame) -> HttpResponse:
    """Keep the choice, or take one alone, and go on."""
    values = frame.posted()
    if only := values.get("only"):
        values["conditions"] = only
    data = frame.data | {"conditions": "", "conditions_tier": "", **values}
    try:
        found = priced(data, day=today())
        if data["conditions_tier"] != str(found.tier.pk):
            return redirect(step_url(frame.draft_id, Step.CONDITIONS))
        frame.save(values)
    except Incomplete as wrong:
        return _page(frame, data, wrong.errors)
    return redirect(step_url(frame.draft_id, Step.PARTIES))


def _page(frame: Frame, data: Mapping[str, str], errors: Mapping[str, str]) -> HttpResponse:
    wrong = dict(errors)
    try:
        found = priced(data, day=today())
    except Incomplete as problem:
        wrong |= problem.errors
        nothing = {**data, "conditions": ""}
        try:
            found = priced(nothing, day=today())
        except Incomplete:
            # The tariff itself is no longer possible: its own page says why.
            return redirect(step_url(frame.draft_id, Step.TARIFF))
    shown = context(
        frame,
        frame.data,
        priced=found,
        views=choosing.views(found),
        added=choosing.added(found),
        saving=choosing.saving(found),
        wrong=wrong,
        label=choosing.label(found),
    )
    status = 422 if wrong else 200
    return render(frame.request, "staff/quotes/conditions.html", shown, status=status)
