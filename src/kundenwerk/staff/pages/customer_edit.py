"""Changing the master data of a customer; what a colleague changed meanwhile is never lost."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.kernel.numbers import format_day
from kundenwerk.market import queries as market
from kundenwerk.parties import commands
from kundenwerk.parties import queries as parties
from kundenwerk.parties.commands import FIELD_LABELS, StaleVersion
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.rules import (
    BusinessPartnerData,
    BusinessPartnerKind,
    Salutation,
    UnusableData,
)
from kundenwerk.parties.rules.person import KIND_LABELS, SALUTATION_LABELS
from kundenwerk.platform import clock
from kundenwerk.platform.constraints import choices
from kundenwerk.platform.undo import Difference
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.emptied import leads_on
from kundenwerk.ui.forms import Choice, DayField, ShownForm

NAMES = tuple(field.name for field in fields(BusinessPartnerData) if field.name != "state")


class BusinessPartnerForm(ShownForm):
    """Master data; each field carries what was shown, so that only changes count."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Art", choices=choices(KIND_LABELS), widget=Choice)
    salutation = forms.ChoiceField(label="Anrede", choices=choices(SALUTATION_LABELS))
    title = forms.CharField(label="Titel", max_length=40, required=False)
    first_name = forms.CharField(label="Vorname", max_length=80, required=False)
    last_name = forms.CharField(label="Nachname", max_length=80, required=False)
    organisation_name = forms.CharField(label="Firma", max_length=120, required=False)
    birth_date = DayField(label="Geburtsdatum", required=False)
    street = forms.CharField(label="Straße", max_length=80, required=False)
    house_number = forms.CharField(label="Hausnummer", max_length=14, required=False)
    postcode = forms.CharField(label="Postleitzahl", max_length=20, required=False)
    town = forms.CharField(label="Ort", max_length=80, required=False)
    email = forms.CharField(label="E-Mail", max_length=254, required=False)
    phone = forms.CharField(label="Telefon", max_length=40, required=False)
    mobile = forms.CharField(label="Mobil", max_length=40, required=False)

    def __init__(self, *args: Any, shown: BusinessPartnerData, version: int, **kwargs: Any) -> None:
        values = {name: getattr(shown, name) for name in NAMES}
        super().__init__(*args, initial={"version": version, **values}, **kwargs)
        for name, mode in (("postcode", "numeric"), ("email", "email"), ("phone", "tel")):
            self.fields[name].widget.attrs["inputmode"] = mode

    def entered(self, stored: BusinessPartnerData) -> BusinessPartnerData:
        """The stored data with the fields this clerk has changed."""
        given = self.cleaned_data
        mine = {name: given[name] for name in NAMES if name in self.changed_data}
        if "kind" in mine:
            mine["kind"] = BusinessPartnerKind(mine["kind"])
        if "salutation" in mine:
            mine["salutation"] = Salutation(mine["salutation"])
        return _with_state(stored, mine)


def _with_state(stored: BusinessPartnerData, mine: dict[str, Any]) -> BusinessPartnerData:
    """The federal state follows from postcode and town."""
    values = {
        field.name: getattr(stored, field.name) for field in fields(BusinessPartnerData)
    } | mine
    if {"postcode", "town"} & set(mine):
        found = market.places(values["postcode"].strip())
        values["state"] = next(
            (one.state for one in found if one.town == values["town"].strip()),
            found[0].state if found else "",
        )
    return BusinessPartnerData(**values)


@page(Permission.CUSTOMERS_WRITE, methods=("GET", "POST"))
@leads_on
def edit(request: HttpRequest, business_partner_id: int) -> HttpResponse:
    """Show the master data and keep what was changed."""
    today = clock.today()
    try:
        record = parties.customer(business_partner_id, day=today)
    except BusinessPartner.DoesNotExist:
        raise Http404 from None
    stored = parties.data_of(record)
    form = BusinessPartnerForm(
        request.POST or None, shown=stored, version=record.business_partner.version
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, form, business_partner_id, stored, today)
        except StaleVersion as stale:
            return _stale(request, form, business_partner_id, stale)
        except UnusableData as refusal:
            for name, sentence in refusal.errors.items():
                form.add_error(name if name in form.fields else None, sentence)
    status = 422 if form.errors else 200
    shown = {"form": form, "business_partner": record.business_partner}
    return render(request, "staff/customers/edit.html", shown, status=status)


def _keep(
    request: HttpRequest,
    form: BusinessPartnerForm,
    business_partner_id: int,
    stored: BusinessPartnerData,
    today: date,
) -> HttpResponse:
    call = form.call(request.user.get_username())
    commands.update_business_partner(
        call,
        business_partner_id=business_partner_id,
        version=form.cleaned_data["version"],
        data=form.entered(stored),
        day=today,
    )
    undoing.tell(request, call)
    return redirect("staff:customer", business_partner_id)


def _stale(
    request: HttpRequest, form: BusinessPartnerForm, business_partner_id: int, stale: StaleVersion
) -> HttpResponse:
    mine = form.entered(stale.current)
    differences = [
        Difference(FIELD_LABELS[name], _word(mine, name), _word(stale.current, name))
        for name in NAMES
        if name in form.changed_data
    ]
    again = {form.add_prefix(name): _raw(form, mine, name) for name in NAMES}
    before = {form.add_initial_prefix(name): _raw(form, stale.current, name) for name in NAMES}
    return undoing.conflict(
        request,
        "Die Stammdaten wurden woanders geändert",
        differences,
        back=reverse("staff:customer_edit", args=[business_partner_id]),
        given={**again, **before, "version": stale.version, "key": form.fresh_key()},
    )


def _raw(form: BusinessPartnerForm, data: BusinessPartnerData, name: str) -> Any:
    return form.fields[name].prepare_value(getattr(data, name)) or ""


def _word(data: BusinessPartnerData, name: str) -> str:
    value = getattr(data, name)
    if isinstance(value, date):
        return format_day(value)
    labels = cast("dict[Any, str]", {**KIND_LABELS, **SALUTATION_LABELS})
    return labels.get(value, str(value or ""))
