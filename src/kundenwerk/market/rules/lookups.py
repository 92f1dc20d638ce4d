"""Questions to services of others, their answers, and when a service is left in peace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from kundenwerk.kernel.credit import CreditClass
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.text import normalise
from kundenwerk.market.rules.vocabulary import ConcessionClass


class Service(StrEnum):
    """What is asked of others."""

    GRID_OPERATOR = "GRID_OPERATOR"
    DEFAULT_SUPPLY = "DEFAULT_SUPPLY"
    ADDRESS = "ADDRESS"
    CREDIT = "CREDIT"


SERVICE_LABELS: Final = {
    Service.GRID_OPERATOR: "Netzbetreiber",
    Service.DEFAULT_SUPPLY: "Grundversorgungstarif",
    Service.ADDRESS: "Adressprüfung",
    Service.CREDIT: "Bonität",
}


class ProviderKind(StrEnum):
    """Where an answer comes from."""

    TABLE = "TABLE"
    HTTP = "HTTP"


PROVIDER_KIND_LABELS: Final = {
    ProviderKind.TABLE: "eigene Tabelle",
    ProviderKind.HTTP: "Online-Abfrage",
}


class Outcome(StrEnum):
    """How a call ended."""

    ANSWERED = "ANSWERED"
    NOTHING_FOUND = "NOTHING_FOUND"
    UNREACHABLE = "UNREACHABLE"
    TOO_SLOW = "TOO_SLOW"
    DENIED = "DENIED"
    BUSY = "BUSY"
    BROKEN = "BROKEN"
    MOVED = "MOVED"
    REFUSED = "REFUSED"
    TOO_LARGE = "TOO_LARGE"
    UNREADABLE = "UNREADABLE"


OUTCOME_LABELS: Final = {
    Outcome.ANSWERED: "beantwortet",
    Outcome.NOTHING_FOUND: "nichts gefunden",
    Outcome.UNREACHABLE: "nicht erreichbar",
    Outcome.TOO_SLOW: "Zeit überschritten",
    Outcome.DENIED: "Zugangsdaten abgelehnt",
    Outcome.BUSY: "zu viele Anfragen",
    Outcome.BROKEN: "Störung beim Anbieter",
    Outcome.MOVED: "verweist auf eine andere Adresse",
    Outcome.REFUSED: "Anfrage abgelehnt",
    Outcome.TOO_LARGE: "Antwort zu groß",
    Outcome.UNREADABLE: "Antwort unlesbar",
}
FAILURES: Final = frozenset(Outcome) - {Outcome.ANSWERED, Outcome.NOTHING_FOUND}
LONGEST_PAUSE: Final = timedelta(hours=1)


def pause_until(
    *,
    at: datetime,
    outcome: Outcome,
    earlier: Sequence[Outcome],
    allowed_failures: int,
    pause: timedelta,
    asked_to_wait: timedelta | None = None,
) -> datetime | None:
    """Until when a service is asked no more after a call; None to go on.

    Args:
        at: when the call ended.
        outcome: of this call.
        earlier: outcomes before it, the latest first.
        allowed_failures: so many failures in a row end in a pause.
        pause: how long it lasts.
        asked_to_wait: what the service itself asked for; it counts at once, an hour at most.
    """
    if outcome not in FAILURES:
        return None
    if asked_to_wait is not None:
        return at + max(min(asked_to_wait, LONGEST_PAUSE), timedelta(seconds=1))
    row = [outcome, *earlier][:allowed_failures]
    failed = len(row) == allowed_failures and all(one in FAILURES for one in row)
    return at + pause if failed else None


class UnusableAddress(ValueError):
    """The base address of a service cannot be; the message is a German sentence."""


_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def checked_base_address(text: str) -> str:
    """The base address of a service without a slash at its end; empty stays empty.

    Credentials travel with every question, so only this machine may be asked in the clear.

    Raises:
        UnusableAddress: no address of the web, or one that carries more than a place.
    """
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UnusableAddress("Das ist keine Internetadresse.") from None
    if parts.scheme not in {"http", "https"} or not host or any(c.isspace() for c in text):
        raise UnusableAddress("Eine Adresse sieht so aus: https://dienst.example/api.")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise UnusableAddress("Bitte ohne Kennwort, Fragezeichen und Raute in der Adresse.")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise UnusableAddress("Zugangsdaten gehen nur verschlüsselt hinaus: bitte mit https://.")
    return text.rstrip("/")


def origin(address: str) -> tuple[str, str]:
    """Scheme and place of a base address: who gets the credentials."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressQuestion:
    """An address to look something up for."""

    postcode: str
    town: str
    street: str
    house_number: str

    @property
    def mark(self) -> str:
        """Equal for addresses that are written a little differently."""
        parts = (self.postcode, self.town, self.street, self.house_number)
        return "|".join(normalise(part) for part in parts)


@dataclass(frozen=True, slots=True)
class GridMatch:
    """An operator that may run the grid at an address.

    Args:
        part: what tells it from the others, e.g. a district.
    """

    operator_code: str
    operator_name: str
    concession_class: ConcessionClass
    metering_code: str = ""
    supplier_code: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class GridAnswer:
    """Who may run the grid; an address nobody knows has no matches."""

    address_known: bool
    matches: tuple[GridMatch, ...]


@dataclass(frozen=True, slots=True)
class PublishedTariff:
    """A default-supply tariff as published, gross, for a half-open band of consumption.

    Source: § 36 Abs. 1 EnWG; bands DEC-14.
    """

    commodity: Commodity
    name: str
    supplier: str
    information: str
    energy_ct_gross: Decimal
    base_eur_gross: Decimal
    from_kwh: int = 0
    upto_kwh: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def covers(self, commodity: Commodity, kwh: Decimal | int, day: date) -> bool:
        """Whether the prices hold for a consumption on a day; ``valid_to`` still belongs."""
        in_band = self.from_kwh <= kwh and (self.upto_kwh is None or kwh < self.upto_kwh)
        begun = self.valid_from is None or self.valid_from <= day
        lasts = self.valid_to is None or day <= self.valid_to
        return self.commodity == commodity and in_band and begun and lasts


class Verdict(StrEnum):
    """What a service says of an address."""

    VALID = "VALID"
    CORRECTED = "CORRECTED"
    AMBIGUOUS = "AMBIGUOUS"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class AddressAnswer:
    """A verdict with the addresses that may be meant."""

    verdict: Verdict
    matches: tuple[AddressQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditQuestion:
    """Whose credit is asked, and why.

    Args:
        birth_date: None when it is not known.
        reason: code of the legitimate interest; without one nobody may be asked about.

    Source: Art. 6 Abs. 1 lit. b und f DSGVO; § 31 BDSG.
    """

    first_name: str
    last_name: str
    organisation_name: str
    birth_date: date | None
    address: AddressQuestion
    reason: str


@dataclass(frozen=True, slots=True)
class CreditAnswer:
    """A class with the last day it may be used; None leaves that to the supplier."""

    klass: CreditClass
    valid_until: date | None = None
