"""The command ``kundenwerk``: everything an operator does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg

from kundenwerk.cli import backup, demo, doctor, migrations, restore, services
from kundenwerk.cli.console import complain
from kundenwerk.cli.errors import CommandFailed
from kundenwerk.platform.postgres.errors import DatabaseUnavailable

_DEFAULT_PORT = 8000
_DEFAULT_CUSTOMERS = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; failures are told in one German sentence."""
    options = _parser().parse_args(arguments)
    try:
        return _commands()[options.command](options)
    except (DatabaseUnavailable, CommandFailed) as failure:
        complain(str(failure))
        return 1
    except psycopg.OperationalError:
        complain("Die Datenbank antwortet nicht mehr.")
        return 1
    except KeyboardInterrupt:
        return 130


def _commands() -> dict[str, Callable[[argparse.Namespace], int]]:
    return {
        "demo": lambda o: demo.run(port=o.port, customers=o.customers, reload=o.reload),
        "serve": lambda o: services.serve(o.address, workers=o.workers, threads=o.threads),
        "worker": lambda o: services.worker(concurrency=o.concurrency),
        "migrate": lambda _: migrations.run(),
        "administrator": lambda o: services.create_administrator(o.username, o.email),
        "check-books": lambda _: services.check_books(),
        "backup": lambda o: backup.run(o.folder),
        "restore": lambda o: restore.run(o.folder, verify=o.verify),
        "doctor": lambda _: doctor.run(),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kundenwerk", description="Kundenverwaltung für Energielieferanten."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="BEFEHL")
    demo = commands.add_parser("demo", help="einen Beispiel-Lieferanten anlegen und starten")
    demo.add_argument("--port", type=_port, default=_DEFAULT_PORT, help="Port der Webseite")
    demo.add_argument(
        "--customers", type=_positive, default=_DEFAULT_CUSTOMERS, help="Zahl der Kunden"
    )
    demo.add_argument("--reload", action="store_true", help=argparse.SUPPRESS)
    serve = commands.add_parser("serve", help="die Webseite bereitstellen")
    serve.add_argument("--address", default=f"127.0.0.1:{_DEFAULT_PORT}", help="Adresse und Port")
    serve.add_argument("--workers", type=_positive, default=2, help="Zahl der Prozesse")
    serve.add_argument("--threads", type=_positive, default=4, help="Fäden je Prozess")
    worker = commands.add_parser("worker", help="Hintergrundarbeit erledigen")
    worker.add_argument("--concurrency", type=_positive, default=1, help="Aufgaben zugleich")
    commands.add_parser("migrate", help="die Datenbank auf den Stand des Programms bringen")
    first = commands.add_parser("administrator", help="einen Zugang der Administration anlegen")
    first.add_argument("username", metavar="ANMELDENAME")
    first.add_argument("email", metavar="E-MAIL")
    commands.add_parser("check-books", help="prüfen, ob die Bücher stimmen")
    backup = commands.add_parser("backup", help="eine Sicherung schreiben")
    backup.add_argument("folder", type=Path, metavar="ORDNER", help="neuer Ordner der Sicherung")
    restore = commands.add_parser("restore", help="eine Sicherung in eine leere Datenbank laden")
    restore.add_argument("folder", type=Path, metavar="ORDNER", help="Ordner der Sicherung")
    restore.add_argument("--verify", action="store_true", help="danach alles nachprüfen")
    commands.add_parser("doctor", help="nachsehen, ob diesem Rechner etwas fehlt")
    return parser


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"„{text}“ ist keine Zahl ab 1")
    return int(text)


def _port(text: str) -> int:
    value = _positive(text)
    if value > 65534:
        raise argparse.ArgumentTypeError(f"„{text}“ ist kein Port (1 bis 65534)")
    return value


if __name__ == "__main__":
    sys.exit(main())
