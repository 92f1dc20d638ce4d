"""Who an order without a clerk may be from, and two records side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.numbers import format_day
from kundenwerk.ledger import queries as ledger
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries import Duplicate, DuplicateQuery, customer, data_of, duplicates
from kundenwerk.parties.rules.person import ContactKind
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


def compared(one: PossibleDuplicate, *, day: date) -> list[Compared]:
    """Both records line by line."""
    new, known = _told(one.newcomer, day), _told(one.known, day)
    return [Compared(label, new[label], known[label]) for label in new]


def _told(who: BusinessPartner, day: date) -> dict[str, str]:
    record = customer(who.pk, day=day)
    contracts = SupplyContract.objects.filter(business_partner=who).select_related("supply_point")
    return {
        "Kundennummer": who.number,
        "Name": str(who),
        "Geburtsdatum": format_day(who.birth_date) if who.birth_date else "",
        "Adresse": str(record.main_address or ""),
        "E-Mail": record.contact(ContactKind.EMAIL),
        "Telefon": record.contact(ContactKind.PHONE),
        "Bankverbindung": ", ".join(str(account) for account in record.bank_accounts),
        "Verträge": ", ".join(f"{one} ({one.supply_point})" for one in contracts.order_by("pk")),
    }
