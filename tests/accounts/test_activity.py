"""When and from where a session was last used."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.db.models import F
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.accounts.sessions import NOTED_EVERY
from tests.factories.users import user

pytestmark = pytest.mark.django_db


def clerk() -> Client:
    client = Client()
    client.force_login(user(Role.SERVICE))
    client.get(reverse("livez"))
    return client


def grow_old() -> None:
    UserSession.objects.update(last_seen_at=F("last_seen_at") - NOTED_EVERY - timedelta(seconds=1))


def test_the_first_page_notes_the_session() -> None:
    clerk()

    assert UserSession.objects.get().ip == "127.0.0.1"


def test_the_next_page_writes_nothing(django_assert_num_queries: Any) -> None:
    client = clerk()

    with django_assert_num_queries(2) as asked:
        client.get(reverse("livez"))

    assert all(one["sql"].startswith("SELECT") for one in asked.captured_queries)


def test_a_session_used_again_after_a_while_is_noted_again() -> None:
    client = clerk()
    grow_old()
    before = UserSession.objects.get().last_seen_at

    client.get(reverse("livez"))

    assert UserSession.objects.get().last_seen_at - before > NOTED_EVERY


def test_another_browser_with_the_same_session_is_noted_at_once() -> None:
    client = clerk()

    client.get(reverse("livez"), headers={"User-Agent": "Fremder Browser"})

    assert UserSession.objects.get().user_agent == "Fremder Browser"


def test_strangers_leave_no_session() -> None:
    Client().get(reverse("livez"))

    assert not UserSession.objects.exists()
