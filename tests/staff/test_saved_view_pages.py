"""Saved views over HTTP: kept from a list, pinned, shared, first of a role."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.models import SavedView
from kundenwerk.accounts.roles import Role
from tests import factories
from tests.factories.users import user

pytestmark = pytest.mark.django_db


def sign_in(role: Role, username: str) -> Client:
    client = Client()
    client.force_login(user(role, username=username))
    return client


@pytest.fixture
def clerk() -> Client:
    return sign_in(Role.ACCOUNTING, "britta")


def send(client: Client, page: str, /, *arguments: object, **values: Any) -> HttpResponse:
    address = reverse(f"staff:{page}", args=arguments)
    return client.post(address, {"key": str(uuid.uuid4()), **values})


def keep(client: Client, list_key: str = "posten", **changes: Any) -> SavedView:
    values = {"name": "Hohe Posten", "frage": "ab=100&sort=-offen", "is_pinned": "on"}
    send(client, "view_keep", list_key, **(values | changes))
    return SavedView.objects.latest("pk")


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.row("A6")
def test_what_a_list_shows_is_kept_by_name_and_opened_from_the_side_bar(clerk: Client) -> None:
    answer = send(
        clerk,
        "view_keep",
        "posten",
        name="Hohe Posten",
        frage="ab=100&sort=-offen&spalten=kunde,offen&dichte=luftig&seite=7&export=csv&x=1",
        is_pinned="on",
    )

    view = SavedView.objects.get()
    assert view.query == "ab=100&sort=-offen&spalten=kunde%2Coffen&dichte=luftig"
    assert answer["Location"] == f"/nebenbuch/posten/?{view.query}&ansicht={view.pk}"
    page = clerk.get(answer["Location"])
    assert [column.key for column in page.context["asked"].columns] == ["kunde", "offen"]
    assert 'data-density="roomy"' in page.content.decode()
    assert "Offene Posten: Hohe Posten" in page.content.decode()
    start = text(clerk, reverse("staff:start"))
    assert "Meine Ansichten" in start
    assert f"ansicht={view.pk}" in start


@pytest.mark.row("BAD-D16", "BAD-D28")
@pytest.mark.parametrize("name", ["", "x" * 61, "a\u202eb", "\u200b", "777"])
def test_a_name_nobody_can_read_is_refused_at_the_field(clerk: Client, name: str) -> None:
    answer = send(clerk, "view_keep", "posten", name=name, frage="ab=100")

    assert answer.status_code == 422
    assert 'id="name-feld"' in answer.content.decode()
    assert not SavedView.objects.exists()


def test_a_name_is_told_to_be_taken_and_can_be_typed_again(clerk: Client) -> None:
    keep(clerk)

    answer = send(clerk, "view_keep", "posten", name="Hohe Posten", frage="ab=500")

    assert answer.status_code == 422
    assert "Sie haben für diese Liste schon eine Ansicht" in answer.content.decode()
    assert SavedView.objects.get().query == "ab=100&sort=-offen"


def test_a_view_of_a_list_one_may_not_see_cannot_be_kept(clerk: Client) -> None:
    assert send(clerk, "view_keep", "angebote", name="Fremd", frage="").status_code == 404
    assert send(clerk, "view_keep", "gibtesnicht", name="Fremd", frage="").status_code == 404


def test_a_changed_list_is_kept_in_its_view_by_who_made_it_only(clerk: Client) -> None:
    view = keep(clerk, is_shared="on")
    colleague = sign_in(Role.ACCOUNTING, "bernd")

    assert "sichern" not in text(colleague, f"/nebenbuch/posten/?ab=500&ansicht={view.pk}")
    send(colleague, "view_overwrite", view.pk, frage="ab=500")
    assert SavedView.objects.get().query == "ab=100&sort=-offen"

    assert "sichern" in text(clerk, f"/nebenbuch/posten/?ab=500&ansicht={view.pk}")
    send(clerk, "view_overwrite", view.pk, frage="ab=500")
    assert SavedView.objects.get().query == "ab=500"


def test_what_is_not_shared_is_unknown_to_others(clerk: Client) -> None:
    view = keep(clerk)
    colleague = sign_in(Role.ADMINISTRATOR, "adele")

    for name in ("view", "view_drop", "view_pin", "view_overwrite"):
        assert send(colleague, name, view.pk).status_code == 404
    assert "Hohe Posten" not in text(colleague, reverse("staff:views"))
    assert SavedView.objects.filter(pk=view.pk).exists()


def test_a_shared_view_is_pinned_changed_and_taken_away(clerk: Client) -> None:
    view = keep(clerk, is_shared="on")
    colleague = sign_in(Role.ACCOUNTING, "bernd")

    send(colleague, "view_pin", view.pk, pin="1")
    assert "Meine Ansichten" in text(colleague, reverse("staff:start"))
    assert send(colleague, "view", view.pk, name="Meins").status_code == 302
    send(clerk, "view", view.pk, name="Große Posten", is_shared="on")
    send(colleague, "view_drop", view.pk)
    assert SavedView.objects.get().name == "Große Posten"
    send(clerk, "view_drop", view.pk)
    assert "Meine Ansichten" not in text(colleague, reverse("staff:start"))


def test_a_role_sees_its_first_view_when_the_address_says_nothing(clerk: Client) -> None:
    view = keep(clerk, is_shared="on")
    here = reverse("staff:open_items")
    administrator = sign_in(Role.ADMINISTRATOR, "adele")
    send(administrator, "view", view.pk, name=view.name, is_shared="on", default_for="ACCOUNTING")

    assert clerk.get(here)["Location"] == f"{here}?ab=100&sort=-offen&ansicht={view.pk}"
    assert clerk.get(f"{here}?ab=").status_code == 200
    assert administrator.get(here).status_code == 200
    assert "default_for" not in text(clerk, reverse("staff:view", args=[view.pk]))


def test_columns_are_remembered_until_the_usual_ones_are_wanted(clerk: Client) -> None:
    factories.business_partner()
    here = reverse("staff:customers")

    send(clerk, "columns", "kunden", frage="spalten=seit,name", wie="merken")
    assert [head.label for head, _ in clerk.get(here).context["heads"]] == ["Kunde seit", "Name"]

    send(clerk, "columns", "kunden", frage="spalten=seit,name", wie="ueblich")
    assert len(clerk.get(here).context["heads"]) == 5


def test_an_auditor_reads_lists_and_keeps_nothing() -> None:
    auditor = sign_in(Role.AUDITOR, "paula")

    assert "Ansicht speichern" not in text(auditor, reverse("staff:open_items"))
    assert send(auditor, "view_keep", "posten", name="X", frage="").status_code == 403


def test_the_address_orders_the_list_and_a_click_turns_the_order(clerk: Client) -> None:
    for last_name in ("Anders", "Zander"):
        factories.business_partner(last_name=last_name)

    page = clerk.get(reverse("staff:customers"), {"sort": "-name"})

    assert [one.last_name for one in page.context["found"]] == ["Zander", "Anders"]
    assert 'aria-sort="descending"' in page.content.decode()
