"""Writing contract accounts and mandates, and how bills are sent."""

from __future__ import annotations

from kundenwerk.debtors.commands.accounts import (
    AccountData,
    BankAccountNeeded,
    Grant,
    ReferenceTaken,
    SignedInFuture,
    change_bank_details,
    grant_mandate,
    mark_used,
    open_account,
    open_accounts,
    resume_mandate,
    suspend_mandate,
    switch_to_transfer,
)
from kundenwerk.debtors.commands.sending import (
    MailNeeded,
    PayerNeeded,
    Sending,
    change_sending,
    restore_sending,
    set_delivery,
)

__all__ = [
    "AccountData",
    "BankAccountNeeded",
    "Grant",
    "MailNeeded",
    "PayerNeeded",
    "ReferenceTaken",
    "Sending",
    "SignedInFuture",
    "change_bank_details",
    "change_sending",
    "grant_mandate",
    "mark_used",
    "open_account",
    "open_accounts",
    "restore_sending",
    "resume_mandate",
    "set_delivery",
    "suspend_mandate",
    "switch_to_transfer",
]
