"""What a tariff would cost and earn, computed as quotes and bills are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money, round_cents
from kundenwerk.market import queries as market
from kundenwerk.market.models import DefaultSupplyTariff
from kundenwerk.market.rules.vocabulary import Meter, MeteringClass, metering_class
from kundenwerk.tariffs.models import PriceTier, ProcurementPrice, TariffVersion
from kundenwerk.tariffs.queries.composition import OthersPrices
from kundenwerk.tariffs.queries.offers import INSTANT_BONUS, NEW_CUSTOMER_BONUS
from kundenwerk.tariffs.queries.settings import tariff_settings
from kundenwerk.tariffs.rules.annual_cost import (
    AnnualCost,
    YearlyUse,
    annual_cost,
    annual_cost_of_gross_prices,
    standard_year,
)
from kundenwerk.tariffs.rules.bands import Band
from kundenwerk.tariffs.rules.breakdown import breakdown
from kundenwerk.tariffs.rules.conditions import ConditionData, once
from kundenwerk.tariffs.rules.prices import DatedTerms, PricePart
from kundenwerk.tariffs.rules.rating import Deduction
from kundenwerk.tariffs.rules.vocabulary import OperatorLevel, PriceKind


@dataclass(frozen=True, slots=True)
class Simulated:
    """One consumption.

    Args:
        tier: None when no tier holds the consumption; then there is no cost either.
        without: labels of asked conditions the tier does not have.
        default: gross with the default supplier; None when unknown or switched off.
        former: gross a year of the version before, at the same prices of others.
        own: net share of the supplier, a year without bonuses.
        margin: own share less purchase, net; None without a purchase price.
        first_margin: the same less the bonuses of the first year.
    """

    use: YearlyUse
    tier: PriceTier | None
    cost: AnnualCost | None = None
    without: tuple[str, ...] = ()
    default: Money | None = None
    former: Money | None = None
    own: Money | None = None
    margin: Money | None = None
    first_margin: Money | None = None

    @property
    def has_bonus(self) -> bool:
        """Whether the first year is cheaper than those that follow."""
        return self.cost is not None and self.cost.first_year_gross != self.cost.annual_gross

    @property
    def against_default(self) -> Money | None:
        """What a following year costs more than default supply; negative when cheaper."""
        return self.cost.annual_gross - self.default if self.cost and self.default else None

    @property
    def first_against_default(self) -> Money | None:
        """The same for the first year, bonuses included."""
        return self.cost.first_year_gross - self.default if self.cost and self.default else None

    @property
    def against_former(self) -> Money | None:
        """What a following year costs more than with the version before."""
        return self.cost.annual_gross - self.former if self.cost and self.former else None


@dataclass(frozen=True, slots=True)
class Simulation:
    """The rows, and what they are compared with.

    Args:
        procurement: what a kWh is bought for.
        exchange: the same for a dynamic tariff: the example it is shown with.
    """

    rows: list[Simulated]
    predecessor: TariffVersion | None
    default_name: str
    procurement: ProcurementPrice | None
    exchange: PricePart | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is the same for every consumption."""

    step: Money
    price: ProcurementPrice | None
    conditions: Collection[str]


def procurement_price(commodity: Commodity, day: date) -> ProcurementPrice | None:
    """What a kWh costs us to buy on a day, if it was entered."""
    found = ProcurementPrice.objects.filter(commodity=commodity.value, valid_from__lte=day)
    return found.order_by("-valid_from").first()


def predecessor(version: TariffVersion) -> TariffVersion | None:
    """The approved version of the tariff that stood before this one."""
    earlier = TariffVersion.objects.filter(
        tariff_id=version.tariff_id,
        approved_on__isnull=False,
        prices__startswith__lt=version.prices.start,
    )
    return earlier.select_related("tariff").order_by("-prices").first()


def tiers_for(version: TariffVersion, operator_id: int) -> list[PriceTier]:
    """The tiers that count in the grid of an operator, from the lowest band up (DEC-09)."""
    found = version.tiers.prefetch_related("grid_operators", "conditions")
    tiers = list(found.order_by("from_kwh", "pk"))
    for tier in tiers:
        tier.version = version
    if tariff_settings().operator_level != OperatorLevel.TIER:
        return tiers
    mine = [one for one in tiers if operator_id in {op.pk for op in one.grid_operators.all()}]
    return mine or [one for one in tiers if not one.grid_operators.all()]


def tier_of(tiers: Sequence[PriceTier], kwh: Decimal) -> PriceTier | None:
    """The tier whose band holds a consumption."""
    return next((one for one in tiers if kwh in Band(one.from_kwh, one.upto_kwh)), None)


def chosen_of(tier: PriceTier, labels: Collection[str]) -> list[ConditionData]:
    """The conditions of a tier that bear one of the names."""
    return [one.data for one in tier.conditions.all() if one.label in labels]


