"""The ways to the market: whoever carries our interchanges."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from kundenwerk.mako.models import Channel, ChannelSecret
from kundenwerk.mako.rules.channels import COMMON, ChannelKind
from kundenwerk.platform.mailbox import (
    FolderMailbox,
    HttpMailbox,
    Mailbox,
    MailboxError,
    NoMailbox,
    open_mailbox,
)


@dataclass(frozen=True, slots=True)
class Way:
    """A mailbox and the route whose letters it carries."""

    route: str
    mailbox: Mailbox


def ways(channels: Iterable[Channel]) -> Iterator[Way]:
    """The common way if there is one, then each that participants have of their own, once."""
    with contextlib.suppress(NoMailbox):
        yield Way(COMMON, open_mailbox(settings.MARKET_MAILBOX))
    for route, channel in {one.route: one for one in channels}.items():
        yield Way(route, mailbox_of(channel))


def mailbox_of(channel: Channel) -> Mailbox:
    """The mailbox at the end of a way."""
    if channel.kind == ChannelKind.FOLDER:
        return FolderMailbox(Path(settings.EXCHANGE_ROOT) / channel.place)
    kept = ChannelSecret.objects.filter(channel=channel).first()
    return HttpMailbox(channel.place, kept.secret if kept else "")


def trouble_with(channel: Channel) -> str:
    """What keeps us from a mailbox, as a German sentence; empty when it lets us in."""
    try:
        mailbox_of(channel).fetch(limit=0)
    except MailboxError as error:
        return error.reason
    return ""
