"""What a step says when it was kept, and when a colleague was faster: nobody's words are lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from kundenwerk.parties.queries import names
from kundenwerk.platform.clock import now
from kundenwerk.sales.commands import StaleDraft
from kundenwerk.sales.commands.drafts import STEP_FIELDS
from kundenwerk.sales.queries.drafts import Colleague, colleague_on
from kundenwerk.sales.queries.kinds import kind_labels
from kundenwerk.sales.queries.options import situation_label
from kundenwerk.staff.pages.quotes.forms import BasisForm, PartiesForm
from kundenwerk.staff.pages.quotes.frame import Frame, step_url
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.tariffs.models import Condition, TariffVersion

_FIELDS: Mapping[str, forms.Field] = {**BasisForm.base_fields, **PartiesForm.base_fields}
_LABELS = {name: str(field.label) for name, field in _FIELDS.items() if field.label} | {
    "tariff_version": "Tarif",
    "conditions": "Konditionen",
    "business_partner": "Kunde",
    "recipient_business_partner": "Rechnungsempfänger",
    "owner_business_partner": "Eigentümer",
    "supply_point": "Anlagenkonto",
}
_TOKENS = frozenset({"version", "page", "turn", "csrfmiddlewaretoken"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer two people gave; whichever is empty steps back."""

    name: str
    label: str
    theirs: str
    mine: str
    their_word: str
    my_word: str

    @property
    def takes_mine(self) -> bool:
        """What is chosen until somebody decides."""
        return bool(self.mine)


def state(frame: Frame) -> HttpResponse:
    """The line that says when the draft was kept, and who else works on it."""
    more = {"saved_at": now(), "colleague": colleague(frame)}
    return render(frame.request, "staff/quotes/_saved.html", more)


def colleague(frame: Frame) -> Colleague | None:
    """Who else saved this draft last."""
    user = frame.request.user.get_username()
    return colleague_on(frame.draft, user) if frame.draft else None


def not_saved(frame: Frame, stale: StaleDraft) -> HttpResponse:
    """The same line when a colleague was faster; the page keeps what was typed."""
    return render(frame.request, "staff/quotes/_saved.html", {"stale": stale}, status=409)


def conflict(frame: Frame, stale: StaleDraft) -> HttpResponse:
    """Both versions side by side; each answer is chosen, nothing is overwritten (409)."""
    mine = frame.posted()
    rows = list(_differences(frame, stale.current, mine))
    chosen = {row.name for row in rows}
    given = {name: text for name, text in mine.items() if name not in _TOKENS | chosen}
    more = {
        "rows": rows,
        "stale": stale,
        "given": given,
        "here": step_url(frame.draft_id, frame.step),
    }
    return render(frame.request, "staff/quotes/conflict.html", more, status=409)


def _differences(
    frame: Frame, current: Mapping[str, str], mine: Mapping[str, str]
) -> Iterator[Choice]:
    for name, label in _LABELS.items():
        stored, typed = current.get(name, ""), mine.get(name, "").strip()
        if name in STEP_FIELDS[frame.step] and stored != typed:
            yield Choice(name, label, stored, typed, _word(name, stored), _word(name, typed))


def _word(name: str, text: str) -> str:
    """What a colleague reads in place of the codes and ids a draft keeps."""
    if named := _NAMED.get(name.removeprefix("recipient_").removeprefix("owner_")):
        ids = [int(part) for part in text.split(",") if part.isascii() and part.isdigit()]
        return ", ".join(named(ids[:50]))
    if name == "situation":
        return situation_label(text)
    if name == "energy_kind":
        return kind_labels().get(text, text)
    widget = _FIELDS[name].widget
    if isinstance(widget, forms.CheckboxInput):
        return "ja" if text else ""
    shown: Mapping[str, str] = dict(getattr(widget, "choices", ()))
    return str(shown.get(text, text)) if text else ""


_NAMED: Mapping[str, Callable[[list[int]], Iterable[str]]] = {
    "tariff_version": lambda ids: map(str, TariffVersion.objects.filter(pk__in=ids)),
    "conditions": lambda ids: map(str, Condition.objects.filter(pk__in=ids)),
    "business_partner": lambda ids: names(ids).values(),
    "supply_point": lambda ids: map(str, SupplyPoint.objects.filter(pk__in=ids)),
}
