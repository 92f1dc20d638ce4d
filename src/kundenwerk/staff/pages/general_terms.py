"""The general terms customers order under: every version, the next one uploaded ahead."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from kundenwerk.correspondence.queries import pdf
from kundenwerk.platform.clock import today
from kundenwerk.sales import commands
from kundenwerk.sales.queries.terms import every_version, terms_on, version_of
from kundenwerk.sales.rules.terms import LARGEST, TermsRefused
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.ui.forms import CommandForm, DayField
from kundenwerk.ui.responses import pdf_response


class TermsForm(CommandForm):
    """A version of the general terms."""

    file = forms.FileField(label="AGB als PDF", allow_empty_file=True)
    valid_from = DayField(label="Gültig ab")

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"Die Datei ist größer als {LARGEST // 1024**2} MB.")
        return file


@page(Permission.SETTINGS_READ, ("GET", "POST"))
def general_terms(request: HttpRequest) -> HttpResponse:
    """Every version, the one in force marked; POST adds one."""
    may_write = may(request.user, Permission.SETTINGS_WRITE)
    if request.method == "POST" and not may_write:
        return render(request, "staff/forbidden.html", status=403)
    form = TermsForm(request.POST or None, request.FILES or None, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            commands.add_terms(
                form.call(request.user.get_username()),
                content=given["file"].read(),
                valid_from=given["valid_from"],
                day=today(),
            )
        except TermsRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "Die AGB sind hinterlegt.")
            return redirect("staff:general_terms")
    shown = {
        "form": form,
        "versions": every_version(),
        "in_force": terms_on(today()),
        "action": CommandForm(),
        "may_write": may_write,
        "today": today(),
    }
    return render(request, "staff/sales/terms.html", shown, status=422 if form.errors else 200)


@page(Permission.SETTINGS_READ)
def document(_request: HttpRequest, terms_id: int) -> HttpResponse:
    """One version as PDF."""
    found = version_of(terms_id)
    if found is None:
        raise Http404
    return pdf_response(pdf(found.document_id), f"AGB-{found.valid_from.isoformat()}")


@page(Permission.SETTINGS_WRITE, ("POST",))
def remove(request: HttpRequest, terms_id: int) -> HttpResponse:
    """Take back a version that does not hold yet."""
    form = CommandForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username()).derive(terms_id, "remove")
        try:
            commands.remove_terms(call, terms_id=terms_id, day=today())
        except commands.TermsInForce:
            messages.error(request, "Diese Fassung gilt schon und bleibt.")
        else:
            messages.success(request, "Die Fassung ist entfernt.")
    return redirect("staff:general_terms")


_TERMS = "einstellungen/agb/"
urlpatterns = [
    path(_TERMS, general_terms, name="general_terms"),
    path(f"{_TERMS}<int:terms_id>/", document, name="terms_document"),
    path(f"{_TERMS}<int:terms_id>/entfernen/", remove, name="terms_remove"),
]
