from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings

from kundenwerk.contracts.commands import withdraw
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.mako import commands, jobs, queries
from kundenwerk.mako.models import Interchange, Process
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.commands import Call
from kundenwerk.platform.jobs import run_pending
from kundenwerk.platform.mailbox import MailboxUnreachable, open_mailbox
from kundenwerk.work.models import Task
from kundenwerk_simulator.market import Market, MarketRules
from kundenwerk_simulator.postbox import Postbox
from kundenwerk_simulator.server import SimulatorServer
from tests.mako import letters, orders
from tests.mako.orders import NOW
from tests.stubs.http import serving

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def played_day() -> None:
    """Jobs read the clock; let it show the day of the order."""
    set_business_date(orders.new_call(), day=orders.ORDERED_ON)


@contextmanager
def simulated(settings: Settings, rules: MarketRules | None = None) -> Iterator[None]:
    """The simulator on a real socket, set up as our market."""
    boxes = {"market": Postbox(Market(rules))}
    with SimulatorServer(("127.0.0.1", 0), boxes) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.MARKET_MAILBOX = f"{server.url}/market"
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


def registered() -> Process:
    process_id = commands.register_supply(
        orders.new_call(), contract_id=orders.ordered_contract(), at=NOW
    )
    return Process.objects.get(pk=process_id)


@pytest.mark.row("KM-018", "DEC-12")
def test_a_registration_goes_out_and_its_confirmation_comes_back(settings: Settings) -> None:
    process = registered()

    with simulated(settings):
        jobs.exchange()

    process.refresh_from_db()
    contract = SupplyContract.objects.get(pk=process.contract_id)
    assert (process.state, contract.state) == ("CONFIRMED", "CONFIRMED")
    assert process.recognised_at is not None
    assert contract.supply.start == letters.START
    assert queries.to_send() == []


@pytest.mark.row("KM-018")
def test_a_rejection_comes_back_with_its_code(settings: Settings) -> None:
    process = registered()

    with simulated(settings, MarketRules({letters.MALO: "A06"})):
        jobs.exchange()

    contract = SupplyContract.objects.get(pk=process.contract_id)
    assert (contract.state, contract.rejection_code) == ("REJECTED", "A06")


def test_an_order_registers_itself_through_its_event(settings: Settings) -> None:
    contract_id = orders.ordered_contract()

    with simulated(settings):
        run_pending()

    assert Process.objects.get().contract_id == contract_id
    assert orders.state_of(contract_id) == "CONFIRMED"


@pytest.mark.row("AP-095", "DEC-12")
def test_a_change_of_supplier_is_settled_with_both_business_partners(settings: Settings) -> None:
    contract_id = orders.ordered_contract(previous_contract_number="AS-4711/22")

    with simulated(settings):
        run_pending()

    answered = {one.kind: one for one in queries.processes_of(contract_id)}
    assert answered["TERMINATION"].answer == "Der bisherige Lieferant stimmt zu."
    assert answered["TERMINATION"].recognised_at is not None
    assert {one.state for one in answered.values()} == {"CONFIRMED"}
    assert orders.state_of(contract_id) == "CONFIRMED"


def test_an_order_without_malo_id_asks_a_clerk(settings: Settings) -> None:
    contract_id = orders.ordered_contract(malo_id="")

    with simulated(settings):
        run_pending()

    assert orders.state_of(contract_id) == "ORDERED"
    assert Task.objects.get().detail == "MaLo-ID der Lieferstelle: Die Angabe fehlt."


@pytest.mark.row("R-27")
def test_a_business_partner_who_is_away_gets_everything_once_after_the_return(
    settings: Settings,
) -> None:
    process = registered()
    with serving(lambda _: (503, b"")) as address:
        settings.MARKET_MAILBOX = address
        jobs.exchange()
        jobs.exchange()
    interrupted = Interchange.objects.get()

    with simulated(settings):
        jobs.exchange()
        jobs.exchange()

    process.refresh_from_db()
    assert (interrupted.state, interrupted.attempts) == ("PENDING", 2)
    assert "gestört" in interrupted.error
    assert (process.state, Interchange.objects.get(direction="OUT").attempts) == ("CONFIRMED", 3)


