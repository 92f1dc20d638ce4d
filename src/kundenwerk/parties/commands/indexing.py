"""What search and the duplicate check know about a business partner."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kundenwerk.kernel.numbers import format_day
from kundenwerk.parties.models import Address, BusinessPartner
from kundenwerk.parties.queries import SEARCH_KIND, Customer, data_of
from kundenwerk.parties.rules.contact import normalised_phone
from kundenwerk.parties.rules.duplicates import keys_of
from kundenwerk.parties.rules.person import AddressKind
from kundenwerk.platform import search


def reindex(business_partner_ids: Collection[int]) -> None:
    """Renew the search entries and duplicate keys of partners; queries do not grow (step)."""
    records = list(_records(business_partner_ids))
    search.index(entry_of(record) for record in records)
    changed = []
    for record in records:
        indexes = [account.iban_index for account in record.bank_accounts]
        keys = keys_of(data_of(record), iban_indexes=indexes)
        if keys != record.business_partner.duplicate_keys:
            record.business_partner.duplicate_keys = keys
            changed.append(record.business_partner)
    BusinessPartner.objects.bulk_update(changed, ["duplicate_keys"], batch_size=1000)


def _records(business_partner_ids: Collection[int]) -> Iterator[Customer]:
    business_partners = BusinessPartner.objects.filter(
        pk__in=list(business_partner_ids)
    ).prefetch_related("addresses", "contacts", "persons", "bank_accounts", "merged")
    for business_partner in business_partners:
        newest = _newest(list(business_partner.addresses.all()))
        yield Customer(
            business_partner,
            newest.get(AddressKind.MAIN),
            newest.get(AddressKind.BILLING),
            list(business_partner.contacts.all()),
            list(business_partner.persons.all()),
            list(business_partner.bank_accounts.all()),
        )


def _newest(addresses: list[Address]) -> dict[str, Address]:
    ordered = sorted(addresses, key=lambda address: address.valid.start)
    return {address.kind: address for address in ordered}


def entry_of(record: Customer) -> search.Entry:
    """What search knows about a partner."""
    business_partner = record.business_partner
    return search.Entry(
        kind=SEARCH_KIND,
        object_id=business_partner.pk,
        title=str(business_partner),
        subtitle=_subtitle(record),
        url=f"/kunden/{business_partner.pk}/",
        text=" ".join(_words(record)),
        names=f"{business_partner.last_name} {business_partner.organisation_name}",
    )


def _subtitle(record: Customer) -> str:
    role = "Kunde" if record.business_partner.is_customer else "Interessent"
    parts = [f"{role} {record.business_partner.number}"]
    if address := record.main_address:
        parts += [f"{address.street} {address.house_number}".strip(), address.town]
    return ", ".join(parts)


def _words(record: Customer) -> Iterator[str]:
    yield record.business_partner.number
    yield from (emptied.number for emptied in record.business_partner.merged.all())
    for address in (record.main_address, record.billing_address):
        if address:
            yield str(address)
    for contact in record.contacts:
        yield contact.value
        if contact.kind != "EMAIL":
            international = normalised_phone(contact.value)
            yield international
            yield international.replace("+49", "0", 1)
    for person in record.persons:
        yield str(person)
    for account in record.bank_accounts:
        yield account.iban_last4
    if record.business_partner.birth_date:
        yield format_day(record.business_partner.birth_date)
