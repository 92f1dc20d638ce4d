"""The administrator chooses for a market participant how interchanges travel."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kundenwerk.accounts.roles import Role
from kundenwerk.mako.models import Channel, ChannelSecret
from tests.factories.users import user
from tests.mako import letters, orders

pytestmark = pytest.mark.django_db
SECRET = "streng-geheim-0815"


@pytest.fixture
def admin(settings: Settings, tmp_path: Path) -> Client:
    settings.EXCHANGE_ROOT = tmp_path
    orders.market()
    client = Client()
    client.force_login(user(Role.ADMINISTRATOR))
    return client


def given(**changes: str) -> dict[str, str]:
    return {
        "key": str(uuid.uuid4()),
        "version": "0",
        "code": letters.GRID,
        "kind": "FOLDER",
        "place": "netz-muster",
        "is_enabled": "on",
        **changes,
    }


@pytest.mark.row("DEC-12")
def test_a_folder_is_chosen_for_a_participant_tried_and_listed(
    admin: Client, tmp_path: Path
) -> None:
    before = admin.get(reverse("staff:channels")).content.decode()
    saved = admin.post(reverse("staff:channel_new"), given(), follow=True).content.decode()
    channel = Channel.objects.get()
    tried = admin.post(reverse("staff:channel_check", args=[channel.pk]), follow=True)
    listed = admin.get(reverse("staff:channels")).content.decode()
    exported = b"".join(admin.get(reverse("staff:channels") + "?export=csv"))  # type: ignore[call-overload]

    assert "Noch hat kein Marktpartner einen eigenen Weg" in before
    assert "Der Weg zu Netz Muster ist gespeichert." in saved
    assert (channel.participant.code, channel.route) == (letters.GRID, "FOLDER:netz-muster")
    assert "Der Weg zu Netz Muster ist frei." in tried.content.decode()
    assert (tmp_path / "netz-muster" / "in").is_dir()
    assert "Netz Muster" in listed
    assert b"netz-muster" in exported
    assert "Übertragungswege" in admin.get(reverse("staff:market")).content.decode()


@pytest.mark.row("DEC-12")
def test_an_address_is_kept_with_its_secret_which_is_never_shown(admin: Client) -> None:
    place = "http://127.0.0.1:1/market"
    admin.post(reverse("staff:channel_new"), given(kind="HTTP", place=place, secret=SECRET))
    channel = Channel.objects.get()
    page = reverse("staff:channel", args=[channel.pk])
    shown = admin.get(page).content.decode()
    tried = admin.post(f"{page}pruefen/", follow=True).content.decode()
    moved = admin.post(f"{page}speichern/", given(kind="HTTP", version="1", place="https://x.de"))
    off = {key: word for key, word in given(version="1").items() if key != "is_enabled"}
    switched = admin.post(
        f"{page}speichern/", {**off, "forget_secret": "on"}, follow=True
    ).content.decode()

    channel.refresh_from_db()
    assert "Ein Kennwort ist gespeichert." in shown
    assert "Keine Verbindung zu Netz Muster: Das Postfach antwortet nicht" in tried
    assert moved.status_code == 422
    assert "führt zu jemand anderem" in moved.content.decode()
    assert SECRET not in shown + tried + switched + moved.content.decode()
    assert (channel.is_enabled, channel.kind, channel.version) == (False, "FOLDER", 2)
    assert not ChannelSecret.objects.exists()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"place": "../geheim"}, "Ein Ordner heißt zum Beispiel netz-nord"),
        ({"place": "/etc"}, "Ein Ordner heißt zum Beispiel netz-nord"),
        ({"kind": "HTTP", "place": "netz"}, "Eine Adresse sieht so aus"),
        ({"kind": "HTTP", "place": "http://netz.example"}, "bitte mit https://"),
        ({"kind": "TAUBE"}, "TAUBE"),
        ({"code": "9900999000031"}, "Diesen Marktpartner gibt es nicht"),
        ({"code": "x"}, "Diesen Marktpartner gibt es nicht"),
        ({"place": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"version": "x"}, "ganze Zahl"),
    ],
)
def test_what_cannot_be_is_told_at_the_field_and_nothing_is_kept(
    admin: Client, changes: dict[str, str], told: str
) -> None:
    answer = admin.post(reverse("staff:channel_new"), given(**changes))

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Channel.objects.exists()


def test_who_comes_second_sees_both_values_and_overwrites_nothing(admin: Client) -> None:
    admin.post(reverse("staff:channel_new"), given())
    page = reverse("staff:channel_save", args=[Channel.objects.get().pk])
    admin.post(page, given(version="1", place="schneller"))

    late = admin.post(page, given(version="1", place="langsamer"))

    assert late.status_code == 409
    assert "langsamer" in late.content.decode()
    assert "schneller" in late.content.decode()
    assert Channel.objects.get().place == "schneller"


def test_who_may_only_read_settings_sees_no_form(admin: Client) -> None:
    admin.post(reverse("staff:channel_new"), given())
    auditor = Client()
    auditor.force_login(user(Role.AUDITOR))

    shown = auditor.get(reverse("staff:channel", args=[Channel.objects.get().pk]))

    assert shown.status_code == 200
    assert "netz-muster" in shown.content.decode()
    assert "Speichern" not in shown.content.decode()
