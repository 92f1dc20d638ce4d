"""Settings: how long leads are kept, what they consent to, when quotes are followed up."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.kernel.text import UnusableText
from kundenwerk.sales.commands import save_lead_settings
from kundenwerk.sales.queries.settings import settings
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.ui.forms import CommandForm


class LeadSettingsForm(CommandForm):
    """The three settings."""

    follow_up_days = forms.IntegerField(
        label="Aufgabe zum Nachfassen, Tage vor der Bindefrist", min_value=0, max_value=30
    )
    retention_days = forms.IntegerField(
        label="Leads löschen nach Tagen ohne Bewegung", min_value=30, max_value=1095
    )
    consent_text = forms.CharField(
        label="Text der Einwilligung",
        max_length=1000,
        widget=forms.Textarea,
        help_text="Gilt für neue Leads. Bei bestehenden bleibt der Text, dem sie zugestimmt haben.",
    )


@page(Permission.SETTINGS_READ, ("GET", "POST"))
def lead_settings(request: HttpRequest) -> HttpResponse:
    """Show the settings and keep what was changed."""
    row, may_write = settings(), may(request.user, Permission.SETTINGS_WRITE)
    if request.method == "POST" and not may_write:
        return render(request, "staff/forbidden.html", status=403)
    start = {
        "follow_up_days": row.follow_up_days,
        "retention_days": row.lead_retention_days,
        "consent_text": row.lead_consent_text,
    }
    form = LeadSettingsForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        call, given = form.call(request.user.get_username()), form.cleaned_data
        try:
            save_lead_settings(
                call,
                follow_up_days=given["follow_up_days"],
                retention_days=given["retention_days"],
                consent_text=given["consent_text"],
            )
        except UnusableText as refusal:
            form.add_error("consent_text", str(refusal))
        else:
            undoing.tell(request, call, "Es bleibt alles, wie es war.")
            return redirect("staff:lead_settings")
    shown = {"form": form, "may_write": may_write}
    return render(request, "staff/leads/settings.html", shown, status=422 if form.errors else 200)
