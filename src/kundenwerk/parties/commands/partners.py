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
    PartnerData,
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
    changed = _change(partner, before, usable, day)
    if changed:
        undo.offer(
            f"Geändert: {', '.join(FIELD_LABELS[name] for name in changed)}",
            restore_partner,
            partner_id=partner_id,
            before={name: as_text(getattr(before, name)) for name in changed},
            left={name: as_text(getattr(usable, name)) for name in changed},
            day=day.isoformat(),
        )
    return partner.version


@undo.inverse
@command
def restore_partner(
    *, partner_id: int, before: dict[str, str], left: dict[str, str], day: str
) -> int:
    """Give changed fields their former values; others keep what they hold. Returns the version.

    Args:
        partner_id: whose master data.
        before: values before the change, dates in ISO form.
        left: values after it.
        day: the day of the change in ISO form.

    Raises:
        Overtaken: somebody has changed one of the fields again.
    """
    partner = BusinessPartner.objects.select_for_update().get(pk=partner_id)
    on = date.fromisoformat(day)
    present = data_of(customer(partner_id, day=on))
    differences = [
        undo.Difference(FIELD_LABELS[name], value, as_text(getattr(present, name)))
        for name, value in left.items()
        if as_text(getattr(present, name)) != value
    ]
    if differences:
        raise undo.Overtaken(differences)
    _change(partner, present, with_texts(present, before), on)
    return partner.version


def _change(
    partner: BusinessPartner, before: PartnerData, after: PartnerData, day: date
) -> list[str]:
    """Write what differs; returns the names of the fields."""
    changed = [name for name in FIELD_LABELS if getattr(before, name) != getattr(after, name)]
    if changed:
        _write_columns(partner, after)
        move(partner.pk, AddressKind.MAIN, after, day)
        replace_contacts(partner.pk, before, after)
        reindex([partner.pk])
        words = ", ".join(FIELD_LABELS[name] for name in changed)
        announce(events.DataChanged(partner.pk, partner.version, words, current_call().actor))
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
