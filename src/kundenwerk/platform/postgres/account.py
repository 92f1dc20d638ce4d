"""The operating-system account the embedded server runs under, for PostgreSQL refuses root."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kundenwerk.platform.postgres.errors import DatabaseUnavailable

NAME = "kundenwerk"


@dataclass(frozen=True, slots=True)
class Account:
    """An account by its numbers; ``dropped`` when we are root and hand the work down to it."""

    uid: int
    gid: int
    dropped: bool

    def owns(self, path: Path) -> bool:
        """Whether the path itself, not what it links to, belongs to this account."""
        return path.lstat().st_uid == self.uid


def server_account() -> Account:
    """The account for the server: our own, or for root an unprivileged one made on first use.

    Raises:
        DatabaseUnavailable: we are root and no unprivileged account can be made.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), dropped=False)
    entry = _entry() or _created()
    return Account(entry.pw_uid, entry.pw_gid, dropped=True)


def reachable_by_all(folder: Path) -> bool:
    """Whether every account may walk through all folders down to this one."""
    return all(
        step.stat().st_mode & stat.S_IXOTH for step in (folder.resolve(), *folder.resolve().parents)
    )


def _entry() -> pwd.struct_passwd | None:
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        return None
    if entry.pw_uid == 0:
        raise DatabaseUnavailable(f"Das Konto „{NAME}“ darf nicht das Systemkonto root sein.")
    return entry


def _created() -> pwd.struct_passwd:
    for command in (
        ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
         "--shell", "/usr/sbin/nologin", NAME],
        ["adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", NAME],
    ):  # fmt: skip
        program = shutil.which(command[0], path=os.defpath + ":/usr/sbin:/sbin")
        if program:
            subprocess.run([program, *command[1:]], check=False, capture_output=True)  # noqa: S603
        if entry := _entry():
            return entry
    raise DatabaseUnavailable(
        "PostgreSQL läuft nicht als root, und ein eigenes Konto ließ sich nicht anlegen. "
        f"Bitte legen Sie das Systemkonto „{NAME}“ an oder starten Sie ohne root."
    )
