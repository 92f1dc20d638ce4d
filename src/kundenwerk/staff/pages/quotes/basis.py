"""First step: energy, address, consumption, start."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_day
from kundenwerk.platform.clock import today
from kundenwerk.sales.queries import customers
from kundenwerk.sales.queries.grid import grid_at, grid_of, operators
from kundenwerk.sales.queries.kinds import energy_kinds
from kundenwerk.sales.queries.places import places
from kundenwerk.sales.queries.presets import presets
from kundenwerk.sales.queries.progress import basis_of
from kundenwerk.sales.rules.basis import proposed_start
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.kinds import with_code
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.staff.pages.quotes.forms import BasisForm
from kundenwerk.staff.pages.quotes.frame import Frame, context, step_url

ADDRESS = ("postcode", "town", "state", "street", "house_number")


def show(frame: Frame) -> HttpResponse:
    """The empty or half-filled step."""
    return _page(frame, _prefilled(frame.data), {})


def submit(frame: Frame) -> HttpResponse:
    """Take the step over; on to the tariffs when it is complete."""
    values = _with_preset(frame.posted())
    if "take" in values:
        values |= customers.supply_point_values(values.get("partner", ""), values["take"])
    elif "reset" in values:
        values |= dict.fromkeys((*ADDRESS, "supply_point"), "")
    try:
        frame.save(values)
    except Incomplete as unstorable:
        return _page(frame, values, unstorable.errors)
    if {"take", "reset", "preset"} & set(values):
        return redirect(step_url(frame.draft_id, Step.BASIS))
    try:
        grid_of(basis_of(values, day=today()), day=today())
    except Incomplete as wrong:
        return _page(frame, values, wrong.errors)
    return redirect(step_url(frame.draft_id, Step.TARIFF))


def _with_preset(posted: Mapping[str, str]) -> dict[str, str]:
    """The fields with the consumption of the pressed button where no script fills it (AP-027)."""
    return dict(posted) | ({"annual_kwh": posted["preset"]} if "preset" in posted else {})


def renew(frame: Frame, values: Mapping[str, str]) -> HttpResponse:
    """The fields again after one was left: what follows from them, what is wrong with them."""
    return _page(frame, values, _wrong_so_far(values), template="staff/quotes/_basis.html")


def _wrong_so_far(values: Mapping[str, str]) -> dict[str, str]:
    """Sentences for fields that are filled; empty ones are not missed before the end."""
    try:
        basis_of(values, day=today())
    except Incomplete as wrong:
        return {name: text for name, text in wrong.errors.items() if values.get(name, "").strip()}
    return {}


def _prefilled(data: Mapping[str, str]) -> dict[str, str]:
    values = dict(data)
    if values.get("partner") and not any(values.get(name) for name in ADDRESS):
        values |= customers.main_address(values["partner"], day=today())
    if values.get("supply_point") and not values.get("annual_kwh"):
        values |= customers.supply_point_values(values.get("partner", ""), values["supply_point"])
    return values


def _page(
    frame: Frame,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    template: str = "staff/quotes/basis.html",
) -> HttpResponse:
    shown = dict(values)
    kinds = energy_kinds()
    shown.setdefault("energy_kind", kinds[0].code if kinds else "")
    kind = with_code(kinds, shown["energy_kind"])
    commodity = kind.energy.commodity if kind else Commodity.ELECTRICITY
    found = places(shown.get("postcode", "").strip())
    if len(found) == 1:
        shown["town"], shown["state"] = found[0].town, found[0].state
    shown["state"] = next((one.state for one in found if one.town == shown.get("town")), "")
    next_possible = shown.get("next_possible") == "1"
    if next_possible or not shown.get("start"):
        start = proposed_start(commodity, today=today(), next_possible=next_possible)
        shown["start"] = format_day(start)
    form = BasisForm(shown)
    form.offer("energy_kind", [(one.code, one.label) for one in kinds])
    form.offer("town", [(one.town, one.town) for one in found])
    form.offer("grid_operator", operators(commodity))
    form.show(errors)
    more = {
        "form": form,
        "presets": presets(commodity),
        "is_gas": commodity is Commodity.GAS,
        "grid": _known_grid(shown, commodity) if found else "",
        "points": customers.supply_points(shown.get("partner", "")),
        "customer": customers.customer_line(shown.get("partner", ""), day=today()),
        "choose_operator": bool(shown.get("grid_operator")) or "grid_operator" in errors,
    }
    status = 422 if errors and template.endswith("/basis.html") else 200
    return render(frame.request, template, context(frame, shown, **more), status=status)


def _known_grid(values: Mapping[str, str], commodity: Commodity) -> str:
    """The name of the grid operator as soon as the address tells it."""
    grid = grid_at(values.get("postcode", ""), values.get("town", ""), commodity, day=today())
    return grid.name if grid else ""
