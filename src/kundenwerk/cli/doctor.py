"""What this computer lacks, in one list."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import time
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from kundenwerk.cli import migrations, surroundings
from kundenwerk.cli.console import say
from kundenwerk.cli.surroundings import Finding, Verdict
from kundenwerk.platform import database
from kundenwerk.platform.database import Target

_LIBRARIES = (
    "allauth", "argon2", "bdew_datetimes", "cryptography", "csp", "django", "django_htmx",
    "gunicorn", "holidays", "httpx", "lxml", "numpy", "pikepdf", "procrastinate", "psycopg",
    "schwifty", "segno", "stdnum", "template_partials", "typst", "whitenoise", "xlsxwriter",
)  # fmt: skip
# The shell without windows comes first: it does the same for less than half of the work.
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_FREE_BYTES_WANTED = 2 << 30
_CLOCK_SECONDS_ALLOWED = 5.0


def run() -> int:
    """Print every finding; 1 when the product cannot run here."""
    where = database.target()
    findings = [("Python", _python()), ("Bibliotheken", _libraries())]
    findings += [
        ("Konto", _account()),
        ("Ordner", _folder(where.home)),
        ("Platz", _disk(where.home)),
    ]
    findings += [("Zeitzone", _time_zone()), ("Browser", _browser())]
    findings += surroundings.findings(os.environ)
    findings += _database_findings(where)
    for title, (verdict, text) in findings:
        say(f"{title:<14}{verdict:<9}{text}")
    bad = sum(verdict is Verdict.BAD for _, (verdict, _) in findings)
    say(f"\nZu beheben: {bad}." if bad else "\nAlles Nötige ist da.")
    return 1 if bad else 0


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return (Verdict.GOOD if sys.version_info >= (3, 11) else Verdict.BAD), version


def _libraries() -> Finding:
    missing = [name for name in _LIBRARIES if importlib.util.find_spec(name) is None]
    if missing:
        return Verdict.BAD, f"nicht installiert: {', '.join(missing)}"
    return Verdict.GOOD, f"alle {len(_LIBRARIES)} installiert"


def _account() -> Finding:
    if os.geteuid() == 0:
        return Verdict.HINT, "Sie arbeiten als root; im Betrieb besser mit einem eigenen Konto."
    return Verdict.GOOD, "kein Systemverwalter"


def _folder(home: Path) -> Finding:
    secrets = home / "secrets.json"
    if secrets.exists() and secrets.stat().st_mode & 0o077:
        return Verdict.BAD, f"{secrets} ist für andere lesbar (chmod 600)"
    existing = next(path for path in (home, *home.parents) if path.exists())
    if not os.access(existing, os.W_OK):
        return Verdict.BAD, f"{existing} ist nicht beschreibbar"
    return Verdict.GOOD, str(home)


def _disk(home: Path) -> Finding:
    existing = next(path for path in (home, *home.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    text = f"{free / (1 << 30):.1f} GB frei".replace(".", ",")
    return (Verdict.GOOD if free >= _FREE_BYTES_WANTED else Verdict.BAD), text


def _time_zone() -> Finding:
    try:
        zoneinfo.ZoneInfo("Europe/Berlin")
    except zoneinfo.ZoneInfoNotFoundError:
        return Verdict.BAD, "Europe/Berlin ist unbekannt; bitte „tzdata“ installieren"
    return Verdict.GOOD, "Europe/Berlin ist bekannt"


def browser() -> str | None:
    """The path of the machine's own Chromium, if it has one."""
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def _browser() -> Finding:
    found = browser()
    if found is None:
        return Verdict.HINT, "kein Chromium; nur die Prüfungen der Entwickler brauchen ihn"
    return Verdict.GOOD, found


