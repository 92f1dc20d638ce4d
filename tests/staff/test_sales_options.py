"""What follows a quote and which supply situations are offered: data an administrator changes."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.platform.undo import Overtaken
from kundenwerk.sales.commands import options as commands
from kundenwerk.sales.models import OfferedOption, Quote
from kundenwerk.sales.queries.options import meanings, next_actions, situations
from kundenwerk.sales.rules.options import NextAction, OptionList
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.work.models import Task, TimelineEntry
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.staff.quote_path import at_parties, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]

FIVE = ["DOCUMENT", "OPEN", "SEND", "FURTHER", "INQUIRY"]


def option(code: str) -> OfferedOption:
    return OfferedOption.objects.get(code=code)


def entries(belongs_to: OptionList) -> list[list[str | bool]]:
    rows = OfferedOption.objects.filter(belongs_to=belongs_to.value).order_by("position")
    return [[row.code, row.label, row.is_shown, row.address, row.meaning] for row in rows]


def codes() -> list[str]:
    return [one.code for one in next_actions()]


@pytest.mark.row("AP-109")
def test_five_actions_follow_a_quote_as_shipped_and_each_works(clerk: Client, quote: Quote) -> None:
    shown = clerk.get(reverse("staff:quote_next", args=[quote.pk])).context["next_actions"]

    assert codes() == FIVE
    assert [one.key for one in shown] == ["d", "o", "s", "n", "i"]
    for one in shown:
        answer = clerk.post(one.url, {"key": uuid.uuid4()}) if one.is_post else clerk.get(one.url)
        assert answer.status_code in {200, 302}, one.label
    assert Quote.objects.get().document_id


@pytest.mark.row("AP-109")
def test_a_general_inquiry_becomes_a_task_and_stands_in_the_time_line(
    clerk: Client, quote: Quote
) -> None:
    here, key = reverse("staff:quote_inquiry", args=[quote.pk]), str(uuid.uuid4())
    asked = {"key": key, "subject": "Wallbox", "detail": "Förderung?", "role": "SERVICE"}

    for _ in range(2):
        done = clerk.post(here, asked | {"due_on": "+7"})
    late = clerk.post(here, asked | {"key": str(uuid.uuid4()), "due_on": "1.1.2020"})

    task = Task.objects.get()
    assert done.url == reverse("staff:quote", args=[quote.pk])
    assert (task.title, task.role, task.business_partner) == (
        "Anfrage: Wallbox",
        "SERVICE",
        quote.business_partner,
    )
    assert task.due_on == date(2026, 11, 25)
    assert TimelineEntry.objects.filter(title="Allgemeine Anfrage: Wallbox").count() == 1
    assert late.status_code == 422


@pytest.mark.row("AP-110")
def test_an_administrator_removes_adds_and_orders_the_actions(client: Client, quote: Quote) -> None:
    client.force_login(user(Role.ADMINISTRATOR, username="anna"))
    key = {"key": str(uuid.uuid4())}

    client.post(reverse("staff:sales_option_show", args=[option("SEND").pk]), key | {"zeigen": "0"})
    client.post(
        reverse("staff:sales_option_show", args=[option("ACCEPT").pk]), key | {"zeigen": "1"}
    )
    client.post(
        reverse("staff:sales_option_move", args=[option("OPEN").pk]), key | {"nach": "oben"}
    )
    page = client.get(reverse("staff:sales_settings")).content.decode()
    client.force_login(user(Role.SALES, username="vera"))
    shown = client.get(reverse("staff:quote_next", args=[quote.pk])).context["next_actions"]

    assert [one.key for one in shown] == ["o", "d", "n", "i", "a"]
    assert "Annahme erfassen" in page


@pytest.mark.row("AP-091", "AP-110")
def test_a_change_of_a_list_can_be_taken_back_until_somebody_changes_it_again() -> None:
    before = entries(OptionList.NEXT_ACTION)
    commands.move_option(fresh_call(), option_id=option("SEND").pk, up=True)
    left = entries(OptionList.NEXT_ACTION)

    commands.restore_options(
        fresh_call(), belongs_to=OptionList.NEXT_ACTION, before=before, left=left
    )
    restored = codes()
    with pytest.raises(Overtaken):
        commands.restore_options(
            fresh_call(), belongs_to=OptionList.NEXT_ACTION, before=before, left=left
        )

    assert restored == FIVE


@pytest.mark.row("AP-091")
def test_the_supply_situations_are_renamed_hidden_and_ordered_but_never_all_hidden(
    clerk: Client,
) -> None:
    commands.change_option(
        fresh_call(),
        option_id=option("E03").pk,
        shown=("Lieferantenwechsel", ""),
        label="Wechsel",
    )
    commands.move_option(fresh_call(), option_id=option("E03").pk, up=True)
    draft_id = at_parties(clerk, given.tariff("PLUS", "12.5"))
    shown = clerk.get(url(draft_id, Step.PARTIES)).content.decode()
    commands.show_option(fresh_call(), option_id=option("E01").pk, is_shown=False)

    with pytest.raises(commands.LastOption):
        commands.show_option(fresh_call(), option_id=option("E03").pk, is_shown=False)

    assert shown.index("Wechsel") < shown.index("Einzug")
    assert situations() == [("E03", "Wechsel")]


@pytest.mark.row("AP-091")
def test_a_name_that_was_changed_meanwhile_is_shown_beside_ones_own(client: Client) -> None:
    client.force_login(user(Role.ADMINISTRATOR, username="anna"))
    here = reverse("staff:sales_option", args=[option("E03").pk])
    commands.change_option(
        fresh_call(),
        option_id=option("E03").pk,
        shown=("Lieferantenwechsel", ""),
        label="Wechsel",
    )

    stale = client.post(
        here,
        {
            "key": uuid.uuid4(),
            "shown_label": "Lieferantenwechsel",
            "label": "Anbieterwechsel",
        },
    )
    empty = client.post(here, {"key": uuid.uuid4(), "shown_label": "Wechsel", "label": " \u200b "})

    assert stale.status_code == 409
    assert empty.status_code == 422
    assert option("E03").label == "Wechsel"


def test_every_code_of_the_table_is_known() -> None:
    stored = OfferedOption.objects.filter(belongs_to="NEXT_ACTION").values_list("code", flat=True)

    assert set(stored) == {one.value for one in NextAction}
    assert set(meanings()) == {"E01", "E03"}