@pytest.mark.row("R-27")
def test_a_sending_whose_receipt_was_lost_is_not_sent_as_another(
    settings: Settings,
) -> None:
    process = registered()
    stored = Interchange.objects.get()

    with simulated(settings):
        box = open_mailbox(settings.MARKET_MAILBOX)
        commands.begin_sending(orders.new_call(), interchange_id=stored.pk)
        box.send(stored.name, bytes(stored.content))
        jobs.pick_up(box)
        jobs.exchange()

    process.refresh_from_db()
    stored.refresh_from_db()
    assert (process.state, stored.state) == ("CONFIRMED", "SENT")
    assert Interchange.objects.filter(direction="IN").count() == 2


def test_an_interchange_the_carrier_refuses_fails_the_registration(
    settings: Settings,
) -> None:
    process = registered()

    with serving(lambda r: (403 if r.verb == "PUT" else 200, b"[]")) as address:
        settings.MARKET_MAILBOX = address
        jobs.exchange()

    process.refresh_from_db()
    assert (process.state, Interchange.objects.get().state) == ("FAILED", "REFUSED")
    assert orders.state_of(process.contract_id) == "REJECTED"
    assert Task.objects.count() == 2


def test_letters_stay_with_the_business_partner_until_they_are_stored(settings: Settings) -> None:
    registered()

    with simulated(settings):
        box = open_mailbox(settings.MARKET_MAILBOX)
        jobs.send_waiting(box)
        items = box.fetch()
        jobs.take_in(items[0])
        jobs.take_in(items[0])
        jobs.pick_up(box)

        assert box.fetch() == []
    assert Interchange.objects.filter(direction="IN").count() == len(items)


def test_without_a_market_nothing_happens(settings: Settings) -> None:
    registered()
    settings.MARKET_MAILBOX = ""

    jobs.exchange()
    jobs.every_minute(0)

    assert len(queries.to_send()) == 1


def test_a_folder_serves_as_market_too(settings: Settings, tmp_path: Path) -> None:
    process = registered()
    settings.MARKET_MAILBOX = str(tmp_path)
    jobs.exchange()
    [sent] = (tmp_path / "out").iterdir()

    (tmp_path / "in" / "antwort.edi").write_bytes(letters.answered(process.transaction))
    jobs.exchange()

    assert re.fullmatch(
        r"UTILMD__9903999000019_9900999000023_20261123_K[0-9A-F]{13}\.txt", sent.name
    )
    assert orders.state_of(process.contract_id) == "CONFIRMED"
    assert (tmp_path / "archive" / "antwort.edi").exists()


def test_two_workers_making_the_same_attempt_are_no_error(settings: Settings) -> None:
    registered()
    stored = Interchange.objects.get()
    attempt = Call.of_job("mako.send", stored.pk, 0)
    commands.end_sending(
        attempt.derive("end"), interchange_id=stored.pk, error="", is_final=False, at=NOW
    )
    Interchange.objects.update(state="PENDING")

    with simulated(settings):
        sent = jobs.send_one(open_mailbox(settings.MARKET_MAILBOX), stored.pk)

    assert sent


def test_an_order_withdrawn_in_time_is_not_registered(settings: Settings) -> None:
    contract_id = orders.ordered_contract()
    withdraw(orders.new_call(), contract_id=contract_id, received_on=orders.ORDERED_ON)

    with simulated(settings):
        run_pending()

    assert not Process.objects.exists()
    assert orders.state_of(contract_id) == "WITHDRAWN"


def test_an_order_on_a_day_without_rules_asks_a_clerk(settings: Settings) -> None:
    contract_id = orders.ordered_contract()

    with simulated(settings), pytest.MonkeyPatch.context() as patch:
        patch.setattr("kundenwerk.mako.formats.versions.message_versions", tuple)
        run_pending()

    assert orders.state_of(contract_id) == "ORDERED"
    assert "keine Nachrichtenversion" in Task.objects.get().detail


def test_a_silent_business_partner_does_not_stop_the_other_work(settings: Settings) -> None:
    settings.MARKET_MAILBOX = "http://127.0.0.1:1/market"
    registered()

    jobs.exchange()

    with pytest.raises(MailboxUnreachable):
        jobs.send_waiting(open_mailbox(settings.MARKET_MAILBOX))
