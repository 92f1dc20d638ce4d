"""An invitation is whole or nothing, and each name and address leads to one login."""

from __future__ import annotations

import re
import threading

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenwerk.accounts.commands import inviting
from kundenwerk.accounts.models import LoginEntry, User
from kundenwerk.accounts.roles import Role
from kundenwerk.accounts.rules import LONGEST_LOGIN, login_name
from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import CommandRecord
from tests.factories import fresh_call
from tests.faults.everywhere import break_everywhere


def invite(call: Call, *, username: str, email: str) -> int:
    return inviting.invite(
        call,
        username=username,
        email=email,
        role=Role.SALES,
        first_name="Maja",
        last_name="Krüger",
        site="https://kw.example/",
    )


@settings(max_examples=50)
@given(st.text(max_size=20), st.text(max_size=80))
def test_a_proposed_login_name_can_be_typed_anywhere(first: str, last: str) -> None:
    name = login_name(first, last)

    assert re.fullmatch(r"[a-z0-9.]*", name)
    assert len(name) <= LONGEST_LOGIN


@pytest.mark.django_db
def test_an_invitation_that_breaks_off_anywhere_leaves_nothing(call: Call) -> None:
    def written() -> list[int]:
        return [one.objects.count() for one in (User, LoginEntry, CommandRecord, EmailAddress)]

    def run() -> None:
        mail.outbox.clear()
        invite(call, username="maja", email="maja@example.org")

    verdict = break_everywhere(run, written)

    assert verdict.left_behind_after is None
    assert verdict.points > 8
    assert (written(), len(mail.outbox)) == ([1, 1, 1, 1], 1)


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    ("usernames", "refusal"),
    [(("maja", "maja"), "LoginNameTaken"), (("maja", "marja"), "AddressTaken")],
)
def test_two_who_invite_the_same_person_at_once_make_one_login(
    usernames: tuple[str, str], refusal: str
) -> None:
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def run(number: int) -> None:
        email = "maja@example.org" if refusal == "AddressTaken" else f"maja{number}@example.org"
        try:
            start.wait()
            invite(fresh_call(f"admin{number}"), username=usernames[number], email=email)
            outcomes.append("made")
        except (inviting.LoginNameTaken, inviting.AddressTaken) as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connection.close()

    both = [threading.Thread(target=run, args=(number,)) for number in (0, 1)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()

    assert sorted(outcomes) == sorted(["made", refusal])
    assert (User.objects.count(), LoginEntry.objects.count()) == (1, 1)
