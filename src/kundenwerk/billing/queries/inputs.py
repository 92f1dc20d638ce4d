"""Everything bills are computed from, loaded for many contracts at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kundenwerk.billing.models import Instalment, Invoice
from kundenwerk.billing.queries import prices
from kundenwerk.billing.rules.bill import Cause, NotBillable
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import InstalmentState, InvoiceState
from kundenwerk.contracts import queries as contract_queries
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.debtors.models import SepaMandate
from kundenwerk.debtors.queries import usable_mandates
from kundenwerk.kernel.period import Period
from kundenwerk.metering import queries as metering
from kundenwerk.metering.models import Reading
from kundenwerk.metering.rules.readings import ReadingState
from kundenwerk.metering.rules.usage import FactorsMissing, ReadingMissing, Usage
from kundenwerk.parties.models import Address, BusinessPartner
from kundenwerk.supply import queries as supply
from kundenwerk.supply.models import SupplyPoint

Found = list[Usage] | ReadingMissing | FactorsMissing


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets the bill, and where."""

    partner: BusinessPartner
    address: Address


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the database knows about the contracts to be billed, by contract id."""

    contracts: Mapping[int, SupplyContract]
    points: Mapping[int, SupplyPoint]
    usages: Mapping[int, Found]
    billed: Mapping[int, list[Period]]
    instalments: Mapping[int, list[Instalment]]
    recipients: Mapping[int, Recipient]
    mandates: Mapping[int, SepaMandate]
    held: frozenset[int]
    prices: prices.PriceBook

    def usages_of(self, contract: SupplyContract) -> list[Usage]:
        """What was used.

        Raises:
            NotBillable: a reading or a gas factor is missing, or somebody has to look at one.
        """
        found = self.usages[contract.pk]
        if isinstance(found, list):
            return found
        if contract.supply_point_id in self.held:
            raise NotBillable(Cause.READING_HELD, f"{found.reason} Ein Stand wartet auf Prüfung.")
        raise NotBillable(Cause.READING_MISSING, found.reason)


def load(wanted: Sequence[Wanted], issued_on: date) -> Loaded:
    """Load it; the number of queries does not depend on how many contracts are wanted."""
    ids = [one.contract_id for one in wanted]
    contracts = {one.pk: one for one in contract_queries.contracts(ids)}
    point_ids = {one.supply_point_id for one in contracts.values()}
    points = {one.pk: one for one in supply.supply_points(point_ids)}
    usages = _usages(wanted, contracts)
    missing = [pk for pk, found in usages.items() if not isinstance(found, list)]
    return Loaded(
        contracts=contracts,
        points=points,
        usages=usages,
        billed=_billed(ids),
        instalments=_instalments(wanted),
        recipients=_recipients(contracts.values(), issued_on),
        mandates=usable_mandates(
            {one.contract_account_id for one in contracts.values()}, day=issued_on
        ),
        held=_held([contracts[pk].supply_point_id for pk in missing]),
        prices=prices.load(
            (prices.region_of(one, points[one.supply_point_id]) for one in contracts.values()),
            [one.period for one in wanted],
        ),
    )


def _usages(wanted: Sequence[Wanted], contracts: Mapping[int, SupplyContract]) -> dict[int, Found]:
    """One pass is enough unless two customers of one supply point are billed together."""
    found: dict[int, Found] = {}
    waiting = list(wanted)
    while waiting:
        points = {contracts[one.contract_id].supply_point_id: one for one in waiting}
        known = metering.usages({pk: one.period for pk, one in points.items()})
        found |= {one.contract_id: known[pk] for pk, one in points.items()}
        waiting = [one for one in waiting if one.contract_id not in found]
    return found


def _held(supply_point_ids: Sequence[int]) -> frozenset[int]:
    if not supply_point_ids:
        return frozenset()
    points = Reading.objects.filter(
        state=ReadingState.HELD.value, register__meter__supply_point_id__in=supply_point_ids
    )
    return frozenset(points.values_list("register__meter__supply_point_id", flat=True))


def _billed(contract_ids: Sequence[int]) -> dict[int, list[Period]]:
    standing = Invoice.objects.filter(
        contract_id__in=contract_ids, state=InvoiceState.ISSUED.value, reverses__isnull=True
    )
    found: dict[int, list[Period]] = defaultdict(list)
    for contract_id, period in standing.values_list("contract_id", "period"):
        found[contract_id].append(period)
    return found


def _instalments(wanted: Sequence[Wanted]) -> dict[int, list[Instalment]]:
    """The instalments that were demanded for the days to be billed."""
    periods = {one.contract_id: one.period for one in wanted}
    demanded = Instalment.objects.filter(
        contract_id__in=list(periods), state=InstalmentState.DEMANDED.value
    ).order_by("due_on", "pk")
    found: dict[int, list[Instalment]] = defaultdict(list)
    for row in demanded:
        if row.due_on in periods[row.contract_id]:
            found[row.contract_id].append(row)
    return found


def _recipients(contracts: Iterable[SupplyContract], issued_on: date) -> dict[int, Recipient]:
    payers = {
        one.pk: one.contract_account.invoice_recipient_id or one.partner_id for one in contracts
    }
    partners = BusinessPartner.objects.in_bulk(set(payers.values()))
    valid = Address.objects.filter(partner_id__in=partners, valid__contains=issued_on)
    # BILLING sorts before MAIN, and it comes first where there is one.
    addresses: dict[int, Address] = {}
    for address in valid.order_by("kind", "pk"):
        addresses.setdefault(address.partner_id, address)
    return {
        contract_id: Recipient(partners[payer], addresses[payer])
        for contract_id, payer in payers.items()
        if payer in addresses
    }
