"""How customers pay: methods, mandates, terms of payment."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kundenwerk.kernel.deadlines import DatedSpan, in_force
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.states import LifeCycle


class PaymentMethod(StrEnum):
    """Zahlungsart (BO4E: Zahlungsart)."""

    DIRECT_DEBIT = "DIRECT_DEBIT"
    TRANSFER = "TRANSFER"


class Delivery(StrEnum):
    """How bills reach the customer."""

    EMAIL = "EMAIL"
    LETTER = "LETTER"
    PORTAL = "PORTAL"


class MandateState(StrEnum):
    """Whether a mandate may be used."""

    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    REVOKED = "REVOKED"


class MandateAction(StrEnum):
    """What can happen to a mandate."""

    SUSPEND = "SUSPEND"
    RESUME = "RESUME"
    REVOKE = "REVOKE"


PAYMENT_LABELS: Final = {
    PaymentMethod.DIRECT_DEBIT: "SEPA-Lastschrift",
    PaymentMethod.TRANSFER: "Überweisung",
}
DELIVERY_LABELS: Final = {
    Delivery.EMAIL: "E-Mail",
    Delivery.LETTER: "Brief",
    Delivery.PORTAL: "Kundenportal",
}
MANDATE_LABELS: Final = {
    MandateState.ACTIVE: "aktiv",
    MandateState.SUSPENDED: "ausgesetzt",
    MandateState.REVOKED: "widerrufen",
}

MANDATE_LIFE_CYCLE: Final = LifeCycle(
    {
        (MandateState.ACTIVE, MandateAction.SUSPEND): MandateState.SUSPENDED,
        (MandateState.SUSPENDED, MandateAction.RESUME): MandateState.ACTIVE,
        (MandateState.ACTIVE, MandateAction.REVOKE): MandateState.REVOKED,
        (MandateState.SUSPENDED, MandateAction.REVOKE): MandateState.REVOKED,
    }
)


class UnusableReference(ValueError):
    """The text cannot be a mandate reference; the message is German."""


_REFERENCE: Final = re.compile(r"[A-Za-z0-9+?/:().,'-][A-Za-z0-9+?/:().,' -]{0,34}", re.ASCII)


def checked_reference(text: str) -> str:
    """A mandate reference banks accept.

    Raises:
        UnusableReference: empty, longer than 35 characters, or characters SEPA does not know.

    Source: EPC130-08, AT-01; DFÜ-Abkommen Anlage 3 (character set).
    """
    value = text.strip()
    if not _REFERENCE.fullmatch(value) or "//" in value or value.startswith("/"):
        raise UnusableReference(
            "Eine Mandatsreferenz hat 1 bis 35 Zeichen: Buchstaben ohne Umlaute, Ziffern, Striche."
        )
    return value


SHORTEST_TERMS: Final[tuple[DatedSpan, ...]] = (
    DatedSpan(
        Period(date(2005, 7, 13)), "§ 40c Abs. 1 EnWG (§ 17 Abs. 1 StromGVV, GasGVV)", days=14
    ),
)
USUAL_TERMS: Final[tuple[DatedSpan, ...]] = (
    DatedSpan(Period(date(2005, 7, 13)), "Zahlungsbedingungen des Lieferanten", days=14),
)


class TermTooShort(ValueError):
    """The law grants the customer more days; ``least`` tells how many."""

    def __init__(self, least: DatedSpan) -> None:
        super().__init__(f"at least {least.days} days ({least.source})")
        self.least = least


def usual_term(day: date, table: tuple[DatedSpan, ...] = USUAL_TERMS) -> int:
    """Days a customer has to pay when nothing else is agreed.

    Raises:
        LookupError: the table has no row for the day.
    """
    return in_force(table, day).days


def checked_term(days: int, *, day: date) -> int:
    """A term of payment the law permits.

    Raises:
        TermTooShort: fewer days than the law grants.

    Source: rows of ``SHORTEST_TERMS``.
    """
    least = in_force(SHORTEST_TERMS, day)
    if days < least.days:
        raise TermTooShort(least)
    return days


def due_on(received_on: date, term_days: int) -> date:
    """The day a bill must be paid; the term counts from the day after receipt.

    Raises:
        TermTooShort: the term is shorter than the law permits.

    Source: § 40c Abs. 1 EnWG; §§ 187 Abs. 1, 188 Abs. 1 BGB.
    """
    return received_on + timedelta(days=checked_term(term_days, day=received_on))


UNUSED_MANDATES_EXPIRE: Final[tuple[DatedSpan, ...]] = (
    DatedSpan(
        Period(date(2009, 11, 1)), "EPC130-08, SEPA Core Direct Debit, section 4.1", months=36
    ),
)


def mandate_expires_on(signed_on: date, last_used_on: date | None) -> date:
    """The first day a mandate can no longer be used if nothing is collected until then.

    Raises:
        LookupError: no rule is known for the day.

    Source: rows of ``UNUSED_MANDATES_EXPIRE``.
    """
    since = last_used_on or signed_on
    return in_force(UNUSED_MANDATES_EXPIRE, since).after(since)
