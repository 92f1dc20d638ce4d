"""Starts the simulator: ``python -m kundenwerk_simulator --port 8765``."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from kundenwerk.kernel.money import Money
from kundenwerk_simulator.bank import Bank, BankRules
from kundenwerk_simulator.carrier import FolderCarrier
from kundenwerk_simulator.market import Market, MarketRules
from kundenwerk_simulator.postbox import Postbox
from kundenwerk_simulator.server import SimulatorServer


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until a signal says stop."""
    options = _parser().parse_args(arguments)
    server = build(options)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    if options.exchange_folder:
        carrier = FolderCarrier(server.boxes["market"], options.exchange_folder)
        threading.Thread(target=carrier.run, args=(stop,), daemon=True).start()
    sys.stdout.write(f"Marktsimulator: {server.url}/market und {server.url}/bank\n")
    sys.stdout.flush()
    stop.wait()
    server.shutdown()
    server.server_close()
    return 0


def build(options: argparse.Namespace) -> SimulatorServer:
    """A server with its partners, not yet serving."""
    folder: Path | None = options.folder
    market = Market(MarketRules(dict(options.refuse), dict(options.bound)))
    rules = BankRules(
        returns=dict(options.returns),
        collective=not options.single_entries,
        return_fee=Money(options.return_fee_cents),
    )
    boxes = {
        "market": Postbox(market, folder and folder / "market", options.delay),
        "bank": Postbox(Bank(rules), folder and folder / "bank", options.delay),
    }
    return SimulatorServer((options.host, options.port), boxes, options.token)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kundenwerk_simulator",
        description="Spielt Netz- und Messstellenbetreiber, Altlieferant, Bank und Auskünfte.",
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="Adresse, auf der gewartet wird")
    add("--port", type=int, default=8765, help="0 wählt einen freien Port")
    add("--folder", type=Path, help="Ordner, in dem der Stand einen Neustart überlebt")
    add("--exchange-folder", type=Path, help="Ordner, über den der Markt auch erreichbar ist")
    add("--token", default="", help="Kennwort, das Anfragen tragen müssen")
    add("--delay", type=float, default=0.0, help="Sekunden bis zur Antwort")
    add("--refuse", type=_pair, action="append", default=[], metavar="MALO=CODE")
    add("--bound", type=_pair, action="append", default=[], metavar="MALO=CODE")
    add("--returns", type=_pair, action="append", default=[], metavar="IBAN=GRUND")
    add("--return-fee-cents", type=int, default=0, metavar="CENT")
    add("--single-entries", action="store_true", help="keine Sammelbuchungen")
    return parser


def _pair(text: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    if not (key and mark and value):
        raise argparse.ArgumentTypeError("erwartet wird NAME=WERT")
    return key.replace(" ", ""), value


if __name__ == "__main__":
    sys.exit(main())
