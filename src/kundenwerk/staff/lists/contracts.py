"""The list of supply contracts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.queries import ContractFilter, contract_rows
from kundenwerk.contracts.rules import STATE_LABELS, State
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.staff.lists import parts
from kundenwerk.ui.lists import Choice, Column, Listing


def _find(words: Mapping[str, str], day: date) -> QuerySet[SupplyContract]:
    del day
    states = (State(words["status"]),) if words["status"] else ()
    return contract_rows(ContractFilter(states=states, text=words["q"]))


def _begin(one: SupplyContract) -> date | None:
    return one.supply.start if one.supply else one.planned_start


CONTRACTS = Listing(
    key="vertraege",
    title="Verträge",
    url_name="staff:contracts",
    permission=Permission.CONTRACTS_READ,
    find=_find,
    peek=lambda one: address("staff:contract_peek", one.pk),
    search_hint="Vertragsnummer, Name, Adresse, MaLo-ID",
    empty_text="Kein Vertrag passt zu dieser Auswahl.",
    empty_icon="clipboard-check",
    row_title=lambda one: f"Vertrag {one.number}, {one.business_partner}",
    columns=(
        Column(
            "vertrag",
            "Vertrag",
            lambda one: one.number,
            sort="number",
            url=lambda one: address("staff:contract", one.pk),
            is_narrow=True,
        ),
        parts.customer(),
        parts.supply_point(),
        Column(
            "malo",
            "MaLo-ID",
            lambda one: one.supply_point.malo_id,
            sort="supply_point__malo_id",
            empty_last=True,
            is_narrow=True,
            is_shown=False,
        ),
        Column("tarif", "Tarif", lambda one: one.tariff.name, sort="tariff__name"),
        Column("beginn", "Beginn", _begin, sort="planned_start", is_narrow=True),
        Column(
            "ende",
            "Ende",
            lambda one: one.supply.last_day if one.supply else None,
            is_narrow=True,
            is_shown=False,
        ),
        Column("status", "Status", lambda one: one.get_state_display(), sort="state"),
        Column(
            "zahlung",
            "Zahlungsart",
            lambda one: one.contract_account.get_payment_method_display(),
            sort="contract_account__payment_method",
            is_shown=False,
        ),
        Column(
            "versand",
            "Versandweg",
            lambda one: one.contract_account.get_delivery_display(),
            sort="contract_account__delivery",
            is_shown=False,
        ),
    ),
    choices=(
        Choice(
            "status",
            "Status",
            parts.options(STATE_LABELS),
        ),
    ),
)
