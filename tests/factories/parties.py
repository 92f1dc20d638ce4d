"""Business partners and bank details."""

from __future__ import annotations

from datetime import date
from typing import Any

from kundenwerk.parties.commands import add_bank_account, create_business_partner
from kundenwerk.parties.models import BankAccount, BusinessPartner
from kundenwerk.parties.rules import BusinessPartnerData, Salutation
from tests.factories.calls import running

A_DAY = date(2026, 1, 5)
AN_IBAN = "DE89370400440532013000"


def person(**changes: Any) -> BusinessPartnerData:
    """Master data of Erika Beispiel, changed where asked."""
    values: dict[str, Any] = {
        "salutation": Salutation.MS,
        "first_name": "Erika",
        "last_name": "Beispiel",
        "birth_date": date(1980, 2, 1),
        "street": "Lindenallee",
        "house_number": "12a",
        "postcode": "53757",
        "town": "Sankt Augustin",
        "state": "Nordrhein-Westfalen",
        "email": "erika@beispiel.de",
        "phone": "02241 123456",
    }
    return BusinessPartnerData(**(values | changes))


def business_partner(*, day: date = A_DAY, **changes: Any) -> BusinessPartner:
    """A stored prospect."""
    with running():
        return create_business_partner(person(**changes), day=day)


def bank_account(owner: BusinessPartner, iban: str = AN_IBAN) -> BankAccount:
    """Stored bank details."""
    with running():
        return add_bank_account(owner.pk, iban)
