"""Sending a campaign over HTTP: the preview, the confirmation, the run, what became of it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.marketing.models import Campaign, CampaignMail
from kundenwerk.marketing.rules import Channel
from kundenwerk.platform import jobs
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.models import Run
from tests.factories import campaigns as given
from tests.factories import leads
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY, small_market
from tests.factories.users import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    small_market()
    set_business_date(fresh_call(), day=DAY)
    leads.lead()
    leads.lead(last_name="Winter", agreed=leads.consent(by_email=False))


@pytest.fixture
def marketer(client: Client) -> Client:
    client.force_login(user(Role.MARKETING, username="marko"))
    return client


def url(one: Campaign) -> str:
    return reverse("staff:campaign_mailing", args=[one.pk])


def send(marketer: Client, one: Campaign, **changes: str) -> Any:
    typed = {"key": str(uuid.uuid4()), "code": "HERBST26", "count": "1"} | changes
    return marketer.post(url(one), typed)


@pytest.mark.row("R-73", "M1")
def test_the_preview_names_who_is_left_out_and_sends_nothing(marketer: Client) -> None:
    one = given.running()

    shown = marketer.get(url(one)).content.decode()
    csv = marketer.get(url(one), {"export": "csv"}).content.decode()

    assert "Petra Winter" in shown
    assert "Petra Winter;Keine Einwilligung in E-Mails, oder widerrufen" in csv
    assert not Run.objects.exists()


@pytest.mark.row("KM-010")
def test_the_typed_number_starts_one_run_and_the_campaign_tells_what_became_of_it(
    marketer: Client,
) -> None:
    one, key = given.running(), str(uuid.uuid4())

    answers = [send(marketer, one, key=key) for _ in range(2)]
    jobs.run_pending()

    run = Run.objects.get()
    assert {answer["Location"] for answer in answers} == {reverse("staff:run", args=[run.pk])}
    page = marketer.get(reverse("staff:run", args=[run.pk])).content.decode()
    assert "Herbst 2026" in page
    assert CampaignMail.objects.get().code == "HERBST26"
    campaign = marketer.get(reverse("staff:campaign", args=[one.pk])).content.decode()
    assert "<dt>Warten</dt><dd>1</dd>" in campaign


@pytest.mark.parametrize(
    ("field", "value"),
    [("count", "2"), ("count", ""), ("count", "1e0"), ("count", "-1"), ("code", "FREMD")],
)
def test_without_the_right_number_and_code_nothing_is_sent(
    marketer: Client, field: str, value: str
) -> None:
    answer = send(marketer, given.running(), **{field: value})

    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not Run.objects.exists()


def test_what_does_not_run_or_is_no_mail_is_not_sent(marketer: Client) -> None:
    draft = given.campaign()
    by_post = given.campaign(name="Brief", channel=Channel.POST, codes={})

    assert "solange die Kampagne läuft" in marketer.get(url(draft)).content.decode()
    assert send(marketer, draft).status_code == 422
    assert marketer.get(url(by_post))["Location"] == reverse("staff:campaign", args=[by_post.pk])
    assert not Run.objects.exists()


def test_sales_sends_nothing(client: Client) -> None:
    client.force_login(user(Role.SALES))

    assert client.get(url(given.running())).status_code == 403
