"""Writing market communication: ask, receive, send, alarm."""

from __future__ import annotations

from kundenwerk.mako.commands.asking import (
    NotRegistrable,
    register_supplies,
    register_supply,
    terminate_previous,
)
from kundenwerk.mako.commands.channels import (
    ChannelChanged,
    ChannelData,
    ChannelSecretNeeded,
    save_channel,
)
from kundenwerk.mako.commands.inbox import receive_interchange, report_unreadable_file
from kundenwerk.mako.commands.outbox import alarm_overdue, begin_sending, end_sending
from kundenwerk.mako.commands.telling import (
    ask_to_recall,
    report_not_registrable,
    settle_message,
)

__all__ = [
    "ChannelChanged",
    "ChannelData",
    "ChannelSecretNeeded",
    "NotRegistrable",
    "alarm_overdue",
    "ask_to_recall",
    "begin_sending",
    "end_sending",
    "receive_interchange",
    "register_supplies",
    "register_supply",
    "report_not_registrable",
    "report_unreadable_file",
    "save_channel",
    "settle_message",
    "terminate_previous",
]
