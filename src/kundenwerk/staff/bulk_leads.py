"""Actions on many leads: who looks after them, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from kundenwerk.platform.commands import Call
from kundenwerk.platform.constraints import choices
from kundenwerk.sales import commands
from kundenwerk.sales.rules.stages import ENDED, NEXT_STEP_LABELS, NextStep
from kundenwerk.staff.access import Permission
from kundenwerk.staff.bulk import Action, BulkForm, Params, register
from kundenwerk.staff.pages.leads.forms import coming_day, owners
from kundenwerk.ui.forms import DayField, TextField

OVER = "Ist abgeschlossen"
SAME = "Ist schon so"


class OwnerForm(BulkForm):
    """Who looks after the leads from now on."""

    owner = forms.ChoiceField(label="Zuständig", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners()  # type: ignore[attr-defined]

    def params(self) -> Params:
        """The login; empty for nobody."""
        return {"owner": self.cleaned_data["owner"]}


class StepForm(BulkForm):
    """What is to be done with the leads until when."""

    step = forms.ChoiceField(label="Schritt", choices=choices(NEXT_STEP_LABELS))
    due_on = DayField(label="Fällig am", help_text="Zum Beispiel +14 oder 1.3.2027")
    note = TextField(label="Bemerkung", max_length=200, required=False)

    def clean_due_on(self) -> date:
        """Plans lie ahead."""
        return coming_day(self.cleaned_data["due_on"])

    def params(self) -> Params:
        """The step."""
        given = self.cleaned_data
        return {
            "step": given["step"],
            "due_on": given["due_on"].isoformat(),
            "note": given["note"],
        }


def _check_owner(rows: Sequence[Any], params: Params, day: date) -> Mapping[int, str]:
    refused: dict[int, str] = {one.pk: SAME for one in rows if one.owner == params["owner"]}
    refused.update(_check_open(rows, params, day))
    return refused


def _check_open(rows: Sequence[Any], params: Params, day: date) -> Mapping[int, str]:
    del params, day
    return {one.pk: OVER for one in rows if one.stage in ENDED}


def _give(call: Call, lead_id: int, params: Params, day: date) -> object:
    return commands.plan_lead(call, lead_id=lead_id, owner=params["owner"], day=day)


def _plan(call: Call, lead_id: int, params: Params, day: date) -> object:
    return commands.plan_lead(
        call,
        lead_id=lead_id,
        step=NextStep(params["step"]),
        due_on=date.fromisoformat(params["due_on"]),
        note=params["note"],
        day=day,
    )


_REFUSALS: Mapping[type[Exception], str] = {
    commands.LeadEnded: OVER,
    commands.LeadErased: "Ist gelöscht",
}

register(
    Action(
        "lead-zustaendig",
        "Zuständigkeit ändern",
        "user",
        "leads",
        Permission.LEADS_WRITE,
        check=_check_owner,
        work=_give,
        done="zugeteilt",
        form=OwnerForm,
        refusals=_REFUSALS,
    )
)
register(
    Action(
        "lead-schritt",
        "Nächsten Schritt planen",
        "calendar",
        "leads",
        Permission.LEADS_WRITE,
        check=_check_open,
        work=_plan,
        done="geplant",
        form=StepForm,
        refusals=_REFUSALS,
    )
)
