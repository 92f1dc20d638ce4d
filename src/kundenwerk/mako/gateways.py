"""The way to the market: whoever carries our interchanges."""

from __future__ import annotations

from django.conf import settings

from kundenwerk.platform.mailbox import Mailbox, open_mailbox


def market_mailbox() -> Mailbox:
    """The mailbox of the market as this installation is set up.

    Raises:
        NoMailbox: none is named, or its address is unusable.
    """
    address: str = settings.MARKET_MAILBOX
    return open_mailbox(address)
