"""Excluding many accounts from dunning at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.platform.constraints import choices
from kundenwerk.receivables import commands, queries
from kundenwerk.receivables.rules.vocabulary import BLOCK_REASON_LABELS, BlockReason, Reason
from kundenwerk.staff.access import Permission
from kundenwerk.staff.bulk import Action, BulkForm, Params, register
from kundenwerk.ui.forms import DayField, TextField

TOO_EARLY = "Der letzte Tag liegt vor dem ersten. Wählen Sie einen späteren Tag."


class ManyForm(BulkForm):
    """Why and until when the accounts are not dunned."""

    reason = forms.ChoiceField(label="Grund", choices=choices(BLOCK_REASON_LABELS))
    until = DayField(label="Bis einschließlich", help_text="Zum Beispiel +14")
    note = TextField(label="Bemerkung", max_length=300, required=False)

    def clean_until(self) -> date:
        """A block ends today or later."""
        until: date = self.cleaned_data["until"]
        if until < clock.today():
            raise forms.ValidationError(TOO_EARLY)
        return until

    def params(self) -> Params:
        """Reason, end and note."""
        given = self.cleaned_data
        return {
            "reason": given["reason"],
            "until": given["until"].isoformat(),
            "note": given["note"],
        }


def _check(rows: Sequence[Any], params: Params, day: date) -> Mapping[int, str]:
    del params
    found = queries.judged([one.pk for one in rows], day)
    return {
        pk: "Ist schon gesperrt"
        for pk, one in found.items()
        if one.refusal is not None and one.refusal.reason == Reason.BLOCKED
    }


def _block(call: Call, account_id: int, params: Params, day: date) -> object:
    return commands.block_dunning(
        call,
        reason=BlockReason(params["reason"]),
        day=day,
        until=date.fromisoformat(params["until"]),
        note=params["note"],
        account_id=account_id,
    )


register(
    Action(
        name="mahnsperre",
        label="Ausnehmen",
        icon="lock",
        list_key="mahnvorschlag",
        permission=Permission.DUNNING_BLOCK,
        check=_check,
        work=_block,
        done="ausgenommen",
        form=ManyForm,
        refusals={commands.AlreadyBlocked: "Ist schon gesperrt"},
    )
)
