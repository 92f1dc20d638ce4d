"""The list of leads; recording and changing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from kundenwerk.kernel.numbers import format_day
from kundenwerk.parties.rules.person import UnusableData
from kundenwerk.platform import clock
from kundenwerk.platform.undo import Difference
from kundenwerk.sales import commands
from kundenwerk.sales.commands import LeadKnown, StaleLead
from kundenwerk.sales.queries.leads import DUE, lead_counts
from kundenwerk.sales.rules.leads import FIELD_LABELS, as_texts
from kundenwerk.staff import listing, tiles, undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import LEADS
from kundenwerk.staff.pages.leads import board, detail
from kundenwerk.staff.pages.leads.detail import find
from kundenwerk.staff.pages.leads.forms import ChangedLead, LeadForm, NewLead
from kundenwerk.staff.pages.leads.settings import lead_settings
from kundenwerk.staff.pages.leads.texts import REFUSALS, sentence
from kundenwerk.staff.pages.peeks import Fact, Peek, sheet


@page(Permission.LEADS_READ)
def leads(request: HttpRequest) -> HttpResponse:
    """All leads."""
    more = {
        "may_write": may(request.user, Permission.LEADS_WRITE),
        "may_set": may(request.user, Permission.SETTINGS_READ),
    }
    return listing.show(request, LEADS, more, "staff/leads/list.html")


@page(Permission.LEADS_WRITE, ("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    """Record somebody who consented to be approached."""
    code = request.GET.get("aktion", "")[:20]
    form = NewLead(
        request.POST or None,
        initial={"owner": request.user.get_username(), "response_code": code},
    )
    known = None
    if request.method == "POST" and form.is_valid():
        try:
            lead_id = commands.create_lead(
                form.call(request.user.get_username()),
                data=form.entered(),
                consent=form.consent(),
                owner=form.cleaned_data["owner"],
                day=clock.today(),
                anyway=form.cleaned_data["anyway"],
            )
        except UnusableData as refusal:
            add_errors(form, refusal)
        except LeadKnown as refusal:
            known = detail.find(refusal.lead_id)
        else:
            messages.success(
                request, "Der Lead ist angelegt. Planen Sie gleich den nächsten Schritt."
            )
            return redirect("staff:lead", lead_id)
    status = 422 if form.errors or known else 200
    shown = {"form": form, "known": known, "consent_text": form.text()}
    return render(request, "staff/leads/new.html", shown, status=status)


def add_errors(form: LeadForm, refusal: UnusableData) -> None:
    """Put each sentence at its field."""
    for name, told in refusal.errors.items():
        form.add_error(name if name in form.fields else None, told)


@page(Permission.LEADS_WRITE, ("GET", "POST"))
def edit(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Change what is known of a lead."""
    lead = find(lead_id)
    form = ChangedLead(request.POST or None, initial=ChangedLead.shown(lead))
    if request.method == "POST" and form.is_valid():
        call = form.call(request.user.get_username())
        try:
            commands.update_lead(
                call,
                lead_id=lead_id,
                version=form.cleaned_data["version"],
                data=form.entered(),
                day=clock.today(),
            )
        except UnusableData as refusal:
            add_errors(form, refusal)
        except StaleLead as stale:
            return _stale(request, form, lead_id, stale)
        except REFUSALS as refusal:
            form.add_error(None, sentence(refusal))
        else:
            undoing.tell(request, call, "Es bleibt alles, wie es war.")
            return redirect("staff:lead", lead_id)
    status = 422 if form.errors else 200
    return render(request, "staff/leads/edit.html", {"lead": lead, "form": form}, status=status)


def _stale(request: HttpRequest, form: ChangedLead, lead_id: int, stale: StaleLead) -> HttpResponse:
    mine, now = as_texts(form.entered()), as_texts(stale.current)
    differences = [
        Difference(label, mine[name], now[name])
        for name, label in FIELD_LABELS.items()
        if mine[name] != now[name]
    ]
    fields = {name: form.data.get(name, "") for name in FIELD_LABELS}
    return undoing.conflict(
        request,
        "Der Lead wurde woanders geändert",
        differences,
        back=reverse("staff:lead_edit", args=[lead_id]),
        given={**fields, "version": stale.version, "key": form.fresh_key()},
    )


@page(Permission.LEADS_READ)
def peek(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Who it is, how far it is, what comes next."""
    lead = find(lead_id)
    step = lead.get_next_step_display() if lead.next_step else ""
    facts: list[Fact] = [
        ("Telefon", lead.phone if lead.allows_phone else ""),
        ("E-Mail", lead.email if lead.allows_email else ""),
        ("Ort", f"{lead.postcode} {lead.town}".strip()),
        ("Sparte", lead.get_commodity_display() if lead.commodity else ""),
        ("Jahresverbrauch", f"{lead.annual_kwh} kWh" if lead.annual_kwh else ""),
        ("Nächster Schritt", step),
        ("Fällig", format_day(lead.due_on) if lead.due_on else ""),
        ("Zuständig", lead.owner),
        ("Herkunft", lead.get_source_display()),
        ("Aktionscode", lead.response_code),
    ]
    links = [("Lead öffnen", reverse("staff:lead", args=[lead_id]))]
    return sheet(request, Peek(str(lead), lead.get_stage_display(), facts, links))


tiles.register(
    tiles.Tile(
        "Leads mit fälligem Schritt",
        "staff:leads",
        "?stufe=faellig",
        Permission.LEADS_READ,
        lambda day: lead_counts(day=day)[DUE],
        "heute oder überfällig",
        is_work=True,
    )
)

urlpatterns = [
    path("leads/", leads, name="leads"),
    *board.urlpatterns,
    path("einstellungen/leads/", lead_settings, name="lead_settings"),
    path("leads/neu/", new, name="lead_new"),
    path("leads/<int:lead_id>/", detail.show, name="lead"),
    path("leads/<int:lead_id>/blick/", peek, name="lead_peek"),
    path("leads/<int:lead_id>/aendern/", edit, name="lead_edit"),
    path("leads/<int:lead_id>/notiz/", detail.add_note, name="lead_note"),
    path("leads/<int:lead_id>/stufe/", detail.move, name="lead_move"),
    path("leads/<int:lead_id>/verloren/", detail.lose, name="lead_lose"),
    path("leads/<int:lead_id>/planen/", detail.plan, name="lead_plan"),
    path("leads/<int:lead_id>/erledigt/", detail.done, name="lead_done"),
    path("leads/<int:lead_id>/angebot/", detail.quote, name="lead_quote"),
    path("leads/<int:lead_id>/geschaeftspartner/", detail.convert, name="lead_convert"),
    path("leads/<int:lead_id>/widerruf/", detail.withdraw, name="lead_withdraw"),
]
