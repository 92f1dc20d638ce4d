"""The bank's mailbox: takes our files, holds its statements."""

from __future__ import annotations

from django.conf import settings

from kundenwerk.platform.mailbox import Mailbox, open_mailbox


def bank() -> Mailbox:
    """The mailbox of the installation.

    Raises:
        NoMailbox: none is configured.
    """
    return open_mailbox(settings.BANK_MAILBOX)
