"""Many customers, written as the product writes them, by COPY."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import connection, models

from kundenwerk.demo.names import MEN, STREETS, SURNAMES, WOMEN
from kundenwerk.kernel.period import Period
from kundenwerk.market.models import Place
from kundenwerk.parties.commands.details import address_of, contacts_of, default_person
from kundenwerk.parties.commands.indexing import entry_of
from kundenwerk.parties.models import Address, BusinessPartner, ContactPerson, ContactPoint
from kundenwerk.parties.queries import Customer
from kundenwerk.parties.rules.duplicates import keys_of
from kundenwerk.parties.rules.person import AddressKind, BusinessPartnerData, Salutation, sort_key
from kundenwerk.platform import search

DAY = date(2026, 1, 1)
FIRST_NUMBER = 100_001
BATCH = 10_000
# Search indexes are made after the rows: a tenth of the time of growing them row by row.
GROWN_LATER = ("search_doc", "search_phonetic", "partner_duplicates")


def build(count: int) -> None:
    """Fill an empty database with customers; the same count gives the same customers."""
    definitions = _definitions()
    with connection.cursor() as cursor:
        for name in GROWN_LATER:
            cursor.execute(f"DROP INDEX {name}")
    records = _records(count)
    while batch := list(islice(records, BATCH)):
        _copy(BusinessPartner, [one.business_partner for one in batch])
        _copy(Address, [one.main_address for one in batch if one.main_address])
        _copy(ContactPoint, [contact for one in batch for contact in one.contacts])
        _copy(ContactPerson, [person for one in batch for person in one.persons])
        search.index(entry_of(one) for one in batch)
    with connection.cursor() as cursor:
        for definition in definitions:
            cursor.execute(definition)


def _definitions() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = ANY(%s)", [list(GROWN_LATER)]
        )
        return [row[0] for row in cursor.fetchall()]


def _records(count: int) -> Iterator[Customer]:
    chance = random.Random(2026)
    places = list(Place.objects.order_by("pk").values_list("postcode", "town", "state"))
    # Names are as unevenly spread as in life (Zipf).
    weights = [1 / rank for rank in range(2, len(SURNAMES) + 2)]
    surnames = chance.choices(SURNAMES, weights, k=count)
    for number, last_name in enumerate(surnames):
        yield _record(number + 1, _data(chance, number, last_name, chance.choice(places)))


def _data(
    chance: random.Random, number: int, last_name: str, place: tuple[str, str, str]
) -> BusinessPartnerData:
    if chance.random() < 0.12:
        last_name = f"{last_name}-{chance.choice(SURNAMES)}"
    woman = chance.random() < 0.5
    postcode, town, state = place
    return BusinessPartnerData(
        salutation=Salutation.NEUTRAL,
        first_name=chance.choice(WOMEN if woman else MEN),
        last_name=last_name,
        birth_date=date(1940, 1, 1) + timedelta(days=chance.randrange(24_000)),
        street=chance.choice(STREETS),
        house_number=str(chance.randrange(1, 180)),
        postcode=postcode,
        town=town[:80],
        state=state,
        email=f"kunde{number}@example.org",
        phone=f"0{chance.randrange(20, 99)}{chance.randrange(10)} {number + 1_000_000}",
    )


def _record(pk: int, data: BusinessPartnerData) -> Customer:
    is_customer = pk % 20 != 0
    business_partner = BusinessPartner(
        pk=pk,
        number=str(FIRST_NUMBER + pk - 1),
        salutation=data.salutation,
        first_name=data.first_name,
        last_name=data.last_name,
        birth_date=data.birth_date,
        is_customer=is_customer,
        prospect_since=DAY,
        customer_since=DAY if is_customer else None,
        sort_key=sort_key(data.kind, data.first_name, data.last_name, "")[:210],
        duplicate_keys=keys_of(data),
    )
    return Customer(
        business_partner,
        address_of(pk, AddressKind.MAIN, data, Period(DAY)),
        None,
        contacts_of(pk, data),
        [default_person(pk, data)],
        [],
    )


def _copy(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """COPY unsaved rows; columns the database fills are left to it."""
    columns: list[Any] = [
        field
        for field in model._meta.concrete_fields
        if not field.has_db_default() and (model is BusinessPartner or not field.primary_key)
    ]
    names = ", ".join(f'"{field.column}"' for field in columns)
    with connection.cursor() as cursor:
        statement = f"COPY {model._meta.db_table} ({names}) FROM STDIN"
        with cursor.cursor.copy(statement) as copy:  # type: ignore[attr-defined]
            for values in _values(columns, rows):
                copy.write_row(values)
        if model is BusinessPartner:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) "
                "FROM parties_businesspartner",
                [model._meta.db_table],
            )


def _values(columns: Iterable[Any], rows: Iterable[models.Model]) -> Iterator[list[Any]]:
    for row in rows:
        yield [field.get_db_prep_save(getattr(row, field.attname), connection) for field in columns]
