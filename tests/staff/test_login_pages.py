"""Administrators look after logins by page, customer service after those of customers."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.models import LoginEntry, User
from kundenwerk.accounts.roles import Role
from kundenwerk.staff.command_registry import offers
from tests import factories
from tests.accounts import logins
from tests.factories.users import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(user(Role.ADMINISTRATOR, username="eva"))
    return client


def send(client: Client, name: str, *ids: Any, **values: Any) -> Any:
    """Send a form as the page does, and follow."""
    data = {"key": str(uuid.uuid4()), **values}
    return client.post(reverse(f"staff:{name}", args=ids), data, follow=True)


def person(**changes: str) -> dict[str, str]:
    given = {"first_name": "Maja", "last_name": "Krüger", "email": "maja@example.org"}
    return {**given, "role": "SERVICE", "username": "", **changes}


def text(client: Client, name: str, *ids: Any, query: str = "") -> str:
    return client.get(reverse(f"staff:{name}", args=ids) + query).content.decode()


def test_a_clerk_is_invited_listed_and_exported(admin: Client) -> None:
    answer = send(admin, "login_new", **person())
    made = User.objects.get(username="maja.krueger")

    listed = text(admin, "logins", query="?zustand=eingeladen&faktor=nein&rolle=SERVICE")
    others = text(admin, "logins", query="?zustand=gesperrt")
    found = text(admin, "logins", query="?q=krueg+maja")
    exported = b"".join(admin.get(reverse("staff:logins") + "?export=csv"))  # type: ignore[call-overload]

    assert "Die Einladung geht an maja@example.org." in answer.content.decode()
    assert [one.to for one in mail.outbox] == [["maja@example.org"]]
    assert mail.outbox[0].body.split("/key/")[1].split("/")[0] not in answer.content.decode()
    assert reverse("staff:login", args=[made.pk]) in listed
    assert "Maja Krüger" not in others
    assert "Maja Krüger" in found
    assert b"maja@example.org" in exported


@pytest.mark.row("BAD-D16", "BAD-D18")
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "maja@"}, "Bitte prüfen Sie die E-Mail-Adresse"),
        ({"email": "a@b.de,c@d.de"}, "genau eine E-Mail-Adresse"),
        ({"email": "x" * 300 + "@example.org"}, "254"),
        ({"last_name": "\u200b"}, ""),
        ({"email": "a@b.de\r\nBcc: c@d.de"}, "genau eine E-Mail-Adresse"),
        ({"last_name": "\u202e123"}, ""),
        ({"username": "job:nachts"}, "Bitte nur Buchstaben ohne Umlaute"),
        ({"username": "EVA"}, "Diesen Anmeldenamen gibt es schon"),
        ({"email": "EVA@example.org"}, "Ein anderer Zugang hat diese Adresse schon"),
        ({"role": "CUSTOMER"}, "Rolle"),
        ({"first_name": "", "last_name": "小王"}, "Bitte wählen Sie einen Anmeldenamen."),
    ],
)
def test_bad_input_is_told_at_the_field_and_nobody_is_invited(
    admin: Client, changes: dict[str, str], sentence: str
) -> None:
    answer = send(admin, "login_new", **person(**changes))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (User.objects.count(), mail.outbox) == (1, [])


def test_a_role_is_changed_by_page_and_taken_back(admin: Client) -> None:
    clerk = logins.clerk()
    form = admin.get(reverse("staff:login", args=[clerk.pk])).context["form"]
    shown = form["shown"].value()

    changed = send(
        admin, "login_save", clerk.pk, **person(email=clerk.email, role="BILLING"), shown=shown
    )
    clerk.refresh_from_db()
    after = clerk.role
    (offered,) = changed.context["undo"]()
    admin.post(reverse("staff:undo", args=[offered.id]), {"back": "/"})
    stale = send(
        admin, "login_save", clerk.pk, **person(email="neu@example.org", role="SALES"),
        shown=shown.replace("SERVICE", "AUDITOR"),
    )  # fmt: skip

    clerk.refresh_from_db()
    assert (after, clerk.role) == ("BILLING", "SERVICE")
    assert stale.status_code == 409
    assert "inzwischen geändert" in stale.content.decode()


@pytest.mark.parametrize("shown", ["", "[]", "{}", '{"role": 1}', "x" * 9000])
def test_a_tampered_page_changes_nothing(admin: Client, shown: str) -> None:
    clerk = logins.clerk()

    answer = send(admin, "login_save", clerk.pk, **person(role="BILLING"), shown=shown)

    clerk.refresh_from_db()
    assert (answer.status_code, clerk.role) == (422, "SERVICE")


def test_a_login_is_locked_taken_back_and_everything_stands_in_its_history(admin: Client) -> None:
    clerk = logins.clerk()
    locked = send(admin, "login_switch", clerk.pk, is_active="0")
    refused = User.objects.get(pk=clerk.pk).is_active
    (offered,) = locked.context["undo"]()
    admin.post(reverse("staff:undo", args=[offered.id]), {"back": "/"})
    send(admin, "login_link", clerk.pk)
    send(admin, "login_factor", clerk.pk)
    send(admin, "login_sessions", clerk.pk)

    clerk.refresh_from_db()
    acts = list(LoginEntry.objects.order_by("pk").values_list("act", "actor"))
    shown = text(admin, "login", clerk.pk)
    assert (refused, clerk.is_active) == (False, True)
    assert acts == [("LOCKED", "eva"), ("UNLOCKED", "eva"), ("LINK_SENT", "eva")]
    assert all(word in shown for word in ("Gesperrt", "Entsperrt", "Link gesendet"))


def test_the_own_login_shows_no_way_to_harm_oneself(admin: Client) -> None:
    own = User.objects.get(username="eva")

    shown = text(admin, "login", own.pk)
    tried = send(admin, "login_switch", own.pk, is_active="0").content.decode()

    own.refresh_from_db()
    assert own.is_active
    assert reverse("staff:login_switch", args=[own.pk]) not in shown
    assert "Das geht beim eigenen Zugang nicht." in tried


@pytest.mark.row("I2")
def test_each_role_is_told_in_words_with_what_it_sees(admin: Client) -> None:
    clerk = logins.clerk()

    sights = {one.role: one for one in admin.get(reverse("staff:login_new")).context["sights"]}
    shown = text(admin, "login", clerk.pk)

    assert set(sights) == {role.value for role in Role} - {"CUSTOMER", "MERCHANT"}
    assert sights["AUDITOR"].changes == ()
    assert "Zugänge" in sights["AUDITOR"].reads
    assert "Zugänge" in sights["SERVICE"].not_seen
    assert "Kunden" in sights["SERVICE"].changes
    assert sights["ADMINISTRATOR"].not_seen == ()
    assert "Was die Rollen sehen" in shown


def test_service_sends_a_customer_a_fresh_link_and_locks_the_login() -> None:
    customer = logins.customer()
    service = Client()
    service.force_login(user(Role.SERVICE, username="selma"))

    listed = text(service, "portal_logins", query="?zustand=aktiv&q=petra")
    sent = send(service, "portal_login_link", customer.pk).content.decode()
    locked = send(service, "portal_login_switch", customer.pk, is_active="0").content.decode()
    again = send(service, "portal_login_link", customer.pk).content.decode()

    customer.refresh_from_db()
    assert "Petra Sommer" in listed
    assert f"Ein Link geht an {customer.email}." in sent
    assert [one.to for one in mail.outbox] == [[customer.email]]
    assert not customer.is_active
    assert "gesperrt" in locked
    assert "Bitte entsperren Sie ihn zuerst." in again


def test_staff_logins_cannot_be_reached_through_the_pages_of_customers() -> None:
    service = Client()
    service.force_login(user(Role.SERVICE, username="selma"))
    clerk = logins.clerk()

    page = service.get(reverse("staff:portal_login", args=[clerk.pk])).status_code
    locked = send(service, "portal_login_switch", clerk.pk, is_active="0").status_code
    by_name = send(service, "login_switch", clerk.pk, is_active="0").status_code

    clerk.refresh_from_db()
    assert (page, locked, by_name, clerk.is_active) == (404, 404, 403, True)


def test_the_auditor_reads_and_is_offered_nothing() -> None:
    clerk = logins.clerk()
    auditor = Client()
    person = user(Role.AUDITOR)
    auditor.force_login(person)

    shown = text(auditor, "login", clerk.pk)

    assert "Maja" in shown
    assert "login_save" not in shown
    assert reverse("staff:login_save", args=[clerk.pk]) not in shown
    assert [one.label for one in offers("zugänge", person)] == ["Zugänge"]
    assert [one.label for one in offers("zugang anlegen", factories.users.user(Role.SALES))] == []


def test_the_list_asks_as_many_questions_for_twenty_logins_as_for_one(
    admin: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        logins.clerk(f"k{number}")
    admin.get(reverse("staff:logins"))

    with django_assert_max_num_queries(12):
        admin.get(reverse("staff:logins"))
