"""Campaigns over HTTP: planned, counted, moved, reported, exported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.money import Money
from kundenwerk.marketing.models import Campaign
from kundenwerk.marketing.rules import CampaignAction, Channel
from tests.factories import campaigns as given
from tests.factories import leads
from tests.factories.calls import fresh_key
from tests.factories.users import user
from tests.marketing.test_campaigns import move

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

TYPED = {
    "version": "0",
    "name": "Herbst 2026",
    "goal": "Neue Haushalte",
    "target_contracts": "4",
    "channel": "EMAIL",
    "first": "1.11.2026",
    "last": "31.12.2026",
    "budget": "1.000,00",
    "subject": "Strom von nebenan",
    "content": "Guten Tag,\nhier ist unser Angebot.",
    "codes": "herbst26 E-Mail\nFLYER26 Flyer",
    "audience": "LEADS",
    "stages": ["NEW", "LOST"],
    "commodity": "ELECTRICITY",
    "postcodes": "50, 51",
}


@pytest.fixture
def marketer(client: Client) -> Client:
    client.force_login(user(Role.MARKETING, username="marko"))
    return client


def plan(marketer: Client, **changes: Any) -> Any:
    return marketer.post(reverse("staff:campaign_new"), TYPED | fresh_key() | changes, follow=True)


@pytest.mark.row("KM-010")
def test_marketing_plans_a_campaign_and_sees_whom_it_reaches(marketer: Client) -> None:
    leads.lead()
    leads.lead(last_name="Winter", agreed=leads.consent(by_email=False))

    shown = plan(marketer).content.decode()

    one = Campaign.objects.get()
    assert (one.budget, str(one.period.last_day)) == (Money(1_000_00), "2026-12-31")
    assert "Leads, Stufe neu oder verloren, Strom, PLZ 50, 51" in shown
    assert "<b>1</b> von 2 werden erreicht." in shown
    assert "1 ohne Einwilligung" in shown


@pytest.mark.row("KM-010", "M1")
def test_the_reach_is_counted_while_the_segment_is_typed(marketer: Client) -> None:
    leads.lead()

    def count(**typed: str) -> str:
        wanted = {"channel": "EMAIL", "audience": "LEADS"} | typed
        return marketer.get(reverse("staff:campaign_count"), wanted).content.decode()

    assert "<b>1</b> von 1" in count()
    assert "<b>0</b> von 0" in count(postcodes="99")
    assert "Bitte prüfen Sie" in count(postcodes="drei")


@pytest.mark.row("KM-010")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "\u200b"),
        ("last", "1.10.2026"),
        ("first", "31.02.2026"),
        ("budget", "-5"),
        ("budget", "1e5"),
        ("codes", "=1+1"),
        ("codes", "A1\nA1"),
        ("postcodes", "5x"),
        ("target_contracts", "0"),
        ("content", "a\u202eb"),
        ("stages", "NOWHERE"),
    ],
)
def test_bad_input_is_refused_at_its_field(marketer: Client, field: str, value: str) -> None:
    answer = plan(marketer, **{field: value})

    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not Campaign.objects.exists()


@pytest.mark.row("KM-010")
def test_a_campaign_is_approved_and_started_and_spending_noted(marketer: Client) -> None:
    one = given.campaign()
    page = reverse("staff:campaign", args=[one.pk])
    for action in ("APPROVE", "START"):
        marketer.post(
            reverse("staff:campaign_move", args=[one.pk]), {"action": action} | fresh_key()
        )
    marketer.post(reverse("staff:campaign_spend", args=[one.pk]), {"spent": "350,50"} | fresh_key())

    one.refresh_from_db()
    assert (one.state, one.spent) == ("RUNNING", Money(350_50))
    shown = marketer.get(page).content.decode()
    assert "350,50 € von 1.000,00 €" in shown.replace("\xa0", " ")
    assert marketer.get(reverse("staff:campaign_edit", args=[one.pk])).status_code == 302
    fixed = marketer.post(
        reverse("staff:campaign_edit", args=[one.pk]),
        TYPED | {"version": one.version} | fresh_key(),
    )
    assert fixed.status_code == 422
    assert "bleibt, wie sie ist" in fixed.content.decode()


@pytest.mark.row("KM-010")
def test_the_report_is_exported_with_its_sum(marketer: Client) -> None:
    one = given.campaign()
    leads.lead()

    page = reverse("staff:campaign", args=[one.pk])
    csv = marketer.get(page, {"export": "csv"}).content.decode()
    xlsx = marketer.get(page, {"export": "xlsx"})

    assert "HERBST26, E-Mail;1;0;0;0,00" in csv
    assert "Summe;1;0;0;0,00" in csv
    assert xlsx.content[:2] == b"PK"
    listed = marketer.get(reverse("staff:campaigns"), {"export": "csv"}).content.decode()
    assert "Herbst 2026;Entwurf" in listed


@pytest.mark.row("KM-010", "R-73")
def test_recipients_leave_only_for_live_campaigns_and_with_what_the_channel_needs(
    marketer: Client,
) -> None:
    leads.lead(phone="0221 5")
    one = given.campaign(channel=Channel.EMAIL)
    url = reverse("staff:campaign_recipients", args=[one.pk])
    assert marketer.get(url).status_code == 404

    move(one, CampaignAction.APPROVE)

    csv = marketer.get(url).content.decode()
    assert "Petra Sommer;petra@example.org;;;;" in csv
    assert "0221" not in csv


def test_a_colleagues_change_is_not_overwritten(marketer: Client) -> None:
    one = given.campaign()
    url = reverse("staff:campaign_edit", args=[one.pk])
    old = TYPED | {"version": str(one.version)}
    marketer.post(url, old | {"goal": "Mehr"} | fresh_key())

    answer = marketer.post(url, old | {"goal": "Anders"} | fresh_key())

    assert answer.status_code == 409
    one.refresh_from_db()
    assert one.goal == "Mehr"
    assert ("Ziel", "Mehr", "Anders") in answer.context["rows"]

    marketer.post(url, dict(_listed(answer.context["given"])))

    one.refresh_from_db()
    assert (one.goal, one.segment["stages"]) == ("Anders", ["NEW", "LOST"])


def _listed(pairs: Sequence[tuple[str, Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def test_sales_reads_campaigns_and_changes_none(client: Client) -> None:
    client.force_login(user(Role.SALES))
    one = given.campaign()

    assert client.get(reverse("staff:campaign", args=[one.pk])).status_code == 200
    assert client.get(reverse("staff:campaign_new")).status_code == 403
