"""Rules about people, addresses, bank details and duplicates."""

from __future__ import annotations

from kundenwerk.parties.rules.person import (
    AddressKind,
    BusinessPartnerData,
    BusinessPartnerKind,
    ContactKind,
    Salutation,
    UnusableData,
    checked,
)

__all__ = [
    "AddressKind",
    "BusinessPartnerData",
    "BusinessPartnerKind",
    "ContactKind",
    "Salutation",
    "UnusableData",
    "checked",
]
