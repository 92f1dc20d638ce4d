"""First step: energy, address, consumption, start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_day
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.platform.clock import today
from kundenwerk.sales.queries import customers
from kundenwerk.sales.queries.grid import grid_of
from kundenwerk.sales.queries.kinds import energy_kinds
from kundenwerk.sales.queries.look_alikes import SHORTEST, customers_like, look_alikes
from kundenwerk.sales.queries.places import places
from kundenwerk.sales.queries.presets import presets
from kundenwerk.sales.queries.progress import basis_of
from kundenwerk.sales.rules.basis import ADDRESS_FIELDS, TAKEN_FIELDS, PlaceOption, proposed_start
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.kinds import Kinds, with_code
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.staff.pages.quotes import grid_block
from kundenwerk.staff.pages.quotes.forms import BasisForm
from kundenwerk.staff.pages.quotes.frame import Frame, context, open_frame, step_url

_BUTTONS = {"take", "reset", "preset", "use_business_partner", "forget_business_partner", "adopt"}


def show(frame: Frame) -> HttpResponse:
    """The empty or half-filled step; before anything was typed, what the customer brings."""
    values = frame.data
    if frame.draft is None:
        values = _brought_along(values)
    return _page(frame, values, {})


def submit(frame: Frame) -> HttpResponse:
    """Take the step over; on to the tariffs when it is complete."""
    values = _pressed(frame.posted())
    if "adopt" in values:
        values |= grid_block.adopted(grid_block.remembered(frame, values))
    try:
        frame.save(values)
    except Incomplete as unstorable:
        return _page(frame, values, unstorable.errors)
    if _BUTTONS & set(values):
        return redirect(step_url(frame.draft_id, Step.BASIS))
    values = grid_block.settle(frame, values, again="again" in values)
    frame = open_frame(frame.request, frame.draft_id, Step.BASIS)
    if "again" in values:
        return redirect(step_url(frame.draft_id, Step.BASIS))
    try:
        grid_of(basis_of(values, day=today()), day=today())
    except Incomplete as wrong:
        return _page(frame, values, wrong.errors)
    return redirect(step_url(frame.draft_id, Step.TARIFF))


def renew(frame: Frame, values: Mapping[str, str]) -> HttpResponse:
    """The fields again after one was left: what follows from them, what is wrong with them."""
    return _page(frame, values, _wrong_so_far(values), template="staff/quotes/_basis.html")


def who(frame: Frame) -> HttpResponse:
    """Whom the words typed so far may mean (AP-007)."""
    data = frame.data | frame.posted()
    return render(frame.request, "staff/quotes/_found.html", _found(data))


def _found(data: Mapping[str, str]) -> dict[str, Any]:
    text = "" if data.get("business_partner") else data.get("sought", "")
    hits = customers_like(text)
    known = {hit.object_id for hit in hits}
    alike = [one for one in look_alikes(data, day=today()) if one.business_partner_id not in known]
    is_new = bool(text.strip()) and not hits and not alike and len(text.strip()) >= SHORTEST
    return {"hits": hits, "alike": alike, "sought": text, "is_new": is_new}


def _pressed(posted: Mapping[str, str]) -> dict[str, str]:
    """The fields with what the pressed button changes in them."""
    values = dict(posted)
    if "preset" in values:  # where no script fills the field (AP-027)
        values["annual_kwh"] = values["preset"]
    elif "take" in values:
        taken = customers.supply_point_values(
            values.get("business_partner", ""), values["take"], day=today()
        )
        values |= dict.fromkeys(("register_count", "offpeak_kwh"), "") | taken if taken else {}
    elif "reset" in values:
        values |= dict.fromkeys(TAKEN_FIELDS, "")
    elif "use_business_partner" in values:
        values |= {"business_partner": values["use_business_partner"], "sought": ""}
        values = _brought_along(values)
    elif "forget_business_partner" in values:
        values |= {"business_partner": "", "supply_point": ""}
    return values


def _wrong_so_far(values: Mapping[str, str]) -> dict[str, str]:
    """Sentences for fields that are filled; empty ones are not missed before the end."""
    try:
        basis_of(values, day=today())
    except Incomplete as wrong:
        return {name: text for name, text in wrong.errors.items() if values.get(name, "").strip()}
    return {}


def _brought_along(data: Mapping[str, str]) -> dict[str, str]:
    """The fields with the customer's supply point, else the main address (AP-033)."""
    values, business_partner = dict(data), data.get("business_partner", "")
    if values.get("supply_point"):
        values |= customers.supply_point_values(
            business_partner, values["supply_point"], day=today()
        )
    elif business_partner and not any(values.get(name) for name in ADDRESS_FIELDS):
        values |= customers.main_address(business_partner, day=today())
    return values


def _page(
    frame: Frame,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    template: str = "staff/quotes/basis.html",
) -> HttpResponse:
    shown, kinds = dict(values), energy_kinds()
    point = customers.chosen_point(shown)
    if point:
        shown |= customers.address_of(point)
    elif kinds and not shown.get("energy_kind"):
        shown["energy_kind"] = kinds[0].code
    kind = with_code(kinds, shown.get("energy_kind", ""))
    commodity = kind.energy.commodity if kind else Commodity.ELECTRICITY
    found = places(shown.get("postcode", "").strip())
    if len(found) == 1:
        shown["town"] = found[0].town
    shown["state"] = next((one.state for one in found if one.town == shown.get("town")), "")
    next_possible = shown.get("next_possible") == "1"
    if next_possible or not shown.get("start"):
        start = proposed_start(commodity, today=today(), next_possible=next_possible)
        shown["start"] = format_day(start)
    form = BasisForm(shown, is_taken=point is not None)
    _offer(form, kinds, found)
    place = grid_block.fill(form, grid_block.remembered(frame, shown), commodity, errors)
    form.show(errors)
    more = {
        "form": form,
        "presets": presets(commodity),
        "is_gas": commodity is Commodity.GAS,
        "place": place,
        **_customer(shown),
        **(_found(shown) if template.endswith("/basis.html") else {}),
    }
    status = 422 if errors and template.endswith("/basis.html") else 200
    return render(frame.request, template, context(frame, shown, **more), status=status)


def _offer(form: BasisForm, kinds: Kinds, towns: Sequence[PlaceOption]) -> None:
    form.offer("energy_kind", [(one.code, one.label) for one in kinds])
    form.offer("town", [(one.town, one.town) for one in towns])
    if len(towns) <= 1:  # nothing to choose, so the keyboard goes past it
        form.fields["town"].widget.attrs["tabindex"] = "-1"


def _customer(values: Mapping[str, str]) -> dict[str, Any]:
    """The customer's supply points, narrowed to the chosen commodity (AP-034, AP-035)."""
    business_partner, wanted = values.get("business_partner", ""), values.get("points_of", "")
    points = customers.supply_points(business_partner)
    offered = [code for code in COMMODITY_LABELS if any(one.commodity == code for one in points)]
    narrowed = [one for one in points if wanted in {"", one.commodity}]
    return {
        "customer": customers.customer_line(business_partner, day=today()),
        "business_partner_id": business_partner,
        "points": narrowed or points,
        "commodities": [(code.value, COMMODITY_LABELS[code]) for code in offered],
        "points_of": wanted if narrowed else "",
    }
