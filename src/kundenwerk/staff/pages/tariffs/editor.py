"""A draft of a version, edited wholly on one page: terms, tiers, grid operators."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market import queries as market
from kundenwerk.market.models import MarketParticipant
from kundenwerk.platform import clock
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.tariffs.draft_form import DraftForm, initial_of
from kundenwerk.staff.pages.tariffs.products import found_tariff
from kundenwerk.staff.pages.tariffs.tier_table import TierTable, act, ids
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.models import Tariff, TariffVersion
from kundenwerk.tariffs.rules.drafts import DraftData
from kundenwerk.tariffs.rules.tiers import TiersRefused
from kundenwerk.tariffs.rules.version import TariffRefused
from kundenwerk.tariffs.rules.vocabulary import OperatorLevel

MOST_FOUND = 30
_PLACES = {"sale": "sale_from", "prices": "prices_from"}


@dataclass(slots=True)
class Editor:
    """What one request edits.

    Args:
        version: None for a new one.
        operators: of the version; those of tiers stand in the groups of the table.
    """

    tariff: Tariff
    version: TariffVersion | None
    form: DraftForm
    table: TierTable
    operators: list[int]
    search: str = ""

    @property
    def by_tier(self) -> bool:
        """Whether grid operators stand at the tiers (DEC-09)."""
        return self._level == OperatorLevel.TIER

    @property
    def _level(self) -> str:
        return queries.tariff_settings().operator_level


@page(Permission.TARIFFS_WRITE, methods=("GET", "POST"))
def create(request: HttpRequest, tariff_id: int) -> HttpResponse:
    """A new draft of a tariff."""
    found = found_tariff(tariff_id)
    if request.method == "POST":
        return _answer(request, _posted(request, found, None))
    first = clock.today()
    form = DraftForm(initial={"prices_from": first, "sale_from": first})
    return _page(request, Editor(found, None, form, TierTable.of(()), []))


@page(Permission.TARIFFS_WRITE, methods=("GET", "POST"))
def edit(request: HttpRequest, version_id: int) -> HttpResponse:
    """Change a draft wholly."""
    version = TariffVersion.objects.select_related("tariff").filter(pk=version_id).first()
    if version is None:
        raise Http404
    if version.approved_on is not None and request.method != "POST":
        return redirect("staff:version", version_id)
    if request.method == "POST":
        return _answer(request, _posted(request, version.tariff, version))
    draft = queries.draft_of(version)
    form = DraftForm(initial=initial_of(draft.version) | {"shown": draft.digest})
    operators = list(draft.version.grid_operator_ids)
    return _page(
        request, Editor(version.tariff, version, form, TierTable.of(draft.tiers), operators)
    )


def _posted(request: HttpRequest, tariff: Tariff, version: TariffVersion | None) -> Editor:
    return Editor(
        tariff,
        version,
        DraftForm(request.POST),
        TierTable.posted(request.POST),
        ids(request.POST.getlist("netz")),
        request.POST.get("suche", ""),
    )


def _answer(request: HttpRequest, editor: Editor) -> HttpResponse:
    what = request.POST.get("tun", "")
    if what:
        act(editor.table, what, request.POST)
        editor.form = _as_typed(editor.form)
        return _page(request, editor)
    tiers, rows = editor.table.read()
    if editor.form.is_valid() and not editor.table.errors:
        draft = DraftData(editor.form.terms(editor.operators), tuple(tiers))
        try:
            return _save(request, editor, draft)
        except TariffRefused as refusal:
            for name, reason in refusal.faults.items():
                place = _PLACES.get(name, name)
                editor.form.add_error(place if place in editor.form.fields else None, reason)
        except TiersRefused as refusal:
            if rows:
                rows[refusal.row - 1].error = refusal.reason
            else:
                editor.form.add_error(None, refusal.reason)
    return _page(request, editor, status=422)


def _as_typed(form: DraftForm) -> DraftForm:
    """The same fields as typed, not judged yet."""
    return DraftForm(initial={name: form.data.get(name, "") for name in form.fields})


def _save(request: HttpRequest, editor: Editor, draft: DraftData) -> HttpResponse:
    call = editor.form.call(request.user.get_username())
    if editor.version is None:
        if not draft.tiers:
            raise TiersRefused(1, "Mindestens eine Preisstaffel wird gebraucht.")
        made = commands.create_version(
            call, tariff_id=editor.tariff.pk, data=draft.version, tiers=draft.tiers
        )
        return redirect("staff:version", made)
    version_id = editor.version.pk
    try:
        shown = editor.form.cleaned_data["shown"]
        commands.save_draft(call, version_id=version_id, shown=shown, draft=draft)
    except commands.NotDraft:
        return render(request, "staff/prices/final.html", {"version": editor.version}, status=409)
    except commands.StaleDraft as stale:
        return _stale(request, editor, draft, stale.current)
    undoing.tell(request, call)
    return redirect("staff:version", version_id)


def _stale(
    request: HttpRequest, editor: Editor, mine: DraftData, current: DraftData
) -> HttpResponse:
    assert editor.version is not None
    fields: dict[str, Any] = {name: editor.form.data.get(name, "") for name in editor.form.fields}
    fields |= {"key": uuid.uuid4(), "shown": current.digest}
    return undoing.conflict(
        request,
        "Der Entwurf wurde woanders geändert",
        commands.draft_differences(mine, current),
        back=reverse("staff:version_edit", args=[editor.version.pk]),
        given=[
            *fields.items(),
            *editor.table.sent(),
            *(("netz", operator) for operator in editor.operators),
        ],
    )


def _page(request: HttpRequest, editor: Editor, status: int = 200) -> HttpResponse:
    every = [pk for group in editor.table.groups for pk in group.operators] + editor.operators
    names = MarketParticipant.objects.in_bulk(every)
    commodity = Commodity(editor.tariff.commodity)
    shown = {
        "editor": editor,
        "form": editor.form,
        "tariff": editor.tariff,
        "version": editor.version,
        "by_tier": editor.by_tier,
        "groups": [
            {
                "number": number,
                "word": str(number),
                "rows": list(enumerate(group.rows)),
                "chosen": _named(group.operators, names),
                "found": _found(group.search, commodity, every),
                "search": group.search,
            }
            for number, group in enumerate(editor.table.groups)
        ],
        "chosen": _named(editor.operators, names),
        "found": _found(editor.search, commodity, every),
        "errors": editor.table.errors,
        "focus": request.POST.get("tun", ""),
    }
    return render(request, "staff/prices/version_edit.html", shown, status=status)


def _named(chosen: Sequence[int], names: dict[int, MarketParticipant]) -> list[MarketParticipant]:
    return sorted((names[pk] for pk in chosen if pk in names), key=lambda one: one.name)


def _found(
    search: str, commodity: Commodity, without: Sequence[int]
) -> list[MarketParticipant] | None:
    """Grid operators to pick; None when nobody searched."""
    text = search.strip()[:80]
    if not text:
        return None
    fitting = [one for one in market.grid_operators(commodity, text) if one.pk not in without]
    return fitting[:MOST_FOUND]
