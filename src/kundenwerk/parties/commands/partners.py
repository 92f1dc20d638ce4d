"""Creating and changing business partners."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from kundenwerk.kernel.period import Period
from kundenwerk.parties import events
from kundenwerk.parties.commands.details import (
    address_of,
    contacts_of,
    default_person,
    end_addresses,
    move,
    replace_contacts,
)
from kundenwerk.parties.commands.indexing import reindex
from kundenwerk.parties.models import Address, BusinessPartner, ContactPerson, ContactPoint
from kundenwerk.parties.queries import customer, data_of
from kundenwerk.parties.rules import person
from kundenwerk.parties.rules.duplicates import keys_of
from kundenwerk.parties.rules.person import AddressKind, PartnerData, checked
from kundenwerk.platform.commands import command, current_call, require_transaction
from kundenwerk.platform.events import announce
from kundenwerk.platform.number_ranges import take_block


class StaleVersion(Exception):
    """Somebody else changed the record meanwhile; ``current`` is what it holds now."""

    def __init__(self, current: PartnerData, version: int) -> None:
        super().__init__(f"the record is at version {version}")
        self.current = current
        self.version = version


def create_partner(data: PartnerData, *, day: date) -> BusinessPartner:
    """Create a prospect with address, contact points and a default contact person (step).

    Raises:
        UnusableData: with a sentence per field.
    """
    return create_partners([data], day=day)[0]


def create_partners(entered: Sequence[PartnerData], *, day: date) -> list[BusinessPartner]:
    """Create many prospects; the number of statements does not grow with them (step).

    Raises:
        UnusableData: of the first entry that cannot be stored.
    """
    require_transaction()
    usable = [checked(data, today=day) for data in entered]
    numbers = take_block("CUSTOMER", len(usable), year=day.year)
    partners = BusinessPartner.objects.bulk_create(
        _new_partner(data, number, day) for data, number in zip(usable, numbers, strict=True)
    )
    pairs = list(zip(partners, usable, strict=True))
    Address.objects.bulk_create(
        address_of(partner.pk, AddressKind.MAIN, data, Period(day))
        for partner, data in pairs
        if data.street
    )
    ContactPoint.objects.bulk_create(
        contact for partner, data in pairs for contact in contacts_of(partner.pk, data)
    )
    ContactPerson.objects.bulk_create(default_person(partner.pk, data) for partner, data in pairs)
    reindex([partner.pk for partner in partners])
    return partners


@command
def register_partner(*, data: PartnerData, day: date) -> int:
    """Create a prospect from a form; returns its id.

    Raises:
        UnusableData: with a sentence per field.
    """
    return create_partner(data, day=day).pk


@command
def update_partner(*, partner_id: int, version: int, data: PartnerData, day: date) -> int:
    """Change master data; a new address holds from ``day`` on. Returns the new version.

    Raises:
        UnusableData: with a sentence per field.
        StaleVersion: the form was filled from an older version.
    """
    usable = checked(data, today=day)
    partner = BusinessPartner.objects.select_for_update().get(pk=partner_id)
    before = data_of(customer(partner_id, day=day))
    if partner.version != version:
        raise StaleVersion(before, partner.version)
    changed = [
        label
        for name, label in FIELD_LABELS.items()
        if getattr(before, name) != getattr(usable, name)
    ]
    if not changed:
        return version
    _write_columns(partner, usable)
    move(partner_id, AddressKind.MAIN, usable, day)
    replace_contacts(partner_id, before, usable)
    reindex([partner_id])
    announce(
        events.DataChanged(partner_id, partner.version, ", ".join(changed), current_call().actor)
    )
    return partner.version


FIELD_LABELS = {
    "kind": "Art",
    "salutation": "Anrede",
    "title": "Titel",
    "first_name": "Vorname",
    "last_name": "Nachname",
    "organisation_name": "Firma",
    "birth_date": "Geburtsdatum",
    "street": "Straße",
    "house_number": "Hausnummer",
    "postcode": "Postleitzahl",
    "town": "Ort",
    "state": "Bundesland",
    "email": "E-Mail",
    "phone": "Telefon",
    "mobile": "Mobil",
}
_COLUMNS = tuple(FIELD_LABELS)[:7]


@command
def set_address(*, partner_id: int, kind: AddressKind, data: PartnerData, day: date) -> int:
    """Set the main or the billing address from a day on; what held before ends there.

    Raises:
        UnusableData: with a sentence per field.
    """
    usable = checked(data, today=day)
    BusinessPartner.objects.select_for_update().get(pk=partner_id)
    move(partner_id, kind, usable, day)
    reindex([partner_id])
    return partner_id


@command
def remove_billing_address(*, partner_id: int, day: date) -> int:
    """Let bills go to the main address again from a day on."""
    BusinessPartner.objects.select_for_update().get(pk=partner_id)
    end_addresses(partner_id, AddressKind.BILLING, day)
    reindex([partner_id])
    return partner_id


def make_customer(partner_id: int, day: date) -> None:
    """Turn a prospect into a customer; a customer stays one (step)."""
    require_transaction()
    changed = BusinessPartner.objects.filter(pk=partner_id, is_customer=False).update(
        is_customer=True, customer_since=day
    )
    if changed:
        reindex([partner_id])


def make_customers(partner_ids: Collection[int], day: date) -> None:
    """Turn many prospects into customers (step)."""
    require_transaction()
    prospects = BusinessPartner.objects.filter(pk__in=list(partner_ids), is_customer=False)
    found = list(prospects.values_list("pk", flat=True))
    prospects.update(is_customer=True, customer_since=day)
    reindex(found)


def _new_partner(data: PartnerData, number: str, day: date) -> BusinessPartner:
    return BusinessPartner(
        number=number,
        prospect_since=day,
        sort_key=_sort_key(data),
        duplicate_keys=keys_of(data),
        **{column: getattr(data, column) for column in _COLUMNS},
    )


def _sort_key(data: PartnerData) -> str:
    return person.sort_key(data.kind, data.first_name, data.last_name, data.organisation_name)[:210]


def _write_columns(partner: BusinessPartner, data: PartnerData) -> None:
    for column in _COLUMNS:
        setattr(partner, column, getattr(data, column))
    partner.sort_key = _sort_key(data)
    partner.version += 1
    partner.save(update_fields=[*_COLUMNS, "sort_key", "version"])
