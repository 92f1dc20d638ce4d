"""Who the one being typed may be: by name, address, bank, birth date or meter (AP-079, S9)."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from django.db.models import Q

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.ids import InvalidIdentifier, validate_malo
from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.parties.queries import SEARCH_KIND, Duplicate, DuplicateQuery, duplicates
from kundenwerk.platform import search
from kundenwerk.platform.search import Hit
from kundenwerk.sales.rules.basis import sought_name
from kundenwerk.sales.rules.entries import MAX_KEPT
from kundenwerk.sales.rules.parties import SupplyAddress, payer_of, person_data

SHORTEST = 3
MOST_AT_METER = 20


def customers_like(text: str, *, limit: int = 5) -> list[Hit]:
    """Business partners found by what a clerk typed, before a quote begins (AP-007)."""
    words = _usable(text)
    return search.find(words, kinds=[SEARCH_KIND], limit=limit) if len(words) >= SHORTEST else []


def look_alikes(data: Mapping[str, str], *, day: date, role: str = "") -> list[Duplicate]:
    """Records that are likely the one a draft describes so far; none once one was chosen.

    Args:
        data: the draft with what is being typed.
        day: the business day.
        role: whom it describes: the customer, or one of ``OTHER_ROLES``.
    """
    if data.get(f"{role}_business_partner" if role else "business_partner"):
        return []
    typed = {name: _usable(text) for name, text in data.items()}
    values = {name: text for name, text in typed.items() if text}
    if not role:
        values = sought_name(typed.get("sought", "")) | values
    supply = SupplyAddress(
        **{
            name: values.get(name, "").strip()
            for name in ("street", "house_number", "postcode", "town", "state")
        }
    )
    query = DuplicateQuery(
        data=person_data(values, role, today=day, address=supply),
        iban=values.get("iban", "") if role == payer_of(values) else "",
        at_meter=[]
        if role
        else at_meter(values.get("meter_number", ""), values.get("malo_id", "")),
    )
    return [one for one in duplicates(query) if one.likeness.is_likely]


def _usable(text: str) -> str:
    try:
        return clean_text(text, max_length=MAX_KEPT)
    except UnusableText:
        return ""


def at_meter(meter_number: str, malo_id: str) -> list[int]:
    """Partners we have supplied through this meter or at this market location."""
    wanted = Q()
    if len(number := meter_number.strip().upper()) >= SHORTEST:
        wanted |= Q(supply_point__meters__number=number)
    with suppress(InvalidIdentifier):
        wanted |= Q(supply_point__malo_id=validate_malo(malo_id)) if malo_id.strip() else Q()
    if not wanted:
        return []
    found = SupplyContract.objects.filter(wanted).values_list("business_partner_id", flat=True)
    return list(found.distinct()[:MOST_AT_METER])
