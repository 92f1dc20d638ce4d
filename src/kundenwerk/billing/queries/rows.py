"""What bills need of contracts and their surroundings, as plain rows of one query each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db import connection

from kundenwerk.billing.models import Invoice
from kundenwerk.billing.rules.basis import Prepaid
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import InstalmentState, InvoiceState
from kundenwerk.contracts.models import ContractCondition, ContractTerms, SupplyContract
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.parties.models import Address, BusinessPartner
from kundenwerk.platform.fields import bounds
from kundenwerk.tariffs.rules.conditions import ConditionData


class Contract(NamedTuple):
    """A supply contract with account, customer, tariff and supply point."""

    pk: int
    number: str
    business_partner_id: int
    customer_number: str
    account_id: int
    account_number: str
    delivery: str
    payment_term_days: int
    payment_method: str
    debtor_id: int
    account_is_open: bool
    recipient_id: int | None
    tariff: str
    supply_kind: str
    supply: Period | None
    point_id: int
    commodity: str
    usage_type: str
    concession_class: str
    levy_privilege: str
    forecast_annual_kwh: int | None
    street: str
    house_number: str
    postcode: str
    town: str
    malo_id: str | None
    grid_operator_id: int
    grid_operator: str
    grid_operator_code: str
    metering_operator: str | None
    metering_operator_code: str | None


_CONTRACT: Final = (
    "pk", "number", "business_partner_id", "business_partner__number", "contract_account_id",
    "contract_account__number", "contract_account__delivery",
    "contract_account__payment_term_days", "contract_account__payment_method",
    "contract_account__ledger_account_id", "contract_account__ledger_account__is_open",
    "contract_account__invoice_recipient_id",
    "tariff__name", "tariff__supply_kind", "supply_point_id",
    "supply_point__commodity", "supply_point__usage_type", "supply_point__concession_class",
    "supply_point__levy_privilege",
    "supply_point__forecast_annual_kwh", "supply_point__street", "supply_point__house_number",
    "supply_point__postcode", "supply_point__town", "supply_point__malo_id",
    "supply_point__grid_operator_id", "supply_point__grid_operator__name",
    "supply_point__grid_operator__code", "supply_point__metering_operator__name",
    "supply_point__metering_operator__code",
)  # fmt: skip


class Terms(NamedTuple):
    """What was agreed for some days, with the name of its tariff version."""

    contract_id: int
    valid: Period
    version: str
    price_kind: str
    energy_ct: Decimal
    energy_offpeak_ct: Decimal | None
    base_eur: Decimal
    minimum_term_months: int
    notice_weeks: int
    instant_bonus: Money
    new_customer_bonus: Money


_TERMS: Final = (
    "contract_id", "tariff_version__label", "price_kind", "energy_ct",
    "energy_offpeak_ct", "base_eur_per_year", "minimum_term_months", "notice_weeks",
    "instant_bonus", "new_customer_bonus",
)  # fmt: skip


class Recipient(NamedTuple):
    """Who gets the bill, and where."""

    business_partner_id: int
    number: str
    kind: str
    title: str
    first_name: str
    last_name: str
    organisation_name: str
    salutation: str
    street: str
    house_number: str
    postcode: str
    town: str
    country: str


class Demanded(NamedTuple):
    """The demanded instalments of one contract and tax rate."""

    part: Prepaid
    ids: Sequence[int]


def contracts(contract_ids: Collection[int]) -> dict[int, Contract]:
    """The contracts by id."""
    rows = SupplyContract.objects.filter(pk__among=contract_ids).order_by("pk")
    place = Contract._fields.index("supply")
    found = {}
    for row in rows.values_list(*_CONTRACT, *bounds("supply")):
        supply = Period(row[-2], row[-1]) if row[-2] else None
        found[row[0]] = Contract._make((*row[:place], supply, *row[place:-2]))
    return found


def terms(contract_ids: Collection[int]) -> dict[int, list[Terms]]:
    """All terms of contracts, in order of days."""
    rows = ContractTerms.objects.filter(contract_id__among=contract_ids).order_by("valid")
    found: dict[int, list[Terms]] = defaultdict(list)
    for contract_id, first, end, *row in rows.values_list(_TERMS[0], *bounds("valid"), *_TERMS[1:]):
        found[contract_id].append(Terms(contract_id, Period(first, end), *row))
    return found


def conditions(contract_ids: Collection[int]) -> dict[int, list[ConditionData]]:
    """What the customers chose beside their tariffs, in order."""
    rows = ContractCondition.objects.filter(contract_id__among=contract_ids)
    found: dict[int, list[ConditionData]] = defaultdict(list)
    for row in rows.order_by("contract_id", "position"):
        found[row.contract_id].append(row.data)
    return found


def billed(contract_ids: Collection[int]) -> dict[int, list[Period]]:
    """The periods that stand on a bill."""
    standing = Invoice.objects.filter(
        contract_id__among=contract_ids,
        state=InvoiceState.ISSUED.value,
        reverses__isnull=True,
    )
    found: dict[int, list[Period]] = defaultdict(list)
    for contract_id, first, end in standing.values_list("contract_id", *bounds("period")):
        found[contract_id].append(Period(first, end))
    return found


_DEMANDED: Final = """
    SELECT instalment.contract_id, instalment.vat_rate, sum(instalment.net)::bigint,
           sum(instalment.vat)::bigint,
           array_agg(instalment.id ORDER BY instalment.due_on, instalment.id)
    FROM unnest(%s::bigint[], %s::date[], %s::date[]) AS wanted (contract_id, first, until)
    JOIN billing_instalment AS instalment
      ON instalment.contract_id = wanted.contract_id
     AND instalment.due_on >= wanted.first AND instalment.due_on < wanted.until
    WHERE instalment.state = %s
    GROUP BY 1, 2 ORDER BY 1, 2
"""


def demanded(wanted: Sequence[Wanted]) -> dict[int, list[Demanded]]:
    """The instalments demanded for the days to be billed, summed by rate, the lowest first."""
    columns: list[list[Any]] = [
        [one.contract_id for one in wanted],
        [one.period.start for one in wanted],
        [one.period.end for one in wanted],
    ]
    found: dict[int, list[Demanded]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_DEMANDED, [*columns, InstalmentState.DEMANDED.value])
        for contract_id, rate, net, vat, ids in cursor.fetchall():
            found[contract_id].append(Demanded(Prepaid(rate, Money(net), Money(vat)), ids))
    return found


def recipients(contracts: Iterable[Contract], issued_on: date) -> dict[int, Recipient]:
    """Who gets the bill of a contract, where that has an address on the day."""
    payers = {one.pk: one.recipient_id or one.business_partner_id for one in contracts}
    ids = list(set(payers.values()))
    valid = Address.objects.filter(business_partner_id__among=ids, valid__contains=issued_on)
    # BILLING sorts before MAIN, and it comes first where there is one.
    addresses: dict[int, tuple[str, ...]] = {}
    for business_partner_id, *address in valid.order_by("kind", "pk").values_list(
        "business_partner_id", "street", "house_number", "postcode", "town", "country"
    ):
        addresses.setdefault(business_partner_id, tuple(address))
    business_partners = BusinessPartner.objects.filter(pk__among=addresses).values_list(
        "pk", "number", "kind", "title", "first_name", "last_name", "organisation_name",
        "salutation",
    )  # fmt: skip
    known = {row[0]: Recipient(*row, *addresses[row[0]]) for row in business_partners}
    return {pk: known[payer] for pk, payer in payers.items() if payer in known}
