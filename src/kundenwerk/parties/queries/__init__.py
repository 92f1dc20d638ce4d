"""Reading business partners: one, a list, possible duplicates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.query import ValuesListIterable

from kundenwerk.parties.models import (
    Address,
    BankAccount,
    BusinessPartner,
    ContactPerson,
    ContactPoint,
)
from kundenwerk.parties.queries.duplicates import (
    Duplicate,
    DuplicateQuery,
    duplicates,
    iban_indexes,
)
from kundenwerk.parties.rules import person
from kundenwerk.parties.rules.person import (
    AddressKind,
    BusinessPartnerData,
    BusinessPartnerKind,
    ContactKind,
    Salutation,
)
from kundenwerk.platform import rows, search

__all__ = [
    "SEARCH_KIND",
    "Cursor",
    "Customer",
    "CustomerFilter",
    "CustomerRow",
    "Duplicate",
    "DuplicateQuery",
    "bank_accounts_with",
    "business_partner_data",
    "customer",
    "customer_rows",
    "customers",
    "data_of",
    "display_name",
    "duplicates",
    "give_addresses",
    "known_bank_account",
    "names",
    "with_mail",
]

SEARCH_KIND = "customer"


@dataclass(frozen=True, slots=True)
class Customer:
    """One business partner with everything that belongs to the record on a day."""

    business_partner: BusinessPartner
    main_address: Address | None
    billing_address: Address | None
    contacts: list[ContactPoint]
    persons: list[ContactPerson]
    bank_accounts: list[BankAccount]

    def contact(self, kind: ContactKind) -> str:
        """The preferred way of this kind, else the first, else nothing."""
        found = [contact for contact in self.contacts if contact.kind == kind]
        found.sort(key=lambda contact: not contact.preferred)
        return found[0].value if found else ""


def customer(business_partner_id: int, *, day: date) -> Customer:
    """One business partner as of a day.

    Raises:
        BusinessPartner.DoesNotExist: no such record.
    """
    business_partner = rows.by_key(BusinessPartner, business_partner_id)
    if business_partner is None:
        raise BusinessPartner.DoesNotExist
    key = [business_partner_id]
    addresses = rows.matching(
        Address, "business_partner_id = %s AND valid @> %s::date", [business_partner_id, day]
    )
    by_kind = {address.kind: address for address in addresses}
    return Customer(
        business_partner,
        by_kind.get(AddressKind.MAIN),
        by_kind.get(AddressKind.BILLING),
        rows.matching(
            ContactPoint, "business_partner_id = %s ORDER BY kind, preferred DESC, id", key
        ),
        rows.matching(ContactPerson, "business_partner_id = %s ORDER BY is_default DESC, id", key),
        rows.matching(BankAccount, "business_partner_id = %s ORDER BY id DESC", key),
    )


def business_partner_data(business_partner_id: int, *, day: date) -> BusinessPartnerData:
    """The master data of a business partner in the form they are entered.

    Raises:
        BusinessPartner.DoesNotExist: no such record.
    """
    return data_of(customer(business_partner_id, day=day))


def data_of(record: Customer) -> BusinessPartnerData:
    """The master data of a loaded record in the form they are entered."""
    business_partner, address = record.business_partner, record.main_address or Address()
    return BusinessPartnerData(
        kind=BusinessPartnerKind(business_partner.kind),
        salutation=Salutation(business_partner.salutation),
        title=business_partner.title,
        first_name=business_partner.first_name,
        last_name=business_partner.last_name,
        organisation_name=business_partner.organisation_name,
        birth_date=business_partner.birth_date,
        street=address.street,
        house_number=address.house_number,
        postcode=address.postcode,
        town=address.town,
        state=address.state,
        email=record.contact(ContactKind.EMAIL),
        phone=record.contact(ContactKind.PHONE),
        mobile=record.contact(ContactKind.MOBILE),
    )


def display_name(business_partner: BusinessPartner) -> str:
    """The name as written on an envelope."""
    return str(business_partner)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page; the next page begins after it."""

    sort_key: str
    business_partner_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFilter:
    """What a list of customers is narrowed by.

    Args:
        text: searched like in the command palette; empty for all.
        customers: True only customers, False only prospects, None both.
    """

    text: str = ""
    customers: bool | None = None


