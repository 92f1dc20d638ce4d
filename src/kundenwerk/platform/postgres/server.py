"""Start and stop of the embedded server: idempotent, one at a time, also after a hard death."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from kundenwerk.platform.postgres import binaries, cluster, configuration, leftovers, roles
from kundenwerk.platform.postgres.account import Account, server_account
from kundenwerk.platform.postgres.cluster import Cluster
from kundenwerk.platform.postgres.errors import DatabaseUnavailable

_ATTEMPTS = 6
_START_SECONDS = 90.0  # recovery after a power cut reads up to 1 GB of log
_POLL_SECONDS = 0.005
_COMPLETE = "kundenwerk.complete"
_TLS_REQUEST = struct.pack("!ii", 8, 80877103)  # PostgreSQL protocol, message SSLRequest


def ensure(home: Path) -> Cluster:
    """The running server of a home, made and started when need be.

    Harmless to call from several processes at once.

    Raises:
        DatabaseUnavailable: the server does not start; the message names its log.
    """
    found = cluster.open_cluster(home)
    if _is_complete(found) and _is_ready(found):
        return found
    with cluster.locked(found.home):
        if not _is_ready(found):
            account = server_account()
            programs = _prepare_folders(found, account)
            if not (found.data / "PG_VERSION").exists():
                _create(found, account, programs)
            configuration.write(found)
            _start(found, account, programs)
        if not _is_complete(found):
            _make_database(found)
    return found


def stop(home: Path) -> None:
    """Stop the server of a home; connected clients are cut off, committed work is kept.

    Raises:
        DatabaseUnavailable: the server does not stop.
    """
    found = cluster.open_cluster(home)
    with cluster.locked(found.home):
        if not (found.data / "postmaster.pid").exists():
            return
        account = server_account()
        leftovers.clear(found)
        if (found.data / "postmaster.pid").exists():
            _shut_down(found, account, _prepare_folders(found, account))


def is_running(home: Path) -> bool:
    """Whether a server of this home exists and answers; starts nothing."""
    return (home / "database.json").exists() and _is_ready(cluster.open_cluster(home))


def others_connected(home: Path) -> bool:
    """Whether any program is connected besides the one that asks."""
    found = cluster.open_cluster(home)
    with psycopg.connect(**_as_admin(found)) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    return bool(row and row[0])


def _is_complete(found: Cluster) -> bool:
    """Whether roles and database are made; a server may answer long before, or for ever without."""
    return (found.data / _COMPLETE).exists()


def _is_ready(found: Cluster) -> bool:
    try:
        lines = (found.data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    if len(lines) < 8 or lines[7].strip() != "ready":
        return False
    return _answers(found.socket)


def _answers(path: Path) -> bool:
    """Ask for TLS and take any answer; a server that was just killed still accepts connections."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(5.0)
        try:
            client.connect(str(path))
            client.sendall(_TLS_REQUEST)
            return len(client.recv(1)) == 1
        except OSError:
            return False


def _prepare_folders(found: Cluster, account: Account) -> Path:
    """Hand the folders over and find programs the account of the server can run."""
    cluster.hand_over(found.folder, account)
    cluster.hand_over(found.data, account)
    cluster.hand_over(found.socket_folder, account)
    programs = binaries.embedded()
    return binaries.for_everybody(programs, found.folder) if account.dropped else programs


def _create(found: Cluster, account: Account, programs: Path) -> None:
    """Run initdb beside the final place, so that a half-made cluster is never started.

    Of a killed start the initdb may still be at work; it must not find our folder.
    """
    for half_made in found.folder.glob("data.draft*"):
        shutil.rmtree(half_made, ignore_errors=True)
    draft = found.folder / f"data.draft.{secrets.token_hex(4)}"
    password_file = found.folder / "admin.password"
    _write_private(password_file, found.passport.admin, account)
    try:
        _run(
            [programs / "initdb", "-D", draft, "-U", cluster.ADMIN, f"--pwfile={password_file}",
             "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
             "--builtin-locale=C.UTF-8", "--data-checksums", "--no-instructions"],
            found, account, "Die Datenbank ließ sich nicht anlegen",
        )  # fmt: skip
    finally:
        password_file.unlink()
    with (draft / "postgresql.conf").open("a") as stream:
        stream.write("include 'kundenwerk.conf'\n")
    (draft / "pg_hba.conf").write_text("local all all scram-sha-256\n")
    found.data.rmdir()
    draft.rename(found.data)