def _database_findings(where: Target) -> list[tuple[str, Finding]]:
    try:
        database.ensure(where)
        with (
            psycopg.connect(**database.parameters("owner", where), connect_timeout=5) as owner,
            psycopg.connect(**database.parameters("app", where), connect_timeout=5) as app,
        ):
            return [(title, check(owner, app, where)) for title, check in _CHECKS]
    except (psycopg.OperationalError, database.DatabaseUnavailable) as error:
        return [("Datenbank", (Verdict.BAD, str(error).splitlines()[0]))]


def _server(
    owner: psycopg.Connection[Any], _app: psycopg.Connection[Any], where: Target
) -> Finding:
    major = owner.info.server_version // 10000
    kind = "eingebaut" if where.embedded else "DATABASE_URL"
    good = major >= database.OLDEST_MAJOR
    return (Verdict.GOOD if good else Verdict.BAD), f"PostgreSQL {major} ({kind})"


def _durability(
    owner: psycopg.Connection[Any], _app: psycopg.Connection[Any], _: Target
) -> Finding:
    risky = [
        name
        for name in ("fsync", "full_page_writes", "synchronous_commit")
        if owner.execute("SELECT current_setting(%s)", [name]).fetchone() == ("off",)
    ]
    if risky:
        return Verdict.BAD, f"ausgeschaltet: {', '.join(risky)}; Buchungen könnten verloren gehen"
    return Verdict.GOOD, "Bestätigtes übersteht einen Stromausfall"


def _rights(owner: psycopg.Connection[Any], app: psycopg.Connection[Any], _: Target) -> Finding:
    row = app.execute(
        "SELECT rolsuper, EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid)"
        " FROM pg_roles r WHERE r.rolname = current_user"
    ).fetchone()
    if row is not None and row[0]:
        return Verdict.BAD, "Das Programm arbeitet als Superuser der Datenbank"
    if row is None or row[1] or owner.info.user == app.info.user:
        return Verdict.HINT, "Das Programm besitzt seine Tabellen; siehe DATABASE_OWNER_URL"
    return Verdict.GOOD, f"{app.info.user} darf nur Daten ändern"


def _structure(
    _owner: psycopg.Connection[Any], _app: psycopg.Connection[Any], where: Target
) -> Finding:
    texts = {
        migrations.State.EMPTY: (Verdict.BAD, "noch leer; bitte „kundenwerk migrate“"),
        migrations.State.BEHIND: (Verdict.BAD, "veraltet; bitte „kundenwerk migrate“"),
        migrations.State.NEWER: (Verdict.BAD, "neuer als das Programm; bitte dieses erneuern"),
        migrations.State.CURRENT: (Verdict.GOOD, "auf dem Stand des Programms"),
    }
    return texts[migrations.state(where)]


def _ways(owner: psycopg.Connection[Any], _app: psycopg.Connection[Any], where: Target) -> Finding:
    if migrations.state(where) is not migrations.State.CURRENT:
        return Verdict.HINT, "erst nach „kundenwerk migrate“ zu prüfen"
    root = Path(os.environ.get("KUNDENWERK_EXCHANGE") or where.home / "exchange")
    return surroundings.channels(owner, root)


def _clock(owner: psycopg.Connection[Any], _app: psycopg.Connection[Any], _: Target) -> Finding:
    row = owner.execute("SELECT extract(epoch FROM clock_timestamp())::float").fetchone()
    assert row is not None
    apart = abs(time.time() - float(row[0]))
    if apart > _CLOCK_SECONDS_ALLOWED:
        return Verdict.BAD, f"Rechner und Datenbank gehen {apart:.0f} s auseinander"
    return Verdict.GOOD, "Rechner und Datenbank gehen gleich"


_Check = Callable[[psycopg.Connection[Any], psycopg.Connection[Any], Target], Finding]
_CHECKS: tuple[tuple[str, _Check], ...] = (
    ("Datenbank", _server),
    ("Haltbarkeit", _durability),
    ("Rechte", _rights),
    ("Struktur", _structure),
    ("Wege", _ways),
    ("Uhr", _clock),
)
