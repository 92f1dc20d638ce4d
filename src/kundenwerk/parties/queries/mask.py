"""Business partners by single facts: the fields of the search mask (AP-012)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace

from kundenwerk.kernel.ids import validate_iban
from kundenwerk.kernel.numbers import NotReadable, parse_day
from kundenwerk.kernel.text import normalise
from kundenwerk.parties.models import Address, BankAccount, BusinessPartner, ContactPoint
from kundenwerk.parties.queries.duplicates import iban_indexes
from kundenwerk.parties.rules.contact import normalised_email, normalised_phone
from kundenwerk.parties.rules.person import ContactKind
from kundenwerk.platform import search

IBAN_END = 4
Row = TypeVar("Row")
Fact = Callable[[str, date], Q | None]


def narrowed_by_facts(
    found: QuerySet[BusinessPartner, Row], facts: Mapping[str, str], *, day: date
) -> QuerySet[BusinessPartner, Row]:
    """Partners for whom every fact holds; a fact that cannot be read holds for nobody.

    Args:
        found: what is narrowed.
        facts: texts by the names of ``FACTS``; empty ones narrow nothing.
        day: which address counts, and what relative days are counted from.
    """
    for name, condition in FACTS.items():
        if text := facts.get(name, "").strip():
            wanted = condition(text, day)
            if wanted is None:
                return found.none()
            found = found.filter(wanted)
    return found


def _name(text: str, _day: date) -> Q | None:
    words = normalise(text)
    if not words:
        return None
    sounding = search.sounding(words, kind="customer")
    begins = Q(sort_key__startswith=words)
    return begins if sounding is None else begins | Q(pk__in=sounding)


def _first_name(text: str, _day: date) -> Q | None:
    # The sort key holds both names as ``normalise`` writes them; which is which, the column tells.
    rows = BusinessPartner.objects.filter(sort_key__contains=normalise(text))
    return _begins(rows, "first_name", "pk", text)


def _address(column: str) -> Fact:
    def condition(text: str, day: date) -> Q | None:
        return _begins(
            Address.objects.filter(valid__contains=day), column, "business_partner_id", text
        )

    return condition


def _birth_date(text: str, day: date) -> Q | None:
    try:
        return Q(birth_date=parse_day(text, today=day))
    except NotReadable:
        return None


def _phone(text: str, _day: date) -> Q | None:
    number = normalised_phone(text)
    kinds = [ContactKind.PHONE.value, ContactKind.MOBILE.value]
    return _contact(kinds, number) if any(map(str.isdigit, text)) else None


def _email(text: str, _day: date) -> Q:
    return _contact([ContactKind.EMAIL.value], normalised_email(text))


def _contact(kinds: list[str], begin: str) -> Q:
    found = ContactPoint.objects.filter(kind__in=kinds, normalised__startswith=begin)
    return Q(pk__in=found.values("business_partner_id"))


def _number(text: str, _day: date) -> Q:
    return Q(number__istartswith=text)


def _iban(text: str, _day: date) -> Q:
    plain = "".join(text.split()).upper()
    wanted = (
        Q(iban_last4=plain) if len(plain) == IBAN_END else Q(iban_index__in=iban_indexes(plain))
    )
    return Q(pk__in=BankAccount.objects.filter(wanted).values("business_partner_id"))


def _begins(rows: QuerySet[Any], column: str, key: str, text: str) -> Q | None:
    """Rows whose column begins so, umlauts, case and hyphens left aside."""
    wanted = normalise(text)
    if not wanted:
        return None
    plain: Any = Lower(F(column))
    for sign, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("-", " ")):
        plain = Replace(plain, Value(sign), Value(written))
    found = rows.annotate(plain=plain).filter(plain__startswith=wanted)
    return Q(pk__in=found.values(key))


FACTS: Mapping[str, Fact] = {
    "name": _name,
    "vorname": _first_name,
    "strasse": _address("street"),
    "plz": _address("postcode"),
    "ort": _address("town"),
    "geburtstag": _birth_date,
    "telefon": _phone,
    "mail": _email,
    "nummer": _number,
    "iban": _iban,
}


def day_problem(text: str, day: date) -> str:
    """What is wrong with a birth date typed into the mask; empty when it can be read."""
    try:
        parse_day(text, today=day)
    except NotReadable as problem:
        return str(problem)
    return ""


def iban_problem(text: str, _day: date) -> str:
    """What is wrong with a whole IBAN or its end."""
    plain = "".join(text.split())
    if len(plain) == IBAN_END and plain.isalnum():
        return ""
    try:
        validate_iban(plain)
    except ValueError:
        return "Bitte geben Sie die ganze IBAN oder ihre letzten vier Stellen ein."
    return ""
