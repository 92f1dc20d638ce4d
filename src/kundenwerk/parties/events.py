"""Facts about business partners that other contexts react to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataChanged:
    """Master data of a business partner were changed; ``fields`` are named in German."""

    business_partner_id: int
    version: int
    fields: str
    actor: str


@dataclass(frozen=True, slots=True)
class ConsentNoted:
    """Somebody agreed to be approached or refused; ``told`` names channel and purpose in German."""

    consent_id: int
    business_partner_id: int
    channel: str
    purpose: str
    answer: str
    day: str
    told: str
    actor: str
