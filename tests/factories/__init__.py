"""Typed functions that make what a test needs, through the product's own commands."""

from __future__ import annotations

from tests.factories.calls import fresh_call, running
from tests.factories.contracts import contract, order_data, supplied_contract, terms
from tests.factories.debtors import contract_account
from tests.factories.market import grid_operator, participant
from tests.factories.metering import reading
from tests.factories.parties import bank_account, business_partner, person
from tests.factories.supply import meter, place, supply_point
from tests.factories.tariffs import tariff_version

__all__ = [
    "bank_account",
    "business_partner",
    "contract",
    "contract_account",
    "fresh_call",
    "grid_operator",
    "meter",
    "order_data",
    "participant",
    "person",
    "place",
    "reading",
    "running",
    "supplied_contract",
    "supply_point",
    "tariff_version",
    "terms",
]
