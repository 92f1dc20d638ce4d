"""Writing quotes: commands for the pages of the quote process and for the daily job."""

from __future__ import annotations

from kundenwerk.sales.commands.agreeing import allowed_ways, stop_leads_of, stop_way
from kundenwerk.sales.commands.closing import DraftChanged, close_draft
from kundenwerk.sales.commands.confirming import confirm_order
from kundenwerk.sales.commands.converting import convert_lead, draft_of_lead
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
    send_quote,
    send_summary,
    write_quote,
)
from kundenwerk.sales.commands.drafts import (
    DraftClosed,
    StaleDraft,
    discard_draft,
    reject_draft,
    save_draft,
)
from kundenwerk.sales.commands.early_start import EarlyStartOpen
from kundenwerk.sales.commands.following import (
    FollowUpPlanned,
    OutsideBinding,
    cancel_follow_up,
    do_follow_up,
    follow_up_quotes,
    plan_follow_up,
)
from kundenwerk.sales.commands.forgetting import forget_leads, withdraw_consent
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
from kundenwerk.sales.commands.lead_settings import save_lead_settings
from kundenwerk.sales.commands.leading import (
    LeadEnded,
    NoStep,
    finish_step,
    move_lead,
    plan_lead,
)
from kundenwerk.sales.commands.leads import (
    LeadErased,
    LeadKnown,
    StaleLead,
    create_lead,
    note_on_lead,
    say,
    update_lead,
)
from kundenwerk.sales.commands.mailing import NoEmailAddress
from kundenwerk.sales.commands.merging import (
    AlreadyBilled,
    MergedFurther,
    MergeOver,
    join_customers,
    part_customers,
)
from kundenwerk.sales.commands.naming import AccountNotAllowed, NotTheirs
from kundenwerk.sales.commands.online import (
    Declared,
    NotOnline,
    TermsChanged,
    accept_by_link,
    drop_online_drafts,
    order_online,
    quote_at_once,
)
from kundenwerk.sales.commands.own_quotes import quote_for_oneself
from kundenwerk.sales.commands.reminding import AlreadyReminded, NotOpen, remind_of_quote
from kundenwerk.sales.commands.same import keep_apart, look_for_known
from kundenwerk.sales.commands.settings import StaleSettings, save_sales_settings
from kundenwerk.sales.commands.terms import TermsInForce, add_terms, remove_terms
from kundenwerk.sales.commands.wishes import LeadWish
from kundenwerk.sales.commands.withdrawing import WithdrawalSaid, note_withdrawal

__all__ = [
    "AccountNotAllowed",
    "AlreadyBilled",
    "AlreadyReminded",
    "BankAccountOpen",
    "CompanyUnknown",
    "Declared",
    "DraftChanged",
    "DraftClosed",
    "EarlyStartOpen",
    "EndpointIncomplete",
    "FollowUpPlanned",
    "HandoverIncomplete",
    "LastKind",
    "LeadEnded",
    "LeadErased",
    "LeadKnown",
    "LeadWish",
    "MergeOver",
    "MergedFurther",
    "NoEmailAddress",
    "NoStep",
    "NotOnline",
    "NotOpen",
    "NotTheirs",
    "OutsideBinding",
    "PaymentOpen",
    "ReasonMissing",
    "SituationOpen",
    "StaleDraft",
    "StaleKind",
    "StaleLead",
    "StaleSettings",
    "Supplement",
    "SupplierOpen",
    "TermsChanged",
    "TermsInForce",
    "WithdrawalSaid",
    "accept_by_link",
    "accept_quote",
    "add_energy_kind",
    "add_terms",
    "allowed_ways",
    "cancel_follow_up",
    "close_draft",
    "confirm_order",
    "convert_lead",
    "create_lead",
    "decline_quote",
    "discard_draft",
    "do_follow_up",
    "draft_of_lead",
    "drop_online_drafts",
    "expire_quotes",
    "finish_step",
    "follow_up_quotes",
    "forget_leads",
    "join_customers",
    "keep_apart",
    "look_for_known",
    "move_energy_kind",
    "move_lead",
    "note_on_lead",
    "note_withdrawal",
    "order_online",
    "part_customers",
    "plan_follow_up",
    "plan_lead",
    "quote_at_once",
    "quote_for_oneself",
    "reject_draft",
    "remind_of_quote",
    "remove_terms",
    "rename_energy_kind",
    "return_handover",
    "save_draft",
    "save_endpoint",
    "save_lead_settings",
    "save_sales_settings",
    "say",
    "send_again",
    "send_quote",
    "send_summary",
    "show_energy_kind",
    "stop_leads_of",
    "stop_way",
    "submit_handover",
    "take_handover",
    "update_lead",
    "withdraw_consent",
    "write_quote",
]