def simulate(
    version: TariffVersion,
    others: OthersPrices,
    uses: Sequence[YearlyUse],
    *,
    default_supplier_id: int | None,
    conditions: Collection[str] = (),
    meter: Meter = Meter.MODERN,
) -> Simulation:
    """What a year costs at each consumption, and what it earns.

    The version before is priced with the same values of others, so that the difference is ours.
    ``conditions`` are the names of those a customer takes, where a tier has them; what the
    ``meter`` costs depends on the consumption.

    Raises:
        PriceGap: a value of others is missing that the price needs.

    Source: DEC-04; § 3 Nr. 106 EnWG (own share).
    """
    region = others.region
    former = predecessor(version)
    former_tiers = tiers_for(former, region.grid_operator_id) if former else []
    price = procurement_price(region.commodity, others.day)
    asked = _Asked(tariff_settings().instalment_step, price, conditions)
    known = _default_supply(default_supplier_id, others)
    rows = []
    for use, at, tier in _priced(uses, others, meter, tiers_for(version, region.grid_operator_id)):
        default = next((t for t in known if use.kwh in Band(t.from_kwh, t.upto_kwh)), None)
        before = tier_of(former_tiers, use.kwh)
        found = replace(
            _row(use, tier, at, asked),
            default=_default_gross(default, use, others, asked.step) if default else None,
            former=_cost(use, before, at, asked).annual_gross if before else None,
        )
        rows.append(found)
    name = known[0].name if known else ""
    return Simulation(rows, former, name, price, _exchange(version, others))


def _priced(
    uses: Sequence[YearlyUse], others: OthersPrices, meter: Meter, tiers: Sequence[PriceTier]
) -> Iterator[tuple[YearlyUse, OthersPrices, PriceTier | None]]:
    """Each consumption with what its meter costs, and its tier."""
    metered: dict[MeteringClass, OthersPrices] = {}
    for use in uses:
        klass = metering_class(meter, use.kwh)
        if klass not in metered:
            metered[klass] = others.metered(klass)
        yield use, metered[klass], tier_of(tiers, use.kwh)


def _default_supply(supplier_id: int | None, others: OthersPrices) -> list[DefaultSupplyTariff]:
    if supplier_id is None or not tariff_settings().compare_default_supply:
        return []
    return market.default_supply_bands(supplier_id, others.region.commodity, others.day)


def _default_gross(
    tariff: DefaultSupplyTariff, use: YearlyUse, others: OthersPrices, step: Money
) -> Money:
    cost = annual_cost_of_gross_prices(
        use.kwh,
        tariff.energy_ct_gross,
        tariff.base_eur_gross,
        vat_percent=others.vat[0].value,
        instalment_step=step,
    )
    return cost.annual_gross


def _row(
    use: YearlyUse,
    tier: PriceTier | None,
    others: OthersPrices,
    asked: _Asked,
) -> Simulated:
    if tier is None:
        return Simulated(use, None)
    chosen = chosen_of(tier, asked.conditions)
    without = tuple(sorted(set(asked.conditions) - {one.label for one in chosen}))
    found = Simulated(use, tier, _cost(use, tier, others, asked), without)
    cost = found.cost
    assert cost is not None  # priced above
    if others.missing():
        return found
    terms = others.terms(tier, chosen)
    own = breakdown(standard_year(use, others.segment(terms)))[0].net
    purchase = _purchase(terms, asked.price)
    if purchase is None:
        return replace(found, own=own)
    margin = own - round_cents(use.kwh * purchase / 100)
    bonuses = cost.annual_net - cost.first_year_net
    return replace(found, own=own, margin=margin, first_margin=margin - bonuses)


def _exchange(version: TariffVersion, others: OthersPrices) -> PricePart | None:
    tier = version.tiers.first() if version.price_kind == PriceKind.DYNAMIC else None
    if tier is None:
        return None
    tier.version = version
    return _of_exchange(others.terms(tier))


def _of_exchange(terms: DatedTerms) -> PricePart | None:
    return next((one for one in terms.varying if one.component is None), None)


def _purchase(terms: DatedTerms, price: ProcurementPrice | None) -> Decimal | None:
    """ct/kWh: what a dynamic tariff passes on is what it is bought for."""
    exchange = _of_exchange(terms)
    if exchange is not None:
        return exchange.value
    return price.ct_per_kwh if price else None


def _cost(
    use: YearlyUse,
    tier: PriceTier,
    others: OthersPrices,
    asked: _Asked,
) -> AnnualCost:
    version, chosen = tier.version, chosen_of(tier, asked.conditions)
    promised = [
        (NEW_CUSTOMER_BONUS, version.new_customer_bonus),
        (INSTANT_BONUS, version.instant_bonus),
    ]
    return annual_cost(
        use,
        others.segment(others.terms(tier, chosen)),
        bonuses=[*(Deduction(name, gross) for name, gross in promised if gross), *once(chosen)],
        instalment_step=asked.step,
    )
