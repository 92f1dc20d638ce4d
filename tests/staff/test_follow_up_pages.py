"""Follow-up, summaries, rejections with consent, response codes and losses over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.correspondence.models import Dispatch
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales import commands
from kundenwerk.sales.models import FollowUp, Lead, Quote, QuoteDraft, Rejection
from kundenwerk.sales.rules.vocabulary import RejectionReason, Step
from kundenwerk.staff.bulk import action_of
from kundenwerk.tariffs.models import TariffVersion
from tests.factories import leads
from tests.factories import sales as given
from tests.factories.calls import fresh_call, fresh_key
from tests.factories.sales import DAY
from tests.staff.quote_path import post, through_the_wizard, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def market() -> None:
    given.small_market()
    set_business_date(fresh_call(), day=DAY)


# ---- follow-up


@pytest.mark.row("CD-31")
def test_a_clerk_plans_a_day_and_drops_it_again(clerk: Client, version: TariffVersion) -> None:
    quote = given.quote(version)
    page = reverse("staff:quote_follow_up", args=[quote.pk])
    assert page in clerk.get(reverse("staff:quote", args=[quote.pk])).content.decode()

    clerk.post(page, {"due_on": "+2", "with_mail": "on", "note": "wartet auf Gehalt"} | fresh_key())

    plan = FollowUp.objects.get()
    shown = clerk.get(page).content.decode()
    assert "20.11.2026" in shown
    assert "wartet auf Gehalt" in shown
    clerk.post(reverse("staff:follow_up_cancel", args=[plan.pk]), fresh_key())
    plan.refresh_from_db()
    assert plan.state == "STOPPED"


@pytest.mark.row("CD-31")
@pytest.mark.parametrize("day", ["1.1.2020", "+60", "31.02.2026", ""])
def test_a_day_that_cannot_be_is_refused_at_its_field(
    clerk: Client, version: TariffVersion, day: str
) -> None:
    quote = given.quote(version)

    answer = clerk.post(
        reverse("staff:quote_follow_up", args=[quote.pk]), {"due_on": day} | fresh_key()
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors["due_on"]
    assert not FollowUp.objects.exists()


@pytest.mark.row("CD-31")
def test_the_summary_goes_out_by_button_once_per_page(
    clerk: Client, version: TariffVersion
) -> None:
    quote, once = given.quote(version), fresh_key()
    for _ in range(2):
        clerk.post(reverse("staff:quote_summary", args=[quote.pk]), once)

    assert Dispatch.objects.filter(subject__contains="im Überblick").count() == 1


# ---- rejection with consent


def reject(clerk: Client, draft_id: uuid.UUID, **typed: str) -> Any:
    page = reverse("staff:quote_reject", args=[draft_id])
    return clerk.post(page, {"reason": "LATER"} | fresh_key() | typed)


WISH = {
    "agreed": "on",
    "how": "PHONE",
    "by_phone": "on",
    "first_name": "Petra",
    "last_name": "Sommer",
    "phone": "0221 123456",
    "call_on": "1.3.2027",
}


@pytest.mark.row("S8", "DEC-07")
def test_a_prospect_with_consent_becomes_a_lead_with_reason_and_day(
    clerk: Client, version: TariffVersion
) -> None:
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)

    assert reject(clerk, draft_id, **WISH).status_code == 302

    lead = Lead.objects.get()
    assert (lead.reason, lead.postcode, lead.annual_kwh) == ("LATER", "50667", 3500)
    assert (lead.next_step, f"{lead.due_on:%d.%m.%Y}") == ("FOLLOW_UP", "01.03.2027")
    assert "einverstanden" in lead.consent_text
    assert QuoteDraft.objects.get().data == {}


@pytest.mark.row("S8", "DEC-07", "AP-071")
def test_what_was_typed_about_a_prospect_is_not_kept_without_the_tick(
    clerk: Client, version: TariffVersion
) -> None:
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)

    answer = reject(clerk, draft_id, **(WISH | {"agreed": ""}))

    assert answer.status_code == 302, answer.context["form"].errors
    assert not Lead.objects.exists()
    assert Rejection.objects.count() == 1


@pytest.mark.row("S8")
@pytest.mark.parametrize("missing", ["how", "by_phone", "last_name", "phone"])
def test_a_consent_is_whole_or_nothing_is_stored(
    clerk: Client, version: TariffVersion, missing: str
) -> None:
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)

    answer = reject(clerk, draft_id, **(WISH | {missing: ""}))

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Lead.objects.exists()
    assert not Rejection.objects.exists()


# ---- response codes


@pytest.mark.row("KM-010")
def test_a_code_of_the_address_reaches_the_quote(clerk: Client, version: TariffVersion) -> None:
    begun = clerk.get(f"{reverse('staff:quote_new')}?aktion=herbst26", follow=True)
    assert 'value="HERBST26"' in begun.content.decode()

    assert through_the_wizard(clerk, version).response_code == ""
    draft = given.draft(version, basis={"response_code": "herbst26"})
    quote_id = commands.close_draft(fresh_call(), draft_id=draft, version=3, day=DAY)
    assert Quote.objects.get(pk=quote_id).response_code == "HERBST26"


@pytest.mark.row("KM-010")
def test_a_code_nobody_can_have_is_refused_at_its_field(clerk: Client) -> None:
    draft_id = uuid.uuid4()

    answer = post(clerk, draft_id, Step.BASIS, given.BASIS | {"response_code": "=1+1"})

    assert answer.status_code == 422
    assert "Ein Aktionscode hat" in answer.content.decode()
    assert clerk.get(url(draft_id, Step.BASIS) + "?aktion=%3D1").status_code == 200


# ---- losses


@pytest.mark.row("KM-012")
def test_losses_are_counted_by_reason_tariff_and_month_and_exported(
    clerk: Client, version: TariffVersion
) -> None:
    quote = given.quote(version)
    commands.decline_quote(
        fresh_call(), quote_id=quote.pk, reason=RejectionReason.PRICE, note="", day=DAY
    )
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)
    reject(clerk, draft_id)

    answer = clerk.get(reverse("staff:loss_reasons"))

    (_, reasons), (_, tariffs) = answer.context["tables"]
    assert sorted(reasons) == [("möchte später entscheiden", 1, [1]), ("zu teuer", 1, [1])]
    assert sorted(tariffs) == [("Stadtstrom PLUS", 1, [1]), ("vor dem Angebot abgelehnt", 1, [1])]
    assert answer.context["most_shown"] == [("Stadtstrom PLUS", 1)]
    exported = clerk.get(reverse("staff:loss_reasons"), {"export": "csv"}).content.decode()
    assert "11.2026;zu teuer;Stadtstrom PLUS;1" in exported
    before = clerk.get(reverse("staff:loss_reasons"), {"von": "1.1.2026", "bis": "31.10.2026"})
    assert before.context["losses"].total == 0


@pytest.mark.row("KM-012")
def test_a_span_that_ends_before_it_begins_says_so(clerk: Client) -> None:
    answer = clerk.get(reverse("staff:loss_reasons"), {"von": "1.11.2026", "bis": "1.10.2026"})

    assert answer.status_code == 422
    assert "Das Ende liegt vor dem Anfang." in answer.content.decode()


# ---- many leads at once


@pytest.mark.row("KM-011")
def test_many_leads_get_an_owner_and_a_next_step(clerk: Client) -> None:
    mine, others = leads.lead(), leads.lead(last_name="Winter", owner="")
    give, plan = action_of("lead-zustaendig"), action_of("lead-schritt")
    assert give
    assert plan
    rows = [mine, others]
    assert give.check(rows, {"owner": "vera"}, DAY) == {mine.pk: "Ist schon so"}
    give.work(fresh_call(), others.pk, {"owner": "vera"}, DAY)
    step = {"step": "CALL", "due_on": DAY.isoformat(), "note": ""}
    plan.work(fresh_call(), others.pk, step, DAY)

    others.refresh_from_db()
    assert (others.owner, others.next_step, others.due_on) == ("vera", "CALL", DAY)
