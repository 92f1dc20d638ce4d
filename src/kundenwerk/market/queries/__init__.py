"""What others need to know of the market."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from kundenwerk.kernel.energy import Commodity, RegisterKind
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.kernel.text import normalise
from kundenwerk.market.models import (
    BaseRate,
    DefaultSupplyTariff,
    GridArea,
    GridPrice,
    MarketParticipant,
    OwnCompany,
    Place,
    PriceComponent,
)
from kundenwerk.market.queries.former import corrected_at, grid_fees
from kundenwerk.market.queries.spot import (
    SpotPrices,
    hourly_grid_prices,
    known_spot_days,
    missing_spot_days,
    spot_prices,
)
from kundenwerk.market.rules.series import DatedValue
from kundenwerk.market.rules.vocabulary import (
    LOW_LOAD,
    SPECIAL_CONTRACT,
    Component,
    ConcessionClass,
    ControlModule,
    MarketRole,
    MeteringClass,
    Unit,
)
from kundenwerk.platform import rows
from kundenwerk.platform.pages import once_a_page

__all__ = [
    "SpotPrices",
    "corrected_at",
    "grid_fees",
    "hourly_grid_prices",
    "known_spot_days",
    "missing_spot_days",
    "spot_prices",
]


@dataclass(frozen=True, slots=True)
class PriceRegion:
    """What decides the prices of others at a supply point.

    Args:
        is_special_contract: not default or fallback supply; decides the fee of gas.
        levy_privilege: a heat pump with its own meter (§ 22 EnFG).
        has_control_box: pays for a control device (§ 30 Abs. 2 MsbG).
        control_module: what lowers the grid fee (§ 14a EnWG).
    """

    commodity: Commodity
    grid_operator_id: int
    concession_class: ConcessionClass
    is_special_contract: bool = True
    levy_privilege: bool = False
    metering_class: MeteringClass = MeteringClass.MODERN
    has_control_box: bool = False
    control_module: ControlModule = ControlModule.NONE

    @property
    def has_smart_meter(self) -> bool:
        """Whether quarter hours are counted (intelligentes Messsystem)."""
        return self.metering_class.counts_quarter_hours


@once_a_page
def own_company() -> OwnCompany:
    """The supplier; an empty one before it was entered."""
    found = OwnCompany.objects.select_related("participant", "gas_participant").filter(pk=1).first()
    return found or OwnCompany(pk=1)


def supplier_name() -> str:
    """What the supplier calls itself; the product's name before it was entered."""
    row = rows.first("SELECT name FROM market_owncompany WHERE id = 1")
    return (row and row[0]) or "Kundenwerk"


@once_a_page
def places(postcode: str) -> list[Place]:
    """The towns of a postcode, by name."""
    return list(Place.objects.filter(postcode=postcode).order_by("town", "pk"))


def grid_areas(postcode: str, town: str, commodity: Commodity, day: date) -> list[GridArea]:
    """Who may run the grid at an address: of the town, else of every town of the postcode."""
    towns = {place.pk: place.town_key for place in places(postcode)}
    areas = list(
        GridArea.objects.filter(place_id__in=towns, commodity=commodity.value, valid__contains=day)
        .select_related("grid_operator", "metering_operator", "default_supplier", "place")
        .order_by("pk")
    )
    wanted = normalise(town)
    return [area for area in areas if towns[area.place_id] == wanted] or areas


def grid_operators(commodity: Commodity, text: str = "") -> list[MarketParticipant]:
    """Grid operators to choose from by hand, by name."""
    found = MarketParticipant.objects.filter(
        Q(commodity=commodity.value) | Q(commodity=None), role=MarketRole.NB.value
    )
    if text:
        found = found.filter(Q(name__icontains=text) | Q(code__startswith=text))
    return list(found.order_by("name", "pk"))


def suppliers(text: str = "") -> list[MarketParticipant]:
    """Suppliers other than ourselves, for the previous supplier, by name."""
    found = MarketParticipant.objects.filter(role=MarketRole.LF.value, is_own=False)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(code__startswith=text))
    return list(found.order_by("name", "pk"))


def names_of(codes: Collection[str]) -> dict[str, str]:
    """The names of market participants by their codes; unknown ones are missing."""
    known = MarketParticipant.objects.filter(code__in=set(codes))
    return dict(known.values_list("code", "name"))


def participant_of(code: str) -> MarketParticipant | None:
    """The market participant with a code."""
    return MarketParticipant.objects.filter(code=code.replace(" ", "")).first()


@once_a_page
def vat_rates(commodity: Commodity, period: Period) -> list[DatedValue]:
    """The VAT rates of a period, cut at their changes."""
    rows = PriceComponent.objects.filter(
        kind__component=Component.VAT.value,
        kind__commodity=commodity.value,
        kind__klass="",
        valid__overlap=period,
    )
    return [_value(row) for row in rows.select_related("kind").order_by("valid")]


def components(region: PriceRegion, period: Period) -> list[DatedValue]:
    """Every price component of others that counts at a supply point in a period."""
    wanted = _classes(region)
    rows = PriceComponent.objects.filter(
        kind__commodity=region.commodity.value,
        kind__component__in=sorted({component for component, _ in wanted}),
        valid__overlap=period,
    )
    found = [
        _value(row, wanted[row.kind.component, row.kind.klass])
        for row in rows.select_related("kind").order_by("kind_id", "valid")
        if (row.kind.component, row.kind.klass) in wanted
    ]
    return found + _grid(region, period)


