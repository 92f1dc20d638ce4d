"""The lists of the staff screens, each defined once: shown, exported, saved and changed in bulk."""

from __future__ import annotations

from kundenwerk.staff.lists.billing import INVOICES
from kundenwerk.staff.lists.campaigns import CAMPAIGNS
from kundenwerk.staff.lists.channels import CHANNELS
from kundenwerk.staff.lists.contracts import CONTRACTS
from kundenwerk.staff.lists.customers import CUSTOMERS
from kundenwerk.staff.lists.dunning import NOTICES, PROPOSAL
from kundenwerk.staff.lists.handovers import HANDOVERS
from kundenwerk.staff.lists.leads import LEADS
from kundenwerk.staff.lists.logins import LOGINS, PORTAL_LOGINS
from kundenwerk.staff.lists.market import MESSAGES
from kundenwerk.staff.lists.money import OPEN_ITEMS, PAYMENTS
from kundenwerk.staff.lists.providers import LOOKUPS
from kundenwerk.staff.lists.quotes import QUOTES
from kundenwerk.staff.lists.tariffs import TARIFFS
from kundenwerk.staff.lists.work import RUNS, TASKS
from kundenwerk.ui.lists import Listing

__all__ = [
    "CAMPAIGNS",
    "CHANNELS",
    "CONTRACTS",
    "CUSTOMERS",
    "HANDOVERS",
    "INVOICES",
    "LEADS",
    "LISTINGS",
    "LOGINS",
    "LOOKUPS",
    "MESSAGES",
    "NOTICES",
    "OPEN_ITEMS",
    "PAYMENTS",
    "PORTAL_LOGINS",
    "PROPOSAL",
    "QUOTES",
    "RUNS",
    "TARIFFS",
    "TASKS",
]

LISTINGS: dict[str, Listing] = {
    one.key: one
    for one in (
        CUSTOMERS,
        CAMPAIGNS,
        LEADS,
        QUOTES,
        HANDOVERS,
        CONTRACTS,
        TARIFFS,
        INVOICES,
        OPEN_ITEMS,
        PAYMENTS,
        PROPOSAL,
        NOTICES,
        MESSAGES,
        CHANNELS,
        LOOKUPS,
        LOGINS,
        PORTAL_LOGINS,
        TASKS,
        RUNS,
    )
}
