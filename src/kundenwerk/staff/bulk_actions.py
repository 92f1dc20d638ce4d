"""The actions on many rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.urls import reverse

from kundenwerk.accounts.roles import ROLE_LABELS, STAFF_ROLES
from kundenwerk.contracts import queries as contracts
from kundenwerk.correspondence.rules import UnusableAddress
from kundenwerk.debtors import commands as debtors
from kundenwerk.debtors.rules import DELIVERY_LABELS, Delivery
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.parties.queries import with_mail
from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.sales import commands as sales
from kundenwerk.sales.queries.reminders import reminded
from kundenwerk.sales.rules.vocabulary import QuoteState
from kundenwerk.staff.access import Permission
from kundenwerk.staff.bulk import Action, BulkForm, Params, register
from kundenwerk.ui.forms import DayField, NameField, TextField
from kundenwerk.work import commands as work
from kundenwerk.work.rules import TaskState

NO_MAIL = "Keine E-Mail-Adresse bekannt"
REMINDED = "An diese Bindefrist wurde schon erinnert"
NOT_OPEN = "Nicht mehr offen"
SAME = "Ist schon so"


# ---- quotes: remind of the last day (S11)


def _check_reminder(rows: Sequence[Any], params: Params, day: date) -> Mapping[int, str]:
    del params
    told = reminded(rows)
    reachable = with_mail({one.business_partner_id for one in rows})
    refused = {one.pk: NO_MAIL for one in rows if one.business_partner_id not in reachable}
    refused |= {one.pk: REMINDED for one in rows if one.pk in told}
    closed = [one for one in rows if one.state != QuoteState.OPEN or one.binding_until < day]
    return refused | {one.pk: NOT_OPEN for one in closed}


def _remind(call: Call, quote_id: int, params: Params, day: date) -> object:
    del params
    return sales.remind_of_quote(call, quote_id=quote_id, day=day)


register(
    Action(
        "erinnern",
        "An Bindefrist erinnern",
        "bell",
        "angebote",
        Permission.QUOTES_WRITE,
        check=_check_reminder,
        work=_remind,
        done="E-Mail eingestellt",
        refusals={
            sales.NotOpen: NOT_OPEN,
            sales.AlreadyReminded: REMINDED,
            sales.NoEmailAddress: NO_MAIL,
            UnusableAddress: "An diese E-Mail-Adresse geht keine Post",
        },
        key="e",
    )
)


# ---- contracts: how bills are sent


class DeliveryForm(BulkForm):
    """The way bills are sent."""

    delivery = forms.ChoiceField(
        label="Rechnungen künftig per",
        choices=[(one.value, label) for one, label in DELIVERY_LABELS.items()],
        widget=forms.RadioSelect,
    )

    def params(self) -> Params:
        """The chosen way."""
        return {"delivery": self.cleaned_data["delivery"]}


def _check_delivery(rows: Sequence[Any], params: Params, day: date) -> Mapping[int, str]:
    del day
    wanted = params["delivery"]
    receivers = {
        one.pk: one.contract_account.invoice_recipient_id
        or one.contract_account.business_partner_id
        for one in rows
    }
    reachable = with_mail(set(receivers.values())) if wanted == Delivery.EMAIL else set()
    refused = {
        pk: NO_MAIL
        for pk, receiver in receivers.items()
        if wanted == Delivery.EMAIL and receiver not in reachable
    }
    same = [one for one in rows if one.contract_account.delivery == wanted]
    return refused | {one.pk: SAME for one in same}


def _set_delivery(call: Call, contract_id: int, params: Params, day: date) -> object:
    del day
    account_id = contracts.contract(contract_id).contract_account_id
    return debtors.set_delivery(call, account_id=account_id, delivery=Delivery(params["delivery"]))


register(
    Action(
        "versandweg",
        "Versandweg ändern",
        "mail",
        "vertraege",
        Permission.CONTRACTS_WRITE,
        check=_check_delivery,
        work=_set_delivery,
        done="geändert",
        form=DeliveryForm,
        refusals={debtors.MailNeeded: NO_MAIL},
    )
)


# ---- customers, contracts, open items: ask colleagues


class TaskForm(BulkForm):
    """What colleagues of a role shall do until when."""

    title = NameField(label="Aufgabe", max_length=200)
    role = forms.ChoiceField(
        label="Zuständig",
        choices=[(one.value, label) for one, label in ROLE_LABELS.items() if one in STAFF_ROLES],
    )
    due_on = DayField(label="Fällig am", help_text="Zum Beispiel 1.3. oder +14")
    detail = TextField(label="Einzelheiten", max_length=1000, required=False)

    def clean_due_on(self) -> date:
        """A task cannot have been due before it was given."""
        due: date = self.cleaned_data["due_on"]
        if due < clock.today():
            raise forms.ValidationError("Dieser Tag ist schon vorbei.")
        if due > clock.today() + timedelta(days=3 * 366):
            raise forms.ValidationError("Höchstens drei Jahre im Voraus.")
        return due

    def params(self) -> Params:
        """The task."""
        chosen = self.cleaned_data
        return {
            "title": chosen["title"],
            "role": chosen["role"],
            "due_on": chosen["due_on"].isoformat(),
            "detail": chosen["detail"],
        }


def _nobody_refused(rows: Sequence[Any], params: Params, day: date) -> Mapping[int, str]:
    del rows, params, day
    return {}


def _give(call: Call, business_partner_id: int, url: str, params: Params) -> object:
    return work.give_task(
        call,
        title=params["title"],
        role=params["role"],
        due_on=date.fromisoformat(params["due_on"]),
        business_partner_id=business_partner_id,
        detail=params["detail"],
        url=url,
    )


def _ask_about_customer(call: Call, business_partner_id: int, params: Params, day: date) -> object:
    del day
    return _give(
        call, business_partner_id, reverse("staff:customer", args=[business_partner_id]), params
    )


def _ask_about_contract(call: Call, contract_id: int, params: Params, day: date) -> object:
    del day
    business_partner_id = contracts.contract(contract_id).business_partner_id
    return _give(call, business_partner_id, reverse("staff:contract", args=[contract_id]), params)


for _key, _list, _permission, _work in (
    ("aufgabe-kunde", "kunden", Permission.CUSTOMERS_WRITE, _ask_about_customer),
    ("aufgabe-vertrag", "vertraege", Permission.CONTRACTS_WRITE, _ask_about_contract),
):
    register(
        Action(
            _key,
            "Aufgabe geben",
            "checklist",
            _list,
            _permission,
            check=_nobody_refused,
            work=_work,
            done="Aufgabe angelegt",
            form=TaskForm,
        )
    )


# ---- tasks: tick off


def _check_finish(rows: Sequence[Any], params: Params, day: date) -> Mapping[int, str]:
    del params, day
    return {one.pk: NOT_OPEN for one in rows if one.state != TaskState.OPEN}


def _finish(call: Call, task_id: int, params: Params, day: date) -> object:
    del params, day
    return work.finish_task(call, task_id=task_id)


register(
    Action(
        "erledigt",
        "Als erledigt abhaken",
        "check",
        "aufgaben",
        Permission.START,
        check=_check_finish,
        work=_finish,
        done="erledigt",
        refusals={TransitionNotAllowed: NOT_OPEN},
        key="e",
    )
)
