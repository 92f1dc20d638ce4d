"""Last step: everything once more, then one command makes the quote."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.platform.clock import today
from kundenwerk.sales import commands
from kundenwerk.sales.queries.closing import ready
from kundenwerk.sales.queries.summary import summary
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.staff.pages.quotes.forms import Closing
from kundenwerk.staff.pages.quotes.frame import Frame, context, step_url
from kundenwerk.staff.pages.quotes.texts import REFUSALS, field_and_sentence


def show(frame: Frame) -> HttpResponse:
    """The answers with links to change them."""
    assert frame.draft
    return _page(frame, Closing(initial={"version": frame.draft.version}))


def submit(frame: Frame) -> HttpResponse:
    """Make the quote; the server computes everything anew."""
    form = Closing(frame.request.POST)
    if form.is_valid():
        try:
            quote_id = commands.close_draft(
                form.call(frame.request.user.get_username()),
                draft_id=frame.draft_id,
                version=form.cleaned_data["version"],
                day=today(),
            )
        except Incomplete:  # since the page was shown; it says what
            return _page(frame, form)
        except REFUSALS as refusal:
            assert frame.draft
            form = Closing(initial={"version": frame.draft.version})
            return _page(frame, form, problem=field_and_sentence(refusal)[1])
        return redirect("staff:quote_next", quote_id)
    return redirect(step_url(frame.draft_id, Step.CHECK))


def _page(frame: Frame, form: Closing, *, problem: str = "") -> HttpResponse:
    data = frame.data
    try:
        priced, parties = ready(data, day=today())
    except Incomplete as wrong:
        problem = " ".join(wrong.errors.values())
        shown = context(frame, data, problem=problem)
        return render(frame.request, "staff/quotes/check.html", shown, status=422)
    links = {step: step_url(frame.draft_id, step) for step in Step}
    shown = context(
        frame,
        data,
        form=form,
        problem=problem,
        priced=priced,
        sections=summary(priced, parties, links),
    )
    status = 422 if problem else 200
    return render(frame.request, "staff/quotes/check.html", shown, status=status)
