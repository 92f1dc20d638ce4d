"""What a consumer is told directly before ordering, and gets confirmed: gross, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import NBSP, format_day, format_decimal, format_kwh
from kundenwerk.market.models import OwnCompany
from kundenwerk.market.queries import own_company
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.sales.models import PriceCalculation, Quote
from kundenwerk.sales.queries.closing import Priced
from kundenwerk.sales.queries.options import situation_of
from kundenwerk.sales.queries.summary import Row, Section, summary
from kundenwerk.sales.rules.parties import Parties
from kundenwerk.sales.rules.vocabulary import PAYMENT_LABELS, PaymentChoice, Step
from kundenwerk.tariffs.models import AgreedCondition, TariffVersion

# Net amounts and who runs the grid mean nothing to a consumer (DEC-03).
_INTERNAL = frozenset({"Jahrespreis netto", "Vergleich", "Bindefrist"})


@dataclass(frozen=True, slots=True)
class OrderSummary:
    """The page before the button.

    Args:
        contract: the summary of the contract (§ 41 Abs. 4 EnWG).
        answers: what the customer entered.
    """

    contract: list[Row]
    answers: list[Section]


def order_summary(found: Priced, parties: Parties) -> OrderSummary:
    """The contract as it would be, and the answers behind it."""
    links: Mapping[Step, str] = {
        Step.BASIS: "/bestellen/",
        Step.TARIFF: "/tarifrechner/",
        Step.CONDITIONS: "/bestellen/konditionen/",
        Step.PARTIES: "/bestellen/person/",
        Step.CHECK: "/bestellen/pruefen/",
    }
    cost, basis = found.calculated.cost, found.basis
    chosen = _conditions(found.chosen, cost.vat_percent)
    begin = format_day(basis.start)
    rows = [
        *_supply(basis.kind.energy.commodity, basis.address, str(found.version.tariff)),
        ("Arbeitspreis", _ct(cost.energy_ct_gross)),
        ("Arbeitspreis NT", _ct(cost.energy_offpeak_ct_gross)),
        ("Grundpreis", _euro(cost.base_eur_gross)),
        *chosen,
        *_costs(cost.annual_gross, cost.first_year_gross, basis.annual_kwh),
        ("Abschlag im Monat", str(cost.monthly_instalment)),
        ("Lieferbeginn", f"so früh wie möglich, zurzeit {begin}" if basis.next_possible else begin),
        *_terms(found.version, found.guarantee_until),
        ("Zahlung", PAYMENT_LABELS[parties.payment.method]),
    ]
    sections = [
        Section(one.title, one.url, [row for row in one.rows if row[0] not in _INTERNAL])
        for one in summary(found, parties, links)
        if one.title != "Tarif"
    ]
    if chosen:
        gross = {"Konditionen": chosen}
        sections = [replace(one, rows=gross.get(one.title, one.rows)) for one in sections]
    return OrderSummary([row for row in rows if row[1]], sections)


def contract_summary(quote: Quote) -> list[Row]:
    """The same of a stored quote.

    Source: § 41 Abs. 4 EnWG.
    """
    calculation, point = quote.calculation, quote.supply_point
    start = quote.requested_start
    rows = [
        *_supply(Commodity(point.commodity), str(point), str(calculation.tariff_version.tariff)),
        *_prices(calculation),
        *_conditions(
            quote.items.order_by("position"), Decimal(calculation.trace["prices"][0]["vat_percent"])
        ),
        *_costs(calculation.annual_gross, calculation.first_year_gross, quote.annual_kwh),
        ("Abschlag im Monat", str(calculation.monthly_instalment)),
        ("Lieferbeginn", format_day(start) if start else "nächstmöglicher Termin"),
        ("Anlass", situation_of(quote)),
        *_terms(calculation, calculation.guarantee_until),
        ("Zahlung", _payment(quote)),
    ]
    return [row for row in rows if row[1]]


def _supply(commodity: Commodity, place: str, tariff: str) -> list[Row]:
    company = own_company()
    contact = ", ".join(filter(None, [company.name, company.phone, company.email]))
    return [
        ("Lieferant", contact),
        ("Leistung", f"Lieferung von {COMMODITY_LABELS[commodity]} an {place}"),
        ("Tarif", tariff),
    ]


def _prices(calculation: PriceCalculation) -> list[Row]:
    shown = calculation.trace["prices"][0]
    factor = 1 + Decimal(shown["vat_percent"]) / 100

    def gross(name: str) -> Decimal:
        return Decimal(shown[name]["value"]) * factor

    rows = [("Arbeitspreis", _ct(gross("energy_ct")))]
    if calculation.offpeak_kwh is not None:
        rows.append(("Arbeitspreis NT", _ct(gross("energy_offpeak_ct"))))
    return [*rows, ("Grundpreis", _euro(gross("base_eur_per_year")))]


def _conditions(chosen: Iterable[AgreedCondition], vat_percent: Decimal) -> list[Row]:
    """What was chosen beside the tariff, gross, and how it is charged.

    Source: § 41 Abs. 4 EnWG; § 312j Abs. 2 BGB (the total price stands above the button).
    """
    rows = []
    for item in chosen:
        _, gross = item.data.texts(vat_percent)
        how = "einmalig mit der ersten Rechnung" if item.once else "im Preis enthalten"
        told = f"{gross} brutto, {how}" if gross else item.data.words or item.description
        rows.append((item.label, told or "vereinbart"))
    return rows


def _ct(value: Decimal | None) -> str:
    return "" if value is None else f"{format_decimal(value, places=2)}{NBSP}ct/kWh brutto"


def _euro(value: Decimal) -> str:
    return f"{format_decimal(value, places=2)}{NBSP}€ im Jahr brutto"


def _costs(annual: Money, first_year: Money, kwh: int) -> list[Row]:
    rows = [(f"Kosten im Jahr bei {format_kwh(kwh)}", f"{annual} brutto")]
    if first_year != annual:
        rows.append(("Kosten im 1. Jahr", f"{first_year} brutto"))
    return rows


def _terms(agreed: TariffVersion | PriceCalculation, guarantee: date | None) -> list[Row]:
    minimum, renewal = agreed.minimum_term_months, agreed.renewal_months
    return [
        ("Mindestlaufzeit", f"{minimum} Monate" if minimum else "keine"),
        ("Danach", f"{renewal} Monate" if renewal else "auf unbestimmte Zeit"),
        ("Kündigungsfrist", f"{agreed.notice_weeks} Wochen"),
        ("Preisgarantie", f"bis {format_day(guarantee)}" if guarantee else "keine"),
    ]


def _payment(quote: Quote) -> str:
    account = quote.contract_account
    method = account.payment_method if account else quote.payment_method
    return PAYMENT_LABELS[PaymentChoice(method)]


def withdrawal_address(company: OwnCompany) -> str:
    """Who a withdrawal goes to, in one line."""
    street = f"{company.street} {company.house_number}".strip()
    place = f"{company.postcode} {company.town}".strip()
    return ", ".join(filter(None, [company.name, street, place, company.phone, company.email]))
