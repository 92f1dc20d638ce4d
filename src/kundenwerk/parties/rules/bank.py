"""Bank details: a valid IBAN with its bank, found offline."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from kundenwerk.kernel.ids import InvalidIdentifier, validate_iban


@dataclass(frozen=True, slots=True)
class Bank:
    """The bank an IBAN leads to; empty texts where the directory knows nothing."""

    bic: str
    name: str


def bank_of(iban: str) -> Bank | None:
    """The bank of a valid IBAN, or None when no directory lists it.

    Source: Bankleitzahlendatei der Deutschen Bundesbank as shipped by the library schwifty.
    """
    try:
        parsed = IBAN(iban)
        bic = str(parsed.bic or "")
    except SchwiftyException:
        return None
    name = str(parsed.bank_name or "")
    return Bank(bic, name) if bic or name else None


@dataclass(frozen=True, slots=True)
class BankDetails:
    """A usable IBAN and what belongs to it."""

    iban: str
    bank: Bank | None

    @property
    def last4(self) -> str:
        """The last four characters, shown instead of the IBAN."""
        return self.iban[-4:]


def checked_iban(text: str, *, own_ibans: Collection[str] = ()) -> BankDetails:
    """A customer's IBAN that can be debited.

    Raises:
        InvalidIdentifier: wrong, outside SEPA, of an unknown German bank, or our own.

    Source: Verordnung (EU) Nr. 260/2012 (SEPA area, after the library schwifty).
    """
    iban = validate_iban(text)
    if not IBAN(iban, allow_invalid=True).in_sepa_zone:
        raise InvalidIdentifier("iban", "Dieses Land nimmt nicht am SEPA-Verfahren teil.")
    if iban in own_ibans:
        raise InvalidIdentifier("iban", "Das ist unsere eigene Bankverbindung.")
    bank = bank_of(iban)
    if bank is None and iban.startswith("DE"):
        raise InvalidIdentifier("iban", "Zu dieser Bankleitzahl ist keine Bank bekannt.")
    return BankDetails(iban, bank)


def grouped(iban: str) -> str:
    """The IBAN in groups of four, as printed on letters."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
