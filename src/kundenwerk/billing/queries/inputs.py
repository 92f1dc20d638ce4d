"""Everything bills are computed from, loaded for many contracts at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kundenwerk.billing.queries import prices, rows
from kundenwerk.billing.queries.prices import Placed
from kundenwerk.billing.queries.quarters import QuarterBook
from kundenwerk.billing.queries.rows import Contract, Demanded, Recipient, Terms
from kundenwerk.billing.rules.bill import Cause, NotBillable
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.debtors.queries import MandateName, names_of_usable_mandates
from kundenwerk.kernel.period import Period
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.series import DatedValue
from kundenwerk.metering import queries as metering
from kundenwerk.metering.models import Reading
from kundenwerk.metering.rules.readings import ReadingState
from kundenwerk.metering.rules.usage import FactorsMissing, ReadingMissing, Usage
from kundenwerk.supply.queries import equipment
from kundenwerk.supply.rules import Equipment
from kundenwerk.tariffs.rules.conditions import ConditionData

Found = list[Usage] | ReadingMissing | FactorsMissing


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the database knows about the contracts to be billed, by contract id."""

    contracts: Mapping[int, Contract]
    terms: Mapping[int, list[Terms]]
    conditions: Mapping[int, list[ConditionData]]
    usages: Mapping[int, Found]
    billed: Mapping[int, list[Period]]
    instalments: Mapping[int, list[Demanded]]
    recipients: Mapping[int, Recipient]
    mandates: Mapping[int, MandateName]
    held: frozenset[int]
    placed: Mapping[int, list[Placed]]
    prices: prices.PriceBook
    quarters: QuarterBook

    def components_of(self, contract: Contract) -> Sequence[DatedValue]:
        """What others ask at the supply point of a contract, each on the days it holds."""
        known = [
            (one.valid, value)
            for one in self.placed[contract.pk]
            if one.region
            for value in self.prices.components.get(one.region, ())
        ]
        return [
            replace(value, valid=shared)
            for valid, value in known
            if (shared := value.valid.intersect(valid))
        ]

    def usages_of(self, contract: Contract) -> list[Usage]:
        """What was used.

        Raises:
            NotBillable: a reading or a gas factor is missing, or somebody has to look at one.
        """
        found = self.usages[contract.pk]
        if isinstance(found, list):
            return found
        if contract.point_id in self.held:
            raise NotBillable(Cause.READING_HELD, f"{found.reason} Ein Stand wartet auf Prüfung.")
        raise NotBillable(Cause.READING_MISSING, found.reason)


def load(wanted: Sequence[Wanted], issued_on: date) -> Loaded:
    """Load it; the number of queries does not depend on how many contracts are wanted."""
    ids = [one.contract_id for one in wanted]
    contracts = rows.contracts(ids)
    usages = _usages(wanted, contracts)
    missing = [pk for pk, found in usages.items() if not isinstance(found, list)]
    placed = _placed(wanted, contracts)
    terms = rows.terms(ids)
    regions = {one.region for held in placed.values() for one in held}
    return Loaded(
        contracts=contracts,
        terms=terms,
        conditions=rows.conditions(ids),
        usages=usages,
        billed=rows.billed(ids),
        instalments=rows.demanded(wanted),
        recipients=rows.recipients(contracts.values(), issued_on),
        mandates=names_of_usable_mandates(
            {one.account_id for one in contracts.values()}, day=issued_on
        ),
        held=_held([contracts[pk].point_id for pk in missing]),
        placed=placed,
        prices=prices.load(regions, [one.period for one in wanted]),
        quarters=QuarterBook.of(wanted, contracts, terms, placed),
    )


def _placed(wanted: Sequence[Wanted], contracts: Mapping[int, Contract]) -> dict[int, list[Placed]]:
    """The price regions of the days to be billed; there are few different ones."""
    held = equipment({one.point_id for one in contracts.values()})
    known: dict[prices.Place, PriceRegion | None] = {}
    found = {}
    for one in wanted:
        contract = contracts[one.contract_id]
        found[contract.pk] = [
            Placed(shared, _region(known, contract, state), state.control_module)
            for state in held[contract.point_id]
            if (shared := state.valid.intersect(one.period))
        ]
    return found


def _region(
    known: dict[prices.Place, PriceRegion | None], contract: Contract, held: Equipment
) -> PriceRegion | None:
    place = prices.Place(
        contract.commodity,
        contract.grid_operator_id,
        contract.concession_class,
        contract.levy_privilege,
        held.metering_class,
        held.control_module,
        contract.supply_kind,
    )
    if place not in known:
        known[place] = prices.region_at(place)
    return known[place]


def _usages(wanted: Sequence[Wanted], contracts: Mapping[int, Contract]) -> dict[int, Found]:
    """One pass is enough unless two customers of one supply point are billed together."""
    found: dict[int, Found] = {}
    waiting = list(wanted)
    while waiting:
        points = {contracts[one.contract_id].point_id: one for one in waiting}
        known = metering.usages({pk: one.period for pk, one in points.items()})
        found |= {one.contract_id: known[pk] for pk, one in points.items()}
        waiting = [one for one in waiting if one.contract_id not in found]
    return found


def _held(supply_point_ids: Sequence[int]) -> frozenset[int]:
    if not supply_point_ids:
        return frozenset()
    points = Reading.objects.filter(
        state=ReadingState.HELD.value, register__meter__supply_point_id__among=supply_point_ids
    )
    return frozenset(points.values_list("register__meter__supply_point_id", flat=True))