def _start(found: Cluster, account: Account, programs: Path) -> None:
    """Start and wait, a few times with growing pauses."""
    for attempt in range(_ATTEMPTS):
        leftovers.clear(found)
        if (found.data / "postmaster.pid").exists():
            _shut_down(found, account, programs)
        leftovers.end_orphans(found)
        _run(
            [programs / "pg_ctl", "start", "-W", "-D", found.data,
             "-l", found.folder / "start.log"],
            found, account, "PostgreSQL startet nicht",
        )  # fmt: skip
        if _wait_until_ready(found):
            return
        time.sleep(0.1 * 2**attempt)
    raise DatabaseUnavailable(
        f"PostgreSQL startet nicht. Einzelheiten stehen in {found.folder / 'start.log'} "
        f"und {found.data / 'log'}."
    )


def _wait_until_ready(found: Cluster) -> bool:
    """Whether the server answers; false as soon as it has given up."""
    begin = time.monotonic()
    seen = False
    while time.monotonic() - begin < _START_SECONDS:
        if _is_ready(found):
            return True
        exists = (found.data / "postmaster.pid").exists()
        if seen and not exists:
            return False
        if not exists and time.monotonic() - begin > 2.0:
            return False
        seen = seen or exists
        time.sleep(_POLL_SECONDS)
    return False


def _shut_down(found: Cluster, account: Account, programs: Path) -> None:
    try:
        _run(
            [programs / "pg_ctl", "stop", "-w", "-m", "fast", "-t", "60", "-D", found.data],
            found, account, "PostgreSQL lässt sich nicht anhalten",
        )  # fmt: skip
    except DatabaseUnavailable:
        leftovers.clear(found)
        if (found.data / "postmaster.pid").exists():
            raise


def _run(command: Sequence[Path | str], found: Cluster, account: Account, failure: str) -> None:
    """Run a program of PostgreSQL as the account of the server, with nothing of our environment."""
    environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", "HOME": str(found.folder)}
    log = found.folder / "programs.log"
    with log.open("a") as output:
        result = subprocess.run(  # noqa: S603
            [str(part) for part in command],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=found.folder,
            umask=0o077,
            user=account.uid if account.dropped else None,
            group=account.gid if account.dropped else None,
            extra_groups=[] if account.dropped else None,
        )
    if result.returncode != 0:
        raise DatabaseUnavailable(f"{failure}. Einzelheiten stehen in {log}.")


def _write_private(file: Path, text: str, account: Account) -> None:
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text + "\n")
    if account.dropped:
        os.chown(file, account.uid, account.gid)


def _as_admin(found: Cluster, database: str = "postgres") -> dict[str, Any]:
    return found.parameters(cluster.ADMIN, found.passport.admin, database)


def _make_database(found: Cluster) -> None:
    """Make roles and database. Every step may have run before; the mark is set behind the last."""
    with psycopg.connect(**_as_admin(found), autocommit=True) as connection:
        names = roles.Names(cluster.OWNER, cluster.APP, cluster.READONLY)
        roles.create_owner(connection, names.owner, found.passport.owner)
        roles.create_users(
            connection, names, app=found.passport.app, readonly=found.passport.readonly
        )
        with psycopg.connect(**_as_admin(found, "template1"), autocommit=True) as template:
            roles.grant(template, names)
        known = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [cluster.DATABASE]
        ).fetchone()
        if not known:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(cluster.DATABASE), sql.Identifier(names.owner)
                )
            )
        roles.close_database(connection, cluster.DATABASE, names)
    (found.data / _COMPLETE).touch(mode=0o600)
