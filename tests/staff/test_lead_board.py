"""The board of leads, and the filters it shares with the list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.energy import Commodity
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales import commands
from kundenwerk.sales.models import LeadEntry
from kundenwerk.sales.rules.stages import NextStep
from tests.factories import leads as given
from tests.factories.calls import fresh_call, fresh_key
from tests.factories.sales import DAY
from tests.factories.users import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def board(clerk: Client, **words: str) -> dict[str, tuple[int, list[str]]]:
    """Number and names per column."""
    shown = clerk.get(reverse("staff:lead_board"), words)
    piles = [column["pile"] for column in shown.context["columns"]]
    return {pile.stage.value: (pile.total, list(map(str, pile.first))) for pile in piles}


@pytest.mark.row("KM-011")
def test_the_board_shows_the_leads_of_the_list_by_stage(clerk: Client) -> None:
    given.lead()
    given.lead(last_name="Winter", owner="", commodity=Commodity.GAS)

    assert board(clerk)["NEW"] == (2, ["Petra Winter", "Petra Sommer"])
    assert board(clerk, zustaendig="meine")["NEW"] == (1, ["Petra Sommer"])
    assert board(clerk, zustaendig="niemand")["NEW"] == (1, ["Petra Winter"])
    assert board(clerk, sparte="GAS", stufe="gewonnen")["NEW"] == (1, ["Petra Winter"])
    page = clerk.get(reverse("staff:lead_board"), {"sparte": "GAS"}).content.decode()
    assert f"{reverse('staff:leads')}?sparte=GAS" in page


@pytest.mark.row("KM-011")
def test_a_card_is_moved_once_and_the_board_comes_back_with_its_filters(clerk: Client) -> None:
    lead, sent = given.lead(), fresh_key() | {"action": "QUALIFY"}
    url = f"{reverse('staff:lead_card', args=[lead.pk])}?sparte=ELECTRICITY"

    answers = [clerk.post(url, sent) for _ in range(2)]

    back = f"{reverse('staff:lead_board')}?sparte=ELECTRICITY#lead-{lead.pk}"
    assert [answer["Location"] for answer in answers] == [back, back]
    assert board(clerk)["QUALIFIED"] == (1, ["Petra Sommer"])
    assert LeadEntry.objects.filter(lead=lead, title="Stufe: qualifiziert").count() == 1


@pytest.mark.parametrize("action", ["LOSE", "WIN", "QUOTE", "nonsense", ""])
def test_what_needs_a_reason_or_a_quote_moves_no_card(clerk: Client, action: str) -> None:
    lead = given.lead()

    clerk.post(reverse("staff:lead_card", args=[lead.pk]), fresh_key() | {"action": action})

    assert board(clerk)["NEW"][0] == 1


@pytest.mark.row("KM-011")
def test_leads_without_a_step_and_overdue_ones_are_found_and_counted(clerk: Client) -> None:
    given.lead()
    late = given.lead(last_name="Winter")
    commands.plan_lead(fresh_call("vera"), lead_id=late.pk, step=NextStep.CALL, due_on=DAY, day=DAY)

    def listed(**words: str) -> list[str]:
        found = clerk.get(reverse("staff:leads"), words).context["found"]
        return list(map(str, found))

    assert listed(schritt="ohne") == ["Petra Sommer"]
    assert listed(schritt="ueberfaellig") == []
    set_business_date(fresh_call(), day=DAY + timedelta(days=1))
    assert listed(schritt="ueberfaellig") == ["Petra Winter"]
    numbers = {
        option["label"]: option["count"]
        for choice in clerk.get(reverse("staff:leads")).context["chips"]
        if choice["label"] == "Schritt"
        for option in choice["options"]
    }
    assert numbers == {"Alle": None, "ohne nächsten Schritt": 1, "überfällig": 1}


def test_mine_means_whoever_looks_in_lists_and_exports(clerk: Client) -> None:
    given.lead()
    given.lead(last_name="Winter", owner="otto")
    mine = {"zustaendig": "meine", "export": "csv"}

    exported = clerk.get(reverse("staff:leads"), mine).content.decode()

    assert "Sommer" in exported
    assert "Winter" not in exported


@pytest.mark.parametrize("size", [1, 12])
def test_the_board_asks_as_often_for_many_leads_as_for_one(
    clerk: Client, size: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(size):
        given.lead(last_name=f"Sommer{number}")
    board(clerk)

    with django_assert_max_num_queries(22):
        board(clerk)


def test_settings_of_leads_are_among_the_settings_of_who_may_open_them(client: Client) -> None:
    client.force_login(user(Role.ADMINISTRATOR))
    url = reverse("staff:lead_settings")

    assert f'href="{url}"' in client.get(reverse("staff:settings")).content.decode()
    client.force_login(user(Role.MARKETING))
    assert f'href="{url}"' not in client.get(reverse("staff:settings")).content.decode()