def _classes(region: PriceRegion) -> dict[tuple[str, str], RegisterKind | None]:
    """Component and class that apply, with the register they are limited to.

    Source: § 40 Abs. 3 EnWG; § 2 Abs. 2, 3 und 7 KAV (electricity at low voltage is "Tarif",
    gas beyond default supply is a special contract); § 22 EnFG.
    """
    size = region.concession_class.value
    if region.commodity == Commodity.GAS:
        plain = [Component.ENERGY_TAX, Component.CO2_PRICE, Component.GAS_STORAGE_LEVY]
        klass = SPECIAL_CONTRACT if region.is_special_contract else size
        fees: dict[tuple[str, str], RegisterKind | None] = {
            (Component.CONCESSION_FEE.value, klass): None
        }
        return {(component.value, ""): None for component in plain} | fees
    plain = [Component.ELECTRICITY_TAX, Component.GRID_USE_SURCHARGE]
    if not region.levy_privilege:
        plain += [Component.KWKG_LEVY, Component.OFFSHORE_LEVY]
    if region.has_control_box:
        plain.append(Component.CONTROL_BOX)
    return {(component.value, ""): None for component in plain} | {
        (Component.CONCESSION_FEE.value, size): None,
        (Component.CONCESSION_FEE.value, LOW_LOAD): RegisterKind.OFFPEAK,
        (Component.METERING.value, region.metering_class.value): None,
    }


def _grid(region: PriceRegion, period: Period) -> list[DatedValue]:
    rows = GridPrice.objects.filter(
        grid_operator_id=region.grid_operator_id,
        commodity=region.commodity.value,
        valid__overlap=period,
    ).order_by("valid")
    return [
        DatedValue(component, row.valid, value, unit, row.source)
        for row in rows
        for component, value, unit in _grid_fees(row, region.control_module)
        if value is not None
    ]


def _grid_fees(
    row: GridPrice, module: ControlModule
) -> list[tuple[Component, Decimal | None, Unit]]:
    """What the grid costs; a working price that varies by the hour is no dated value.

    Source: § 14a EnWG; Festlegung BK8-22/010-A (module 2 has no base price).
    """
    if module is ControlModule.MODULE2:
        return [
            (Component.GRID_ENERGY, row.module2_energy_ct, Unit.CT_PER_KWH),
            (Component.GRID_BASE, Decimal(0), Unit.EUR_PER_YEAR),
        ]
    fees: list[tuple[Component, Decimal | None, Unit]] = [
        (Component.GRID_BASE, row.base_eur_per_year, Unit.EUR_PER_YEAR)
    ]
    if not module.varies_by_hour:
        fees.append((Component.GRID_ENERGY, row.energy_ct_per_kwh, Unit.CT_PER_KWH))
    if module.has_lump_sum and row.module1_eur_per_year is not None:
        fees.append((Component.GRID_MODULE1, -row.module1_eur_per_year, Unit.EUR_PER_YEAR))
    return fees


def _value(row: PriceComponent, register: RegisterKind | None = None) -> DatedValue:
    kind = row.kind
    return DatedValue(
        Component(kind.component), row.valid, row.value, Unit(kind.unit), row.source, register
    )


def default_supply(
    supplier_id: int | None, commodity: Commodity, kwh: Decimal, day: date
) -> DefaultSupplyTariff | None:
    """The default-supply tariff for a consumption on a day, if it is known (AP-048)."""
    if supplier_id is None:
        return None
    return (
        DefaultSupplyTariff.objects.filter(
            Q(upto_kwh__isnull=True) | Q(upto_kwh__gt=kwh),
            supplier_id=supplier_id,
            commodity=commodity.value,
            valid__contains=day,
            from_kwh__lte=kwh,
        )
        .select_related("supplier")
        .order_by("pk")
        .first()
    )


def default_supply_bands(
    supplier_id: int, commodity: Commodity, day: date
) -> list[DefaultSupplyTariff]:
    """The default-supply tariffs of a supplier on a day, from the lowest band up."""
    found = DefaultSupplyTariff.objects.filter(
        supplier_id=supplier_id, commodity=commodity.value, valid__contains=day
    )
    return list(found.select_related("supplier").order_by("from_kwh", "pk"))


def base_rates(period: Period) -> list[tuple[Period, Decimal]]:
    """The base rate of interest in percent, cut at its changes, as far as it is known.

    Source: § 247 BGB.
    """
    rows = list(BaseRate.objects.order_by("valid_from").values_list("valid_from", "percent"))
    ends: Sequence[date | None] = [*[start for start, _ in rows[1:]], None]
    shared = [
        (Period(start, end).intersect(period), percent)
        for (start, percent), end in zip(rows, ends, strict=True)
    ]
    return [(span, percent) for span, percent in shared if span is not None]


def known_until(components_wanted: Collection[Component], commodity: Commodity) -> date | None:
    """The last day for which every component has a value; None without an end."""
    rows = PriceComponent.objects.filter(
        kind__commodity=commodity.value,
        kind__klass="",
        kind__component__in=[component.value for component in components_wanted],
    ).values_list("kind__component", "valid")
    ends: dict[str, date] = {}
    for component, valid in rows:
        ends[component] = max(ends.get(component, date.min), valid.end or date.max)
    earliest = min(ends.values(), default=date.max)
    return None if earliest == date.max else earliest - ONE_DAY
