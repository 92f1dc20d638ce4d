"""The quote as a letter: every figure comes from the stored price calculation."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from typing import Any

from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.correspondence.commands import Writing
from kundenwerk.correspondence.queries import letterhead
from kundenwerk.correspondence.rules import DocumentKind
from kundenwerk.debtors.rules import PAYMENT_LABELS
from kundenwerk.kernel.calendar import BERLIN
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import MINUS, ZERO, Money, round_together
from kundenwerk.kernel.numbers import NBSP, format_day, format_decimal, format_kwh
from kundenwerk.market.models import OwnCompany
from kundenwerk.market.queries import own_company
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.parties.queries import Customer, customer
from kundenwerk.parties.rules.person import SALUTATION_LABELS, BusinessPartnerKind, Salutation
from kundenwerk.sales.models import PriceCalculation, Quote
from kundenwerk.sales.queries.instructing import withdrawal_of
from kundenwerk.sales.rules.example import DYNAMIC_NOTICE, energy_rows, example_of
from kundenwerk.sales.rules.price_parts import price_parts
from kundenwerk.tariffs.rules.dynamic import EXAMPLE

Pair = list[str]


def quote_letter(quote: Quote) -> Writing:
    """Everything the document of a quote says; the same quote gives the same document."""
    company, receiver = own_company(), customer(quote.business_partner_id, day=quote.quoted_on)
    return Writing(
        kind=DocumentKind.QUOTE,
        number=quote.number,
        title=f"Angebot {quote.number}",
        template="quote",
        data=_data(quote, company, receiver),
        created_at=datetime.combine(quote.quoted_on, time(12), BERLIN),
        business_partner_id=quote.business_partner_id,
    )


def _data(quote: Quote, company: OwnCompany, receiver: Customer) -> dict[str, Any]:
    calculation = quote.calculation
    tariff = str(calculation.tariff_version.tariff)
    return {
        "sender": letterhead(company),
        "recipient": recipient(receiver),
        "info": [
            ["Angebot", quote.number],
            ["Datum", format_day(quote.quoted_on)],
            ["Gültig bis", format_day(quote.binding_until)],
            ["Kundennummer", quote.business_partner.number],
        ],
        "subject": f"Ihr Angebot: {tariff}",
        "salutation": salutation(receiver),
        "intro": "vielen Dank für Ihr Interesse. Für Ihre Lieferstelle bieten wir Ihnen an:",
        "key": {
            "label": f"Jahreskosten bei {format_kwh(quote.annual_kwh)}",
            "value": str(calculation.annual_gross),
            "note": _note(calculation),
        },
        "savings": _savings(calculation),
        "facts": _facts(quote, tariff),
        "prices": _prices(calculation),
        "conditions": _conditions(quote, calculation),
        "costs": _costs(calculation),
        "first_year": _first_year(quote, calculation),
        "parts": [[part.label, part.value] for part in price_parts(calculation.trace)],
        "terms": _terms(calculation),
        "summary": _summary(quote, company),
        "steps": _steps(quote),
        "legal": _legal(quote, company),
        "closing": "Freundliche Grüße",
        "signature": company.name,
        **withdrawal_of(quote, company),
    }


def recipient(receiver: Customer) -> list[str]:
    """The lines of the address window."""
    business_partner, address = (
        receiver.business_partner,
        receiver.billing_address or receiver.main_address,
    )
    greeting = {Salutation.MS: "Frau", Salutation.MR: "Herrn"}.get(
        Salutation(business_partner.salutation)
    )
    is_person = business_partner.kind == BusinessPartnerKind.PERSON
    lines = [greeting if greeting and is_person else "", str(business_partner)]
    if address:
        lines += [
            f"{address.street} {address.house_number}".strip(),
            f"{address.postcode} {address.town}",
        ]
    return [line for line in lines if line]


def salutation(receiver: Customer) -> str:
    """The line a letter begins with."""
    business_partner = receiver.business_partner
    form = Salutation(business_partner.salutation)
    if business_partner.kind != BusinessPartnerKind.PERSON or form is Salutation.NEUTRAL:
        return (
            f"Guten Tag {business_partner},"
            if business_partner.kind == BusinessPartnerKind.PERSON
            else "Guten Tag,"
        )
    name = f"{business_partner.title} {business_partner.last_name}".strip()
    return f"Guten Tag {SALUTATION_LABELS[form]} {name},"


def _note(calculation: PriceCalculation) -> str:
    note = f"brutto, Abschlag {calculation.monthly_instalment} im Monat"
    return f"{note}. {EXAMPLE}." if example_of(calculation.trace) else note


def _savings(calculation: PriceCalculation) -> str:
    if calculation.comparison_gross is None:
        return ""
    saved = calculation.comparison_gross - calculation.first_year_gross
    if saved <= ZERO:
        return ""
    how = "im Beispiel" if example_of(calculation.trace) else "im 1. Jahr"
    return f"{saved} {how} gespart"


def _start(quote: Quote) -> str:
    return format_day(quote.requested_start) if quote.requested_start else "nächstmöglicher Termin"


def _facts(quote: Quote, tariff: str) -> list[Pair]:
    facts = [
        ["Lieferstelle", str(quote.supply_point)],
        ["Netzbetreiber", str(quote.supply_point.grid_operator)],
        ["Marktlokation", quote.malo_id],
        ["Zähler", quote.meter_number],
        ["Tarif", f"{tariff}, {quote.calculation.tariff_version.label}"],
        ["Jahresverbrauch", format_kwh(quote.annual_kwh)],
        ["Lieferbeginn", _start(quote)],
        ["Zahlungsart", _payment(quote)],
    ]
    return [pair for pair in facts if pair[1]]


def _payment(quote: Quote) -> str:
    labels = {code.value: label for code, label in PAYMENT_LABELS.items()}
    return labels.get(quote.payment_method, "")


def _rate(calculation: PriceCalculation) -> Decimal:
    return Decimal(calculation.trace["prices"][0]["vat_percent"])


def _prices(calculation: PriceCalculation) -> list[Pair]:
    shown = calculation.trace["prices"][0]
    two = calculation.offpeak_kwh is not None
    label = "Arbeitspreis HT" if two else "Arbeitspreis"
    energy = energy_rows(shown["energy_ct"]) or [(label, Decimal(shown["energy_ct"]["value"]))]
    rows = [(label, value, "ct/kWh", 4) for label, value in energy]
    if two:
        offpeak = Decimal(shown["energy_offpeak_ct"]["value"])
        rows.append(("Arbeitspreis NT", offpeak, "ct/kWh", 4))
    rows.append(("Grundpreis", Decimal(shown["base_eur_per_year"]["value"]), "€/Jahr", 2))
    factor = 1 + _rate(calculation) / 100
    return [
        [
            label,
            f"{format_decimal(value, places=places)}{NBSP}{unit}",
            f"{format_decimal(value * factor, places=2)}{NBSP}{unit}",
        ]
        for label, value, unit, places in rows
    ]


def _conditions(quote: Quote, calculation: PriceCalculation) -> list[Pair]:
    """What the customer chose; the prices above contain what it adds to them."""
    rows = []
    for item in quote.items.all():
        net, gross = item.data.texts(_rate(calculation))
        told = "" if net else item.data.words or item.description
        rows.append([f"{item.label}: {told}" if told else item.label, net, gross])
    return rows


def _costs(calculation: PriceCalculation) -> list[Pair]:
    """The lines of the calculation; gross amounts share the VAT of the sum to the cent."""
    lines = calculation.trace["lines"]
    factor = (100 + _rate(calculation)) / 10_000
    gross = round_together(line["net_cents"] * factor for line in lines)
    rows = [
        [
            line["label"],
            line["formula"].rpartition(" = ")[0],
            str(Money(line["net_cents"])),
            str(one),
        ]
        for line, one in zip(lines, gross, strict=True)
    ]
    rate = format_decimal(_rate(calculation))
    total = ["Summe", f"{rate} % USt auf die Summe: {calculation.annual_vat}"]
    return [*rows, [*total, str(calculation.annual_net), str(calculation.annual_gross)]]


def _first_year(quote: Quote, calculation: PriceCalculation) -> list[Pair]:
    bonuses = [
        ("Neukundenbonus", calculation.new_customer_bonus),
        ("Sofortbonus", calculation.instant_bonus),
    ]
    promised = [[label, f"{MINUS}{amount}"] for label, amount in bonuses if amount]
    promised += [[item.label, str(item.once)] for item in quote.items.all() if item.once]
    if not promised:
        return []
    return [
        ["Jahreskosten", str(calculation.annual_gross)],
        *promised,
        ["Erstes Jahr", str(calculation.first_year_gross)],
    ]


def _terms(calculation: PriceCalculation) -> list[Pair]:
    minimum = calculation.minimum_term_months
    guarantee = calculation.guarantee_until
    renewal = calculation.renewal_months
    return [
        ["Mindestlaufzeit", f"{minimum} Monate" if minimum else "keine"],
        ["Danach", f"{renewal} Monate" if renewal else "auf unbestimmte Zeit"],
        ["Kündigungsfrist", f"{calculation.notice_weeks} Wochen"],
        ["Preisgarantie", f"bis {format_day(guarantee)}" if guarantee else "keine"],
    ]


def _summary(quote: Quote, company: OwnCompany) -> list[Pair]:
    """The summary of the contract on one page.

    Source: § 41 Abs. 4 EnWG.
    """
    commodity = COMMODITY_LABELS[Commodity(quote.supply_point.commodity)]
    contact = ", ".join(part for part in (company.phone, company.email) if part)
    rows = [
        ["Lieferant", ", ".join(part for part in (company.name, contact) if part)],
        ["Leistung", f"Lieferung von {commodity} an {quote.supply_point}"],
        ["Preis im Jahr", _yearly(quote.calculation)],
        ["Lieferbeginn", _start(quote)],
        ["Zahlung", _payment(quote)],
    ]
    return [row for row in rows if row[1]]


def _yearly(calculation: PriceCalculation) -> str:
    told = f"{calculation.annual_gross} brutto"
    return f"{told}. {EXAMPLE}." if example_of(calculation.trace) else told


def _steps(quote: Quote) -> list[str]:
    switch = quote.situation == SupplySituation.SWITCH
    registration = "Wir melden Sie beim Netzbetreiber an"
    if switch:
        registration += " und kündigen bei Ihrem bisherigen Lieferanten"
    begin = f"Ab dem {_start(quote)} beliefern" if quote.requested_start else "Danach beliefern"
    until = format_day(quote.binding_until)
    return [
        f"Sie nehmen das Angebot bis zum {until} an, zum Beispiel mit einer kurzen E-Mail.",
        f"{registration}.",
        f"{begin} wir Sie.",
    ]


def _legal(quote: Quote, company: OwnCompany) -> list[dict[str, str]]:
    """Notices a consumer gets with the quote.

    Source: §§ 355, 356 BGB with Art. 246a § 1 Abs. 2 EGBGB; § 41 Abs. 5, § 41a Abs. 7 EnWG.
    """
    texts = []
    if quote.business_partner.kind == BusinessPartnerKind.PERSON:
        where = company.email or f"{company.street} {company.house_number}, {company.town}"
        texts.append(
            {
                "title": "Ihr Recht auf Widerruf",
                "text": "Sie können den Vertrag innerhalb von vierzehn Tagen nach seinem Abschluss "
                f"ohne Angabe von Gründen widerrufen. Eine Nachricht an {where} genügt. "
                "Die Widerrufsbelehrung und ein Formular stehen am Ende dieses Angebots.",
            }
        )
    if example := example_of(quote.calculation.trace):
        text = f"{DYNAMIC_NOTICE} {example}."
        texts.append({"title": "So funktioniert Ihr dynamischer Tarif", "text": text})
    texts.append(
        {
            "title": "Wenn sich Preise ändern",
            "text": "Über eine Preisänderung informieren wir Sie mindestens einen Monat vorher. "
            "Sie können dann ohne Frist zum Zeitpunkt der Änderung kündigen.",
        }
    )
    return texts
