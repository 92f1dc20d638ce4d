"""Who an order without a clerk may be from, and two records side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.ledger import queries as ledger
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries import Duplicate, DuplicateQuery, customer, data_of, duplicates
from kundenwerk.sales.models import PossibleDuplicate, Quote
from kundenwerk.sales.queries.look_alikes import at_meter
from kundenwerk.sales.rules.same import PairState


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison."""

    label: str
    newcomer: str
    known: str

    @property
    def is_equal(self) -> bool:
        """Whether both records say the same, and something."""
        return bool(self.newcomer) and self.newcomer.casefold() == self.known.casefold()


def known_like(quote: Quote, *, day: date) -> list[Duplicate]:
    """Records that are likely the customer of a quote, by the rule clerks see while typing."""
    query = DuplicateQuery(
        data=data_of(customer(quote.business_partner_id, day=day)),
        iban=quote.bank_account.iban if quote.bank_account else "",
        ignore=quote.business_partner_id,
        at_meter=at_meter(quote.meter_number, quote.malo_id),
    )
    return [
        one
        for one in duplicates(query)
        if one.likeness.is_likely and one.business_partner_id != quote.business_partner_id
    ]


def pair(pair_id: int) -> PossibleDuplicate | None:
    """One pair with both records."""
    joined = PossibleDuplicate.objects.select_related("newcomer", "known", "quote__contract")
    return joined.filter(pk=pair_id).first()


def open_pairs() -> list[PossibleDuplicate]:
    """Every pair a clerk still has to look at, the oldest first."""
    found = PossibleDuplicate.objects.filter(state=PairState.OPEN)
    return list(found.select_related("newcomer", "known", "quote").order_by("pk"))


def is_billed(business_partner_id: int) -> bool:
    """Whether anything was booked on an account of the customer."""
    accounts = ContractAccount.objects.filter(business_partner_id=business_partner_id)
    ids = accounts.values_list("ledger_account_id", flat=True)
    return any(ledger.entries(one).exists() or ledger.items(one).exists() for one in ids)


def contracts_and_banks(one: PossibleDuplicate) -> list[Compared]:
    """What hangs on both records, line by line."""
    new, known = _told(one.newcomer), _told(one.known)
    return [Compared(label, new[label], known[label]) for label in new]


def _told(who: BusinessPartner) -> dict[str, str]:
    contracts = SupplyContract.objects.filter(business_partner=who).select_related("supply_point")
    return {
        "Bankverbindung": ", ".join(str(account) for account in who.bank_accounts.order_by("pk")),
        "Verträge": ", ".join(f"{one} ({one.supply_point})" for one in contracts.order_by("pk")),
    }
