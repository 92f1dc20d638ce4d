"""The folders and secrets of one embedded server; knows nothing of running it."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kundenwerk.platform.postgres.account import Account, reachable_by_all
from kundenwerk.platform.postgres.errors import DatabaseUnavailable

PORT = 5432
DATABASE = "kundenwerk"
ADMIN = "kundenwerk_admin"
OWNER = "kundenwerk_owner"
APP = "kundenwerk_app"
READONLY = "kundenwerk_readonly"

_SOCKET_PATH_LIMIT = 100  # the kernel allows 107 bytes (macOS 103) with the final zero
_SOCKET_NAME = f".s.PGSQL.{PORT}"
_OUTSIDE = Path("/var/lib/kundenwerk-databases")


@dataclass(frozen=True, slots=True)
class Passport:
    """What ``database.json`` remembers: where the server lives and the generated passwords.

    Folders inside the home are relative to it, so that a home may be moved.
    """

    folder: str
    socket: str
    admin: str
    owner: str
    app: str
    readonly: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """One embedded server: its home, its folders and its passwords."""

    home: Path
    passport: Passport

    @property
    def folder(self) -> Path:
        """Everything the account of the server may write."""
        return self.home / self.passport.folder

    @property
    def data(self) -> Path:
        """The data directory of PostgreSQL."""
        return self.folder / "data"

    @property
    def socket_folder(self) -> Path:
        """The private folder of the only socket the server listens on."""
        return self.home / self.passport.socket

    @property
    def socket(self) -> Path:
        """The socket itself."""
        return self.socket_folder / _SOCKET_NAME

    def parameters(self, user: str, password: str, database: str = DATABASE) -> dict[str, Any]:
        """What psycopg and libpq need to connect."""
        return {
            "host": str(self.socket_folder),
            "port": str(PORT),
            "dbname": database,
            "user": user,
            "password": password,
        }


def open_cluster(home: Path) -> Cluster:
    """The cluster of a home; on first use its folders are chosen and its passwords drawn.

    Raises:
        DatabaseUnavailable: the home cannot be written, or its secrets are readable by others.
    """
    home = home.absolute()
    passport_file = home / "database.json"
    if not passport_file.exists():
        with locked(home):
            if not passport_file.exists():
                _write(passport_file, _drawn(home))
    _check_private(passport_file)
    cluster = _read(home)
    if not _socket_folder_is_ours(cluster):
        with locked(home):
            cluster = _with_socket_folder_of_ours(_read(home))
    return cluster


def _read(home: Path) -> Cluster:
    return Cluster(home, Passport(**json.loads((home / "database.json").read_text())))


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the one lock of a home; a second process waits.

    Raises:
        DatabaseUnavailable: the home cannot be written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        file = os.open(home / "database.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise DatabaseUnavailable(
            f"Der Ordner {home} lässt sich nicht beschreiben: {error.strerror}."
        ) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def hand_over(folder: Path, account: Account) -> None:
    """Make a folder that only the account of the server may enter."""
    folder.mkdir(parents=True, exist_ok=True)
    if account.dropped:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)


def _drawn(home: Path) -> Passport:
    folder = _server_folder(home)
    return Passport(
        folder=folder,
        socket=_short_socket_folder(home, folder),
        admin=secrets.token_urlsafe(32),
        owner=secrets.token_urlsafe(32),
        app=secrets.token_urlsafe(32),
        readonly=secrets.token_urlsafe(32),
    )


def _server_folder(home: Path) -> str:
    """Inside the home; for root outside of it when the server's account could not get there.

    The rights of folders above the home are not ours to widen.
    """
    inside = "postgres"
    if os.geteuid() != 0 or (reachable_by_all(home) and _is_short(home / inside / "socket")):
        return inside
    return str(_OUTSIDE / secrets.token_hex(6))


def _short_socket_folder(home: Path, folder: str) -> str:
    inside = f"{folder}/socket"
    if _is_short(home / inside):
        return inside
    return tempfile.mkdtemp(prefix="kundenwerk-", dir=_short_shared_folder())


def _short_shared_folder() -> str:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and _is_short(Path(runtime) / "kundenwerk-12345678") and os.access(runtime, os.W_OK):
        return runtime
    return "/tmp"  # noqa: S108 - mkdtemp makes a new folder of mode 0700 there


def _is_short(socket_folder: Path) -> bool:
    return len(os.fsencode(socket_folder / _SOCKET_NAME)) <= _SOCKET_PATH_LIMIT


def _socket_folder_is_ours(cluster: Cluster) -> bool:
    """A folder inside the server's own is made at the start; one in a shared place must exist."""
    folder = cluster.socket_folder
    if folder.parent == cluster.folder:
        return _is_short(folder)
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return False
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == os.geteuid()
        and stat.S_IMODE(found.st_mode) == 0o700
    )


def _with_socket_folder_of_ours(cluster: Cluster) -> Cluster:
    """The shared place was cleaned up, or somebody else sits there: take a new name."""
    if _socket_folder_is_ours(cluster):
        return cluster
    socket = _short_socket_folder(cluster.home, cluster.passport.folder)
    passport = replace(cluster.passport, socket=socket)
    _write(cluster.home / "database.json", passport)
    return Cluster(cluster.home, passport)


def _write(file: Path, passport: Passport) -> None:
    draft = file.with_suffix(f".{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        json.dump(asdict(passport), stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)


def _check_private(file: Path) -> None:
    found = file.stat()
    if found.st_mode & 0o077 or (os.geteuid() != 0 and found.st_uid != os.geteuid()):
        raise DatabaseUnavailable(
            f"Die Datei {file} enthält Kennwörter; nur ihr Konto darf sie lesen (chmod 600)."
        )
