"""The list of bills."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from kundenwerk.billing.models import Invoice
from kundenwerk.billing.queries.lists import InvoiceFilter, invoice_rows
from kundenwerk.billing.rules.vocabulary import (
    HINT_LABELS,
    KIND_LABELS,
    STATE_LABELS,
    Hint,
    InvoiceKind,
    InvoiceState,
)
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.staff.lists import parts
from kundenwerk.ui.lists import Choice, Column, Listing, Tag


def _find(words: Mapping[str, str], day: date) -> QuerySet[Invoice]:
    del day
    return invoice_rows(
        InvoiceFilter(
            text=words["q"],
            state=InvoiceState(words["status"]) if words["status"] else None,
            kind=InvoiceKind(words["art"]) if words["art"] else None,
            hint=Hint(words["hinweis"]) if words["hinweis"] else None,
            run_id=int(words["lauf"]) if words["lauf"] else None,
            contract_id=int(words["vertrag"]) if words["vertrag"] else None,
        )
    )


def _kind(one: Invoice) -> str:
    return f"Storno zu {one.reverses.number}" if one.reverses else one.get_kind_display()


def _state(one: Invoice) -> str:
    if one.reverses_id:
        return "Storno"
    return "storniert" if one.state == InvoiceState.CANCELLED else "gültig"


def _tag(one: Invoice) -> Tag:
    if one.reverses_id:
        return "info", "arrow-back-up"
    cancelled = one.state == InvoiceState.CANCELLED
    return ("warn", "ban") if cancelled else ("ok", "circle-check")


def _money(key: str, label: str, name: str, *, is_shown: bool = True) -> Column:
    return Column(
        key,
        label,
        lambda one: getattr(one, name),
        sort=name,
        is_number=True,
        is_shown=is_shown,
    )


INVOICES = Listing(
    key="rechnungen",
    title="Rechnungen",
    url_name="staff:invoices",
    permission=Permission.BILLING_READ,
    find=_find,
    peek=lambda one: address("staff:invoice_peek", one.pk),
    hidden=("lauf", "vertrag"),
    search_hint="Rechnungsnummer, Vertrag, Kundennummer, Name",
    empty_text="Keine Rechnung passt. Abrechnen beginnt mit einem Lauf oder am Vertrag.",
    empty_icon="file-invoice",
    row_title=lambda one: f"Rechnung {one.number}, {one.contract.business_partner}",
    columns=(
        Column(
            "rechnung",
            "Rechnung",
            lambda one: one.number,
            sort="number",
            url=lambda one: address("staff:invoice", one.pk),
            is_narrow=True,
        ),
        Column("datum", "Datum", lambda one: one.issued_on, sort="issued_on", is_narrow=True),
        parts.customer("contract.business_partner"),
        parts.supply_point("contract.supply_point", is_shown=False),
        parts.contract(is_shown=False),
        Column("art", "Art", _kind, sort="kind"),
        Column("von", "von", lambda one: one.period.start, sort="period", is_narrow=True),
        Column("bis", "bis", lambda one: one.period.last_day, is_narrow=True),
        _money("netto", "Netto", "net", is_shown=False),
        _money("ust", "USt", "vat", is_shown=False),
        _money("brutto", "Brutto", "gross"),
        _money("abschlaege", "Abschläge", "prepaid", is_shown=False),
        _money("zahlbetrag", "Zahlbetrag", "amount_due"),
        Column("faellig", "Fällig", lambda one: one.due_on, sort="due_on", is_narrow=True),
        Column(
            "hinweise",
            "Auffälligkeiten",
            lambda one: ", ".join(HINT_LABELS[Hint(hint)] for hint in one.hints),
            is_shown=False,
        ),
        Column("status", "Status", _state, sort="state", tag=_tag),
    ),
    choices=(
        Choice("status", "Status", parts.options(STATE_LABELS)),
        Choice("art", "Art", parts.options(KIND_LABELS)),
        Choice("hinweis", "Auffällig", parts.options(HINT_LABELS)),
    ),
)