def customers(
    wanted: CustomerFilter, *, day: date, after: Cursor | None = None, limit: int = 50
) -> list[BusinessPartner]:
    """A page of business partners by name; each has its address in ``main_addresses``."""
    main = Address.objects.filter(kind=AddressKind.MAIN, valid__contains=day)
    found = _narrowed(wanted)
    if after:
        found = found.filter(sort_key__gte=after.sort_key).exclude(
            sort_key=after.sort_key, pk__lte=after.business_partner_id
        )
    found = found.prefetch_related(Prefetch("addresses", main, to_attr="main_addresses"))
    return list(found.order_by("sort_key", "id")[:limit])


@dataclass(slots=True)
class CustomerRow:
    """A line of the list of business partners; ``give_addresses`` fills the address."""

    pk: int
    number: str
    is_customer: bool
    customer_since: date | None
    salutation: str
    kind: str
    title: str
    first_name: str
    last_name: str
    organisation_name: str
    address: str = ""

    def __str__(self) -> str:
        return person.display_name(
            self.kind, self.title, self.first_name, self.last_name, self.organisation_name
        )


_ROW = [one.name for one in fields(CustomerRow)][:-1]


class _Rows(ValuesListIterable):  # type: ignore[type-arg]
    """The values of a query as lines of the list."""

    def __iter__(self) -> Iterator[CustomerRow]:
        return (CustomerRow(*values) for values in super().__iter__())


def customer_rows(wanted: CustomerFilter) -> QuerySet[BusinessPartner, CustomerRow]:
    """Business partners in no order, as ``CustomerRow``."""
    found: Any = _narrowed(wanted).values_list(*_ROW)
    found._iterable_class = _Rows  # noqa: SLF001  how Django's own values() does it
    return found  # type: ignore[no-any-return]


_ADDRESSES = """
    SELECT business_partner_id, street, house_number, postcode, town FROM parties_address
    WHERE business_partner_id = ANY(%s) AND kind = 'MAIN' AND valid @> %s::date
"""


def give_addresses(found: Sequence[CustomerRow], day: date) -> None:
    """Fill in the main addresses of a page of the list with one query."""
    by_business_partner = {
        business_partner_id: person.address_line(*parts)
        for business_partner_id, *parts in rows.every(_ADDRESSES, [[one.pk for one in found], day])
    }
    for one in found:
        one.address = by_business_partner.get(one.pk, "")


def with_mail(business_partner_ids: Collection[int]) -> set[int]:
    """Which of these business partners have a mail address."""
    found = ContactPoint.objects.filter(
        kind=ContactKind.EMAIL, business_partner_id__in=list(business_partner_ids)
    )
    return set(found.values_list("business_partner_id", flat=True))


MAX_FOUND = 500


def _narrowed(wanted: CustomerFilter) -> QuerySet[BusinessPartner]:
    everyone = BusinessPartner.objects.filter(merged_into__isnull=True)
    if wanted.customers is not None:
        everyone = everyone.filter(is_customer=wanted.customers)
    if wanted.text.strip():
        hits = search.find(wanted.text, kinds=[SEARCH_KIND], limit=MAX_FOUND)
        # One array instead of hundreds of parameters, each of which the ORM would look at.
        ids = RawSQL("SELECT unnest(%s::bigint[])", [[hit.object_id for hit in hits]])
        everyone = everyone.filter(pk__in=ids)
    return everyone


def known_bank_account(business_partner_id: int, iban: str) -> BankAccount | None:
    """The bank account of this partner with the same IBAN, if there is one (AP-088)."""
    return BankAccount.objects.filter(
        business_partner_id=business_partner_id, iban_index__in=iban_indexes(iban)
    ).first()


def bank_accounts_with(iban: str) -> list[BankAccount]:
    """Everybody's bank accounts with the same IBAN, the oldest first (AP-088)."""
    same = BankAccount.objects.filter(iban_index__in=iban_indexes(iban))
    return list(same.select_related("business_partner").order_by("id"))


def holder_of(iban: str) -> str:
    """In whose name this IBAN is kept already, the oldest record first; nothing if nowhere."""
    return next((one.holder for one in bank_accounts_with(iban) if one.holder), "")


def names(business_partner_ids: Collection[int]) -> dict[int, str]:
    """Names of many business partners with one query."""
    return {
        pk: str(one)
        for pk, one in BusinessPartner.objects.in_bulk(list(business_partner_ids)).items()
    }
