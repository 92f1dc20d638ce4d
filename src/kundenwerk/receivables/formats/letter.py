"""A notice as the data of the letter ``dunning.typ``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.numbers import format_day

_MOST_NAMED = 5
_LOWER_DAMAGE = (
    "Die Mahnkosten sind eine Pauschale für Porto, Papier und Druck; wie wir sie berechnen, sagen "
    "wir Ihnen auf Wunsch. Ihnen bleibt der Nachweis offen, dass uns kein oder ein geringerer "
    "Schaden entstanden ist."
)


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One claim as the letter names it."""

    reference: str
    text: str
    booked_on: date
    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterData:
    """Everything a letter says.

    Args:
        sender: the supplier as the letterhead asks for it.
        next_fee: what the next letter would cost; None when there is none.
    """

    sender: dict[str, Any]
    recipient: list[str]
    salutation: str
    number: str
    customer_number: str
    account_number: str
    level_number: int
    level_name: str
    day: date
    pay_by: date
    items: Sequence[LetterItem]
    claimed: Money
    credit: Money
    unassigned: Money
    fee: Money
    to_pay: Money
    next_fee: Money | None


def letter(of: LetterData) -> dict[str, Any]:
    """The data of the letter; every amount in it is computed in the letter itself.

    Source: § 286 Abs. 1 BGB; § 17 Abs. 2 StromGVV, GasGVV; § 309 Nr. 5 BGB.
    """
    return {
        "sender": of.sender,
        "recipient": of.recipient,
        "info": [
            ["Schreiben", of.number],
            ["Datum", format_day(of.day)],
            ["Kundennummer", of.customer_number],
            ["Vertragskonto", of.account_number],
        ],
        "subject": f"{of.level_name}: {of.to_pay} bis {format_day(of.pay_by)}",
        "salutation": of.salutation,
        "intro": _intro(of),
        "due": {
            "label": "Bitte zahlen Sie",
            "amount": str(of.to_pay),
            "note": f"bis {format_day(of.pay_by)}",
        },
        "summary": _summary(of),
        "payment": _payment(of),
        "items": [_row(item, of.day) for item in of.items],
        "paragraphs": _paragraphs(of),
        "closing": "Freundliche Grüße",
        "signature": f"Ihr Kundenservice, {of.sender['name']}",
    }


def remittance(account_number: str, references: Sequence[str]) -> str:
    """What the payer writes, so that the payment finds its claims: account, then documents."""
    return " ".join([account_number, *references[:_MOST_NAMED]])


def _intro(of: LetterData) -> str:
    if of.level_number == 1:
        return (
            "sicher haben Sie es nur übersehen: Auf Ihrem Vertragskonto ist noch ein Betrag offen. "
            "Haben Sie in den letzten Tagen gezahlt, ist dieses Schreiben erledigt."
        )
    return (
        "trotz unseres letzten Schreibens ist auf Ihrem Vertragskonto noch ein Betrag offen. "
        "Haben Sie in den letzten Tagen gezahlt, ist dieses Schreiben erledigt."
    )


def _summary(of: LetterData) -> list[list[str]]:
    rows = [["Offene Forderungen", str(of.claimed)]]
    if of.credit:
        rows.append(["abzüglich Ihr Guthaben", str(-of.credit)])
    if of.unassigned:
        rows.append(["abzüglich Zahlungen in Klärung", str(-of.unassigned)])
    if of.fee:
        rows.append([f"Mahnkosten für dieses Schreiben ({of.level_name})", str(of.fee)])
    return [*rows, ["Zu zahlen", str(of.to_pay)]]


def _payment(of: LetterData) -> dict[str, Any]:
    purpose = remittance(of.account_number, [item.reference for item in of.items])
    rows = [["Empfänger", of.sender["name"]], ["IBAN", of.sender["iban"]], ["Zweck", purpose]]
    text = f"Überweisen Sie den Betrag bis zum {format_day(of.pay_by)}."
    if of.sender["iban"]:
        text = f"{text[:-1]}, oder scannen Sie den GiroCode."
    return {"text": text, "rows": [row for row in rows if row[1]]}


def _row(item: LetterItem, day: date) -> list[str]:
    late = (day - item.due_on).days
    return [
        item.reference,
        item.text,
        format_day(item.booked_on),
        format_day(item.due_on),
        str(late),
        str(item.amount),
    ]


def _paragraphs(of: LetterData) -> list[str]:
    reach = " oder ".join(filter(None, (of.sender.get("phone"), of.sender.get("email"))))
    at = f" Sie erreichen uns unter {reach}." if reach else ""
    found = [f"Können Sie nicht auf einmal zahlen? Wir finden gemeinsam einen Weg.{at}"]
    if of.level_number == 1:
        found.append("Mit diesem Schreiben mahnen wir den Betrag an; es kostet Sie nichts.")
    if of.next_fee:
        found.append(
            f"Geht bis zum {format_day(of.pay_by)} kein Geld ein, mahnen wir erneut. Das kostet "
            f"dann {of.next_fee}."
        )
    elif of.next_fee is None:
        found.append(
            f"Das ist unser letztes Schreiben in dieser Sache. Geht bis zum "
            f"{format_day(of.pay_by)} kein Geld ein, prüfen wir weitere Schritte."
        )
    if of.fee > ZERO:
        found.append(_LOWER_DAMAGE)
    return found
