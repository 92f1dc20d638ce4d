"""Everything the customer page shows, gathered with few queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from kundenwerk.billing.models import Instalment
from kundenwerk.billing.queries import lists as billing
from kundenwerk.contracts import queries as contracts
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import State
from kundenwerk.correspondence import queries as correspondence
from kundenwerk.correspondence.models import Document
from kundenwerk.debtors import queries as debtors
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.money import Money, total
from kundenwerk.kernel.numbers import format_day, format_kwh
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.ledger import queries as ledger
from kundenwerk.metering import queries as metering
from kundenwerk.metering.models import Reading
from kundenwerk.parties import queries as parties
from kundenwerk.parties.models import CreditRating
from kundenwerk.parties.queries import Customer
from kundenwerk.parties.queries.consents import Standing, standings
from kundenwerk.parties.queries.credit import current_rating
from kundenwerk.parties.rules.consent import ConsentPurpose
from kundenwerk.parties.rules.person import ContactKind
from kundenwerk.sales.queries import quotes as sales
from kundenwerk.sales.queries.quotes import QuoteFilter
from kundenwerk.staff.access import Permission, may, readers
from kundenwerk.staff.pages import customer_dunning
from kundenwerk.staff.pages.consumption import Month, year_of
from kundenwerk.supply import queries as supply
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.work import queries as work
from kundenwerk.work.models import TimelineEntry
from kundenwerk.work.rules import EntryKind

CONTACTS = (EntryKind.CONTACT, EntryKind.NOTE)
SHOWN_PURPOSES = {ConsentPurpose.ADVERTISING}
CHIPS: dict[str, tuple[str, tuple[EntryKind, ...]]] = {
    "": ("Alles", ()),
    "kontakte": ("Kontakte", CONTACTS),
    "vertraege": ("Verträge", (EntryKind.QUOTE, EntryKind.CONTRACT)),
    "rechnungen": ("Rechnungen", (EntryKind.BILL, EntryKind.METERING)),
    "zahlungen": ("Zahlungen", (EntryKind.PAYMENT,)),
    "markt": ("Marktkommunikation", (EntryKind.MARKET,)),
}

ICONS = {
    EntryKind.CONTACT: "phone",
    EntryKind.QUOTE: "file-text",
    EntryKind.CONTRACT: "clipboard-check",
    EntryKind.METERING: "gauge",
    EntryKind.BILL: "file-invoice",
    EntryKind.PAYMENT: "building-bank",
    EntryKind.MARKET: "truck-delivery",
    EntryKind.NOTE: "note",
}

# The way of a registration, drawn as four pieces.
PROGRESS = {
    State.ORDERED: 1,
    State.REGISTERED: 2,
    State.REJECTED: 2,
    State.CONFIRMED: 3,
}


@dataclass(frozen=True, slots=True)
class Point:
    """A contract with its supply point as one card."""

    contract: SupplyContract
    meter: str
    reading: str
    progress: int
    months: list[Month]


@dataclass(frozen=True, slots=True)
class Action:
    """A verb of the action box with its letter."""

    label: str
    icon: str
    url: str
    key: str


@dataclass(frozen=True, slots=True)
class CustomerView:
    """What the template draws."""

    customer: Customer
    initials: str
    email: str
    phone: str
    accounts: list[ContractAccount]
    balance: Money
    items: list[Any]
    overdue: int
    points: list[Point]
    timeline: list[tuple[Any, str]]
    tasks: list[Any]
    documents: list[Document]
    quotes: list[Any]
    actions: list[Action]
    forecast_kwh: int
    next_instalment: Instalment | None
    last_contact: TimelineEntry | None
    consents: list[Standing]
    credit: CreditRating | None
    credit_readers: str
    dunning: customer_dunning.Shown | None


def build(
    business_partner_id: int, today: date, kinds: tuple[EntryKind, ...], user: Any
) -> CustomerView:
    """Gather the page of one customer.

    Raises:
        BusinessPartner.DoesNotExist: no such record.
    """
    customer = parties.customer(business_partner_id, day=today)
    accounts = debtors.accounts_of(business_partner_id)
    ids = [account.ledger_account_id for account in accounts]
    items = [item for pk in ids for item in ledger.open_items(pk)]
    points = _points(contracts.contracts_of(business_partner_id), today)
    supplied = [point.contract for point in points if point.contract.state != State.WITHDRAWN]
    entries = work.timeline(business_partner_id, kinds=kinds)
    may_credit = may(user, Permission.CREDIT_READ)
    return CustomerView(
        customer=customer,
        initials=_initials(str(customer.business_partner)),
        email=customer.contact(ContactKind.EMAIL),
        phone=customer.contact(ContactKind.PHONE) or customer.contact(ContactKind.MOBILE),
        accounts=accounts,
        balance=total(ledger.balances(ids).values()),
        items=items,
        overdue=sum(item.due_on < today and item.open_amount > Money(0) for item in items),
        points=points,
        timeline=[(entry, entry.icon or ICONS[EntryKind(entry.kind)]) for entry in entries],
        tasks=work.open_tasks(business_partner_id=business_partner_id, limit=5),
        documents=list(correspondence.documents_of(business_partner_id)[:6]),
        quotes=_quotes(business_partner_id, today),
        actions=_actions(business_partner_id, points, user),
        forecast_kwh=sum(one.supply_point.forecast_annual_kwh or 0 for one in supplied),
        next_instalment=billing.next_instalment([one.pk for one in supplied], day=today),
        last_contact=next(iter(work.timeline(business_partner_id, kinds=CONTACTS, limit=1)), None),
        consents=[one for one in standings(business_partner_id) if one.purpose in SHOWN_PURPOSES],
        credit=current_rating(business_partner_id, today) if may_credit else None,
        credit_readers=readers(Permission.CREDIT_READ) if may_credit else "",
        dunning=customer_dunning.of(business_partner_id, accounts, today, user),
    )


def _quotes(business_partner_id: int, today: date) -> list[Any]:
    found = sales.quotes(QuoteFilter(business_partner_id=business_partner_id), day=today)
    return list(found[:5])


def _initials(name: str) -> str:
    words = [word for word in name.split() if word[0].isalpha()]
    return (words[0][0] + words[-1][0]).upper() if words else "?"


def _points(found: list[SupplyContract], today: date) -> list[Point]:
    places = {one.pk: one for one in supply.supply_points({c.supply_point_id for c in found})}
    registers = {
        register.pk: pk
        for pk, place in places.items()
        for meter in place.meters.all()
        for register in meter.registers.all()
    }
    last: dict[int, Reading] = {}
    for pk, reading in metering.last_valid(registers, before=today + ONE_DAY).items():
        last[registers[pk]] = reading
    return [_point(one, places[one.supply_point_id], last, today) for one in found]


def _point(
    contract: SupplyContract, place: SupplyPoint, last: dict[int, Reading], today: date
) -> Point:
    meters = sorted({meter.number for meter in place.meters.all()})
    reading = last.get(place.pk)
    shown = f"{format_kwh(reading.value)} am {format_day(reading.day)}" if reading else ""
    progress = PROGRESS.get(State(contract.state), 4)
    months = year_of(place, today.year) if contract.state == State.ACTIVE else []
    return Point(contract, ", ".join(meters), shown, progress, months)


def _actions(business_partner_id: int, points: list[Point], user: Any) -> list[Action]:
    found = []
    if may(user, Permission.QUOTES_WRITE):
        url = f"{reverse('staff:quote_new')}?kunde={business_partner_id}"
        found.append(Action("Angebot erstellen", "file-text", url, "a"))
    if points and may(user, Permission.METERING_WRITE):
        url = reverse("staff:reading_new", args=[points[0].contract.supply_point_id])
        found.append(Action("Zählerstand erfassen", "gauge", url, "z"))
    if may(user, Permission.CUSTOMERS_WRITE):
        url = reverse("staff:customer_edit", args=[business_partner_id])
        found.append(Action("Stammdaten ändern", "edit", url, "s"))
    if may(user, Permission.BILLING_READ):
        url = f"{reverse('staff:invoices')}?kunde={business_partner_id}"
        found.append(Action("Rechnungen zeigen", "file-invoice", url, "r"))
    if points and may(user, Permission.CONTRACTS_READ):
        url = reverse("staff:contract", args=[points[0].contract.pk])
        found.append(Action("Vertrag öffnen", "clipboard-check", url, "v"))
    if may(user, Permission.PORTAL_LOGINS_READ):
        url = f"{reverse('staff:portal_logins')}?kunde={business_partner_id}"
        found.append(Action("Kundenzugang zeigen", "lock", url, "p"))
    if may(user, Permission.LEDGER_READ) and points:
        account = points[0].contract.contract_account
        url = reverse("staff:debtor", args=[account.ledger_account_id])
        found.append(Action("Kontoauszug zeigen", "book-2", url, "o"))
    return found
