"""What a year of a contract will cost, by the same rating as its bill."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kundenwerk.billing.queries import prices
from kundenwerk.billing.queries.prices import PriceBook
from kundenwerk.billing.queries.readable import terms_of
from kundenwerk.billing.rules.bill import Cause, NotBillable
from kundenwerk.contracts import queries as contracts
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.series import required_components
from kundenwerk.market.rules.vocabulary import ControlModule
from kundenwerk.supply.queries import equipment
from kundenwerk.supply.rules import Equipment, LevyPrivilege
from kundenwerk.tariffs.models import TariffSettings
from kundenwerk.tariffs.queries.examples import Examples
from kundenwerk.tariffs.rules.annual_cost import AnnualCost, YearlyUse, annual_cost
from kundenwerk.tariffs.rules.prices import PriceConflict, PriceGap, segments


@dataclass(frozen=True, slots=True)
class Forecast:
    """The expected cost of a year and what it was computed from."""

    kwh: Decimal
    cost: AnnualCost
    term_days: int

    @property
    def trace(self) -> dict[str, Any]:
        """The computation as plain values."""
        return {
            "schema": "kundenwerk.forecast/1",
            "kwh": str(self.kwh),
            "energy_ct": str(self.cost.energy_ct),
            "base_eur_per_year": str(self.cost.base_eur_per_year),
            "vat_percent": str(self.cost.vat_percent),
            "annual_gross_cents": self.cost.annual_gross.cents,
            "monthly_cents": self.cost.monthly_instalment.cents,
        }


def forecast(contract_id: int, day: date) -> Forecast:
    """The cost of a year at the prices of a day; with two registers at the peak price.

    Raises:
        NotBillable: no consumption is expected or a price is missing.

    Source: § 13 Abs. 1 StromGVV/GasGVV (instalments by expected consumption).
    """
    found = forecasts([contract_id], day)[contract_id]
    if isinstance(found, NotBillable):
        raise found
    return found


def forecasts(contract_ids: Collection[int], day: date) -> dict[int, Forecast | NotBillable]:
    """The same for many contracts; what cannot be computed stands in its place."""
    span = Period(day, day + ONE_DAY)
    loaded = contracts.contracts(contract_ids)
    held = _held({one.supply_point_id for one in loaded}, day)
    regions = {
        one.pk: prices.region_of(one, one.supply_point, held[one.supply_point_id]) for one in loaded
    }
    book = prices.load(regions.values(), [span])
    step = TariffSettings.objects.get(pk=1).instalment_step
    examples = {one.supply_point.usage_type: _examples(one, day) for one in loaded}
    return {
        one.pk: _forecast(one, regions[one.pk], book, step, examples[one.supply_point.usage_type])
        for one in loaded
    }


def _held(supply_point_ids: Collection[int], day: date) -> dict[int, Equipment]:
    """How energy is counted at supply points on a day."""
    return {
        pk: next(one for one in known if day in one.valid)
        for pk, known in equipment(supply_point_ids).items()
    }


def _examples(contract: SupplyContract, day: date) -> Examples:
    usage = contract.supply_point.usage_type
    return Examples(UsageType(usage) if usage else None, day)


def _forecast(
    contract: SupplyContract,
    region: PriceRegion | None,
    book: PriceBook,
    step: Money,
    examples: Examples,
) -> Forecast | NotBillable:
    point = contract.supply_point
    if not point.forecast_annual_kwh:
        reason = "Für die Lieferstelle ist kein Jahresverbrauch hinterlegt."
        return NotBillable(Cause.READING_MISSING, reason)
    commodity = Commodity(point.commodity)
    required = required_components(
        commodity,
        levy_privilege=point.levy_privilege != LevyPrivilege.NONE,
        control_module=region.control_module if region else ControlModule.NONE,
    )
    span = Period(examples.start, examples.start + ONE_DAY)
    agreed = [one for one in terms_of(contract) if examples.start in one.valid]
    try:
        (segment,) = segments(
            span,
            [examples.terms(one, region) if region else one for one in agreed],
            book.components.get(region, ()) if region else (),
            book.vat.get(commodity, ()),
            required=required,
        )
    except (PriceGap, PriceConflict) as gap:
        return NotBillable(Cause.PRICE_MISSING, gap.reason)
    kwh = Decimal(point.forecast_annual_kwh)
    cost = annual_cost(YearlyUse(kwh), segment, instalment_step=step)
    return Forecast(kwh, cost, contract.contract_account.payment_term_days)
