from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kundenwerk.kernel import ids
from kundenwerk.mako.formats import aperak, contrl, interchange, utilmd, utilmd_writer
from kundenwerk.mako.formats.utilmd import Transaction
from kundenwerk.mako.formats.vocabulary import Pid
from kundenwerk_simulator.market import Market, MarketRules
from kundenwerk_simulator.postbox import Reply
from tests.mako import gas, letters

UNKNOWN = "5123869699" + ids.malo_check_digit("5123869699")


def registered(market: Market, **changes: Any) -> list[Reply]:
    message = utilmd_writer.registration(gas.TO_GRID, gas.registration(**changes))
    return market.receive("a.txt", letters.wrap(gas.TO_GRID, message))


def terminated(market: Market) -> list[Reply]:
    message = utilmd_writer.termination(gas.TO_OLD, gas.ending())
    return market.receive("a.txt", letters.wrap(gas.TO_OLD, message))


def answer(replies: list[Reply]) -> Transaction:
    [message] = interchange.read(replies[-1].content).messages
    [transaction] = utilmd.read(message)
    return transaction


def test_a_registration_is_received_and_confirmed_for_its_gas_day() -> None:
    replies = registered(Market())

    receipt = contrl.read(interchange.read(replies[0].content).messages[0])
    confirmed = answer(replies)
    assert len(replies) == 2
    assert receipt.accepted
    assert (confirmed.pid, confirmed.answers) == (44002, "VORG0001")
    assert (confirmed.start, confirmed.malo_id) == (gas.START, letters.MALO)
    assert ids.validate_melo(confirmed.melo_id)


def test_the_market_finds_no_fault_in_what_the_simulator_writes() -> None:
    taken = Market()
    other = replace(gas.TO_GRID, sender="9800044300007")
    first = utilmd_writer.registration(other, gas.registration())
    taken.receive("b.txt", letters.wrap(other, first))
    written = [
        *registered(Market()),
        *registered(Market(), start=date(2026, 11, 30)),
        *registered(Market(), malo_id=UNKNOWN),
        *registered(taken),
        *terminated(Market()),
        *terminated(Market(MarketRules(bindings={letters.MALO: "Z12"}))),
        *Market().receive("a", letters.wrap(gas.TO_GRID)[:-3] + b"99'"),
    ]

    assert [letters.objections(reply.content) for reply in written] == [[] for _ in written]
    assert len(written) == 13


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"start": date(2026, 12, 4)}, "E17"),
        ({"malo_id": UNKNOWN}, "A16"),
        ({"malo_id": "41234567896"}, "ZE2"),
    ],
)
def test_a_registration_is_refused_with_the_code_of_the_gas_market(
    changes: dict[str, Any], code: str
) -> None:
    refused = answer(registered(Market(MarketRules({"41234567896": "ZE2"})), **changes))

    assert refused.use_case == Pid.REGISTRATION_REJECTED
    assert (refused.answer_code, refused.answer_tree) == (code, "G_0011")


def test_a_move_may_be_registered_for_the_past() -> None:
    moved = answer(registered(Market(), reason="E01", start=date(2026, 11, 1)))

    assert (moved.use_case, moved.start) == (Pid.REGISTRATION_CONFIRMED, date(2026, 11, 1))


def test_an_old_supplier_agrees_unless_the_customer_is_bound() -> None:
    bound = Market(MarketRules(bindings={letters.MALO: "Z12"}))

    agreed, refused = answer(terminated(Market())), answer(terminated(bound))

    assert (agreed.pid, agreed.answer_code, agreed.end) == (44017, "E15", gas.START)
    assert (refused.pid, refused.answer_code) == (44018, "Z12")


def test_an_impossible_market_location_is_answered_as_unprocessable() -> None:
    message = utilmd_writer.registration(gas.TO_GRID, gas.registration())
    data = letters.wrap(gas.TO_GRID, message).replace(b"51238696012", b"51238696013")

    _, reply = Market().receive("a.txt", data)

    report = aperak.read(interchange.read(reply.content).messages[0])
    assert (report.accepted, report.code) == (False, "Z35")
    assert letters.objections(reply.content) == []
