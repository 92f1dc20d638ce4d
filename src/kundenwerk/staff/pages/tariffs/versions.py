"""One version: what it holds and costs; approved, ended, dropped, given to the contracts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.contracts import commands as contracts
from kundenwerk.contracts.rules.deadlines import NoticeTooLate
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.platform import clock
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.pages.tariffs import costs
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.tariffs.rules.vocabulary import OperatorLevel, VersionState
from kundenwerk.ui.exports import FileKind
from kundenwerk.ui.forms import CommandForm, DayField


class ApplyForm(CommandForm):
    """When the last customer was told of the new prices."""

    announced_on = DayField(
        label="Kunden informiert am", help_text="§ 41 Abs. 5 EnWG: einen Monat vorher."
    )


class ShownForm(CommandForm):
    """Says which state of the draft was seen."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)


def found_version(version_id: int) -> TariffVersion:
    """The version of an address.

    Raises:
        Http404: there is none.
    """
    found = TariffVersion.objects.select_related("tariff").filter(pk=version_id).first()
    if found is None:
        raise Http404
    return found


@page(Permission.TARIFFS_READ)
def version(request: HttpRequest, version_id: int) -> HttpResponse:
    """One version: prices, terms, what a year is made of, what it would cost and earn."""
    found = found_version(version_id)
    today = clock.today()
    priced = costs.costs_of(found, request, today)
    if request.GET.get("export", "") in set(FileKind):
        return costs.export(request, found, priced, today)
    return render(request, "staff/prices/version.html", _shown(request, found, priced))


def _shown(
    request: HttpRequest, found: TariffVersion, priced: costs.Costs, **bound: forms.Form
) -> dict[str, Any]:
    may_write = may(request.user, Permission.TARIFFS_WRITE)
    is_draft = found.approved_on is None
    by_tier = queries.tariff_settings().operator_level == OperatorLevel.TIER
    tiers = list(
        found.tiers.prefetch_related("grid_operators", "conditions").order_by(
            "operator_group", "from_kwh"
        )
    )
    return {
        "version": found,
        "tiers": tiers,
        "has_offpeak": any(tier.energy_offpeak_ct is not None for tier in tiers),
        "by_tier": by_tier,
        "operators": [] if by_tier else list(found.grid_operators.order_by("name")),
        "is_draft": is_draft,
        "may_write": may_write,
        "may_end": may_write and found.state == VersionState.ACTIVE,
        "may_withdraw": may_write and found.withdrawable(clock.today()),
        "form": CommandForm(),
        "dropping": ShownForm(initial={"shown": queries.draft_of(found).digest})
        if may_write and is_draft
        else None,
        "apply": bound.get("apply", ApplyForm(initial={"announced_on": clock.today()}))
        if may_write and not is_draft
        else None,
        "costs": priced,
    }


@page(Permission.TARIFFS_WRITE, methods=("GET", "POST"))
def approve(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show what an approval does, and approve exactly that."""
    found = found_version(version_id)
    form = ShownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.activate_version(
                form.call(request.user.get_username()),
                version_id=version_id,
                day=clock.today(),
                shown=form.cleaned_data["shown"],
            )
        except commands.StaleDraft:
            text = "Der Entwurf wurde inzwischen geändert. Bitte prüfen Sie ihn noch einmal."
            form.add_error(None, text)
        except (commands.NotDraft, TransitionNotAllowed):
            messages.info(request, "Dieser Preisstand ist schon freigegeben.")
            return redirect("staff:version", version_id)
        except commands.NoTiers:
            form.add_error(None, "Es gibt noch keine Preisstaffel. Ergänzen Sie zuerst die Preise.")
        except commands.VersionOverlaps as refusal:
            other = refusal.other
            text = f"Die Preise überschneiden sich mit „{other.label}“ ({other.prices})."
            form.add_error(None, f"{text} Ändern Sie den ersten oder letzten Tag.")
        else:
            messages.success(request, "Freigegeben.")
            return redirect("staff:version", version_id)
    return _approval(request, found, form)


def _approval(request: HttpRequest, found: TariffVersion, form: ShownForm) -> HttpResponse:
    if found.approved_on is not None:
        return redirect("staff:version", found.pk)
    digest = queries.draft_of(found).digest
    shown = {
        "version": found,
        "form": form,
        "approve": ShownForm(initial={"shown": digest}),
        "approval": queries.approval_of(found),
        "has_tiers": found.tiers.exists(),
        "sold_at_once": found.sale.start <= clock.today(),
    }
    status = 409 if form.is_bound and form.errors else 200
    return render(request, "staff/prices/approve.html", shown, status=status)


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def end(request: HttpRequest, version_id: int) -> HttpResponse:
    """Sell a version no longer from today on."""
    found_version(version_id)
    form = CommandForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username())
        try:
            commands.end_version(call, version_id=version_id, day=clock.today())
        except TransitionNotAllowed:
            messages.info(request, "Dieser Preisstand ist nicht im Vertrieb.")
        else:
            undoing.tell(request, call)
    return redirect("staff:version", version_id)


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def drop(request: HttpRequest, version_id: int) -> HttpResponse:
    """Drop a draft."""
    found = found_version(version_id)
    form = ShownForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username())
        try:
            shown = form.cleaned_data["shown"]
            commands.delete_draft(call, version_id=version_id, shown=shown)
        except commands.NotDraft:
            messages.error(request, "Freigegebene Preise werden nicht gelöscht.")
        except commands.StaleDraft:
            return undoing.conflict(
                request,
                "Der Entwurf wurde woanders geändert",
                [],
                back=reverse("staff:version", args=[version_id]),
                why="Er wurde nicht gelöscht. Bitte sehen Sie ihn noch einmal an.",
            )
        else:
            undoing.tell(request, call)
            return redirect("staff:tariff", found.tariff_id)
    return redirect("staff:version", version_id)


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def apply(request: HttpRequest, version_id: int) -> HttpResponse:
    """Give the running contracts of the tariff the new prices."""
    found = found_version(version_id)
    form = ApplyForm(request.POST)
    if form.is_valid():
        try:
            result = contracts.apply_tariff_version(
                form.call(request.user.get_username()),
                version_id=version_id,
                announced_on=form.cleaned_data["announced_on"],
                at=clock.now(),
            )
        except NoticeTooLate as refusal:
            day = format_day(refusal.latest)
            form.add_error("announced_on", f"Spätestens am {day} mussten alle informiert sein.")
        except commands.NotApproved:
            form.add_error(None, "Dieser Preisstand ist nicht freigegeben.")
        except contracts.TierMissing as refusal:
            form.add_error(None, f"Für {refusal.count} Verträge fehlt eine passende Preisstaffel.")
        else:
            changed, kept = result["changed"], result["kept"]
            text = f"{changed} {'Vertrag' if changed == 1 else 'Verträge'} umgestellt"
            text += f", {kept} mit Preisgarantie nicht." if kept else "."
            messages.success(request, text)
            return redirect("staff:version", version_id)
    priced = costs.costs_of(found, request, clock.today())
    shown = _shown(request, found, priced, apply=form)
    return render(request, "staff/prices/version.html", shown, status=422)
