"""Services of others: how they are reached, whether they answer, in which order they are asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.market import commands
from kundenwerk.market.commands.lookups import Moment, check_provider
from kundenwerk.market.models import Provider
from kundenwerk.market.queries import providers as queries
from kundenwerk.market.queries.providers import ProviderState
from kundenwerk.market.rules.lookups import (
    FAILURES,
    OUTCOME_LABELS,
    SERVICE_LABELS,
    ProviderKind,
    Service,
    UnusableAddress,
)
from kundenwerk.platform import clock
from kundenwerk.platform.crypto import Secret
from kundenwerk.platform.undo import Difference
from kundenwerk.staff import listing, undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import LOOKUPS
from kundenwerk.ui.forms import CommandForm, TextField

# What is asked after all services, or instead of them; it cannot be switched off.
_LAST_RESORT = {
    Service.GRID_OPERATOR: "Danach wählt von Hand, wer das Angebot erstellt.",
    Service.DEFAULT_SUPPLY: "Ohne Antwort stehen die Tarife ohne Vergleich.",
    Service.ADDRESS: "Ort und Bundesland kommen immer aus der eigenen Tabelle der Postleitzahlen.",
    Service.CREDIT: "Eine Klasse lässt sich immer von Hand erfassen.",
}


class ProviderForm(CommandForm):
    """How a service is reached; the secret goes in and never comes out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    position = forms.IntegerField(
        label="Reihenfolge",
        min_value=0,
        max_value=99,
        help_text="Die kleinste Zahl wird zuerst gefragt.",
    )
    base_address = TextField(
        label="Adresse",
        max_length=200,
        required=False,
        help_text="Zum Beispiel https://dienst.example/api. Leer: die Adresse der Installation.",
    )
    username = TextField(
        label="Benutzer",
        max_length=80,
        required=False,
        help_text="Ohne Benutzer gilt das Kennwort als Zugangsschlüssel (Bearer).",
    )
    secret = forms.CharField(
        label="Neues Kennwort",
        max_length=500,
        required=False,
        strip=True,
        help_text="Wird verschlüsselt gespeichert und nirgends angezeigt.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    forget_secret = forms.BooleanField(label="Gespeichertes Kennwort löschen", required=False)
    timeout_ms = forms.IntegerField(
        label="Höchstdauer einer Abfrage in ms",
        min_value=100,
        max_value=30_000,
        help_text="100 bis 30.000, für alles zusammen.",
    )
    allowed_failures = forms.IntegerField(
        label="Fehler hintereinander bis zur Pause", min_value=1, max_value=20
    )
    pause_seconds = forms.IntegerField(label="Pause in Sekunden", min_value=1, max_value=3600)

    def data_of(self) -> commands.ProviderData:
        """Everything but the secret, as entered."""
        names = ("position", "base_address", "username", "timeout_ms", "allowed_failures",
                 "pause_seconds")  # fmt: skip
        return commands.ProviderData(**{name: self.cleaned_data[name] for name in names})

    def secret_of(self) -> Secret | None:
        """The new secret; None leaves the old one."""
        text = self.cleaned_data["secret"]
        return Secret(text) if text else None


@page(Permission.SETTINGS_READ)
def providers(request: HttpRequest) -> HttpResponse:
    """Every service in the order it is asked."""
    found = queries.providers(clock.now())
    groups = [
        (label, _LAST_RESORT[service], [one for one in found if one.provider.service == service])
        for service, label in SERVICE_LABELS.items()
    ]
    return render(request, "staff/providers/page.html", {"groups": groups, **_switching(request)})


def _switching(request: HttpRequest) -> dict[str, Any]:
    may_write = may(request.user, Permission.SETTINGS_WRITE)
    return {"may_write": may_write, "switch": CommandForm() if may_write else None}


@page(Permission.SETTINGS_READ)
def provider(request: HttpRequest, provider_id: int) -> HttpResponse:
    """One service: settings, test, last calls."""
    state = _state(provider_id)
    return _page(request, state, _form(state.provider))


def _state(provider_id: int) -> ProviderState:
    found = queries.provider_state(provider_id, clock.now())
    if found is None:
        raise Http404
    return found


def _form(stored: Provider) -> ProviderForm:
    shown = ("version", "position", "base_address", "username", "timeout_ms", "allowed_failures",
             "pause_seconds")  # fmt: skip
    return ProviderForm(initial={name: getattr(stored, name) for name in shown})


def _page(
    request: HttpRequest, state: ProviderState, form: ProviderForm, status: int = 200
) -> HttpResponse:
    is_online = state.provider.kind == ProviderKind.HTTP
    if not is_online:
        for name in ("base_address", "username", "secret", "forget_secret", "timeout_ms",
                     "allowed_failures", "pause_seconds"):  # fmt: skip
            form.fields[name].widget = forms.HiddenInput()
    elif not state.has_secret:
        form.fields["forget_secret"].widget = forms.HiddenInput()
    shown = {
        "state": state,
        "form": form,
        "is_online": is_online,
        "calls": queries.latest_calls(state.provider.pk),
        "last_resort": _LAST_RESORT[Service(state.provider.service)],
        **_switching(request),
    }
    return render(request, "staff/providers/provider.html", shown, status=status)


@page(Permission.SETTINGS_WRITE, methods=("POST",))
def save(request: HttpRequest, provider_id: int) -> HttpResponse:
    """Keep how a service is reached."""
    state, form = _state(provider_id), ProviderForm(request.POST)
    if form.is_valid():
        try:
            commands.save_provider(
                form.call(request.user.get_username()),
                provider_id=provider_id,
                version=form.cleaned_data["version"],
                data=form.data_of(),
                secret=form.secret_of(),
                forget_secret=form.cleaned_data["forget_secret"],
            )
        except UnusableAddress as refusal:
            form.add_error("base_address", str(refusal))
        except commands.SecretNeeded:
            form.add_error(
                "secret",
                "Die Adresse führt zu einem anderen Dienst. Bitte geben Sie sein Kennwort ein "
                "oder löschen Sie das gespeicherte.",
            )
        except commands.ProviderChanged:
            return _changed_meanwhile(request, state.provider, form)
        else:
            messages.success(request, f"{state.provider.name} gespeichert.")
            return redirect("staff:provider", provider_id)
    return _page(request, state, form, status=422)


def _changed_meanwhile(request: HttpRequest, stored: Provider, form: ProviderForm) -> HttpResponse:
    rows = [
        Difference(str(form.fields[name].label), str(value), str(getattr(stored, name)))
        for name, value in vars_of(form.data_of()).items()
        if value != getattr(stored, name)
    ]
    back = request.path.removesuffix("speichern/")
    return undoing.conflict(request, f"{stored.name} wurde inzwischen geändert", rows, back=back)


def vars_of(data: commands.ProviderData) -> dict[str, Any]:
    """The fields of the settings by name."""
    return {name: getattr(data, name) for name in data.__dataclass_fields__}


@page(Permission.SETTINGS_WRITE, methods=("POST",))
def switch(request: HttpRequest, provider_id: int) -> HttpResponse:
    """Switch a service on or off; a minute to take it back."""
    state, form = _state(provider_id), CommandForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username()).derive(provider_id)
        try:
            commands.switch_provider(
                call, provider_id=provider_id, is_enabled=request.POST.get("an") == "1"
            )
        except commands.NoAddress:
            messages.error(request, "Bitte geben Sie zuerst die Adresse des Dienstes ein.")
            return redirect("staff:provider", provider_id)
        undoing.tell(request, call, f"{state.provider.name} ist schon so geschaltet.")
    return redirect("staff:providers")


