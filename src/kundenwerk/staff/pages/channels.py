"""Which way interchanges take to a market participant: a folder, or a web address."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from kundenwerk.mako import commands, gateways, queries
from kundenwerk.mako.models import Channel
from kundenwerk.mako.rules.channels import CHANNEL_LABELS, ChannelKind, UnusablePlace
from kundenwerk.market import queries as market_data
from kundenwerk.market.models import MarketParticipant
from kundenwerk.platform.crypto import Secret
from kundenwerk.platform.undo import Difference
from kundenwerk.staff import listing, undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import CHANNELS
from kundenwerk.ui.forms import CommandForm, TextField


class ChannelForm(CommandForm):
    """A way; the secret goes in and never comes out."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    code = TextField(
        label="Marktpartner-ID",
        max_length=13,
        help_text="13 Ziffern, zum Beispiel die des Netzbetreibers.",
    )
    kind = forms.ChoiceField(
        label="Art",
        choices=[(kind.value, label) for kind, label in CHANNEL_LABELS.items()],
        help_text="HTTP ist ein Postfach im Netz.",
    )
    place = TextField(
        label="Ordner oder Adresse",
        max_length=200,
        help_text="Zum Beispiel netz-nord oder https://….",
    )
    secret = forms.CharField(
        label="Neues Kennwort",
        max_length=500,
        required=False,
        help_text="Nur für Adressen. Wird verschlüsselt gespeichert und nirgends angezeigt.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    forget_secret = forms.BooleanField(label="Gespeichertes Kennwort löschen", required=False)
    is_enabled = forms.BooleanField(
        label="Eingeschaltet",
        required=False,
        initial=True,
        help_text="Ausgeschaltet gilt wieder das gemeinsame Postfach.",
    )

    def clean_code(self) -> MarketParticipant:
        """The participant behind the code."""
        found = market_data.participant_of(self.cleaned_data["code"])
        if found is None or found.is_own:
            raise forms.ValidationError(
                "Diesen Marktpartner gibt es nicht. Bitte vergleichen Sie die 13 Ziffern, oder "
                "lesen Sie ihn unter „Tarife und Preise“ ein."
            )
        return found

    def data_of(self) -> commands.ChannelData:
        """Everything but the secret, as entered."""
        given = self.cleaned_data
        return commands.ChannelData(
            kind=ChannelKind(given["kind"]), place=given["place"], is_enabled=given["is_enabled"]
        )

    def secret_of(self) -> Secret | None:
        """The new secret; None leaves the old one."""
        text = self.cleaned_data["secret"]
        return Secret(text) if text else None


@page(Permission.SETTINGS_READ)
def channels(request: HttpRequest) -> HttpResponse:
    """Every participant with a way of his own."""
    more = {"may_write": may(request.user, Permission.SETTINGS_WRITE)}
    return listing.show(request, CHANNELS, more, "staff/market/channels.html")


@page(Permission.SETTINGS_WRITE, methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    """Agree on a way with another participant."""
    form = ChannelForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (done := _save(request, form)):
        return done
    return _page(request, None, form, status=422 if form.errors else 200)


@page(Permission.SETTINGS_READ)
def channel(request: HttpRequest, channel_id: int) -> HttpResponse:
    """One way: where it leads, and whether anybody opens there."""
    stored = _stored(channel_id)
    shown = ("version", "kind", "place", "is_enabled")
    initial = {name: getattr(stored, name) for name in shown}
    return _page(request, stored, ChannelForm(initial=initial | {"code": stored.participant.code}))


@page(Permission.SETTINGS_WRITE, methods=("POST",))
def save(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Keep where a way leads."""
    stored = _stored(channel_id)
    form = ChannelForm({**request.POST.dict(), "code": stored.participant.code})
    if form.is_valid() and (done := _save(request, form)):
        return done
    return _page(request, stored, form, status=422)


@page(Permission.SETTINGS_WRITE, methods=("POST",))
def check(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Try whether the mailbox at the end of a way lets us in."""
    stored = _stored(channel_id)
    if trouble := gateways.trouble_with(stored):
        messages.error(request, f"Keine Verbindung zu {stored.participant.name}: {trouble}")
    else:
        messages.success(request, f"Der Weg zu {stored.participant.name} ist frei.")
    return redirect("staff:channel", channel_id)


def _stored(channel_id: int) -> Channel:
    found = queries.channel_rows().filter(pk=channel_id).first()
    if found is None:
        raise Http404
    return found


def _save(request: HttpRequest, form: ChannelForm) -> HttpResponse | None:
    """The answer to a kept way; none when the form tells what is wrong."""
    participant = form.cleaned_data["code"]
    try:
        channel_id = commands.save_channel(
            form.call(request.user.get_username()),
            participant_id=participant.pk,
            version=form.cleaned_data["version"],
            data=form.data_of(),
            secret=form.secret_of(),
            forget_secret=form.cleaned_data["forget_secret"],
        )
    except UnusablePlace as refusal:
        form.add_error("place", str(refusal))
    except commands.ChannelSecretNeeded:
        form.add_error(
            "secret",
            "Die Adresse führt zu jemand anderem. Bitte geben Sie sein Kennwort ein oder löschen "
            "Sie das gespeicherte.",
        )
    except commands.ChannelChanged:
        return _changed_meanwhile(request, participant, form)
    else:
        messages.success(request, f"Der Weg zu {participant.name} ist gespeichert.")
        return redirect("staff:channel", channel_id)
    return None


def _changed_meanwhile(
    request: HttpRequest, participant: MarketParticipant, form: ChannelForm
) -> HttpResponse:
    stored = queries.channel_rows().get(participant=participant)
    given = form.data_of()
    rows = [
        Difference("Art", CHANNEL_LABELS[given.kind], stored.get_kind_display()),
        Difference("Ordner oder Adresse", given.place, stored.place),
    ]
    title = f"Der Weg zu {participant.name} wurde inzwischen geändert"
    back = f"/{_HERE}{stored.pk}/"
    return undoing.conflict(request, title, rows, back=back)


def _page(
    request: HttpRequest, stored: Channel | None, form: ChannelForm, status: int = 200
) -> HttpResponse:
    shown = {
        "channel": stored,
        "form": form,
        "has_secret": stored is not None and queries.has_secret(stored),
        "may_write": may(request.user, Permission.SETTINGS_WRITE),
    }
    return render(request, "staff/market/channel.html", shown, status=status)


_HERE = "markt/wege/"

urlpatterns = [
    path(_HERE, channels, name="channels"),
    path(f"{_HERE}neu/", new, name="channel_new"),
    path(f"{_HERE}<int:channel_id>/", channel, name="channel"),
    path(f"{_HERE}<int:channel_id>/speichern/", save, name="channel_save"),
    path(f"{_HERE}<int:channel_id>/pruefen/", check, name="channel_check"),
]
