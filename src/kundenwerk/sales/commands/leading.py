"""Moving leads on: stages, the next step, who looks after them."""

from __future__ import annotations

from datetime import date
from typing import Final

from kundenwerk.kernel.text import clean_text
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.sales.commands.leads import keep, locked, say
from kundenwerk.sales.models import Lead
from kundenwerk.sales.rules.stages import (
    ENDED,
    LEAD_LIFE_CYCLE,
    LOSS_LABELS,
    NEXT_STEP_LABELS,
    STAGE_LABELS,
    LeadAction,
    LeadStage,
    LossReason,
    NextStep,
)
from kundenwerk.work.commands import close_task, open_task, reopen_dropped

RESPONSIBLE: Final = "SALES"
# Steps after which somebody new has been spoken to.
_SPOKEN: Final = frozenset({NextStep.CALL, NextStep.MAIL, NextStep.MEETING})


class LeadEnded(Exception):
    """The lead is won or lost; nothing is planned for it."""


class NoStep(Exception):
    """Nothing was planned."""


@command
def move_lead(
    *,
    lead_id: int,
    action: LeadAction,
    day: date,
    reason: LossReason | None = None,
    note: str = "",
) -> int:
    """Move a lead to the stage that follows from what happened.

    Raises:
        TransitionNotAllowed: its stage knows no such step.
        ValueError: a loss without a reason.
        UnusableText: the note is too long.
        LeadErased: it was forgotten.
    """
    lead = locked(lead_id)
    if action is LeadAction.LOSE and reason is None:
        raise ValueError("a loss needs a reason")
    before = _image(lead)
    after = LEAD_LIFE_CYCLE.after(LeadStage(lead.stage), action)
    set_stage(lead, after, reason=reason)
    told = ". ".join(filter(None, [_why(lead), clean_text(note, max_length=300)]))
    say(lead, "arrow-right", f"Stufe: {STAGE_LABELS[after]}", told)
    keep(lead, day)
    _offer_return(f"Lead: {STAGE_LABELS[after]}", lead, before, day)
    return lead.pk


def _offer_return(done: str, lead: Lead, before: dict[str, str], day: date) -> None:
    undo.offer(
        done, return_lead, lead_id=lead.pk, before=before, left=lead.stage, day=day.isoformat()
    )


def _why(lead: Lead) -> str:
    return LOSS_LABELS[LossReason(lead.reason)] if lead.reason else ""


def set_stage(lead: Lead, stage: LeadStage, *, reason: LossReason | None = None) -> None:
    """Give a lead a stage; what was planned ends with it (step, not stored yet)."""
    lead.stage = stage.value
    lead.reason = reason.value if reason and stage is LeadStage.LOST else ""
    if stage in ENDED:
        clear_step(lead)


def _image(lead: Lead) -> dict[str, str]:
    return {
        "stage": lead.stage,
        "reason": lead.reason,
        "next_step": lead.next_step,
        "next_note": lead.next_note,
        "due_on": lead.due_on.isoformat() if lead.due_on else "",
        "owner": lead.owner,
    }


@undo.inverse
@command
def return_lead(*, lead_id: int, before: dict[str, str], left: str, day: str) -> int:
    """Put a lead back into its former stage.

    Args:
        lead_id: which.
        before: stage, reason and plan before the change.
        left: the stage after it.
        day: of the change in ISO form.

    Raises:
        Overtaken: it has moved on meanwhile.
        LeadErased: it was forgotten.
    """
    lead = locked(lead_id)
    if lead.stage != left:
        now, then = STAGE_LABELS[LeadStage(lead.stage)], STAGE_LABELS[LeadStage(left)]
        raise undo.Overtaken([undo.Difference(f"Lead {lead}", then, now)])
    clear_step(lead)
    lead.stage, lead.reason = before["stage"], before["reason"]
    _restore_plan(lead, before)
    stage = STAGE_LABELS[LeadStage(lead.stage)]
    say(lead, "arrow-back-up", f"Zurückgenommen, Stufe: {stage}")
    keep(lead, date.fromisoformat(day))
    return lead.pk


def _restore_plan(lead: Lead, before: dict[str, str]) -> None:
    lead.owner = before["owner"]
    if before["next_step"]:
        due_on = date.fromisoformat(before["due_on"])
        plan(lead, NextStep(before["next_step"]), before["next_note"], due_on)


