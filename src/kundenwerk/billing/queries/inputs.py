"""Everything bills are computed from, loaded for many contracts at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kundenwerk.billing.queries import prices, rows
from kundenwerk.billing.queries.rows import Contract, Demanded, Recipient, Terms
from kundenwerk.billing.rules.bill import Cause, NotBillable
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.debtors.queries import MandateName, names_of_usable_mandates
from kundenwerk.kernel.period import Period
from kundenwerk.market.queries import PriceRegion
from kundenwerk.metering import queries as metering
from kundenwerk.metering.models import Reading
from kundenwerk.metering.rules.readings import ReadingState
from kundenwerk.metering.rules.usage import FactorsMissing, ReadingMissing, Usage
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
    regions: Mapping[int, PriceRegion | None]
    prices: prices.PriceBook

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
    regions = _regions(contracts)
    return Loaded(
        contracts=contracts,
        terms=rows.terms(ids),
        conditions=rows.conditions(ids),
        usages=usages,
        billed=rows.billed(ids),
        instalments=rows.demanded(wanted),
        recipients=rows.recipients(contracts.values(), issued_on),
        mandates=names_of_usable_mandates(
            {one.account_id for one in contracts.values()}, day=issued_on
        ),
        held=_held([contracts[pk].point_id for pk in missing]),
        regions=regions,
        prices=prices.load(regions.values(), [one.period for one in wanted]),
    )


def _regions(contracts: Mapping[int, Contract]) -> dict[int, PriceRegion | None]:
    """The price region of every contract; there are few of them."""
    known: dict[prices.Place, PriceRegion | None] = {}
    found = {}
    for one in contracts.values():
        place = prices.Place(
            one.commodity,
            one.grid_operator_id,
            one.concession_class,
            one.levy_privilege,
            one.metering_class,
            one.control_module,
            one.supply_kind,
        )
        if place not in known:
            known[place] = prices.region_at(place)
        found[one.pk] = known[place]
    return found


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