@page(Permission.SETTINGS_WRITE, methods=("POST",))
def check(request: HttpRequest, provider_id: int) -> HttpResponse:
    """Ask a service whether it is there and lets us in."""
    state, form = _state(provider_id), CommandForm(request.POST)
    if form.is_valid() and state.provider.kind == ProviderKind.HTTP:
        call = form.call(request.user.get_username())
        called = check_provider(Moment(call, clock.today(), clock.now()), state.provider)
        lasted = f"{format_decimal(called.duration_ms)} ms"
        if called.outcome in FAILURES:
            status = f" (HTTP {called.status})" if called.status else ""
            words = f"{OUTCOME_LABELS[called.outcome]}{status}"
            messages.error(request, f"Keine Verbindung: {words}, nach {lasted}.")
        else:
            messages.success(request, f"Die Verbindung steht. Antwort nach {lasted}.")
    return redirect("staff:provider", provider_id)


@page(Permission.SETTINGS_READ)
def lookups(request: HttpRequest) -> HttpResponse:
    """Every call of the last month, to filter and export."""
    return listing.show(request, LOOKUPS)


_HERE = "einstellungen/anbindungen/"

urlpatterns = [
    path(_HERE, providers, name="providers"),
    path(f"{_HERE}abfragen/", lookups, name="lookups"),
    path(f"{_HERE}<int:provider_id>/", provider, name="provider"),
    path(f"{_HERE}<int:provider_id>/speichern/", save, name="provider_save"),
    path(f"{_HERE}<int:provider_id>/schalten/", switch, name="provider_switch"),
    path(f"{_HERE}<int:provider_id>/pruefen/", check, name="provider_check"),
]
