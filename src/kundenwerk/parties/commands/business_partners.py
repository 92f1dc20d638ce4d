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
from kundenwerk.parties.rules.person import (
    AddressKind,
    BusinessPartnerData,
    as_text,
    checked,
    with_texts,
)
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command, current_call, require_transaction
from kundenwerk.platform.events import announce
from kundenwerk.platform.number_ranges import take_block


class StaleVersion(Exception):
    """Somebody else changed the record meanwhile; ``current`` is what it holds now."""

    def __init__(self, current: BusinessPartnerData, version: int) -> None:
        super().__init__(f"the record is at version {version}")
        self.current = current
        self.version = version


def create_business_partner(data: BusinessPartnerData, *, day: date) -> BusinessPartner:
    """Create a prospect with address, contact points and a default contact person (step).

    Raises:
        UnusableData: with a sentence per field.
    """
    return create_business_partners([data], day=day)[0]


def create_business_partners(
    entered: Sequence[BusinessPartnerData], *, day: date
) -> list[BusinessPartner]:
    """Create many prospects; the number of statements does not grow with them (step).

    Raises:
        UnusableData: of the first entry that cannot be stored.
    """
    require_transaction()
    usable = [checked(data, today=day) for data in entered]
    numbers = take_block("CUSTOMER", len(usable), year=day.year)
    business_partners = BusinessPartner.objects.bulk_create(
        _new_business_partner(data, number, day)
        for data, number in zip(usable, numbers, strict=True)
    )
    pairs = list(zip(business_partners, usable, strict=True))
    Address.objects.bulk_create(
        address_of(business_partner.pk, AddressKind.MAIN, data, Period(day))
        for business_partner, data in pairs
        if data.street
    )
    ContactPoint.objects.bulk_create(
        contact
        for business_partner, data in pairs
        for contact in contacts_of(business_partner.pk, data)
    )
    ContactPerson.objects.bulk_create(
        default_person(business_partner.pk, data) for business_partner, data in pairs
    )
    reindex([business_partner.pk for business_partner in business_partners])
    return business_partners


@command
def register_business_partner(*, data: BusinessPartnerData, day: date) -> int:
    """Create a prospect from a form; returns its id.

    Raises:
        UnusableData: with a sentence per field.
    """
    return create_business_partner(data, day=day).pk


@command
def update_business_partner(
    *, business_partner_id: int, version: int, data: BusinessPartnerData, day: date
) -> int:
    """Change master data; a new address holds from ``day`` on. Returns the new version.

    Raises:
        UnusableData: with a sentence per field.
        StaleVersion: the form was filled from an older version.
    """
    usable = checked(data, today=day)
    business_partner = BusinessPartner.objects.select_for_update().get(pk=business_partner_id)
    before = data_of(customer(business_partner_id, day=day))
    if business_partner.version != version:
        raise StaleVersion(before, business_partner.version)
    changed = change_data(business_partner, before, usable, day)
    if changed:
        undo.offer(
            f"Geändert: {', '.join(FIELD_LABELS[name] for name in changed)}",
            restore_business_partner,
            business_partner_id=business_partner_id,
            before={name: as_text(getattr(before, name)) for name in changed},
            left={name: as_text(getattr(usable, name)) for name in changed},
            day=day.isoformat(),
        )
    return business_partner.version


@undo.inverse
@command
def restore_business_partner(
    *, business_partner_id: int, before: dict[str, str], left: dict[str, str], day: str
) -> int:
    """Give changed fields their former values; others keep what they hold. Returns the version.

    Args:
        business_partner_id: whose master data.
        before: values before the change, dates in ISO form.
        left: values after it.
        day: the day of the change in ISO form.

    Raises:
        Overtaken: somebody has changed one of the fields again.
    """
    business_partner = BusinessPartner.objects.select_for_update().get(pk=business_partner_id)
    on = date.fromisoformat(day)
    present = data_of(customer(business_partner_id, day=on))
    differences = [
        undo.Difference(FIELD_LABELS[name], value, as_text(getattr(present, name)))
        for name, value in left.items()
        if as_text(getattr(present, name)) != value
    ]
    if differences:
        raise undo.Overtaken(differences)
    change_data(business_partner, present, with_texts(present, before), on)
    return business_partner.version


def change_data(
    business_partner: BusinessPartner,
    before: BusinessPartnerData,
    after: BusinessPartnerData,
    day: date,
) -> list[str]:
    """Write what differs; returns the names of the fields (step)."""
    changed = [name for name in FIELD_LABELS if getattr(before, name) != getattr(after, name)]
    if changed:
        _write_columns(business_partner, after)
        move(business_partner.pk, AddressKind.MAIN, after, day)
        replace_contacts(business_partner.pk, before, after)
        reindex([business_partner.pk])
        words = ", ".join(FIELD_LABELS[name] for name in changed)
        announce(
            events.DataChanged(
                business_partner.pk, business_partner.version, words, current_call().actor
            )
        )
    return changed


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
def set_address(
    *, business_partner_id: int, kind: AddressKind, data: BusinessPartnerData, day: date
) -> int:
    """Set the main or the billing address from a day on; what held before ends there.

    Raises:
        UnusableData: with a sentence per field.
    """
    usable = checked(data, today=day)
    BusinessPartner.objects.select_for_update().get(pk=business_partner_id)
    move(business_partner_id, kind, usable, day)
    reindex([business_partner_id])
    return business_partner_id


@command
def remove_billing_address(*, business_partner_id: int, day: date) -> int:
    """Let bills go to the main address again from a day on."""
    BusinessPartner.objects.select_for_update().get(pk=business_partner_id)
    end_addresses(business_partner_id, AddressKind.BILLING, day)
    reindex([business_partner_id])
    return business_partner_id


def make_customer(business_partner_id: int, day: date) -> None:
    """Turn a prospect into a customer; a customer stays one (step)."""
    require_transaction()
    changed = BusinessPartner.objects.filter(pk=business_partner_id, is_customer=False).update(
        is_customer=True, customer_since=day
    )
    if changed:
        reindex([business_partner_id])


def make_customers(business_partner_ids: Collection[int], day: date) -> None:
    """Turn many prospects into customers (step)."""
    require_transaction()
    prospects = BusinessPartner.objects.filter(pk__in=list(business_partner_ids), is_customer=False)
    found = list(prospects.values_list("pk", flat=True))
    prospects.update(is_customer=True, customer_since=day)
    reindex(found)


def _new_business_partner(data: BusinessPartnerData, number: str, day: date) -> BusinessPartner:
    return BusinessPartner(
        number=number,
        prospect_since=day,
        sort_key=_sort_key(data),
        duplicate_keys=keys_of(data),
        **{column: getattr(data, column) for column in _COLUMNS},
    )


def _sort_key(data: BusinessPartnerData) -> str:
    return person.sort_key(data.kind, data.first_name, data.last_name, data.organisation_name)[:210]


def _write_columns(business_partner: BusinessPartner, data: BusinessPartnerData) -> None:
    for column in _COLUMNS:
        setattr(business_partner, column, getattr(data, column))
    business_partner.sort_key = _sort_key(data)
    business_partner.version += 1
    business_partner.save(update_fields=[*_COLUMNS, "sort_key", "version"])
