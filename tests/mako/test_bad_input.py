from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenwerk.mako import queries
from kundenwerk.mako.formats import aperak, contrl, utilmd_writer
from kundenwerk.mako.models import Interchange
from kundenwerk.work.models import Task
from tests.mako import letters, orders
from tests.mako.waiting import receive, replies, waiting

pytestmark = pytest.mark.django_db


@pytest.mark.row("BAD-C03")
def test_a_broken_interchange_is_kept_answered_with_the_fault_and_shown() -> None:
    orders.market()
    broken = letters.answered("V1").replace(b"UNZ+1", b"UNZ+9")

    stored = receive(broken)

    assert (stored.state, bytes(stored.content)) == ("REFUSED", broken)
    assert contrl.read(replies()[0]).code == "29"
    assert "ist nicht lesbar" in Task.objects.get().title


@pytest.mark.row("BAD-C01", "BAD-C22")
@pytest.mark.parametrize("content", [b"", b"UNA:+.? '", b"MZ\x90\x00", b"<html>", b"\x00" * 1000])
def test_what_names_no_sender_is_kept_and_shown_but_not_answered(content: bytes) -> None:
    orders.market()

    stored = receive(content)

    assert (stored.state, stored.sender) == ("REFUSED", "")
    assert Task.objects.count() == 1
    assert replies() == []


def test_what_is_meant_for_others_is_refused_without_an_answer() -> None:
    orders.market()
    foreign = replace(letters.FROM_GRID, receiver=letters.OLD_SUPPLIER)

    stored = receive(letters.answered("V1", head=foreign))

    assert stored.state == "REFUSED"
    assert "nicht an uns gerichtet" in stored.error
    assert replies() == []


@pytest.mark.row("BAD-C12", "BAD-C24")
@pytest.mark.parametrize(
    ("right", "wrong"),
    [(b"51238696012", b"51238696782"), (b"?+00:303'STS", b":102'STS")],
)
def test_an_impossible_value_is_answered_as_unprocessable(right: bytes, wrong: bytes) -> None:
    process = waiting()
    Interchange.objects.update(state="SENT")

    stored = receive(letters.answered(process.transaction).replace(right, wrong))

    assert stored.messages.get().state == "REFUSED"
    assert orders.state_of(process.contract_id) == "REGISTERED"
    [reply] = replies()
    report = aperak.read(reply)
    assert (report.accepted, report.code, report.transaction) == (False, "Z35", "ANTW0001")


def test_a_use_case_not_yet_known_is_left_for_a_clerk() -> None:
    orders.market()
    message = utilmd_writer.deregistration(letters.FROM_GRID, letters.ending())

    receive(letters.wrap(letters.FROM_GRID, message))

    assert "wird noch nicht verarbeitet" in queries.clearing_list().get().remark


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cut=st.integers(0, 500), noise=st.binary(max_size=8))
def test_a_damaged_answer_is_never_an_error_of_ours(cut: int, noise: bytes) -> None:
    orders.market()
    whole = letters.answered("V1")

    stored = receive(whole[:cut] + noise + whole[cut:])

    assert stored.state in {"READ", "REFUSED"}
