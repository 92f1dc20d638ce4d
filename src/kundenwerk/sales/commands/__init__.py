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
from kundenwerk.sales.commands.handing_over import (
    EndpointIncomplete,
    HandoverIncomplete,
    ReasonMissing,
    return_handover,
    save_endpoint,
    send_again,
    submit_handover,
    take_handover,
)
from kundenwerk.sales.commands.kinds import (
    LastKind,
    StaleKind,
    add_energy_kind,
    move_energy_kind,
    rename_energy_kind,
    show_energy_kind,
)
from kundenwerk.sales.commands.naming import AccountNotAllowed, NotTheirs
from kundenwerk.sales.commands.online import (
    Declared,
    NotOnline,
    accept_by_link,
    drop_online_drafts,
    order_online,
    quote_at_once,
)
from kundenwerk.sales.commands.reminding import AlreadyReminded, NotOpen, remind_of_quote
from kundenwerk.sales.commands.settings import StaleSettings, save_sales_settings

__all__ = [
    "AccountNotAllowed",
    "AlreadyReminded",
    "BankAccountOpen",
    "CompanyUnknown",
    "Declared",
    "DraftChanged",
    "DraftClosed",
    "EndpointIncomplete",
    "HandoverIncomplete",
    "LastKind",
    "NoEmailAddress",
    "NotOnline",
    "NotOpen",
    "NotTheirs",
    "PaymentOpen",
    "ReasonMissing",
    "SituationOpen",
    "StaleDraft",
    "StaleKind",
    "StaleSettings",
    "Supplement",
    "SupplierOpen",
    "accept_by_link",
    "accept_quote",
    "add_energy_kind",
    "close_draft",
    "decline_quote",
    "discard_draft",
    "drop_online_drafts",
    "expire_quotes",
    "move_energy_kind",
    "order_online",
    "quote_at_once",
    "reject_draft",
    "remind_of_quote",
    "rename_energy_kind",
    "return_handover",
    "save_draft",
    "save_endpoint",
    "save_sales_settings",
    "send_again",
    "send_quote",
    "show_energy_kind",
    "submit_handover",
    "take_handover",
    "write_quote",
]
