from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kundenwerk.kernel import ids
from kundenwerk.mako.formats import aperak, contrl, interchange, utilmd, utilmd_writer
from kundenwerk.mako.formats.utilmd import Pid, Transaction
from kundenwerk_simulator.market import Market, MarketRules
from kundenwerk_simulator.postbox import Refused, Reply
from tests.mako import letters

UNKNOWN = "5123869699" + ids.malo_check_digit("5123869699")


def registered(market: Market, reference: str = "REF0001", **changes: Any) -> list[Reply]:
    order = replace(letters.registration(), **changes)
    message = utilmd_writer.registration(letters.TO_GRID, order)
    return market.receive("a.edi", letters.wrap(letters.TO_GRID, message, reference=reference))


def answer(replies: list[Reply]) -> Transaction:
    [message] = interchange.read(replies[-1].content).messages
    [transaction] = utilmd.read(message)
    return transaction


def test_a_registration_is_recognised_and_confirmed_for_its_day() -> None:
    replies = registered(Market())

    recognition = aperak.read(interchange.read(replies[0].content).messages[0])
    confirmed = answer(replies)
    assert recognition.accepted
    assert (confirmed.pid, confirmed.answers) == (Pid.REGISTRATION_CONFIRMED, "VORG0001")
    assert (confirmed.start, confirmed.malo_id) == (letters.START, letters.MALO)
    assert ids.validate_melo(confirmed.melo_id)


def test_the_market_finds_no_fault_in_what_the_simulator_writes() -> None:
    written = [
        *registered(Market()),
        *registered(Market(), start=date(2026, 11, 23)),
        *Market().receive("a", letters.wrap(letters.TO_GRID)[:-3] + b"99'"),
        *Market().receive(
            "a", ending(utilmd_writer.deregistration(letters.TO_GRID, letters.ending()))
        ),
        *Market().receive("a", ending(utilmd_writer.termination(letters.TO_GRID, END))),
    ]

    assert [letters.objections(reply.content) for reply in written] == [[] for _ in written]
    assert len(written) == 9


END = letters.ending("E03")


def ending(message: interchange.Message) -> bytes:
    return letters.wrap(letters.TO_GRID, message)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"start": date(2026, 11, 23)}, "A07"),
        ({"start": date(2026, 11, 22)}, "A07"),
        ({"malo_id": UNKNOWN}, "A02"),
        ({"malo_id": "41234567896"}, "A06"),
    ],
)
def test_a_registration_is_refused_with_the_code_of_the_market(
    changes: dict[str, Any], code: str
) -> None:
    market = Market(MarketRules({"41234567896": "A06"}))

    refused = answer(registered(market, **changes))

    assert refused.pid == Pid.REGISTRATION_REJECTED
    assert (refused.answer_code, refused.answer_tree) == (code, "E_0622")


def test_two_suppliers_cannot_register_the_same_location_for_the_same_day() -> None:
    market = Market()
    registered(market)
    head = replace(letters.TO_GRID, sender=letters.OLD_SUPPLIER)
    message = utilmd_writer.registration(head, letters.registration())

    refused = answer(market.receive("b.edi", letters.wrap(head, message)))

    assert refused.answer_code == "A06"


def test_the_same_interchange_is_answered_once() -> None:
    market = Market()

    assert len(registered(market)) == 2
    assert registered(market) == []
    assert len(registered(market, "REF0002", transaction="VORG0002")) == 2


def test_a_deregistration_in_the_future_is_confirmed_and_one_for_the_past_refused() -> None:
    late = replace(letters.ending(), end=date(2026, 11, 1))
    messages = [
        utilmd_writer.deregistration(letters.TO_GRID, order) for order in (letters.ending(), late)
    ]

    answers = [answer(Market().receive("a.edi", ending(message))) for message in messages]

    assert [a.pid for a in answers] == [
        Pid.DEREGISTRATION_CONFIRMED,
        Pid.DEREGISTRATION_REJECTED,
    ]
    assert answers[0].end == letters.START


def test_an_old_supplier_agrees_unless_told_otherwise() -> None:
    message = utilmd_writer.termination(letters.TO_GRID, END)
    bound = Market(MarketRules(bindings={letters.MALO: "A06"}))

    agreed, refused = (answer(m.receive("a", ending(message))) for m in (Market(), bound))

    assert (agreed.pid, agreed.answer_code) == (Pid.TERMINATION_CONFIRMED, "A09")
    assert (refused.pid, refused.answer_code) == (Pid.TERMINATION_REJECTED, "A06")


def test_a_broken_interchange_is_answered_with_the_syntax_fault() -> None:
    data = letters.wrap(letters.TO_GRID, reference="R9").replace(b"UNZ+0", b"UNZ+4")

    [reply] = Market().receive("a.edi", data)

    report = contrl.read(interchange.read(reply.content).messages[0])
    assert (report.reference, report.accepted, report.code) == ("R9", False, "29")


def test_an_impossible_market_location_is_answered_as_unprocessable() -> None:
    message = utilmd_writer.registration(letters.TO_GRID, letters.registration())
    data = letters.wrap(letters.TO_GRID, message).replace(b"51238696012", b"51238696013")

    [reply] = Market().receive("a.edi", data)

    report = aperak.read(interchange.read(reply.content).messages[0])
    assert (report.accepted, report.code) == (False, "Z35")
    assert letters.objections(reply.content) == []


def test_a_letter_without_readable_sender_is_not_taken() -> None:
    with pytest.raises(Refused):
        Market().receive("a.edi", b"<html>")


def test_acknowledgements_of_ours_are_not_answered() -> None:
    reply = registered(Market())[0]

    assert Market().receive("b.edi", reply.content) == []
