"""The list of customers and prospects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.parties import queries
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries import CustomerFilter, CustomerRow
from kundenwerk.parties.queries.mask import day_problem, iban_problem, narrowed_by_facts
from kundenwerk.parties.rules import person
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.ui.lists import Choice, Column, Field, Listing


def _find(words: Mapping[str, str], day: date) -> QuerySet[BusinessPartner, CustomerRow]:
    only = {"kunden": True, "interessenten": False}.get(words["art"])
    found = queries.customer_rows(CustomerFilter(text=words["q"], customers=only))
    found = narrowed_by_facts(found, words, day=day)
    if number := words.get("zaehler"):
        found = _supplied(found, supply_point__meters__number__istartswith=number)
    if malo := "".join(words.get("malo", "").split()):
        found = _supplied(found, supply_point__malo_id__startswith=malo)
    return found


def _supplied(
    found: QuerySet[BusinessPartner, CustomerRow], **condition: str
) -> QuerySet[BusinessPartner, CustomerRow]:
    return found.filter(
        pk__in=SupplyContract.objects.filter(**condition).values("business_partner_id")
    )


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
        Column(
            "angebot",
            "Angebot",
            lambda _: "Angebot erstellen",
            url=lambda one: f"{reverse('staff:quote_new')}?kunde={one.pk}",
            is_shown=False,
            permission=Permission.QUOTES_WRITE,
        ),
        Column("art", "Art", lambda one: person.KIND_LABELS[one.kind], is_shown=False),
        Column(
            "ansprache",
            "Ansprache",
            lambda one: person.SALUTATION_LABELS[one.salutation],
            is_shown=False,
        ),
    ),
    fields=(
        Field("name", "Nachname oder Firma"),
        Field("vorname", "Vorname"),
        Field("strasse", "Straße"),
        Field("plz", "Postleitzahl", "numeric"),
        Field("ort", "Ort"),
        Field("geburtstag", "Geburtsdatum", problem=day_problem),
        Field("telefon", "Telefon", "tel"),
        Field("mail", "E-Mail", "email"),
        Field("nummer", "Kundennummer"),
        Field("iban", "IBAN oder ihr Ende", problem=iban_problem),
        Field("zaehler", "Zählernummer"),
        Field("malo", "MaLo-ID", "numeric"),
    ),
    choices=(
        Choice(
            "art",
            "Art",
            (("", "Alle"), ("kunden", "Kunden"), ("interessenten", "Interessenten")),
        ),
    ),
)
