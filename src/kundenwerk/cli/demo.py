"""One command that runs a believable supplier: database, data, web server, worker, market."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from kundenwerk.cli import environment, migrations, processes, services
from kundenwerk.cli.console import say
from kundenwerk.cli.errors import CommandFailed
from kundenwerk.cli.processes import Children
from kundenwerk.platform import database
from kundenwerk.platform.database import Target
from kundenwerk.platform.postgres import server

_START_SECONDS = 60.0


def run(*, port: int, customers: int, reload: bool) -> int:
    """Start everything, tell the address and the logins, and run until Ctrl+C.

    Args:
        port: of the web server; the market simulator takes the next one.
        customers: how many the demo town has.
        reload: for developers, the web server follows changes of the code.

    Raises:
        DatabaseUnavailable: the database does not start.
        CommandFailed: a port is taken, or one of the processes ends.
    """
    _require_free(port, port + 1)
    was_running = server.is_running(database.home())
    where = database.prepare()
    children = Children()
    children.listen()
    try:
        _up_to_date(where)
        _run(children, where, port, customers, _web(port, reload=reload))
    finally:
        children.stop()
        if where.embedded and not was_running and not server.others_connected(where.home):
            database.stop(where)
    say("Beendet.")
    return 0


def _run(children: Children, where: Target, port: int, customers: int, web: list[str]) -> None:
    variables = _variables(port)
    folder = str(where.home / "simulator")
    simulator = ["kundenwerk_simulator", "--port", str(port + 1), "--folder", folder]
    children.start("Der Marktsimulator", simulator, variables)
    if not _filled(children, where, port, customers):
        return
    children.start(
        "Der Webserver",
        web,
        variables | {"KUNDENWERK_PROCESS": "web"},
    )
    if not children.wait_for_port(port, _START_SECONDS):
        return
    children.start(
        "Die Hintergrundarbeit",
        services.worker_module(concurrency=1),
        variables | {"KUNDENWERK_PROCESS": "worker"},
    )
    logins = _logins_file(where, customers).read_text(encoding="utf-8")
    say(f"\nKundenwerk läuft: http://127.0.0.1:{port}/\n\n{logins}\nBeenden mit Strg+C.")
    children.watch()


def _web(port: int, *, reload: bool) -> list[str]:
    address = f"127.0.0.1:{port}"
    if reload:
        return ["django", "runserver", address]
    return services.web_module(address, workers=2, threads=4)


def _require_free(*ports: int) -> None:
    for port in ports:
        if processes.port_answers(port):
            raise CommandFailed(
                f"Port {port} ist schon vergeben. Bitte wählen Sie mit --port einen anderen."
            )


def _variables(port: int) -> dict[str, str]:
    partner = f"http://127.0.0.1:{port + 1}"
    return environment.of_process(
        "program",
        KUNDENWERK_DEMO="1",
        KUNDENWERK_MARKET_MAILBOX=f"{partner}/market",
        KUNDENWERK_BANK_MAILBOX=f"{partner}/bank",
    )


def _up_to_date(where: Target) -> None:
    """Migrate in a process of its own, for the rest of us needs no Django and starts faster."""
    if migrations.state(where) is migrations.State.CURRENT:
        return
    done = subprocess.run(
        [sys.executable, "-m", "kundenwerk", "migrate"],
        env=environment.of_process("program", role="owner"),
        check=False,
    )
    if done.returncode != 0:
        raise CommandFailed("Die Datenbank ließ sich nicht auf den Stand des Programms bringen.")


def _filled(children: Children, where: Target, port: int, customers: int) -> bool:
    """Make the demo town once; what the command prints are the logins, kept for the next start."""
    file = _logins_file(where, customers)
    if file.exists():
        return True
    say(f"Die Demo-Stadt mit {customers} Kunden entsteht …")
    if not children.wait_for_port(port + 1, _START_SECONDS):
        return False
    draft = file.with_suffix(".draft")
    draft.touch(mode=0o600)
    command = ["django", "demo_town", "--customers", str(customers)]
    if not children.run(command, _variables(port), draft):
        return False
    draft.replace(file)
    return True


def _logins_file(where: Target, customers: int) -> Path:
    """Bound to this very database by its secret: a new database is filled anew."""
    values = database.parameters("owner", where)
    place = f"{values.get('host')}|{values['dbname']}|{values.get('password')}|{customers}"
    return where.home / f"demo-{hashlib.sha256(place.encode()).hexdigest()[:12]}.txt"
