"""Campaigns: their states, whom they address, what a contract cost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money, round_cents
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.states import LifeCycle
from kundenwerk.kernel.text import UnusableText, clean_name, clean_text
from kundenwerk.sales.rules.leads import checked_code
from kundenwerk.sales.rules.stages import LeadStage

MOST_CODES: Final = 50
LONGEST_CONTENT: Final = 4000


class CampaignState(StrEnum):
    """Where a campaign stands."""

    DRAFT = "DRAFT"
    PLANNED = "PLANNED"
    RUNNING = "RUNNING"
    ENDED = "ENDED"
    CANCELLED = "CANCELLED"


STATE_LABELS: Final = {
    CampaignState.DRAFT: "Entwurf",
    CampaignState.PLANNED: "geplant",
    CampaignState.RUNNING: "läuft",
    CampaignState.ENDED: "beendet",
    CampaignState.CANCELLED: "abgebrochen",
}


class CampaignAction(StrEnum):
    """What moves a campaign on."""

    APPROVE = "APPROVE"
    REVISE = "REVISE"
    START = "START"
    END = "END"
    CANCEL = "CANCEL"


ACTION_LABELS: Final = {
    CampaignAction.APPROVE: "Freigeben",
    CampaignAction.REVISE: "Zurück in den Entwurf",
    CampaignAction.START: "Jetzt starten",
    CampaignAction.END: "Jetzt beenden",
    CampaignAction.CANCEL: "Abbrechen",
}

LIFE_CYCLE: Final = LifeCycle(
    {
        (CampaignState.DRAFT, CampaignAction.APPROVE): CampaignState.PLANNED,
        (CampaignState.DRAFT, CampaignAction.CANCEL): CampaignState.CANCELLED,
        (CampaignState.PLANNED, CampaignAction.START): CampaignState.RUNNING,
        (CampaignState.PLANNED, CampaignAction.REVISE): CampaignState.DRAFT,
        (CampaignState.PLANNED, CampaignAction.CANCEL): CampaignState.CANCELLED,
        (CampaignState.RUNNING, CampaignAction.END): CampaignState.ENDED,
        (CampaignState.RUNNING, CampaignAction.CANCEL): CampaignState.CANCELLED,
    }
)


class Channel(StrEnum):
    """The way a campaign takes."""

    EMAIL = "EMAIL"
    PHONE = "PHONE"
    POST = "POST"
    ONLINE = "ONLINE"
    EVENT = "EVENT"


CHANNEL_LABELS: Final = {
    Channel.EMAIL: "E-Mail",
    Channel.PHONE: "Telefon",
    Channel.POST: "Brief, Flyer",
    Channel.ONLINE: "Online-Werbung",
    Channel.EVENT: "Veranstaltung",
}
# Channels that address people one by one.
DIRECT: Final = frozenset({Channel.EMAIL, Channel.PHONE, Channel.POST})


class Audience(StrEnum):
    """Of whom a segment is a part."""

    LEADS = "LEADS"
    CUSTOMERS = "CUSTOMERS"


AUDIENCE_LABELS: Final = {Audience.LEADS: "Leads", Audience.CUSTOMERS: "Kunden mit Vertrag"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A rule that says whom a campaign addresses; empty parts do not narrow it.

    Args:
        stages: of leads.
        postcodes: beginnings of postcodes, ``50`` is everything from 50000 to 50999.
        ends_from: first day on which the contract (of a customer: the minimum term) may end.
        ends_until: last day of that.
    """

    audience: Audience = Audience.LEADS
    stages: tuple[LeadStage, ...] = ()
    commodity: Commodity | None = None
    postcodes: tuple[str, ...] = ()
    ends_from: date | None = None
    ends_until: date | None = None

    def as_json(self) -> dict[str, Any]:
        """The rule as it is stored."""
        return {
            "audience": self.audience.value,
            "stages": [stage.value for stage in self.stages],
            "commodity": self.commodity.value if self.commodity else "",
            "postcodes": list(self.postcodes),
            "ends_from": self.ends_from.isoformat() if self.ends_from else "",
            "ends_until": self.ends_until.isoformat() if self.ends_until else "",
        }


