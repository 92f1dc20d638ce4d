"""What customers may choose beside the prices of a tier, edited on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.kernel.numbers import NotReadable
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.tariffs.condition_table import (
    Line,
    act,
    lines_of,
    of_text,
    posted,
    read,
    text_of,
)
from kundenwerk.staff.pages.tariffs.versions import found_version
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from kundenwerk.tariffs.rules.conditions import ConditionData, ConditionsRefused
from kundenwerk.tariffs.rules.drafts import DraftData
from kundenwerk.tariffs.rules.tiers import TiersRefused
from kundenwerk.tariffs.rules.vocabulary import CONDITION_LABELS
from kundenwerk.ui.forms import CommandForm


class ConditionsForm(CommandForm):
    """Says which state of the draft was seen, and whether every tier gets the conditions."""

    shown = forms.CharField(max_length=64)
    before = forms.CharField(max_length=100_000)
    alle = forms.BooleanField(required=False)


@dataclass(slots=True)
class Edited:
    """The tier of a draft one request is about."""

    version: TariffVersion
    draft: DraftData
    tier: PriceTier
    place: int

    @property
    def conditions(self) -> tuple[ConditionData, ...]:
        """What the tier has now."""
        return self.draft.tiers[self.place].conditions


@page(Permission.TARIFFS_WRITE, methods=("GET", "POST"))
def edit(request: HttpRequest, version_id: int, place: int) -> HttpResponse:
    """Change the conditions of a tier of a draft, or of all its tiers."""
    one = _edited(version_id, place)
    if one is None:
        messages.info(request, "Freigegebene Konditionen ändern sich nicht mehr.")
        return redirect("staff:version", version_id)
    if request.method != "POST":
        return _page(request, one, lines_of(one.conditions))
    lines = posted(request.POST)
    if what := request.POST.get("tun", ""):
        act(lines, what)
        return _page(request, one, lines)
    return _answer(request, one, lines)


def _answer(request: HttpRequest, one: Edited, lines: list[Line]) -> HttpResponse:
    found, filled = read(lines)
    form = ConditionsForm(request.POST)
    problem = "" if form.is_valid() else "Bitte laden Sie die Seite neu."
    if not problem and not any(line.error for line in filled):
        try:
            return _save(request, one, form, found)
        except ConditionsRefused as refusal:
            filled[min(refusal.row, len(filled)) - 1].error = refusal.reason
        except TiersRefused as refusal:
            problem = refusal.reason
        except NotReadable as refusal:
            problem = str(refusal)
    return _page(request, one, lines, problem, 422)


def _edited(version_id: int, place: int) -> Edited | None:
    """The tier; None when its version is approved.

    Raises:
        Http404: there is no such tier.
    """
    version = found_version(version_id)
    tiers = list(version.tiers.order_by("operator_group", "from_kwh"))
    if not 1 <= place <= len(tiers):
        raise Http404
    if version.approved_on is not None:
        return None
    return Edited(version, queries.draft_of(version), tiers[place - 1], place - 1)


def _save(
    request: HttpRequest, one: Edited, form: ConditionsForm, found: list[ConditionData]
) -> HttpResponse:
    call = form.call(request.user.get_username())
    given = form.cleaned_data
    try:
        if given["alle"]:
            tiers = tuple(replace(tier, conditions=tuple(found)) for tier in one.draft.tiers)
            draft = replace(one.draft, tiers=tiers)
            commands.save_draft(call, version_id=one.version.pk, shown=given["shown"], draft=draft)
        else:
            before = of_text(given["before"])
            commands.set_conditions(call, tier_id=one.tier.pk, shown=before, new=found)
    except commands.NotDraft:
        messages.info(request, "Freigegebene Konditionen ändern sich nicht mehr.")
        return redirect("staff:version", one.version.pk)
    except (commands.StaleDraft, commands.StaleConditions):
        return _stale(request, one, form, found)
    undoing.tell(request, call)
    return redirect("staff:version", one.version.pk)


def _stale(
    request: HttpRequest, one: Edited, form: ConditionsForm, found: list[ConditionData]
) -> HttpResponse:
    now = _edited(one.version.pk, one.place + 1) or one
    mine = list(now.draft.tiers)
    mine[now.place] = replace(mine[now.place], conditions=tuple(found))
    sent = [(name, value) for name in ("bezeichnung", "erlaeuterung", "art", "betrag")
            for value in request.POST.getlist(name)]  # fmt: skip
    return undoing.conflict(
        request,
        "Der Entwurf wurde woanders geändert",
        commands.draft_differences(replace(now.draft, tiers=tuple(mine)), now.draft),
        back=reverse("staff:version_conditions", args=[one.version.pk, one.place + 1]),
        given=[
            ("key", form.fresh_key()),
            ("shown", now.draft.digest),
            ("before", text_of(now.conditions)),
            *([("alle", "1")] if form.cleaned_data["alle"] else []),
            *sent,
        ],
    )


def _page(
    request: HttpRequest, one: Edited, lines: list[Line], problem: str = "", status: int = 200
) -> HttpResponse:
    errors = [f"Kondition {n}: {line.error}" for n, line in enumerate(lines, 1) if line.error]
    shown = {
        "version": one.version,
        "tier": one.tier,
        "rows": lines,
        "kinds": [(kind.value, label) for kind, label in CONDITION_LABELS.items()],
        "errors": [*([problem] if problem else []), *errors],
        "others": len(one.draft.tiers) - 1,
        "for_all": request.POST.get("alle") == "1",
        "form": CommandForm(),
        "shown": request.POST.get("shown") or one.draft.digest,
        "before": request.POST.get("before") or text_of(one.conditions),
    }
    return render(request, "staff/prices/conditions.html", shown, status=status)
