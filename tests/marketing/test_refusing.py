"""Whoever refuses gets no mail from that moment on, wherever the mail is by then."""

from __future__ import annotations

import pytest
from django.test import Client

from kundenwerk.correspondence.jobs import send_waiting_mail
from kundenwerk.correspondence.models import Dispatch
from kundenwerk.marketing import commands
from kundenwerk.marketing.models import CampaignMail
from kundenwerk.marketing.queries.mailing import mail_figures
from kundenwerk.marketing.rules import Audience, Segment
from kundenwerk.parties.models import Consent
from kundenwerk.parties.queries.consents import may_approach
from kundenwerk.parties.rules.consent import ConsentChannel
from kundenwerk.platform import jobs
from kundenwerk.platform.models import AuditRow, Run
from kundenwerk.sales import commands as sales
from kundenwerk.sales.models import Lead
from tests.factories import campaigns as given
from tests.factories import consents, contracts, leads
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY
from tests.stubs.mail import Inbox, link_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]
CUSTOMERS = Segment(audience=Audience.CUSTOMERS)


def problems(run: Run) -> list[str]:
    found = run.chunks.values_list("problems", flat=True)
    return [problem["reason"] for part in found for problem in part]


@pytest.mark.row("R-73")
def test_who_refuses_while_the_run_waits_is_left_out_with_the_reason(inbox: Inbox) -> None:
    lead = leads.lead()
    one = given.running()
    run = given.start(one, 1)
    sales.withdraw_consent(fresh_call(), lead_id=lead.pk, day=DAY)

    jobs.run_pending()
    send_waiting_mail()

    assert problems(run) == ["Keine Einwilligung in E-Mails, oder widerrufen"]
    assert inbox.mails == []


@pytest.mark.row("R-73")
def test_who_refuses_while_the_mail_waits_gets_none(inbox: Inbox) -> None:
    contract = contracts.supplied_contract()
    consents.noted(contract.business_partner_id)
    one = given.running(segment=CUSTOMERS)
    given.start(one, 1)
    jobs.run_pending()

    consents.refused(contract.business_partner_id)
    send_waiting_mail()

    assert inbox.mails == []
    assert (mail_figures(one).failed, mail_figures(one).sent) == (1, 0)


@pytest.mark.row("R-73", "R-71")
def test_the_link_asks_first_and_one_press_ends_it_for_good(inbox: Inbox, client: Client) -> None:
    lead = leads.lead(agreed=leads.consent(by_phone=False))
    one = given.running()
    given.start(one, 1)
    jobs.run_pending()
    send_waiting_mail()
    link = link_in(inbox.mails[0])

    assert "Mit einem Klick" in client.get(link).content.decode()
    assert Lead.objects.get(pk=lead.pk).allows_email
    for _ in range(2):
        assert "gilt ab sofort" in client.post(link).content.decode()

    lead.refresh_from_db()
    assert (lead.erased_on, lead.email) == (DAY, "")
    assert mail_figures(one).refused == 1
    assert "keine Werbung mehr" in client.get(link).content.decode()


@pytest.mark.row("R-73")
def test_mail_programs_end_it_with_one_post_without_having_seen_the_page(inbox: Inbox) -> None:
    contract = contracts.supplied_contract()
    owner = contract.business_partner_id
    consents.noted(owner)
    given.start(given.running(segment=CUSTOMERS), 1)
    jobs.run_pending()
    send_waiting_mail()
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(link_in(inbox.mails[0]), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not may_approach(owner, ConsentChannel.EMAIL)
    last = Consent.objects.latest("pk")
    assert (last.source, last.noted_by) == ("LINK", "job:link.refuse")


@pytest.mark.row("BAD-I02")
@pytest.mark.parametrize("token", ["x", "a.b", "%00", "a" * 300])
def test_a_made_up_link_changes_nothing(client: Client, token: str) -> None:
    assert client.post(f"/abmelden/{token}/").status_code in {400, 404}


@pytest.mark.row("R-71")
def test_a_forgotten_lead_is_nowhere_in_what_was_sent(inbox: Inbox) -> None:
    leads.lead(agreed=leads.consent(by_phone=False))
    given.start(given.running(), 1)
    jobs.run_pending()
    send_waiting_mail()

    commands.refuse_by_link(fresh_call(), mail_id=CampaignMail.objects.get().pk, day=DAY)

    kept = [*Dispatch.objects.values(), *CampaignMail.objects.values(), *Run.objects.values()]
    images = list(AuditRow.objects.values_list("old", flat=True))
    assert "petra" not in str([*kept, *images]).lower()
    assert "sommer" not in str([*kept, *images]).lower()
