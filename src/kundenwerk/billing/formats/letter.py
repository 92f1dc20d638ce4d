"""A stored bill as the data of the letter ``invoice.typ``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kundenwerk.billing.formats import legal
from kundenwerk.billing.formats.einvoice import CreditTransfer, DirectDebit
from kundenwerk.billing.formats.letter_parts import (
    levies,
    percent,
    plain_number,
    reading,
    reading_note,
    substitute_note,
)
from kundenwerk.billing.formats.months import months, table
from kundenwerk.billing.formats.structured import StoredBill, StoredLine
from kundenwerk.kernel.money import ZERO, Money, total
from kundenwerk.kernel.numbers import NBSP, format_day, format_decimal, format_kwh
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.rules.trace import plain

_MONTHS_NOTE = (
    "Mittel je Monat in ct/kWh netto, gewichtet mit Ihrem Verbrauch in jeder Viertelstunde. "
    "Den Nachweis jeder einzelnen Viertelstunde senden wir Ihnen auf Wunsch kostenlos als Datei."
)
COMMODITIES = {"ELECTRICITY": "Strom", "GAS": "Gas"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the comparison; ``kind`` is now, before or group."""

    label: str
    kwh: Decimal
    kind: str


@dataclass(frozen=True, slots=True)
class LetterFrame:
    """What the letter needs beside the bill.

    Args:
        sender: the supplier as the letterhead asks for it.
        kind_label: Turnusrechnung, Schlussrechnung, …
        prepaid: day and amount with its tax of every deducted instalment.
    """

    sender: dict[str, Any]
    kind_label: str
    payment: DirectDebit | CreditTransfer
    trace: dict[str, Any]
    amount_due: Money
    gross: Money
    reason: str
    prepaid: Sequence[tuple[date, Money, Money]]
    comparison: Sequence[Bar]


def letter(bill: StoredBill, frame: LetterFrame) -> dict[str, Any]:
    """The data of the letter.

    Source: § 40 Abs. 1 bis 4 EnWG, § 40a Abs. 1 S. 5 und Abs. 2 EnWG, § 14 Abs. 4 UStG.
    """
    return {
        "sender": frame.sender,
        "recipient": _recipient(bill.facts["recipient"]),
        "info": _info(bill),
        "subject": _subject(bill, frame),
        "intro": _intro(bill, frame),
        "due": _due(bill, frame),
        "payment": _payment(bill, frame),
        "summary": _summary(bill, frame),
        "supply": _supply(bill.facts["supply"]),
        "contract": _contract(bill.facts["contract"]),
        "readings": [reading(row) for row in bill.facts["readings"]],
        "reading_note": " ".join(
            filter(None, [reading_note(bill.facts["readings"]), substitute_note(bill.facts)])
        ),
        "months": table(months(frame.trace)),
        "months_note": _MONTHS_NOTE,
        "segments": list(_segments(bill, frame.trace)),
        "vat": [
            [percent(g.rate), str(g.net), str(g.vat), str(g.net + g.vat)] for g in bill.vat_groups
        ],
        "prepaid": _prepaid(frame.prepaid),
        "levies": levies(frame.trace),
        "levies_note": "Diese Beträge (netto) sind im Arbeits- und Grundpreis enthalten.",
        "comparison": {"bars": [_bar(bar) for bar in frame.comparison], "note": ""},
        "legal": _legal(bill, frame.sender),
    }


def _recipient(to: dict[str, Any]) -> list[str]:
    greeting = {"MS": "Frau", "MR": "Herrn"}.get(to["salutation"], "")
    lines = [greeting, to["name"], to["street"], f"{to['postcode']} {to['town']}"]
    return [line for line in lines if line]


def _info(bill: StoredBill) -> list[list[str]]:
    label = "Storno" if bill.is_reversal else "Rechnung"
    return [
        [label, bill.number],
        ["Datum", format_day(bill.issued_on)],
        ["Kundennummer", bill.facts["customer_number"]],
        ["Vertragskonto", bill.facts["account_number"]],
        ["Zeitraum", _span(bill.period)],
    ]


