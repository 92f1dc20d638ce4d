"""One way to exchange files with market participants and banks, whoever carries them.

A mailbox is either a web address or a folder. Sending the same name with the same bytes twice
is one letter; what is fetched stays there until it is acknowledged or rejected.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from kundenwerk.platform.mailbox.base import (
    Item,
    Mailbox,
    MailboxError,
    MailboxRefused,
    MailboxUnreachable,
    NoMailbox,
)
from kundenwerk.platform.mailbox.folder import FolderMailbox
from kundenwerk.platform.mailbox.http import HttpMailbox

__all__ = [
    "FolderMailbox",
    "HttpMailbox",
    "Item",
    "Mailbox",
    "MailboxError",
    "MailboxRefused",
    "MailboxUnreachable",
    "NoMailbox",
    "open_mailbox",
]


def open_mailbox(address: str) -> Mailbox:
    """The mailbox behind an address: ``https://:token@host/path`` or a folder.

    Raises:
        NoMailbox: the address is empty or of an unknown kind.
    """
    if not address.strip():
        raise NoMailbox("Es ist kein Postfach eingerichtet.")
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"} and parts.hostname:
        place = parts.netloc.rpartition("@")[2]
        plain = urlunsplit((parts.scheme, place, parts.path.rstrip("/"), "", ""))
        return HttpMailbox(plain, parts.password or "")
    if "://" in address:
        raise NoMailbox(f"Die Art des Postfachs „{parts.scheme}“ ist unbekannt.")
    return FolderMailbox(Path(address))
