"""The lists of accountants: open items of all customers, payments of the bank."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kundenwerk.kernel.money import Money
from kundenwerk.ledger import queries as ledger
from kundenwerk.ledger.queries import ItemFilter
from kundenwerk.payments import queries as payments
from kundenwerk.payments.models import BankPayment
from kundenwerk.payments.rules import PAYMENT_STATE_LABELS, PaymentState
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.staff.lists import parts
from kundenwerk.ui.lists import Choice, Column, Listing, Tag

# Days since the due date: from, and below.
AGES: dict[str, tuple[int | None, int | None]] = {
    "nicht-faellig": (None, 1),
    "ueberfaellig": (1, None),
    "bis-30": (1, 31),
    "bis-60": (31, 61),
    "bis-90": (61, 91),
    "laenger": (91, None),
}
_AGE_LABELS = (
    ("", "Alle"),
    ("nicht-faellig", "nicht fällig"),
    ("ueberfaellig", "überfällig"),
    ("bis-30", "bis 30 Tage"),
    ("bis-60", "31 bis 60"),
    ("bis-90", "61 bis 90"),
    ("laenger", "über 90"),
)
_LIMITS = (("", "Alle"), *((str(euros), f"ab {euros} €") for euros in (10, 50, 100, 500)))


def _items(words: Mapping[str, str], day: date) -> QuerySet[Any]:
    wanted = ItemFilter(
        text=words["q"],
        overdue=AGES.get(words["alter"], (None, None)),
        at_least=Money(int(words["ab"] or 0) * 100),
        claims={"forderungen": True, "guthaben": False}.get(words["art"]),
    )
    found = ledger.open_item_rows(wanted, day)
    return found.select_related("account__contract_account__business_partner")


def _business_partner(one: Any) -> Any:
    account = getattr(one.account, "contract_account", None)
    return account.business_partner if account else None


def _business_partner_url(one: Any) -> str:
    business_partner = _business_partner(one)
    return address("staff:customer", business_partner.pk) if business_partner else ""


def _overdue(one: Any) -> int | None:
    days = int((one.as_of - one.due_on).days)
    return days if days > 0 else None


OPEN_ITEMS = Listing(
    key="posten",
    title="Offene Posten",
    url_name="staff:open_items",
    permission=Permission.LEDGER_READ,
    find=_items,
    order=("due_on", "pk"),
    search_hint="Belegnummer, Konto oder Name",
    empty_text="Kein offener Posten passt zu dieser Auswahl.",
    empty_icon="circle-check",
    peek=lambda one: address("staff:item_peek", one.pk),
    row_title=lambda one: f"Posten {one.reference}",
    columns=(
        Column("faellig", "Fällig", lambda one: one.due_on, sort="due_on", is_narrow=True),
        Column("tage", "Tage überfällig", _overdue, is_number=True),
        Column(
            "kunde",
            "Kunde",
            lambda one: str(_business_partner(one) or one.account.name),
            sort="account__contract_account__business_partner__sort_key",
            url=_business_partner_url,
        ),
        Column(
            "konto",
            "Konto",
            lambda one: one.account.number,
            sort="account__number",
            url=lambda one: address("staff:debtor", one.account_id),
            is_narrow=True,
        ),
        Column("beleg", "Beleg", lambda one: one.reference, sort="reference", is_narrow=True),
        Column("art", "Art", lambda one: one.get_kind_display(), sort="kind"),
        Column("gebucht", "Gebucht", lambda one: one.booked_on, sort="booked_on", is_shown=False),
        Column("text", "Text", lambda one: one.text, is_shown=False),
        Column("betrag", "Betrag", lambda one: one.amount, sort="amount", is_number=True),
        Column("offen", "Offen", lambda one: one.open_amount, sort="open_amount", is_number=True),
    ),
    choices=(
        Choice("alter", "Alter", _AGE_LABELS),
        Choice(
            "art",
            "Art",
            (("", "Alle"), ("forderungen", "Forderungen"), ("guthaben", "Guthaben")),
        ),
        Choice("ab", "Betrag", _LIMITS),
    ),
)

_TAGS: dict[str, Tag] = {
    PaymentState.ASSIGNED.value: ("ok", "circle-check"),
    PaymentState.PROPOSED.value: ("info", "clock"),
}


def _payments(words: Mapping[str, str], day: date) -> QuerySet[BankPayment]:
    del day
    return payments.payment_rows(words["status"], words["q"])


PAYMENTS = Listing(
    key="zahlungen",
    title="Alle Zahlungen",
    url_name="staff:payment_list",
    permission=Permission.PAYMENTS_READ,
    find=_payments,
    order=("-bank_entry__booked_on", "-pk"),
    search_hint="Name oder Verwendungszweck",
    empty_text="Keine Zahlung passt zu dieser Auswahl.",
    empty_icon="building-bank",
    row_title=lambda one: f"Zahlung von {one.name or 'unbekannt'}",
    columns=(
        Column(
            "buchung",
            "Buchung",
            lambda one: one.bank_entry.booked_on,
            sort="bank_entry__booked_on",
            url=lambda one: address("staff:statement", one.bank_entry.statement_id),
            is_narrow=True,
        ),
        Column("von", "Auftraggeber", lambda one: one.name or "unbekannt", sort="name"),
        Column("zweck", "Verwendungszweck", lambda one: one.remittance),
        Column(
            "beleg",
            "Beleg",
            lambda one: one.credit_item.reference if one.credit_item else "",
            is_narrow=True,
        ),
        Column("referenz", "Ende-zu-Ende-Referenz", lambda one: one.end_to_end_id, is_shown=False),
        Column("regel", "Zugeordnet durch", lambda one: one.get_rule_display(), is_shown=False),
        parts.state(_TAGS, ("warn", "alert-triangle")),
        Column("betrag", "Betrag", lambda one: one.amount, sort="amount", is_number=True),
    ),
    choices=(
        Choice(
            "status",
            "Status",
            parts.options(PAYMENT_STATE_LABELS),
        ),
    ),
)
