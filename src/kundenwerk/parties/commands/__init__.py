"""Writing business partners: commands for pages and jobs, steps for other contexts."""

from __future__ import annotations

from kundenwerk.parties.commands.bank import (
    BankEntry,
    add_bank_account,
    add_bank_accounts,
    save_bank_account,
)
from kundenwerk.parties.commands.business_partners import (
    FIELD_LABELS,
    StaleVersion,
    create_business_partner,
    create_business_partners,
    make_customer,
    make_customers,
    register_business_partner,
    remove_billing_address,
    restore_business_partner,
    set_address,
    update_business_partner,
)
from kundenwerk.parties.commands.consents import note_consent, record_consents
from kundenwerk.parties.commands.credit import add_credit_rating
from kundenwerk.parties.commands.indexing import (
    reindex,
)
from kundenwerk.parties.commands.merging import merge, part

__all__ = [
    "FIELD_LABELS",
    "BankEntry",
    "StaleVersion",
    "add_bank_account",
    "add_bank_accounts",
    "add_credit_rating",
    "create_business_partner",
    "create_business_partners",
    "make_customer",
    "make_customers",
    "merge",
    "note_consent",
    "part",
    "record_consents",
    "register_business_partner",
    "reindex",
    "remove_billing_address",
    "restore_business_partner",
    "save_bank_account",
    "set_address",
    "update_business_partner",
]