@command
def plan_lead(
    *,
    lead_id: int,
    day: date,
    step: NextStep = NextStep.NONE,
    note: str = "",
    due_on: date | None = None,
    owner: str | None = None,
) -> int:
    """Plan the next step of a lead, or give it to somebody; what is not given stays.

    Raises:
        LeadEnded: it is won or lost.
        ValueError: a step without a day.
        UnusableText: the note is too long.
        LeadErased: it was forgotten.
    """
    lead = locked(lead_id)
    if lead.stage in ENDED:
        raise LeadEnded
    before = _image(lead)
    if owner is not None and owner != lead.owner:
        lead.owner = owner
        say(lead, "user", f"Zuständig: {owner}" if owner else "Niemand zuständig")
    if step:
        if due_on is None:
            raise ValueError("a step needs a day")
        plan(lead, step, clean_text(note, max_length=200), due_on)
        title = f"Nächster Schritt: {NEXT_STEP_LABELS[step]} am {due_on:%d.%m.%Y}"
        say(lead, "calendar", title, lead.next_note)
    keep(lead, day)
    undo.offer("Lead geplant", unplan_lead, lead_id=lead.pk, before=before, left=_image(lead))
    return lead.pk


@undo.inverse
@command
def unplan_lead(*, lead_id: int, before: dict[str, str], left: dict[str, str]) -> int:
    """Put owner and next step of a lead back.

    Raises:
        Overtaken: somebody has planned anew meanwhile.
        LeadErased: it was forgotten.
    """
    lead = locked(lead_id)
    present = _image(lead)
    if present != left:
        raise undo.Overtaken(
            [
                undo.Difference(label, left[name], present[name])
                for name, label in (
                    ("stage", "Stufe"),
                    ("owner", "Zuständig"),
                    ("next_step", "Nächster Schritt"),
                    ("due_on", "Fällig am"),
                )
                if left[name] != present[name]
            ]
        )
    clear_step(lead)
    _restore_plan(lead, before)
    say(lead, "arrow-back-up", "Planung zurückgenommen")
    lead.version += 1
    lead.save()
    return lead.pk


@command
def finish_step(*, lead_id: int, note: str, day: date) -> int:
    """Note that the planned step was done; speaking to somebody new is a contact.

    Raises:
        NoStep: nothing was planned.
        UnusableText: the note is too long.
        LeadErased: it was forgotten.
    """
    lead = locked(lead_id)
    if not lead.next_step:
        raise NoStep
    before = _image(lead)
    step = NextStep(lead.next_step)
    say(lead, "check", f"Erledigt: {NEXT_STEP_LABELS[step]}", clean_text(note, max_length=300))
    clear_step(lead)
    if lead.stage == LeadStage.NEW and step in _SPOKEN:
        lead.stage = LEAD_LIFE_CYCLE.after(LeadStage.NEW, LeadAction.CONTACT).value
    keep(lead, day)
    _offer_return(f"Erledigt: {NEXT_STEP_LABELS[step]}", lead, before, day)
    return lead.pk


def plan(lead: Lead, step: NextStep, note: str, due_on: date) -> None:
    """Set the next step of a lead and open its task (step, not stored yet)."""
    clear_step(lead)
    lead.next_step, lead.next_note, lead.due_on = step.value, note, due_on
    key = task_key(lead)
    # No name: tasks keep their old images, and a lead may have to be forgotten.
    task = open_task(
        key=key,
        title=f"Lead {lead.pk}: {NEXT_STEP_LABELS[step]}",
        role=RESPONSIBLE,
        due_on=due_on,
        url=f"/leads/{lead.pk}/",
    )
    if task.state != "OPEN":
        reopen_dropped(key=key)


def clear_step(lead: Lead) -> None:
    """Forget what was planned; its task ends (step, not stored yet)."""
    if lead.next_step:
        close_task(key=task_key(lead))
    lead.next_step, lead.next_note, lead.due_on = "", "", None


def task_key(lead: Lead) -> str:
    """Names the task of the planned step."""
    return f"sales:lead:{lead.pk}:{lead.next_step}:{lead.due_on}"
