"""Administrators make, change and lock logins; nobody can lock the house from inside."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.commands import administering, inviting
from kundenwerk.accounts.models import LoginEntry, User
from kundenwerk.accounts.queries import people
from kundenwerk.accounts.roles import Role
from kundenwerk.accounts.rules import login_name
from kundenwerk.platform import undo
from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import CommandRecord
from tests.accounts import logins
from tests.factories import fresh_call

SITE = "https://kw.example/"
ADDRESS = "Maja.Krueger@example.org"


def invite(call: Call, **changes: Any) -> User:
    given = {
        "username": "maja.krueger",
        "email": ADDRESS,
        "role": Role.SERVICE,
        "first_name": "Maja",
        "last_name": "Krüger",
        "site": SITE,
    }
    return User.objects.get(pk=inviting.invite(call, **{**given, **changes}))


def administrator(username: str) -> User:
    """Somebody who can sign in and administer."""
    person = logins.clerk(username)
    User.objects.filter(pk=person.pk).update(role=Role.ADMINISTRATOR.value)
    person.refresh_from_db()
    return person


def change(call: Call, person: User, **changes: str) -> int:
    present = {name: getattr(person, name) for name in ("first_name", "last_name", "email", "role")}
    return administering.change_login(
        call, user_id=person.pk, shown=present, wanted={**present, **changes}
    )


def link_of(text: str) -> str:
    found = re.search(rf"{SITE}(\S*password/reset/key/\S+)", text)
    assert found, text
    return f"/{found.group(1)}"


def choose_password(client: Client, link: str, password: str) -> int:
    form = client.get(link, follow=True)
    values = {"password1": password, "password2": password}
    return client.post(form.request["PATH_INFO"], values).status_code


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("Maja", "Krüger", "maja.krueger"),
        ("Anne-Marie", "de la Fontaine", "annemarie.delafontaine"),
        ("", "Groß", "gross"),
        ("王", "小", ""),
        ("x" * 80, "y", "x" * 60),
    ],
)
def test_a_login_name_is_proposed_from_the_name(first: str, last: str, expected: str) -> None:
    assert login_name(first, last) == expected


@pytest.mark.django_db
def test_an_invited_clerk_chooses_a_password_once_and_signs_in(client: Client, call: Call) -> None:
    person = invite(call)
    invite(call)  # a double click
    before = people.state_of(person)
    (letter,) = mail.outbox
    link = link_of(letter.body)

    chosen = choose_password(client, link, logins.PASSWORD)
    again = Client().get(link, follow=True).content.decode()
    entered = client.post(
        reverse("account_login"), {"login": "maja.krueger", "password": logins.PASSWORD}
    )

    person.refresh_from_db()
    assert (letter.to, letter.subject) == (
        ["maja.krueger@example.org"], "Ihr Zugang zu Kundenwerk"
    )  # fmt: skip
    assert (chosen, entered["Location"]) == (302, reverse("staff:start"))
    assert "Dieser Link gilt nicht mehr" in again
    assert (before, people.state_of(person)) == ("eingeladen", "aktiv")
    entry = LoginEntry.objects.get(user=person)
    assert (entry.actor, entry.act, entry.detail) == ("test", "MADE", "Kundenservice")


@pytest.mark.django_db
def test_no_link_and_no_password_is_kept_where_it_can_be_read(call: Call) -> None:
    invite(call)
    secret = link_of(mail.outbox[0].body).rstrip("/").rsplit("-", 1)[1]

    kept = [str(row) for model in (CommandRecord, LoginEntry) for row in model.objects.values()]

    assert kept
    assert [row for row in kept if secret in row] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"username": "MAJA.krueger"}, inviting.LoginNameTaken),
        ({"username": "m2", "email": ADDRESS.upper()}, inviting.AddressTaken),
        ({"username": "m2", "email": "b@c.de", "role": Role.CUSTOMER}, inviting.NotStaff),
    ],
)
def test_what_is_taken_is_refused_and_nobody_gets_a_mail(
    call: Call, changes: dict[str, Any], refusal: type[Exception]
) -> None:
    invite(call)
    mail.outbox.clear()

    with pytest.raises(refusal):
        invite(fresh_call(), **changes)

    assert (User.objects.count(), mail.outbox) == (1, [])


@pytest.mark.django_db
def test_a_change_is_written_down_told_to_the_old_address_and_taken_back(call: Call) -> None:
    person = invite(call)
    changed = fresh_call("eva")
    change(changed, person, email="Maja@example.com", role=Role.BILLING.value)
    person.refresh_from_db()
    after = (person.email, person.role, EmailAddress.objects.get(user=person).email)
    told = mail.outbox[-1].to
    offer = undo.offer_of(changed)
    assert offer

    undo.take_back(offer.pk, actor="eva")

    person.refresh_from_db()
    entry = LoginEntry.objects.filter(user=person, act="CHANGED").earliest("pk")
    assert after == ("maja@example.com", "BILLING", "maja@example.com")
    assert told == ["maja.krueger@example.org"]
    assert (person.email, person.role) == ("maja.krueger@example.org", "SERVICE")
    assert entry.detail == (
        "E-Mail-Adresse: maja.krueger@example.org → maja@example.com, "
        "Rolle: Kundenservice → Abrechnung"
    )


@pytest.mark.django_db
def test_what_a_colleague_changed_meanwhile_is_not_overwritten(call: Call) -> None:
    person = invite(call)
    change(fresh_call(), person, last_name="Krüger-Lang")

    with pytest.raises(undo.Overtaken) as stale:
        change(fresh_call(), person, first_name="Marja")

    assert [one.label for one in stale.value.differences] == ["Vorname", "Nachname"]


@pytest.mark.django_db
def test_a_locked_login_is_out_at_once_and_comes_back_by_undo(client: Client, call: Call) -> None:
    person = logins.clerk()
    client.post(reverse("account_login"), {"login": logins.CLERK, "password": logins.PASSWORD})
    inside = client.get(reverse("staff:me")).status_code

    administering.switch_login(call, user_id=person.pk, is_active=False)
    outside = client.get(reverse("staff:me")).status_code
    sessions = Session.objects.count()
    with pytest.raises(administering.LoginLocked):
        administering.send_link(fresh_call(), user_id=person.pk, site=SITE)
    offer = undo.offer_of(call)
    assert offer
    undo.take_back(offer.pk, actor="test")

    person.refresh_from_db()
    assert (inside, outside, sessions, person.is_active) == (200, 302, 0, True)
    assert client.get(reverse("staff:me")).status_code == 302  # the old session stays ended


@pytest.mark.django_db
def test_nobody_changes_the_own_role_or_locks_the_own_login(call: Call) -> None:
    eva = administrator("eva")
    administrator("max")

    with pytest.raises(administering.OwnLogin):
        change(fresh_call("eva"), eva, role=Role.SALES.value)
    with pytest.raises(administering.OwnLogin):
        administering.switch_login(fresh_call("eva"), user_id=eva.pk, is_active=False)
    with pytest.raises(administering.OwnLogin):
        administering.remove_second_factor(fresh_call("eva"), user_id=eva.pk)
    change(call, eva, first_name="Evi")

    eva.refresh_from_db()
    assert (eva.role, eva.is_active, eva.first_name) == ("ADMINISTRATOR", True, "Evi")


@pytest.mark.django_db
def test_the_last_administrator_who_can_sign_in_stays(call: Call) -> None:
    eva = administrator("eva")
    invite(call, role=Role.ADMINISTRATOR)  # has no password yet

    with pytest.raises(administering.LastAdministrator):
        change(fresh_call(), eva, role=Role.SALES.value)
    with pytest.raises(administering.LastAdministrator):
        administering.switch_login(fresh_call(), user_id=eva.pk, is_active=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=eva.pk).update(role=Role.SALES.value)


@pytest.mark.usefixtures("committed")
def test_two_administrators_who_demote_each_other_at_once_leave_one() -> None:
    eva, max_ = administrator("eva"), administrator("max")
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def demote(actor: str, other: User) -> None:
        try:
            start.wait()
            change(fresh_call(actor), other, role=Role.SALES.value)
            outcomes.append("done")
        except administering.LastAdministrator:
            outcomes.append("refused")
        finally:
            connection.close()

    both = [threading.Thread(target=demote, args=one) for one in (("eva", max_), ("max", eva))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()

    assert sorted(outcomes) == ["done", "refused"]
    assert User.objects.filter(role="ADMINISTRATOR").count() == 1


@pytest.mark.django_db
def test_what_was_done_with_a_login_cannot_be_rewritten(call: Call) -> None:
    invite(call)

    with pytest.raises(IntegrityError), transaction.atomic():
        LoginEntry.objects.update(actor="niemand")
