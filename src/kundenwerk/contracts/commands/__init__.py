"""Writing supply contracts: steps for sales and market communication, commands for pages."""

from __future__ import annotations

from kundenwerk.contracts.commands.changing import (
    NoSuchSupplier,
    TierMissing,
    apply_tariff_version,
    earliest_end,
    name_service_provider,
    terminate,
    withdraw,
)
from kundenwerk.contracts.commands.ordering import (
    AccountOfAnotherCustomer,
    SupplyPointAlreadyServed,
    order,
    order_all,
)
from kundenwerk.contracts.commands.supplying import (
    TooEarly,
    confirm,
    confirm_all,
    end_due_supplies,
    mark_all_registered,
    mark_registered,
    reject,
    start_due_supplies,
    start_supply,
)
from kundenwerk.contracts.commands.telling import reindex, tell

__all__ = [
    "AccountOfAnotherCustomer",
    "NoSuchSupplier",
    "SupplyPointAlreadyServed",
    "TierMissing",
    "TooEarly",
    "apply_tariff_version",
    "confirm",
    "confirm_all",
    "earliest_end",
    "end_due_supplies",
    "mark_all_registered",
    "mark_registered",
    "name_service_provider",
    "order",
    "order_all",
    "reindex",
    "reject",
    "start_due_supplies",
    "start_supply",
    "tell",
    "terminate",
    "withdraw",
]
