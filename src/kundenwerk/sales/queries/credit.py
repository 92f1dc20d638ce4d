"""Whose credit a quote is about, and what is known of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kundenwerk.kernel.credit import CREDIT_LABELS, CreditClass
from kundenwerk.kernel.text import normalise
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries import business_partner_data
from kundenwerk.parties.queries.credit import current_rating
from kundenwerk.parties.rules.person import BusinessPartnerData
from kundenwerk.sales.queries.progress import basis_of, circumstances
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.lookups import read_lookups
from kundenwerk.sales.rules.parties import person_data

_KINDS = {CreditClass.A: "ok", CreditClass.B: "warn", CreditClass.C: "bad"}


@dataclass(frozen=True, slots=True)
class Person:
    """The customer of a draft.

    Args:
        mark: equal as long as it is the same person.
    """

    data: BusinessPartnerData
    mark: str

    @property
    def name(self) -> str:
        """As the clerk knows them."""
        data = self.data
        return data.organisation_name or f"{data.first_name} {data.last_name}".strip()


@dataclass(frozen=True, slots=True)
class CreditHint:
    """A class as shown; ``kind`` colours it."""

    label: str
    kind: str
    source: str
    note: str
    rated_on: date
    expires_on: date


def customer_of(data: Mapping[str, str], *, day: date) -> Person | None:
    """The customer a draft names so far; None without a name or an address."""
    try:
        basis = basis_of(data, day=day)
        found = _known(data, day)
        if found is None:
            address = circumstances(basis, day=day).address
            found = person_data(data, "", today=day, address=address)
    except Incomplete:
        return None
    if not (found.last_name or found.organisation_name):
        return None
    parts = (found.first_name, found.last_name, found.organisation_name)
    text = "|".join(
        [*map(normalise, parts), str(found.birth_date), data.get("business_partner", "")]
    )
    return Person(found, hashlib.sha256(text.encode()).hexdigest()[:32])


def _known(data: Mapping[str, str], day: date) -> BusinessPartnerData | None:
    business_partner = data.get("business_partner", "")
    if not business_partner.isdecimal():
        return None
    try:
        return business_partner_data(int(business_partner), day=day)
    except BusinessPartner.DoesNotExist:
        return None


def credit_hint(data: Mapping[str, str], *, day: date) -> CreditHint | None:
    """The class that may be used for a draft's customer, if one is known."""
    business_partner = data.get("business_partner", "")
    if business_partner.isdecimal():
        rating = current_rating(int(business_partner), day)
        if rating is None:
            return None
        klass = CreditClass(rating.klass)
        return _hint(klass, rating.source, rating.note, rating.rated_on, rating.expires_on)
    noted = read_lookups(data).credit
    if noted is None or noted.expires_on < day:
        return None
    person = customer_of(data, day=day)
    if person is None or person.mark != noted.person:
        return None
    return _hint(noted.klass, noted.source, noted.note, noted.rated_on, noted.expires_on)


def _hint(
    klass: CreditClass, source: str, note: str, rated_on: date, expires_on: date
) -> CreditHint:
    return CreditHint(CREDIT_LABELS[klass], _KINDS[klass], source, note, rated_on, expires_on)
