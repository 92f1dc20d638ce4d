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
    demo = _Demo(database.target(), port, customers, reload=reload)
    was_running = server.is_running(demo.where.home)
    demo.children.listen()
    try:
        demo.prepare()
        demo.run()
    finally:
        demo.children.stop()
        if demo.where.embedded and not was_running and not server.others_connected(demo.where.home):
            database.stop(demo.where)
    say("Beendet.")
    return 0


class _Demo:
    """One run of the demo: what it was asked for, and its processes."""

    def __init__(self, where: Target, port: int, customers: int, *, reload: bool) -> None:
        self.where = where
        self.port = port
        self.customers = customers
        self.children = Children()
        self._web = _web(port, reload=reload)
        self._variables = _variables(port)

    def prepare(self) -> None:
        """Bring database and structure up.

        On a second start the web server loads meanwhile; it asks the database nothing before its
        first request.
        """
        services.make_folders(self.where)
        if not self._logins().exists():
            _migrate()
            return
        self._start_web()
        database.prepare(self.where)
        if migrations.state(self.where) is not migrations.State.CURRENT:
            self.children.stop()
            _migrate()

    def run(self) -> None:
        """Fill the town, start what is not running yet, and watch until a stop is asked."""
        if not self._logins().exists():
            self._start_simulator()
            if not self._fill():
                return
        self._start_web()
        if not self.children.wait_for_port(self.port, _START_SECONDS):
            return
        logins = self._logins().read_text(encoding="utf-8")
        say(f"\nKundenwerk läuft: http://127.0.0.1:{self.port}/\n\n{logins}\nBeenden mit Strg+C.")
        self._start_simulator()
        self._start("Die Hintergrundarbeit", services.worker_module(concurrency=1), "worker")
        self.children.watch()

    def _start_web(self) -> None:
        self._start("Der Webserver", self._web, "web")

    def _start_simulator(self) -> None:
        folder = str(self.where.home / "simulator")
        arguments = ["--port", str(self.port + 1), "--folder", folder]
        self._start("Der Marktsimulator", ["kundenwerk_simulator", *arguments], "program")

    def _start(self, name: str, module: list[str], process: str) -> None:
        self.children.start(name, module, self._variables | {"KUNDENWERK_PROCESS": process})

    def _fill(self) -> bool:
        """Make the demo town once; what the command prints are the logins, kept for next time."""
        say(f"Die Demo-Stadt mit {self.customers} Kunden entsteht …")
        if not self.children.wait_for_port(self.port + 1, _START_SECONDS):
            return False
        draft = self._logins().with_suffix(".draft")
        draft.touch(mode=0o600)
        command = ["django", "demo_town", "--customers", str(self.customers)]
        if not self.children.run(command, self._variables, draft):
            return False
        draft.replace(self._logins())
        return True

    def _logins(self) -> Path:
        """Bound to this very database by its secret: a new database is filled anew."""
        values = database.parameters("owner", self.where)
        secret = f"{values.get('host')}|{values['dbname']}|{values.get('password')}"
        name = hashlib.sha256(f"{secret}|{self.customers}".encode()).hexdigest()[:12]
        return self.where.home / f"demo-{name}.txt"


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
    simulator = f"http://127.0.0.1:{port + 1}"
    return environment.of_process(
        "program",
        KUNDENWERK_DEMO="1",
        KUNDENWERK_MARKET_MAILBOX=f"{simulator}/market",
        KUNDENWERK_BANK_MAILBOX=f"{simulator}/bank",
        KUNDENWERK_LOOKUPS=f"{simulator}/auskunft",
        KUNDENWERK_PUBLIC_URL=f"http://127.0.0.1:{port}",
    )


def _migrate() -> None:
    """In a process of its own, for the rest of us needs no Django and starts faster."""
    done = subprocess.run(
        [sys.executable, "-m", "kundenwerk", "migrate"],
        env=environment.of_process("program", role="owner"),
        check=False,
    )
    if done.returncode != 0:
        raise CommandFailed("Die Datenbank ließ sich nicht auf den Stand des Programms bringen.")
