"""Why is this bill parked, and which page mends it: one way for each cause (D-6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kundenwerk.billing.models import RunBill
from kundenwerk.billing.rules.bill import Cause
from kundenwerk.staff.access import Permission, may


@dataclass(frozen=True, slots=True)
class Remedy:
    """A link to where the nearest change is made."""

    label: str
    icon: str
    url: str


@dataclass(frozen=True, slots=True)
class _Way:
    label: str
    icon: str
    permission: Permission
    route: str
    whose: Callable[[RunBill], int | None] = lambda _: None


def _recipient(row: RunBill) -> int:
    account = row.contract.contract_account
    return account.invoice_recipient_id or row.contract.business_partner_id


def _point(row: RunBill) -> int:
    return row.contract.supply_point_id


def _contract(row: RunBill) -> int:
    return row.contract_id


_WRITE = Permission.METERING_WRITE
# The first way that a login may go is shown; everybody who sees the case may see the contract.
_WAYS: Mapping[Cause, _Way] = {
    Cause.READING_MISSING: _Way("Zählerstand erfassen", "gauge", _WRITE, "reading_new", _point),
    Cause.READING_HELD: _Way("Zählerstand prüfen", "gauge", Permission.METERING_READ, "readings"),
    Cause.QUARTERS_MISSING: _Way("Lastgang einlesen", "chart-bar", _WRITE, "load_curves"),
    Cause.PRICE_MISSING: _Way(
        "Preise einlesen", "file-import", Permission.TARIFFS_WRITE, "prices_import"
    ),
    Cause.ADDRESS_MISSING: _Way(
        "Anschrift ergänzen", "user", Permission.CUSTOMERS_WRITE, "customer_edit", _recipient
    ),
    Cause.NOT_SUPPLIED: _Way(
        "Vertrag prüfen", "file-text", Permission.CONTRACTS_READ, "contract", _contract
    ),
    Cause.NO_ACCOUNT: _Way("Konten ansehen", "scale", Permission.LEDGER_READ, "ledger"),
    Cause.CHANGED: _Way("Vorschau erneuern", "calculator", Permission.BILLING_WRITE, "billing_run"),
}
_READ_ONLY = {
    Cause.ADDRESS_MISSING: _Way(
        "Kunde ansehen", "user", Permission.CUSTOMERS_READ, "customer", _recipient
    ),
}
_ELSE = _Way("Vertrag ansehen", "file-text", Permission.CONTRACTS_READ, "contract", _contract)


def remedy(row: RunBill, user: Any) -> Remedy | None:
    """Where somebody mends what stops a bill; nothing for a bill that is not parked."""
    if not row.cause:
        return None
    cause = Cause(row.cause)
    ways = (_WAYS.get(cause), _READ_ONLY.get(cause), _ELSE)
    way = next((one for one in ways if one and may(user, one.permission)), None)
    if way is None:
        return None
    whose = way.whose(row)
    url = reverse(f"staff:{way.route}", args=[whose] if whose is not None else None)
    return Remedy(way.label, way.icon, url)
