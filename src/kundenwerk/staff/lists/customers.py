"""The list of customers and prospects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from kundenwerk.parties import queries
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries import CustomerFilter, CustomerRow
from kundenwerk.parties.rules import person
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.ui.lists import Choice, Column, Listing


def _find(words: Mapping[str, str], day: date) -> QuerySet[BusinessPartner, CustomerRow]:  # noqa: ARG001
    only = {"kunden": True, "interessenten": False}.get(words["art"])
    return queries.customer_rows(CustomerFilter(text=words["q"], customers=only))


CUSTOMERS = Listing(
    key="kunden",
    title="Kunden",
    url_name="staff:customers",
    permission=Permission.CUSTOMERS_READ,
    find=_find,
    prepare=queries.give_addresses,
    order=("sort_key", "pk"),
    peek=lambda one: address("staff:customer_peek", one.pk),
    search_hint="Name, Klang, Nummer, Straße, Telefon, IBAN-Ende",
    empty_text="Niemand gefunden. Prüfen Sie die Schreibweise, oder suchen Sie nach Straße, "
    "Nummer oder Telefon.",
    columns=(
        Column(
            "name",
            "Name",
            str,
            sort="sort_key",
            url=lambda one: address("staff:customer", one.pk),
        ),
        Column("nummer", "Nummer", lambda one: one.number, sort="number", is_narrow=True),
        Column("anschrift", "Anschrift", lambda one: one.address),
        Column(
            "status",
            "Status",
            lambda one: "Kunde" if one.is_customer else "Interessent",
            sort="is_customer",
            tag=lambda one: ("ok" if one.is_customer else "", ""),
        ),
        Column(
            "seit",
            "Kunde seit",
            lambda one: one.customer_since,
            sort="customer_since",
            empty_last=True,
            is_narrow=True,
        ),
        Column("art", "Art", lambda one: person.KIND_LABELS[one.kind], is_shown=False),
        Column(
            "ansprache",
            "Ansprache",
            lambda one: person.SALUTATION_LABELS[one.salutation],
            is_shown=False,
        ),
    ),
    choices=(
        Choice(
            "art",
            "Art",
            (("", "Alle"), ("kunden", "Kunden"), ("interessenten", "Interessenten")),
        ),
    ),
)
