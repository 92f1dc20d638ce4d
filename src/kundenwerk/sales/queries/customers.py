"""What an existing business partner brings into a quote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import State
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.energy import Commodity, RegisterCount
from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.parties.models import BankAccount, BusinessPartner
from kundenwerk.parties.queries import Customer, bank_accounts_with, customer
from kundenwerk.parties.rules.person import ContactKind
from kundenwerk.sales.queries.kinds import energy_kinds
from kundenwerk.sales.rules.basis import ADDRESS_FIELDS, Basis
from kundenwerk.sales.rules.kinds import kind_of
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.supply.queries import equipment_on, register_count


def _id(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0


def record(business_partner: str, *, day: date) -> Customer | None:
    """The partner a draft names, if there is one."""
    try:
        return customer(_id(business_partner), day=day) if business_partner else None
    except BusinessPartner.DoesNotExist:
        return None


def customer_line(business_partner: str, *, day: date) -> str:
    """Name and number of the partner a draft names; empty for a prospect yet unknown."""
    found = record(business_partner, day=day)
    return f"{found.business_partner}, {found.business_partner.number}" if found else ""


def main_address(business_partner: str, *, day: date) -> dict[str, str]:
    """The partner's main address as fields of the first step (AP-033)."""
    found = record(business_partner, day=day)
    if found is None or found.main_address is None:
        return {}
    address = found.main_address
    return {
        "postcode": address.postcode,
        "town": address.town,
        "street": address.street,
        "house_number": address.house_number,
    }


@dataclass(frozen=True, slots=True)
class PointButton:
    """A supply point of the customer as a button (AP-034)."""

    supply_point_id: int
    label: str
    commodity: str


def supply_points(business_partner: str) -> list[PointButton]:
    """The partner's supply points, electricity first."""
    return [
        PointButton(
            point.pk,
            f"{COMMODITY_LABELS[Commodity(point.commodity)]}: {point}",
            point.commodity,
        )
        for point in _points(business_partner).order_by("commodity", "id")
    ]


def supply_point_values(business_partner: str, supply_point: str, *, day: date) -> dict[str, str]:
    """A chosen supply point as fields of the first step (AP-021, AP-036 to AP-038).

    A supply point of somebody else gives nothing.
    """
    point = _point(business_partner, supply_point)
    if point is None:
        return {}
    kind = kind_of(energy_kinds(), point.commodity, point.usage_type)
    taken = {
        "supply_point": str(point.pk),
        "energy_kind": kind.code if kind else "",
        "register_count": _COUNTS.get(min(register_count(point.pk, day), 3), ""),
        **address_of(point),
    }
    held = equipment_on(point, day)
    taken["smart_meter"] = "1" if held.metering_class.counts_quarter_hours else ""
    if point.forecast_annual_kwh:
        taken["annual_kwh"] = format_decimal(point.forecast_annual_kwh)
    return taken


def chosen_point(values: Mapping[str, str]) -> SupplyPoint | None:
    """The supply point a draft names, if it is one of its customer's.

    A quote is priced for the place this has, whatever a browser sends beside it.
    """
    chosen = values.get("supply_point", "")
    return _point(values.get("business_partner", ""), chosen) if chosen else None


def address_of(point: SupplyPoint) -> dict[str, str]:
    """Where a supply point lies, as fields of the first step."""
    return {name: getattr(point, name) for name in ADDRESS_FIELDS}


_COUNTS = {1: RegisterCount.SINGLE.value, 2: RegisterCount.DUAL.value, 3: RegisterCount.MULTI.value}


def _point(business_partner: str, supply_point: str) -> SupplyPoint | None:
    return _points(business_partner).filter(pk=_id(supply_point)).first()


def _points(business_partner: str) -> QuerySet[SupplyPoint]:
    return SupplyPoint.objects.filter(
        contracts__business_partner_id=_id(business_partner)
    ).distinct()


