"""Prices others set, loaded once per kind of supply point instead of once per contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kundenwerk.billing.rules.bill import Cause, NotBillable
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market import queries as market
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.series import DatedValue
from kundenwerk.market.rules.vocabulary import ConcessionClass, ControlModule, MeteringClass
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.supply.rules import Equipment, LevyPrivilege
from kundenwerk.tariffs.rules.vocabulary import SupplyKind


@dataclass(frozen=True, slots=True)
class PriceBook:
    """Dated values by region, and the tax by commodity."""

    components: Mapping[PriceRegion, Sequence[DatedValue]]
    vat: Mapping[Commodity, Sequence[DatedValue]]


@dataclass(frozen=True, slots=True)
class Place:
    """What of a contract and its supply point decides the prices of others on some days."""

    commodity: str
    grid_operator_id: int
    concession_class: str
    levy_privilege: str
    metering_class: MeteringClass
    control_module: ControlModule
    supply_kind: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Days with the same prices of others.

    Args:
        region: None without a concession class.
    """

    valid: Period
    region: PriceRegion | None
    module: ControlModule


def region_at(place: Place) -> PriceRegion | None:
    """The region of prices of others; None without a concession class."""
    if place.concession_class not in set(ConcessionClass):
        return None
    return PriceRegion(
        commodity=Commodity(place.commodity),
        grid_operator_id=place.grid_operator_id,
        concession_class=ConcessionClass(place.concession_class),
        is_special_contract=place.supply_kind == SupplyKind.SPECIAL,
        levy_privilege=place.levy_privilege != LevyPrivilege.NONE,
        metering_class=place.metering_class,
        control_module=place.control_module,
    )


def region_of(
    contract: SupplyContract, point: SupplyPoint, equipment: Equipment
) -> PriceRegion | None:
    """The same for loaded objects."""
    return region_at(
        Place(
            point.commodity,
            point.grid_operator_id,
            point.concession_class,
            point.levy_privilege,
            equipment.metering_class,
            equipment.control_module,
            contract.tariff.supply_kind,
        )
    )


def load(regions: Iterable[PriceRegion | None], periods: Sequence[Period]) -> PriceBook:
    """Load what holds between the first and the last day of all periods.

    The number of queries depends on how many regions there are, not on how many contracts.
    """
    wanted = {region for region in regions if region is not None}
    if not wanted or not periods:
        return PriceBook({}, {})
    ends = [period.end for period in periods if period.end]
    span = Period(min(period.start for period in periods), max(ends))
    return PriceBook(
        {region: market.components(region, span) for region in wanted},
        {
            commodity: market.vat_rates(commodity, span)
            for commodity in {region.commodity for region in wanted}
        },
    )


def vat_on(commodity: Commodity, day: date) -> Decimal:
    """The tax rate of a day in percent.

    Raises:
        NotBillable: none is known.
    """
    rates = market.vat_rates(commodity, Period(day, day + ONE_DAY))
    if not rates:
        reason = f"Für den {format_day(day)} ist kein Umsatzsteuersatz hinterlegt."
        raise NotBillable(Cause.PRICE_MISSING, reason)
    return rates[0].value
