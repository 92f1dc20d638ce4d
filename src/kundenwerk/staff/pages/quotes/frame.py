"""What every step of the wizard shares: the draft, the page's token, the way through."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from kundenwerk.platform.clock import today
from kundenwerk.platform.commands import Call
from kundenwerk.sales.commands import save_draft
from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.queries.drafts import colleague_on, title_of
from kundenwerk.sales.queries.drafts import draft as find_draft
from kundenwerk.sales.queries.progress import Progress, progress_of
from kundenwerk.sales.rules.leads import usable_code
from kundenwerk.sales.rules.vocabulary import STEP_LABELS, DraftState, Step


@dataclass(frozen=True, slots=True)
class StepLink:
    """One step in the indicator; ``state`` is done, now, open or skipped."""

    number: int
    label: str
    state: str
    url: str


@dataclass(frozen=True)
class Frame:
    """One request to a step of the wizard."""

    request: HttpRequest
    draft_id: UUID
    step: Step
    draft: QuoteDraft | None

    @property
    def data(self) -> dict[str, str]:
        """What was typed so far, in all steps."""
        if self.draft is None:
            wanted = self.request.GET
            ids = {
                name: wanted[key][:18]
                for name, key in (("business_partner", "kunde"), ("supply_point", "lieferstelle"))
                if wanted.get(key, "").isdigit()
            }
            code = usable_code(wanted.get("aktion", ""))
            return ids | ({"response_code": code} if code else {})
        return dict(self.draft.data)

    @cached_property
    def progress(self) -> Progress:
        """How far the draft was when the request began."""
        return progress_of(self.data, day=today())

    @property
    def is_over(self) -> bool:
        """Whether the draft became a quote or was rejected."""
        return self.draft is not None and self.draft.state != DraftState.OPEN

    def posted(self) -> dict[str, str]:
        """The submitted fields as plain texts; several conditions stand in one."""
        posted = {name: str(value) for name, value in self.request.POST.items()}
        if "conditions" in posted:
            posted["conditions"] = ",".join(self.request.POST.getlist("conditions"))
        return posted

    def call(self) -> Call:
        """A caller for a save, which may be repeated without harm."""
        return Call(self.request.user.get_username(), uuid.uuid4())

    def save(self, values: Mapping[str, str]) -> int:
        """Keep the step's fields; returns the new version.

        Raises:
            Incomplete: a value cannot be stored.
            StaleDraft: another page saved the draft meanwhile.
            DraftClosed: the draft has ended.
        """
        return save_draft(
            self.call(),
            draft_id=self.draft_id,
            step=self.step,
            version=_number(values.get("version", "0")),
            page=_token(values.get("page", "")),
            values=dict(values),
            turn=_number(values.get("turn", "0"), digits=15),
        )


def open_frame(request: HttpRequest, draft_id: UUID, step: Step) -> Frame:
    """Load the draft for a request."""
    return Frame(request, draft_id, step, find_draft(draft_id))


def step_url(draft_id: UUID, step: Step) -> str:
    """The address of a step."""
    return reverse("staff:quote_step", args=[draft_id, step.value])


def next_step(data: Mapping[str, str], step: Step) -> Step:
    """The step after this one, skipped ones left out."""
    skipped = progress_of(data, day=today()).skipped
    order = [one for one in Step if one is step or one not in skipped]
    return order[order.index(step) + 1]


def context(frame: Frame, values: Mapping[str, str], **more: Any) -> dict[str, Any]:
    """What every step's template needs, and what this one adds."""
    posted = frame.request.POST
    progress = frame.progress
    return {
        "draft": frame.draft,
        "draft_id": frame.draft_id,
        "version": posted.get("version") or (frame.draft.version if frame.draft else 0),
        "page": posted.get("page") or uuid.uuid4(),
        "turn": _number(posted.get("turn", "0"), digits=15),
        "step": frame.step,
        "steps": step_links(frame, progress),
        "number": list(Step).index(frame.step) + 1,
        "title": title_of(dict(values)),
        "back": _back(frame, progress),
        "saved_at": frame.draft.updated_at if frame.draft else None,
        "colleague": colleague_on(frame.draft, frame.call().actor) if frame.draft else None,
        **more,
    }


def step_links(frame: Frame, progress: Progress) -> list[StepLink]:
    """The indicator: finished steps are links, skipped ones say so (AP-006, AP-072)."""
    links = []
    for number, step in enumerate(Step, start=1):
        if step is frame.step:
            state = "now"
        elif step in progress.skipped:
            state = "skipped"
        else:
            state = "done" if step in progress.done else "open"
        reachable = state == "done" or (state == "open" and step is progress.first_open)
        url = step_url(frame.draft_id, step) if reachable else ""
        links.append(StepLink(number, STEP_LABELS[step], state, url))
    return links


def _back(frame: Frame, progress: Progress) -> str:
    order = [step for step in Step if step not in progress.skipped]
    place = order.index(frame.step)
    return step_url(frame.draft_id, order[place - 1]) if place else reverse("staff:quotes")


def _number(text: str, *, digits: int = 9) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else 0


def _token(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid.uuid4()
