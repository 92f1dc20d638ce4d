"""What a version costs and earns: the price of a year in parts, and the simulator."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from django.http import HttpRequest, HttpResponse

from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.market.rules.series import DatedValue
from kundenwerk.market.rules.vocabulary import UNIT_LABELS, metering_class
from kundenwerk.staff.pages.tariffs.place import (
    Offered,
    Place,
    PlaceForm,
    PlaceUnknown,
    place_of,
)
from kundenwerk.tariffs import queries
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from kundenwerk.tariffs.queries.composition import (
    Composition,
    Missing,
    Part,
    composition,
    others_prices,
)
from kundenwerk.tariffs.queries.simulation import (
    Simulated,
    Simulation,
    chosen_of,
    simulate,
    tier_of,
    tiers_for,
)
from kundenwerk.tariffs.rules.amounts import USUAL_KWH, amounts, use_of
from kundenwerk.tariffs.rules.bands import Band
from kundenwerk.tariffs.rules.prices import PriceGap
from kundenwerk.tariffs.rules.vocabulary import PresetKind
from kundenwerk.ui.exports import Sheet, sheet_response

_HEADS = (
    "Verbrauch kWh",
    "Staffel",
    "1. Jahr brutto",
    "Folgejahr brutto",
    "Abschlag im Monat",
    "Grundversorgung brutto",
    "Folgejahr gegen Grundversorgung",
    "Vorgänger brutto",
    "Folgejahr gegen Vorgänger",
    "Eigener Anteil netto",
    "Marge netto 1. Jahr",
    "Marge netto Folgejahr",
)


@dataclass(slots=True)
class Costs:
    """What the page shows; ``problem`` says why there is nothing to show."""

    form: PlaceForm
    place: Place | None = None
    problem: str = ""
    missing: list[Missing] = field(default_factory=list)
    simulation: Simulation | None = None
    composition: Composition | None = None
    shown_kwh: int = 0

    @property
    def parts(self) -> list[tuple[Part, list[tuple[str, str, str]]]]:
        """The parts of the price, each with price, time and source of its values."""
        if self.composition is None:
            return []
        return [(part, _values(part)) for part in self.composition.parts]

    @property
    def bars(self) -> list[tuple[Simulated, list[tuple[str, Money, int, str]]]]:
        """Bars per consumption: label, amount, percent of the dearest, kind."""
        rows = self.simulation.rows if self.simulation else []
        return [(row, _bars(row)) for row in rows if row.cost]


def costs_of(version: TariffVersion, request: HttpRequest, today: date) -> Costs:
    """Price the version at the place, day and consumption of the address."""
    every = list(version.tiers.prefetch_related("conditions"))
    offered = Offered.of(version, every)
    found = Costs(PlaceForm(request.GET, version=version, offered=offered))
    if not found.form.is_valid():
        found.problem = "Bitte prüfen Sie die Angaben oben."
        return found
    try:
        place = found.place = place_of(version, found.form, today)
    except PlaceUnknown as unknown:
        found.problem = str(unknown)
        return found
    try:
        _price(found, version, place)
    except PriceGap as gap:
        found.problem = gap.reason
    return found


def _price(found: Costs, version: TariffVersion, place: Place) -> None:
    tiers = tiers_for(version, place.operator.pk)
    kwhs = _kwhs(version, place, tiers)
    found.shown_kwh = place.kwh or kwhs[len(kwhs) // 2]
    use = use_of(found.shown_kwh, place.offpeak_percent)
    region = replace(place.region, metering_class=metering_class(place.meter, use.kwh))
    others = others_prices(region, place.day, _usage(version))
    found.missing = others.missing()
    tier = tier_of(tiers, use.kwh)
    if tier is not None and not found.missing:
        found.composition = composition(tier, others, use, chosen_of(tier, place.conditions))
    found.simulation = simulate(
        version,
        others,
        [use_of(kwh, place.offpeak_percent) for kwh in kwhs],
        default_supplier_id=place.default_supplier_id,
        conditions=place.conditions,
        meter=place.meter,
    )


def _usage(version: TariffVersion) -> UsageType | None:
    """The one kind of consumption the tariff is for, if it is for one."""
    usages = version.tariff.usage_types
    return UsageType(usages[0]) if len(usages) == 1 else None


def _kwhs(version: TariffVersion, place: Place, tiers: list[PriceTier]) -> list[int]:
    usual = list(USUAL_KWH)
    if Commodity(version.tariff.commodity) == Commodity.GAS:
        usual = [preset.kwh for preset in queries.presets(PresetKind.AREA)] or usual
    bands = [Band(tier.from_kwh, tier.upto_kwh) for tier in tiers]
    return amounts(usual, bands, [place.kwh] if place.kwh else [])


def _values(part: Part) -> list[tuple[str, str, str]]:
    return [(_price_words(value), str(value.valid), value.source) for value in part.values]


def _price_words(value: DatedValue) -> str:
    register = " (NT)" if value.register else ""
    return f"{format_decimal(value.value.normalize())} {UNIT_LABELS[value.unit]}{register}"


def _bars(row: Simulated) -> list[tuple[str, Money, int, str]]:
    assert row.cost is not None
    wanted = [
        ("1. Jahr", row.cost.first_year_gross, "done"),
        ("Folgejahr", row.cost.annual_gross, "done"),
        ("Grundversorgung", row.default, "sun"),
        ("Vorgänger", row.former, "sun"),
    ]
    known = [(label, amount, kind) for label, amount, kind in wanted if amount is not None]
    most = max((amount.cents for _, amount, _ in known), default=0) or 1
    return [(label, one, max(0, one.cents * 100 // most), kind) for label, one, kind in known]


def export(request: HttpRequest, version: TariffVersion, found: Costs, today: date) -> HttpResponse:
    """The table of the simulator as a file."""
    rows = [_cells(row) for row in (found.simulation.rows if found.simulation else [])]
    name = f"tarif-{version.tariff.code.lower()}-{version.pk}"
    return sheet_response(Sheet(name, _HEADS, rows, today), request)


def _cells(row: Simulated) -> list[object]:
    cost, tier = row.cost, row.tier
    return [
        row.use.kwh,
        str(Band(tier.from_kwh, tier.upto_kwh)) if tier else "keine Staffel",
        cost and cost.first_year_gross,
        cost and cost.annual_gross,
        cost and cost.monthly_instalment,
        row.default,
        row.against_default,
        row.former,
        row.against_former,
        row.own,
        row.first_margin,
        row.margin,
    ]
