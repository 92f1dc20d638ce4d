"""Writes blocks, procedures, letters and runs of them."""

from __future__ import annotations

from kundenwerk.receivables.commands.blocking import (
    AlreadyBlocked,
    EndsTooEarly,
    NoPlace,
    block_dunning,
    lift_block,
    restore_block,
)
from kundenwerk.receivables.commands.dunning import NotDue, dun_account
from kundenwerk.receivables.commands.letters import write_letter
from kundenwerk.receivables.commands.offsetting import NothingToOffset, offset_credit
from kundenwerk.receivables.commands.procedures import set_procedure
from kundenwerk.receivables.commands.running import (
    DUNNING,
    CountChanged,
    NobodyDue,
    start_dunning,
)

__all__ = [
    "DUNNING",
    "AlreadyBlocked",
    "CountChanged",
    "EndsTooEarly",
    "NoPlace",
    "NobodyDue",
    "NotDue",
    "NothingToOffset",
    "block_dunning",
    "dun_account",
    "lift_block",
    "offset_credit",
    "restore_block",
    "set_procedure",
    "start_dunning",
    "write_letter",
]
