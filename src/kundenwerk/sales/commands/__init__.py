"""Writing quotes: commands for the pages of the quote process and for the daily job."""

from __future__ import annotations

from kundenwerk.sales.commands.closing import DraftChanged, close_draft
from kundenwerk.sales.commands.deciding import (
    BankAccountOpen,
    PaymentOpen,
    SituationOpen,
    Supplement,
    SupplierOpen,
    accept_quote,
    decline_quote,
    expire_quotes,
)
from kundenwerk.sales.commands.documents import (
    CompanyUnknown,
    NoEmailAddress,
    send_quote,
    write_quote,
)
from kundenwerk.sales.commands.drafts import (
    DraftClosed,
    StaleDraft,
    discard_draft,
    reject_draft,
    save_draft,
)
from kundenwerk.sales.commands.naming import AccountNotAllowed, NotTheirs
from kundenwerk.sales.commands.reminding import AlreadyReminded, NotOpen, remind_of_quote

__all__ = [
    "AccountNotAllowed",
    "AlreadyReminded",
    "BankAccountOpen",
    "CompanyUnknown",
    "DraftChanged",
    "DraftClosed",
    "NoEmailAddress",
    "NotOpen",
    "NotTheirs",
    "PaymentOpen",
    "SituationOpen",
    "StaleDraft",
    "Supplement",
    "SupplierOpen",
    "accept_quote",
    "close_draft",
    "decline_quote",
    "discard_draft",
    "expire_quotes",
    "reject_draft",
    "remind_of_quote",
    "save_draft",
    "send_quote",
    "write_quote",
]
