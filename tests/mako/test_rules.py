from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import makotest
import pytest

from kundenwerk.kernel.energy import Commodity
from kundenwerk.mako.formats import registration
from kundenwerk.mako.formats.registration import Draft
from kundenwerk.mako.formats.utilmd import CustomerGroup, LevyStatus
from kundenwerk.mako.rules import answers, deadlines
from tests.mako import letters

DRAFT = Draft(
    sender=letters.SUPPLIER,
    receiver=letters.GRID,
    commodity=Commodity.ELECTRICITY,
    malo_id=letters.MALO,
    reason="E03",
    planned_start=letters.START,
    balancing_group=letters.BALANCING_GROUP,
    is_household=True,
    levy_privilege="NONE",
    customer=letters.customer(),
)
PIDS = [row.pid for row in deadlines.ANSWER_DEADLINES]


@pytest.mark.row("KM-018")
@pytest.mark.parametrize("pid", PIDS)
def test_answers_are_due_when_the_market_says(pid: int) -> None:
    instants = [
        datetime(2026, 11, 20, 22, 30, tzinfo=UTC) + timedelta(hours=7 * step)
        for step in range(150)
    ]

    late = [deadlines.answer_due(pid, at) - _market_due(pid, at) for at in instants]

    assert set(late) <= {timedelta(), timedelta(seconds=1)}


def _market_due(pid: int, received_at: datetime) -> datetime:
    """To the second; the market writes the end of a day as its last second."""
    due = makotest.antwort_deadline(pid, received_at.isoformat())
    assert due is not None
    return datetime.fromisoformat(due).replace(microsecond=0)


def test_a_use_case_without_a_known_deadline_is_named() -> None:
    with pytest.raises(deadlines.NoDeadline):
        deadlines.answer_due(99999, letters.SENT_AT)


# Messages of gas name the list of codes; the market publishes them by their decision tree, and
# for the consent of the grid operator it publishes none.
TREES = {"G_0011": "E_3005", "G_0005": "E_3001", "G_0006": "E_3001"}


def test_every_code_is_one_the_market_knows_and_says_the_same() -> None:
    published = [code for code in answers.answer_codes().values() if code.tree != "G_0012"]
    for code in published:
        known = makotest.antwort_code(TREES.get(code.tree, code.tree), code.code)

        assert known is not None, code
        assert known.ist_zustimmung is code.is_consent, code


def test_a_code_is_told_in_words_and_an_unknown_one_by_its_number() -> None:
    assert answers.meaning("E_0622", "A07").startswith("Die Anmeldung kam zu spät")
    assert answers.meaning("E_0622", "A05", "Zähler fehlt").endswith("Bemerkung: Zähler fehlt")
    assert "X99" in answers.meaning("E_1", "X99")


def test_a_complete_draft_can_be_registered_for_the_planned_day() -> None:
    order = registration.registration(DRAFT, transaction="V1", sent_on=date(2026, 11, 23))

    assert registration.problems(DRAFT) == []
    assert order.start == letters.START
    assert (order.customer_group, order.levy_status) == (
        CustomerGroup.HOUSEHOLD,
        LevyStatus.NOT_PRIVILEGED,
    )


@pytest.mark.row("DEC-02")
def test_a_day_that_cannot_be_reached_any_more_moves_to_the_first_one_that_can() -> None:
    order = registration.registration(DRAFT, transaction="V1", sent_on=date(2026, 11, 30))

    assert order.start == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (replace(DRAFT, malo_id=""), "MaLo-ID der Lieferstelle: Die Angabe fehlt."),
        (replace(DRAFT, malo_id="51238696782"), "MaLo-ID der Lieferstelle: Die Prüfziffer"),
        (replace(DRAFT, sender=""), "Eigene Marktpartner-ID: Die Angabe fehlt."),
        (replace(DRAFT, receiver="9900357000004"), "Marktpartner-ID des Netzbetreibers"),
        (replace(DRAFT, balancing_group="10YDE-VE-------2"), "Bilanzkreis"),
        (replace(DRAFT, commodity=Commodity.GAS, balancing_group="THE0BFH0"), "hat 16 Zeichen"),
        (replace(DRAFT, customer=letters.customer(street=" ")), "Anschrift"),
    ],
)
def test_what_is_missing_for_a_registration_is_told_in_german(draft: Draft, problem: str) -> None:
    told = registration.problems(draft)

    assert len(told) == 1
    assert problem in told[0]
