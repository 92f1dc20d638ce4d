"""A PostgreSQL server run by somebody else, reached by address: the system's own, else an older
one from the wheel. Never the version the product embeds.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from kundenwerk.platform.postgres import binaries
from kundenwerk.platform.postgres.account import server_account

ADMIN = "hoster"


@contextmanager
def foreign_server() -> Iterator[Path]:
    """The socket folder of a running server that trusts its superuser ``hoster`` only."""
    folder = Path(tempfile.mkdtemp(prefix="kw-foreign-"))
    account = server_account()
    os.chown(folder, account.uid, account.gid)
    programs = _programs()
    data = folder / "data"
    try:
        _run(
            programs / "initdb",
            "-D",
            str(data),
            "-U",
            ADMIN,
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
        )
        (data / "pg_hba.conf").write_text(f"local all {ADMIN} trust\nlocal all all scram-sha-256\n")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder}"
        _run(
            programs / "pg_ctl", "start", "-w", "-D", str(data), "-l", f"{data}/log", "-o", options
        )
        yield folder
    finally:
        _run(programs / "pg_ctl", "stop", "-m", "immediate", "-D", str(data))
        shutil.rmtree(folder)


def as_hoster(folder: Path, *statements: str) -> None:
    with psycopg.connect(host=str(folder), user=ADMIN, dbname="postgres", autocommit=True) as admin:
        for statement in statements:
            admin.execute(statement)  # type: ignore[arg-type]


def _programs() -> Path:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return installed[0].parent if installed else binaries.wheel_folder() / "pginstall" / "bin"


def _run(*command: str | Path) -> None:
    account = server_account()
    subprocess.run(  # noqa: S603
        list(map(str, command)),
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd="/",
        user=account.uid if account.dropped else None,
        group=account.gid if account.dropped else None,
        extra_groups=[] if account.dropped else None,
    )