def segment_of(stored: Mapping[str, Any]) -> Segment:
    """The rule from what ``as_json`` gave.

    Raises:
        ValueError: a code or day it never gave.
    """
    return Segment(
        audience=Audience(stored.get("audience") or Audience.LEADS),
        stages=tuple(LeadStage(code) for code in stored.get("stages", ())),
        commodity=Commodity(stored["commodity"]) if stored.get("commodity") else None,
        postcodes=tuple(stored.get("postcodes", ())),
        ends_from=_day(stored.get("ends_from")),
        ends_until=_day(stored.get("ends_until")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_BEGINNING: Final = re.compile(r"[0-9]{1,5}", re.ASCII)


def read_postcodes(text: str) -> tuple[str, ...]:
    """Beginnings of postcodes between commas or blanks.

    Raises:
        UnusableText: something else than one to five digits, or too many.
    """
    found = tuple(dict.fromkeys(part for part in re.split(r"[\s,;]+", text) if part))
    if len(found) > 200 or not all(_BEGINNING.fullmatch(part) for part in found):
        raise UnusableText("Bitte geben Sie Anfänge von Postleitzahlen ein, zum Beispiel 50, 511.")
    return found


def read_codes(text: str) -> dict[str, str]:
    """One response code a line, with a label behind it; codes in capitals.

    Raises:
        UnusableText: a line without a usable code, one code twice, too many.
    """
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        code, _, label = line.partition(" ")
        code = checked_code(code)
        if code in found:
            raise UnusableText(f"Der Code {code} steht zweimal da.")
        found[code] = clean_text(label, max_length=60)
    if len(found) > MOST_CODES:
        raise UnusableText(f"Höchstens {MOST_CODES} Codes.")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignData:
    """What a campaign is about.

    Args:
        target_contracts: how many contracts it is to bring; None for no number.
        codes: response codes with labels.
    """

    name: str
    goal: str
    target_contracts: int | None
    channel: Channel
    period: Period
    budget: Money
    subject: str
    content: str
    segment: Segment
    codes: Mapping[str, str]


class UnusableCampaign(ValueError):
    """Fields cannot be stored; ``errors`` maps each to a German sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(errors)))
        self.errors = errors


def check_campaign(data: CampaignData) -> None:
    """Refuse what no campaign can be.

    Raises:
        UnusableCampaign: with a German sentence per field.
    """
    errors = {}
    try:
        clean_name(data.name, max_length=80)
    except UnusableText as problem:
        errors["name"] = str(problem)
    if data.budget < Money(0):
        errors["budget"] = "Ein Budget kann nicht negativ sein."
    if data.period.end is None:
        errors["last"] = "Eine Aktion hat ein Ende."
    if data.target_contracts is not None and data.target_contracts < 1:
        errors["target_contracts"] = "Mindestens ein Vertrag, oder leer lassen."
    span = data.segment
    if span.ends_from and span.ends_until and span.ends_from > span.ends_until:
        errors["ends_until"] = "Das Ende liegt vor dem Anfang."
    if errors:
        raise UnusableCampaign(errors)


def cost_per_contract(spent: Money, contracts: int) -> Money | None:
    """What one contract cost; None while there is none."""
    return round_cents(Decimal(spent.cents) / 100 / contracts) if contracts else None


def share(part: int, whole: int) -> int | None:
    """Percent in whole numbers; None of nothing."""
    return round(100 * part / whole) if whole else None


# ---- mails


class LeftOut(StrEnum):
    """Why somebody a segment means gets no mail."""

    NO_CONSENT = "NO_CONSENT"
    NO_ADDRESS = "NO_ADDRESS"
    UNUSABLE = "UNUSABLE"
    SAME_MAILBOX = "SAME_MAILBOX"
    MAILED = "MAILED"


LEFT_OUT_LABELS: Final = {
    LeftOut.NO_CONSENT: "Keine Einwilligung in E-Mails, oder widerrufen",
    LeftOut.NO_ADDRESS: "Keine E-Mail-Adresse bekannt",
    LeftOut.UNUSABLE: "An diese Adresse geht keine E-Mail",
    LeftOut.SAME_MAILBOX: "Dasselbe Postfach bekommt sie schon",
    LeftOut.MAILED: "Hat die E-Mail dieser Kampagne schon",
}


def mail_text(*, content: str, answer: str, agreed: str, refuse: str, sender: Sequence[str]) -> str:
    """A mail of a campaign: who writes, why, and how to end it stand in each.

    Args:
        content: what the campaign says.
        answer: address that brings the response code.
        agreed: day of the consent.
        refuse: link that ends it.
        sender: lines about the supplier.

    Source: § 7 Abs. 2 Nr. 3 UWG; § 6 Abs. 2 DDG; § 35a GmbHG.
    """
    since = f" am {agreed}" if agreed else ""
    lines = "\n".join(filter(None, sender))
    return (
        f"{content}\n\n"
        f"Preise berechnen und bestellen:\n{answer}\n\n"
        "--\n"
        f"Sie erhalten diese E-Mail, weil Sie{since} in Werbung per E-Mail eingewilligt haben.\n"
        f"Einwilligung widerrufen, keine weiteren E-Mails:\n{refuse}\n\n"
        f"{lines}\n"
    )