def contract_accounts(business_partner: str, *, recipient: str = "") -> list[tuple[str, str]]:
    """The partner's contract accounts to choose from (AP-082).

    With a deviating recipient only those whose bills go there already (AP-104).
    """
    rows = _contract_accounts(business_partner)
    if recipient:
        rows = rows.filter(invoice_recipient_id=_id(recipient))
    return [(str(row.pk), _account_label(row)) for row in rows.order_by("number")]


def _contract_accounts(business_partner: str) -> QuerySet[ContractAccount]:
    mine = ContractAccount.objects.filter(business_partner_id=_id(business_partner))
    return mine.select_related("mandate__bank_account")


def _account_label(account: ContractAccount) -> str:
    bank = account.mandate.bank_account if account.mandate else None
    how = f"Lastschrift von … {bank.iban_last4}" if bank else "Überweisung"
    return f"{account.number} ({how})"


@dataclass(frozen=True, slots=True)
class AccountPayment:
    """How a contract account is paid, as fields of the payment block; the IBAN is masked."""

    payment_method: str
    iban: str
    holder: str
    bank: str


def account_payment(business_partner: str, contract_account: str) -> AccountPayment | None:
    """How a contract account of the partner is paid (AP-083); None if it is not theirs."""
    found = _contract_accounts(business_partner).filter(pk=_id(contract_account)).first()
    if found is None:
        return None
    bank = found.mandate.bank_account if found.mandate else None
    if bank is None:
        return AccountPayment(found.payment_method, "", "", "")
    masked = f"{bank.iban[:4]} … {bank.iban_last4}"
    return AccountPayment(found.payment_method, masked, bank.holder, bank.bank_name)


def bank_accounts(business_partner: str) -> list[tuple[str, str]]:
    """Bank details of the partner used in contract accounts, never anybody else's (AP-085).

    Accounts the partner pays for others count as well, for a recipient has none of his own.
    """
    theirs = Q(mandates__account__business_partner_id=_id(business_partner)) | Q(
        mandates__account__invoice_recipient_id=_id(business_partner)
    )
    rows = BankAccount.objects.filter(theirs, business_partner_id=_id(business_partner))
    return [(str(row.pk), str(row)) for row in rows.distinct().order_by("id")]


@dataclass(frozen=True, slots=True)
class KnownIban:
    """Bank details with an IBAN that is stored already, for clerks only."""

    holder: str
    owner: str
    is_theirs: bool


def known_iban(business_partner: str, iban: str) -> KnownIban | None:
    """The stored bank details with this IBAN, the partner's own first (AP-088)."""
    found = bank_accounts_with(iban)
    mine = [one for one in found if one.business_partner_id == _id(business_partner)]
    account = next(iter([*mine, *found]), None)
    if account is None:
        return None
    owner = f"{account.business_partner}, {account.business_partner.number}"
    return KnownIban(account.holder, owner, is_theirs=bool(mine))


def supplier_of(business_partner: str, basis: Basis, *, day: date) -> str:
    """Who supplies the partner under a contract of today, if not we (AP-093).

    The contract of the chosen supply point counts first, then the newest.
    """
    running = SupplyContract.objects.filter(
        business_partner_id=_id(business_partner),
        supply__contains=day,
        supply_point__commodity=basis.kind.energy.commodity,
        service_provider__isnull=False,
    ).exclude(state=State.WITHDRAWN)
    ids: dict[int, int | None] = dict(
        running.order_by("id").values_list("supply_point_id", "service_provider_id")
    )
    newest = next(reversed(ids.values()), None)
    return str(ids.get(basis.supply_point_id or 0, newest) or "")


def contact_line(business_partner: str, *, day: date) -> str:
    """Address, mail and telephone of the partner a draft names."""
    found = record(business_partner, day=day)
    if found is None:
        return ""
    known = (found.contact(kind) for kind in (ContactKind.EMAIL, ContactKind.PHONE))
    return " · ".join(str(part) for part in (found.main_address, *known) if part)
