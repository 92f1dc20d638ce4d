"""Rules about people, addresses, bank details and duplicates."""

from __future__ import annotations

from kundenwerk.parties.rules.person import (
    AddressKind,
    ContactKind,
    PartnerData,
    PartnerKind,
    Salutation,
    UnusableData,
    checked,
)

__all__ = [
    "AddressKind",
    "ContactKind",
    "PartnerData",
    "PartnerKind",
    "Salutation",
    "UnusableData",
    "checked",
]
