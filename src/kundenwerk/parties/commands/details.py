"""Addresses, contact points and persons of one business partner (steps)."""

from __future__ import annotations

from datetime import date

from kundenwerk.kernel.period import Period
from kundenwerk.parties.models import Address, ContactPerson, ContactPoint
from kundenwerk.parties.rules.contact import normalised_email, normalised_phone
from kundenwerk.parties.rules.person import AddressKind, BusinessPartnerData, ContactKind


def address_of(
    business_partner_id: int, kind: AddressKind, data: BusinessPartnerData, valid: Period
) -> Address:
    columns = ("street", "house_number", "postcode", "town", "state")
    return Address(
        business_partner_id=business_partner_id,
        kind=kind.value,
        valid=valid,
        **{column: getattr(data, column) for column in columns},
    )


def move(business_partner_id: int, kind: AddressKind, data: BusinessPartnerData, day: date) -> None:
    """Let an address hold from a day on, unless it does already."""
    wanted = address_of(business_partner_id, kind, data, Period(day))
    present = Address.objects.filter(
        business_partner_id=business_partner_id, kind=kind, valid__contains=day
    ).first()
    if present and (str(present), present.state) == (str(wanted), wanted.state):
        return
    end_addresses(business_partner_id, kind, day)
    if data.street and not _continue_former(wanted):
        wanted.save()


def _continue_former(wanted: Address) -> bool:
    """Let the address that ended just now go on instead of beginning anew."""
    mine = Address.objects.filter(business_partner_id=wanted.business_partner_id, kind=wanted.kind)
    for former in mine.filter(valid__endswith=wanted.valid.start):
        if (str(former), former.state) == (str(wanted), wanted.state):
            former.valid = Period(former.valid.start)
            former.save(update_fields=["valid"])
            return True
    return False


def end_addresses(business_partner_id: int, kind: AddressKind, day: date) -> None:
    mine = Address.objects.filter(business_partner_id=business_partner_id, kind=kind)
    mine.filter(valid__startswith__gte=day).delete()
    for address in mine.filter(valid__contains=day):
        address.valid = Period(address.valid.start, day)
        address.save(update_fields=["valid"])


def contacts_of(business_partner_id: int, data: BusinessPartnerData) -> list[ContactPoint]:
    entered = [
        (ContactKind.EMAIL, data.email, normalised_email(data.email)),
        (ContactKind.PHONE, data.phone, normalised_phone(data.phone)),
        (ContactKind.MOBILE, data.mobile, normalised_phone(data.mobile)),
    ]
    return [
        ContactPoint(
            business_partner_id=business_partner_id,
            kind=kind.value,
            value=value,
            normalised=normalised,
            preferred=True,
        )
        for kind, value, normalised in entered
        if value
    ]


def replace_contacts(
    business_partner_id: int, before: BusinessPartnerData, after: BusinessPartnerData
) -> None:
    """Put the entered contact points in the place of those shown on the form."""
    old = {contact.kind: contact for contact in contacts_of(business_partner_id, before)}
    new = {contact.kind: contact for contact in contacts_of(business_partner_id, after)}
    for kind in old.keys() | new.keys():
        shown, entered = old.get(kind), new.get(kind)
        if shown and entered and shown.value == entered.value:
            continue
        mine = ContactPoint.objects.filter(business_partner_id=business_partner_id, kind=kind)
        if shown:
            mine.filter(normalised=shown.normalised).delete()
        if entered:
            mine.filter(normalised=entered.normalised).delete()
            mine.update(preferred=False)
            entered.save()


def default_person(business_partner_id: int, data: BusinessPartnerData) -> ContactPerson:
    return ContactPerson(
        business_partner_id=business_partner_id,
        salutation=data.salutation,
        first_name=data.first_name,
        last_name=data.last_name or data.organisation_name,
        is_default=True,
    )
