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