def _span(period: Period) -> str:
    last = period.last_day
    return f"{period.start:%d.%m.%Y} – {last:%d.%m.%Y}" if last else format_day(period.start)


def _subject(bill: StoredBill, frame: LetterFrame) -> str:
    name = COMMODITIES[bill.facts["supply"]["commodity"]]
    if bill.is_reversal and bill.preceding:
        return f"Storno Ihrer {name}rechnung {bill.preceding[0]}"
    if frame.amount_due < ZERO:
        return f"Ihre {name}rechnung: {-frame.amount_due} Guthaben"
    return f"Ihre {name}rechnung: {frame.amount_due}"


def _intro(bill: StoredBill, frame: LetterFrame) -> str:
    sentences = [f"{frame.kind_label} für die Zeit vom {bill.period}."]
    if bill.is_reversal:
        sentences = ["Wir heben diese Rechnung auf."]
    elif bill.preceding:
        sentences.append(f"Sie ersetzt die Rechnung {bill.preceding[0]}.")
    if frame.reason:
        sentences.append(f"Grund: {frame.reason}")
    return " ".join(sentences)


def _due(bill: StoredBill, frame: LetterFrame) -> dict[str, str]:
    if bill.is_reversal:
        return {
            "label": "Aufgehobener Betrag",
            "amount": str(frame.amount_due),
            "note": "storniert",
        }
    note = f"fällig am {format_day(bill.due_on)}"
    if frame.amount_due < ZERO:
        until = f"spätestens am {format_day(bill.due_on)}"
        return {"label": "Ihr Guthaben", "amount": str(-frame.amount_due), "note": until}
    return {"label": "Bitte zahlen Sie", "amount": str(frame.amount_due), "note": note}


def _payment(bill: StoredBill, frame: LetterFrame) -> dict[str, Any]:
    day = format_day(bill.due_on)
    if bill.is_reversal:
        text = "Wir verrechnen den Betrag mit Ihrem Konto. Sie müssen nichts tun."
        return {"kind": "CREDIT", "text": text, "rows": []}
    if frame.amount_due <= ZERO:
        text = f"Wir zahlen Ihr Guthaben bis zum {day} aus oder verrechnen es."
        return {"kind": "CREDIT", "text": text, "rows": []}
    if isinstance(frame.payment, DirectDebit):
        rows = [
            ["Mandat", frame.payment.mandate_reference],
            ["Gläubiger-ID", frame.payment.creditor_id],
            ["Konto", f"endet auf {frame.payment.debtor_iban[-4:]}"],
        ]
        text = f"Wir buchen den Betrag am {day} oder am nächsten Bankarbeitstag ab."
        return {"kind": "DEBIT", "text": text, "rows": rows}
    rows = [
        ["Empfänger", frame.payment.holder],
        ["IBAN", " ".join(_groups(frame.payment.iban))],
        ["Zweck", bill.number],
    ]
    text = f"Überweisen Sie den Betrag bis zum {day}, oder scannen Sie den GiroCode."
    return {"kind": "TRANSFER", "text": text, "rows": rows}


def _groups(iban: str) -> Iterator[str]:
    return (iban[start : start + 4] for start in range(0, len(iban), 4))


def _summary(bill: StoredBill, frame: LetterFrame) -> list[list[str]]:
    apart = [line.net for line in bill.lines if line.kind == "BONUS"]
    bonus = total(net for net in apart if net < ZERO)
    charged = total(net for net in apart if net > ZERO)
    net = total(line.net for line in bill.lines)
    rows = [["Energie und Grundpreis (netto)", str(net - bonus - charged)]]
    if charged:
        rows.append(["Einmalige Beträge (netto)", str(charged)])
    if bonus:
        rows.append(["Bonus und Gutschrift (netto)", str(bonus)])
    rows += [[f"Umsatzsteuer {percent(g.rate)}", str(g.vat)] for g in bill.vat_groups]
    rows.append(["Rechnungsbetrag", str(frame.gross)])
    if bill.prepaid:
        rows.append(["abgerechnete Abschläge", str(-bill.prepaid)])
    is_credit = frame.amount_due < ZERO
    last = "Ihr Guthaben" if is_credit else "Zu zahlen"
    return [*rows, [last, str(-frame.amount_due if is_credit else frame.amount_due)]]


