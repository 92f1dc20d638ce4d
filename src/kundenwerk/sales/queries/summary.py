"""The answers of a draft for the check page, each section with its step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_day, format_kwh
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.market.models import MarketParticipant
from kundenwerk.parties.models import BankAccount, BusinessPartner
from kundenwerk.sales.queries.closing import Priced
from kundenwerk.sales.queries.options import situation_label
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.sales.rules.parties import Parties, Party, Payment
from kundenwerk.sales.rules.vocabulary import PAYMENT_LABELS, Step
from kundenwerk.supply.rules import REGISTER_COUNT_LABELS

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """Answers of one step; ``url`` leads back to it."""

    title: str
    url: str
    rows: list[Row]


def summary(priced: Priced, parties: Parties, links: Mapping[Step, str]) -> list[Section]:
    """Everything a quote will say, grouped by the step where it can be changed."""
    found = [
        ("Lieferung", Step.BASIS, _delivery(priced)),
        ("Tarif", Step.TARIFF, _tariff(priced)),
        ("Konditionen", Step.CONDITIONS, _conditions(priced)),
        ("Vertragspartner", Step.PARTIES, _party(parties.customer)),
        ("Zahlung", Step.PARTIES, _payment(parties.payment)),
        ("Liefersituation und Zähler", Step.PARTIES, _situation(parties)),
    ]
    if parties.recipient:
        found.append(("Rechnungsempfänger", Step.PARTIES, _party(parties.recipient)))
    if parties.owner:
        found.append(("Eigentümer", Step.PARTIES, _party(parties.owner)))
    return [
        Section(title, links[step], [row for row in rows if row[1]])
        for title, step, rows in found
        if rows
    ]


def _delivery(priced: Priced) -> list[Row]:
    basis = priced.basis
    count = REGISTER_COUNT_LABELS[basis.register_count] if basis.register_count else ""
    begin = format_day(basis.start)
    return [
        ("Energieart", basis.kind.label),
        ("Tarifanzahl", count),
        ("Zähler", _metering(basis)),
        ("Lieferstelle", basis.address),
        ("Bundesland", basis.state),
        ("Netzbetreiber", priced.grid.name),
        ("Jahresverbrauch", format_kwh(basis.annual_kwh)),
        ("davon NT", format_kwh(basis.offpeak_kwh) if basis.offpeak_kwh is not None else ""),
        (
            "Lieferbeginn",
            f"nächstmöglicher Termin, zurzeit {begin}" if basis.next_possible else begin,
        ),
    ]


def _metering(basis: Basis) -> str:
    """What was told of the connection; nothing where the supply point knows better."""
    is_told = basis.is_new_point and basis.kind.energy.commodity is Commodity.ELECTRICITY
    return str(basis.metering) if is_told else ""


def _tariff(priced: Priced) -> list[Row]:
    version, cost = priced.version, priced.calculated.cost
    guarantee = priced.guarantee_until
    return [
        ("Tarif", f"{version.tariff}, {version.label}"),
        ("Jahrespreis brutto", str(cost.annual_gross)),
        ("Jahrespreis netto", str(cost.annual_net)),
        ("Kosten im 1. Jahr", str(cost.first_year_gross)),
        ("Vergleich", _comparison(priced)),
        ("Mindestlaufzeit", f"{version.minimum_term_months} Monate"),
        ("Preisgarantie", f"bis {format_day(guarantee)}" if guarantee else "keine"),
        ("Bindefrist", format_day(priced.binding_until)),
    ]


def _conditions(priced: Priced) -> list[Row]:
    """The chosen ones with their amounts; nothing at all where the tariff has none."""
    if not priced.offered:
        return []
    chosen = [(one.label, one.data.words or "vereinbart") for one in priced.chosen]
    return chosen or [("Auswahl", "keine Kondition gewählt")]


def _comparison(priced: Priced) -> str:
    if priced.comparison_gross is None:
        return ""
    return f"{priced.comparison_name}: {priced.comparison_gross}"


def _party(party: Party) -> list[Row]:
    if party.data is None:
        known = BusinessPartner.objects.filter(pk=party.business_partner_id or 0).first()
        return [("Geschäftspartner", f"{known}, {known.number}" if known else "unbekannt")]
    data = party.data
    born = format_day(data.birth_date) if data.birth_date else ""
    return [
        ("Name", data.name),
        ("Adresse", f"{data.street} {data.house_number}, {data.postcode} {data.town}"),
        ("E-Mail", data.email),
        ("Telefon", data.phone),
        ("Geburtsdatum", born),
    ]


def _payment(payment: Payment) -> list[Row]:
    if payment.contract_account_id:
        account = ContractAccount.objects.filter(pk=payment.contract_account_id).first()
        return [("Vertragskonto", str(account or "unbekannt"))]
    rows = [("Zahlungsart", PAYMENT_LABELS[payment.method])]
    if payment.bank_account_id:
        stored = BankAccount.objects.filter(pk=payment.bank_account_id).first()
        rows.append(("Bankverbindung", str(stored or "unbekannt")))
    if payment.bank:
        bank = payment.bank.bank.name if payment.bank.bank else ""
        rows += [("IBAN", f"… {payment.bank.last4}"), ("Bank", bank)]
        rows.append(("Kontoinhaber", payment.holder or "Vertragspartner"))
    return rows


def _situation(parties: Parties) -> list[Row]:
    supplier = MarketParticipant.objects.filter(pk=parties.previous_supplier_id or 0).first()
    end = parties.previous_contract_end
    return [
        ("Liefersituation", situation_label(parties.situation_code) or "noch offen"),
        ("Altlieferant", str(supplier or "")),
        ("Vertragsnummer dort", parties.previous_contract_number),
        ("Vertragsende dort", format_day(end - ONE_DAY) if end else ""),
        ("Zählernummer", parties.meter_number),
        ("MaLo-ID", parties.malo_id),
    ]
