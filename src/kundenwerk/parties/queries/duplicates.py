"""Records that may be the one about to be made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kundenwerk.kernel.ids import InvalidIdentifier, validate_iban
from kundenwerk.parties.rules import person
from kundenwerk.parties.rules.duplicates import Evidence, Likeness, keys_of, likeness
from kundenwerk.parties.rules.person import BusinessPartnerData
from kundenwerk.platform import rows
from kundenwerk.platform.crypto import blind_index


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateQuery:
    """A record about to be made.

    Args:
        ignore: the record being edited.
        at_meter: records whose meter or market location is the one typed.
    """

    data: BusinessPartnerData
    iban: str = ""
    ignore: int | None = None
    at_meter: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record that may be the same customer."""

    business_partner_id: int
    number: str
    name: str
    is_customer: bool
    likeness: Likeness


# No LIMIT: it would make the planner walk the whole table instead of the index.
_ALIKE = """
    SELECT id, number, is_customer, duplicate_keys,
           kind, title, first_name, last_name, organisation_name
    FROM parties_businesspartner
    WHERE (duplicate_keys && %s::varchar[] OR id = ANY(%s)) AND id <> %s
"""


def duplicates(query: DuplicateQuery, *, limit: int = 5) -> list[Duplicate]:
    """Records that share something telling with the one asked for, most alike first."""
    keys = keys_of(query.data, iban_indexes=iban_indexes(query.iban))
    at_meter = list(query.at_meter)
    if not keys and not at_meter:
        return []
    found = []
    for pk, number, is_customer, theirs, *parts in rows.every(
        _ALIKE, [keys, at_meter, query.ignore or 0]
    ):
        name = person.display_name(*parts)
        more = [Evidence.METER] if pk in query.at_meter else ()
        alike = likeness(keys, theirs, names=(query.data.name, name), more=more)
        found.append(Duplicate(pk, number, name, is_customer, alike))
    return sorted(found, key=lambda one: (-one.likeness.score, one.business_partner_id))[:limit]


def iban_indexes(iban: str) -> list[str]:
    """What a usable IBAN is found by; the IBAN itself is encrypted."""
    try:
        return [blind_index(validate_iban(iban))] if iban else []
    except InvalidIdentifier:
        return []