def _supply(place: dict[str, Any]) -> list[list[str]]:
    rows = [
        ["Adresse", f"{place['street']}, {place['postcode']} {place['town']}"],
        ["Marktlokation", place["malo_id"]],
        ["Netzbetreiber", _operator(place["grid_operator"], place["grid_operator_code"])],
        ["Messstelle", _operator(place["metering_operator"], place["metering_operator_code"])],
    ]
    return [row for row in rows if row[1]]


def _operator(name: str, code: str) -> str:
    return ", ".join(part for part in (name, code) if part)


def _contract(terms: dict[str, Any]) -> list[list[str]]:
    kinds = {"DEFAULT_SUPPLY": "Grundversorgung", "FALLBACK_SUPPLY": "Ersatzversorgung"}
    kind = kinds.get(terms["supply_kind"], "außerhalb der Grundversorgung")
    until = format_day(date.fromisoformat(terms["next_last_day"]))
    notice = f"{terms['notice_weeks']} Wochen Frist, nächstens zum {until}"
    return [
        ["Vertragsnummer", terms["number"]],
        ["Tarif", f"{terms['tariff']} ({kind})"],
        # Bills made before conditions were sold keep no list of them.
        *[["Kondition", one] for one in terms.get("conditions", [])],
        ["Laufzeit", f"seit {format_day(date.fromisoformat(terms['start']))}"],
        ["Ende" if terms["is_ending"] else "Kündigung", until if terms["is_ending"] else notice],
    ]


def _segments(bill: StoredBill, trace: dict[str, Any]) -> Iterator[dict[str, Any]]:
    formulas = [line.get("formula", "") for line in trace.get("lines", [])]
    explained = dict(enumerate(line.get("explanation", []) for line in trace.get("lines", [])))
    for period in dict.fromkeys(line.period for line in bill.lines):
        numbers = [n for n, line in enumerate(bill.lines) if line.period == period]
        how = [formulas[n] for n in numbers if n < len(formulas)]
        how += [sentence for n in numbers for sentence in explained.get(n, [])]
        yield {
            "title": f"{period} · {period.days} Tage",
            "rows": [_row(bill.lines[n]) for n in numbers],
            "how": how,
        }


def _row(line: StoredLine) -> list[str]:
    price = plain_number(str(abs(line.unit_price)))
    shown = {
        "BASE": (f"{format_decimal(line.quantity, places=0)} Tage", f"{price}{NBSP}€/Jahr"),
        "BONUS": ("", ""),
    }.get(line.kind, (format_kwh(Decimal(plain(line.quantity))), f"{price}{NBSP}ct/kWh"))
    return [line.text, *shown, str(line.net)]


def _prepaid(parts: Sequence[tuple[date, Money, Money]]) -> list[list[str]]:
    if not parts:
        return []
    rows = [[format_day(day), "Abschlag", str(gross), str(vat)] for day, gross, vat in parts]
    gross, vat = total(part[1] for part in parts), total(part[2] for part in parts)
    return [*rows, ["Summe", f"{len(parts)} Abschläge", str(gross), str(vat)]]


def _bar(bar: Bar) -> dict[str, Any]:
    text = format_kwh(bar.kwh.to_integral_value())
    return {"label": bar.label, "value": int(bar.kwh), "text": text, "kind": bar.kind}


def _legal(bill: StoredBill, sender: dict[str, Any]) -> list[dict[str, str]]:
    reach = {"phone": sender.get("phone", ""), "email": sender.get("email", "")}
    return [
        {"title": notice.title, "text": notice.text.format(**reach)}
        for notice in legal.notices(bill.issued_on)
    ]
