"""Collecting, importing statements, assigning payments."""

from __future__ import annotations

from kundenwerk.payments.commands.assigning import (
    AlreadyAssigned,
    NotAssignable,
    assign_payment,
    assign_to_account,
    undo_assignment,
)
from kundenwerk.payments.commands.collecting import (
    NoTerms,
    NothingToCollect,
    cancel_collection,
    create_collection,
    mark_collection_sent,
)
from kundenwerk.payments.commands.importing import (
    NotBooked,
    UnknownHouseBank,
    accept_statement,
    import_statement,
)
from kundenwerk.payments.commands.matching import NoMatchingSettings, match_file
from kundenwerk.payments.commands.setup import (
    BankData,
    Confidences,
    UnusableBankData,
    set_matching,
    set_up_house_bank,
)

__all__ = [
    "AlreadyAssigned",
    "BankData",
    "Confidences",
    "NoMatchingSettings",
    "NoTerms",
    "NotAssignable",
    "NotBooked",
    "NothingToCollect",
    "UnknownHouseBank",
    "UnusableBankData",
    "accept_statement",
    "assign_payment",
    "assign_to_account",
    "cancel_collection",
    "create_collection",
    "import_statement",
    "mark_collection_sent",
    "match_file",
    "set_matching",
    "set_up_house_bank",
    "undo_assignment",
]
