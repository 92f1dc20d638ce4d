"""What is asked of the tariffs for a draft, and what an offer is compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kundenwerk.contracts.models import ContractTerms
from kundenwerk.contracts.queries import supplying, terms_on
from kundenwerk.kernel.calendar import german_day
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market.queries import PriceRegion
from kundenwerk.sales.queries.grid import Grid, question_about
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.sales.rules.lookups import FoundTariff
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.supply.queries import equipment_on
from kundenwerk.supply.rules import LevyPrivilege
from kundenwerk.tariffs.queries import (
    OfferQuery,
    default_supply_cost,
    published_cost,
    standing_segment,
    tariff_settings,
)
from kundenwerk.tariffs.rules.annual_cost import AnnualCost, YearlyUse, annual_cost
from kundenwerk.tariffs.rules.prices import DatedTerms, PriceGap
from kundenwerk.tariffs.rules.vocabulary import PriceKind, SupplyKind


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a year costs today, and where the customer gets it.

    Args:
        source: who told the prices.
    """

    tariff: str
    supplier: str
    information: str
    asked_on: date
    cost: AnnualCost
    is_current: bool = False
    source: str = ""

    @property
    def name(self) -> str:
        """In one line, as stored with the price calculation."""
        return f"{self.tariff} ({self.supplier})" if self.supplier else self.tariff


def use_of(basis: Basis) -> YearlyUse:
    """The consumption of a year."""
    offpeak = basis.offpeak_kwh
    return YearlyUse(Decimal(basis.annual_kwh), None if offpeak is None else Decimal(offpeak))


def region_of(basis: Basis, grid: Grid, *, special: bool = True) -> PriceRegion:
    """What decides the prices of others at the supply point."""
    plain = PriceRegion(
        basis.kind.energy.commodity,
        grid.grid_operator_id,
        grid.concession_class,
        is_special_contract=special,
        metering_class=basis.metering_class,
        control_module=basis.metering.module,
    )
    if basis.supply_point_id is None:
        return plain
    stored = SupplyPoint.objects.filter(pk=basis.supply_point_id).first()
    return _as_stored(plain, stored, basis.start) if stored else plain


def _as_stored(region: PriceRegion, point: SupplyPoint, start: date) -> PriceRegion:
    """What is known of the connection; a smart meter that was told of is newer."""
    held = equipment_on(point, start)
    is_newer = region.has_smart_meter and not held.metering_class.counts_quarter_hours
    return replace(
        region,
        metering_class=region.metering_class if is_newer else held.metering_class,
        control_module=held.control_module,
        levy_privilege=point.levy_privilege != LevyPrivilege.NONE,
    )


def offer_query(
    basis: Basis, grid: Grid, *, day: date, comparison: Comparison | None
) -> OfferQuery:
    """Every tariff that may be offered, with all bonuses and B2B tariffs."""
    use = use_of(basis)
    return OfferQuery(
        day=day,
        start=basis.start,
        region=region_of(basis, grid),
        usage=basis.kind.energy.usage,
        register_count=basis.register_count,
        kwh=use.kwh,
        offpeak_kwh=use.offpeak_kwh,
        with_b2b=True,
        comparison=comparison.cost if comparison else None,
    )


def compared_with(basis: Basis, grid: Grid, *, day: date) -> Comparison | None:
    """The contract that runs at the supply point, else default supply (AP-048, AP-064)."""
    return current_supply(basis, grid, day) or _default_supply(basis, grid, day)


def told_tariff(basis: Basis, day: date) -> FoundTariff | None:
    """The default-supply tariff a service told for this place and consumption."""
    found = basis.lookups.tariff
    if not tariff_settings().compare_default_supply or found is None or found.tariff is None:
        return None
    commodity = basis.kind.energy.commodity
    fits = found.answers(question_about(basis), commodity, basis.annual_kwh, day)
    return found if fits else None


def _default_supply(basis: Basis, grid: Grid, day: date) -> Comparison | None:
    commodity, kwh = basis.kind.energy.commodity, Decimal(basis.annual_kwh)
    told = told_tariff(basis, day)
    try:
        if told and told.tariff:
            one = told.tariff
            cost = published_cost(
                commodity,
                kwh,
                energy_ct_gross=one.energy_ct_gross,
                base_eur_gross=one.base_eur_gross,
                day=day,
            )
            asked_on = german_day(told.asked_at)
            return Comparison(
                one.name, one.supplier, one.information, asked_on, cost, source=told.source
            )
        found = default_supply_cost(grid.default_supplier_id, commodity, kwh, day)
    except PriceGap:
        return None
    if found is None:
        return None
    tariff, cost = found
    return Comparison(
        tariff.name,
        tariff.supplier.name,
        tariff.information,
        day,
        cost,
        source="Tarife der Grundversorger",
    )


def current_supply(basis: Basis, grid: Grid, day: date) -> Comparison | None:
    """What the contract that runs at the supply point costs (AP-064)."""
    point = basis.supply_point_id
    contract = supplying(point, day) if point else None
    terms = terms_on(contract.pk, day) if contract else None
    if contract is None or terms is None:
        return None
    special = contract.tariff.supply_kind == SupplyKind.SPECIAL
    try:
        segment = standing_segment(
            _dated(terms, basis.start),
            region_of(basis, grid, special=special),
            basis.start,
            basis.kind.energy.usage,
        )
    except PriceGap:
        return None
    step = tariff_settings().instalment_step
    cost = annual_cost(use_of(basis), segment, instalment_step=step)
    return Comparison(
        str(contract.tariff), "", f"Vertrag {contract.number}", day, cost, is_current=True
    )


def _dated(terms: ContractTerms, start: date) -> DatedTerms:
    return DatedTerms(
        Period(start, start + ONE_DAY),
        PriceKind(terms.price_kind),
        terms.energy_ct,
        terms.energy_offpeak_ct,
        terms.base_eur_per_year,
        "jetziger Vertrag",
    )
