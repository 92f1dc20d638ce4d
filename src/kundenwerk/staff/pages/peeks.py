"""The essentials of a row, for the sheet beside a list (Vorschau)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from kundenwerk.billing.queries import documents
from kundenwerk.billing.queries import lists as billing
from kundenwerk.contracts import queries as contracts
from kundenwerk.debtors import queries as debtors
from kundenwerk.kernel.calendar import german_day
from kundenwerk.kernel.money import ZERO, total
from kundenwerk.kernel.numbers import format_day, format_kwh
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.ledger import queries as ledger
from kundenwerk.parties import queries as parties
from kundenwerk.parties.rules.person import ContactKind
from kundenwerk.platform import clock
from kundenwerk.sales.queries import quotes
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.emptied import leads_on
from kundenwerk.tariffs.queries.lists import TariffFilter, tariff_rows
from kundenwerk.ui.templatetags.ui import balance_words, ct, euros, spaced
from kundenwerk.work import queries as work

Fact = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Peek:
    """What the sheet shows.

    Args:
        facts: label and value; empty values are left out.
        links: what is opened from here, the object itself first.
        more: short lines below the facts.
    """

    title: str
    subtitle: str
    facts: Sequence[Fact]
    links: Sequence[tuple[str, str]]
    more: Sequence[str] = ()


def sheet(request: HttpRequest, found: Peek) -> HttpResponse:
    """Draw the sheet."""
    facts = [(label, value) for label, value in found.facts if value not in {"", None}]
    return render(request, "ui/_peek.html", {"peek": found, "facts": facts})


@page(Permission.CUSTOMERS_READ)
@leads_on
def customer(request: HttpRequest, business_partner_id: int) -> HttpResponse:
    """How to reach somebody, what is open, what is supplied."""
    today = clock.today()
    try:
        one = parties.customer(business_partner_id, day=today)
    except ObjectDoesNotExist:
        raise Http404 from None
    ids = [account.ledger_account_id for account in debtors.accounts_of(business_partner_id)]
    items = [item for pk in ids for item in ledger.open_items(pk)]
    overdue = sum(item.due_on < today and item.open_amount > ZERO for item in items)
    supplied = contracts.contracts_of(business_partner_id)
    last = next(iter(work.timeline(business_partner_id, limit=1)), None)
    tasks = work.open_tasks(business_partner_id=business_partner_id, limit=3)
    kind = "Kunde" if one.business_partner.is_customer else "Interessent"
    facts: list[Fact] = [
        ("Telefon", one.contact(ContactKind.PHONE) or one.contact(ContactKind.MOBILE)),
        ("E-Mail", one.contact(ContactKind.EMAIL)),
        ("Adresse", str(one.main_address or "")),
        ("Kontosaldo", balance_words(total(ledger.balances(ids).values()))),
        ("Überfällige Posten", overdue or ""),
        *((each.tariff.name, each.get_state_display()) for each in supplied),
        ("Zuletzt", f"{last.title}, {format_day(german_day(last.at))}" if last else ""),
    ]
    links = [("Kunden öffnen", reverse("staff:customer", args=[business_partner_id]))]
    more = [f"{task.title}, bis {format_day(task.due_on)}" for task in tasks]
    return sheet(
        request,
        Peek(
            str(one.business_partner), f"{kind} {one.business_partner.number}", facts, links, more
        ),
    )


@page(Permission.QUOTES_READ)
def quote(request: HttpRequest, quote_id: int) -> HttpResponse:
    """What was offered to whom, for how long."""
    try:
        one = quotes.quote(quote_id)
    except (ObjectDoesNotExist, OverflowError):
        raise Http404 from None
    begin = "nächstmöglich" if one.next_possible else _day(one.requested_start)
    facts: list[Fact] = [
        ("Kunde", one.business_partner),
        ("Lieferstelle", one.supply_point),
        ("Tarif", one.calculation.tariff_version.tariff),
        ("Jahrespreis brutto", one.calculation.annual_gross),
        ("Jahresverbrauch", format_kwh(one.annual_kwh)),
        ("Lieferbeginn", begin),
        ("Bindefrist", format_day(one.binding_until)),
        ("Abgelehnt, weil", one.get_decline_reason_display()),
    ]
    links = [
        ("Angebot öffnen", reverse("staff:quote", args=[quote_id])),
        ("Kunden öffnen", reverse("staff:customer", args=[one.business_partner_id])),
    ]
    return sheet(request, Peek(f"Angebot {one.number}", one.get_state_display(), facts, links))


@page(Permission.CONTRACTS_READ)
def contract(request: HttpRequest, contract_id: int) -> HttpResponse:
    """What is supplied where, since when and until when."""
    try:
        one = contracts.contract(contract_id)
    except (ObjectDoesNotExist, OverflowError):
        raise Http404 from None
    begin = one.supply.start if one.supply else one.planned_start
    end = one.supply.end if one.supply else None
    instalment = billing.next_instalment([contract_id], day=clock.today())
    facts: list[Fact] = [
        ("Kunde", one.business_partner),
        ("Lieferstelle", one.supply_point),
        ("Marktlokation", spaced(one.supply_point.malo_id or "")),
        ("Tarif", one.tariff.name),
        ("Lieferbeginn", _day(begin) if one.supply else f"{_day(begin)} geplant"),
        ("Belieferung bis", _day(end - ONE_DAY) if end else ""),
        ("Mindestlaufzeit bis", _day(one.minimum_term_end and one.minimum_term_end - ONE_DAY)),
        (
            "Nächster Abschlag",
            f"{instalment.gross} am {_day(instalment.due_on)}" if instalment else "",
        ),
    ]
    links = [
        ("Vertrag öffnen", reverse("staff:contract", args=[contract_id])),
        ("Kunden öffnen", reverse("staff:customer", args=[one.business_partner_id])),
    ]
    return sheet(request, Peek(f"Vertrag {one.number}", one.get_state_display(), facts, links))


@page(Permission.BILLING_READ)
def invoice(request: HttpRequest, invoice_id: int) -> HttpResponse:
    """What is to be paid, for which period, until when."""
    try:
        one = documents.invoice(invoice_id)
    except (ObjectDoesNotExist, OverflowError):
        raise Http404 from None
    facts: list[Fact] = [
        ("Kunde", one.contract.business_partner),
        ("Lieferstelle", one.contract.supply_point),
        ("Zeitraum", one.period),
        ("Brutto", one.gross),
        ("Abschläge", one.prepaid),
        (
            "Zahlbetrag" if one.amount_due >= ZERO else "Guthaben",
            one.amount_due if one.amount_due >= ZERO else -one.amount_due,
        ),
        ("Fällig", format_day(one.due_on)),
        ("Rechnungsdatum", format_day(one.issued_on)),
        ("Storniert", one.reverses.number if one.reverses else ""),
        ("Grund", one.reason),
    ]
    links = [
        ("Rechnung öffnen", reverse("staff:invoice", args=[invoice_id])),
        ("Kunden öffnen", reverse("staff:customer", args=[one.contract.business_partner_id])),
    ]
    subtitle = f"{one.get_kind_display()}, {one.get_state_display()}"
    return sheet(request, Peek(f"Rechnung {one.number}", subtitle, facts, links))


@page(Permission.LEDGER_READ)
def open_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """What is open of a document, and on the whole account."""
    try:
        one = ledger.item(item_id)
    except (ObjectDoesNotExist, OverflowError):
        raise Http404 from None
    days = (clock.today() - one.due_on).days if one.open_amount > ZERO else 0
    facts: list[Fact] = [
        ("Konto", f"{one.account.number}, {one.account.name}"),
        ("Text", one.text),
        ("Gebucht", format_day(one.booked_on)),
        ("Fällig", format_day(one.due_on)),
        ("Tage überfällig", days if days > 0 else ""),
        ("Betrag", one.amount),
        ("Davon offen", one.open_amount),
        ("Saldo des Kontos", balance_words(ledger.balance(one.account_id))),
    ]
    links = [
        ("Konto öffnen", reverse("staff:debtor", args=[one.account_id])),
        ("Buchung öffnen", reverse("staff:entry", args=[ledger.entry_of_item(item_id)])),
    ]
    return sheet(request, Peek(f"Posten {one.reference}", one.get_kind_display(), facts, links))


@page(Permission.TARIFFS_READ)
def tariff(request: HttpRequest, tariff_id: int) -> HttpResponse:
    """What is sold, at which prices today, what is prepared."""
    one = tariff_rows(TariffFilter(), clock.today()).filter(pk=tariff_id).first()
    if one is None:
        raise Http404
    facts: list[Fact] = [
        ("Kürzel", one.code),
        ("Sparte", one.get_commodity_display()),
        ("Versorgungsart", one.get_supply_kind_display()),
        ("Preisstand heute", one.present_label or "keiner"),
        ("Gültig ab", _day(one.present_from)),
        ("Arbeitspreis netto", ct(one.energy_ct)),
        ("Grundpreis netto", euros(one.base_eur)),
        ("Im Vertrieb", "ja" if one.on_sale else "nein"),
        ("Entwürfe", one.drafts or ""),
    ]
    links = [("Tarif öffnen", reverse("staff:tariff", args=[tariff_id]))]
    if one.present_id:
        links.append(("Preisstand öffnen", reverse("staff:version", args=[one.present_id])))
    return sheet(request, Peek(one.name, f"Tarif {one.code}", facts, links))


def _day(value: object) -> str:
    return format_day(value) if value else ""  # type: ignore[arg-type]


urlpatterns: list[URLPattern] = [
    path("kunden/<int:business_partner_id>/blick/", customer, name="customer_peek"),
    path("angebote/<int:quote_id>/blick/", quote, name="quote_peek"),
    path("vertraege/<int:contract_id>/blick/", contract, name="contract_peek"),
    path("abrechnung/<int:invoice_id>/blick/", invoice, name="invoice_peek"),
    path("preise/tarif/<int:tariff_id>/blick/", tariff, name="tariff_peek"),
    path("nebenbuch/posten/<int:item_id>/blick/", open_item, name="item_peek"),
]
