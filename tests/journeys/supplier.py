"""The supplier of the journeys: real places and grid prices, own tariffs, no customer yet."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from kundenwerk.demo import offering
from kundenwerk.demo.supplier import BANK, COMPANY
from kundenwerk.market import commands as market
from kundenwerk.payments import commands as payments
from kundenwerk.platform.clock import set_business_date
from kundenwerk_simulator.bank import Bank
from kundenwerk_simulator.market import Market
from kundenwerk_simulator.postbox import Postbox
from kundenwerk_simulator.server import SimulatorServer
from tests.factories.calls import fresh_call

DATA = Path(__file__).parent / "data"
FIRST_DAY = date(2026, 11, 23)  # a Monday
IBAN = "DE89370400440532013000"
MALO = "51238696012"
_COMPARISON = (
    "grundversorger;sparte;tarif;ab_kwh;unter_kwh;arbeitspreis_brutto;grundpreis_brutto;"
    "information;gueltig_ab;gueltig_bis;quelle\n"
    "9999003000011;Strom;Vergleichswert;0;;43,20;158,00;;01.01.2025;;Testwerte\n"
)


def open_for_business() -> int:
    """Set the supplier up on its first day; returns the id of its bank account."""
    set_business_date(fresh_call(), day=FIRST_DAY)
    market.load_reference_data(fresh_call())
    market.save_own_company(fresh_call(), data=COMPANY, is_fictitious=True)
    market.import_default_supply(fresh_call(), content=_COMPARISON.encode())
    offering.open_shop(fresh_call(), day=FIRST_DAY)
    offering.change_prices(fresh_call(), announced_on=FIRST_DAY)
    offering.end_first_prices(fresh_call(), day=FIRST_DAY)
    return payments.set_up_house_bank(fresh_call(), data=BANK)


@contextmanager
def business_partners() -> Iterator[str]:
    """Grid operators, former suppliers and the bank on a socket; yields their address."""
    boxes = {"market": Postbox(Market()), "bank": Postbox(Bank())}
    with SimulatorServer(("127.0.0.1", 0), boxes) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.url
        finally:
            server.shutdown()
            thread.join()
