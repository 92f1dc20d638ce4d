"""Mails of a campaign: to everybody who agreed, once, and never after a refusal."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kundenwerk.correspondence.jobs import send_waiting_mail
from kundenwerk.correspondence.models import Dispatch
from kundenwerk.marketing import commands
from kundenwerk.marketing.commands import CountChanged, MailingRefused
from kundenwerk.marketing.models import CampaignMail
from kundenwerk.marketing.queries.mailing import mail_figures, mailing_plan
from kundenwerk.marketing.rules import Audience, CampaignAction, LeftOut, Segment
from kundenwerk.platform import jobs
from kundenwerk.platform.models import Run
from kundenwerk.platform.runs import cancel_run
from kundenwerk.sales.models import Lead
from tests.factories import campaigns as given
from tests.factories import consents, contracts, leads
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY
from tests.stubs.mail import Inbox, link_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]
CUSTOMERS = Segment(audience=Audience.CUSTOMERS)


# ---- who gets one


@pytest.mark.row("R-73", "M1")
def test_the_plan_says_who_is_left_out_and_why() -> None:
    leads.lead()
    leads.lead(last_name="Winter", email="PETRA@example.org")
    leads.lead(last_name="Herbst", agreed=leads.consent(by_email=False))
    one = given.running()

    plan = mailing_plan(one)

    assert len(plan.recipients) == 1
    assert {(skipped.name, skipped.reason) for skipped in plan.skipped} == {
        ("Petra Winter", LeftOut.SAME_MAILBOX),
        ("Petra Herbst", LeftOut.NO_CONSENT),
    }
    assert [count for _, count in plan.reasons] == [1, 1]


@pytest.mark.row("R-73")
def test_customers_are_mailed_at_their_preferred_address_and_only_with_consent() -> None:
    contract = contracts.supplied_contract()
    one = given.running(segment=CUSTOMERS)
    assert mailing_plan(one).recipients == []

    consents.noted(contract.business_partner_id)

    assert mailing_plan(one).recipients == [f"P{contract.business_partner_id}"]
    consents.refused(contract.business_partner_id)
    assert mailing_plan(one).recipients == []


@pytest.mark.parametrize("size", [1, 12])
def test_the_plan_asks_as_often_for_many_as_for_one(
    size: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(size):
        leads.lead(last_name=f"Sommer{number}", email=f"p{number}@example.org")
    one = given.running()

    with django_assert_max_num_queries(8):
        assert len(mailing_plan(one).recipients) == size


# ---- what goes out


@pytest.mark.row("KM-010", "R-73")
def test_each_gets_one_mail_with_sender_code_and_a_link_to_refuse(inbox: Inbox) -> None:
    leads.lead()
    one = given.running()

    run = given.start(one, 1)
    jobs.run_pending()
    send_waiting_mail()

    run.refresh_from_db()
    (mail,) = inbox.mails
    assert (run.state, mail["To"], mail["Subject"]) == ("DONE", "petra@example.org", one.subject)
    body = text_of(mail)
    assert "hier ist unser Angebot." in body
    assert "/tarifrechner/?aktion=HERBST26" in body
    assert "weil Sie am 18.11.2026 in Werbung per E-Mail eingewilligt haben" in body
    assert mail["List-Unsubscribe"] == f"<https://kunde.stadtwerke.example{link_in(mail)}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail_figures(one).sent == 1
    assert Lead.objects.get().entries.filter(title__startswith="E-Mail der Kampagne").exists()


@pytest.mark.row("R-73")
def test_nobody_is_mailed_twice_however_often_it_is_sent(inbox: Inbox) -> None:
    first = leads.lead()
    one = given.running()
    given.start(one, 1)
    with pytest.raises(MailingRefused, match="läuft noch"):
        given.start(one, 1)
    jobs.run_pending()
    with pytest.raises(MailingRefused, match="Niemand ist übrig"):
        given.start(one, 0)
    leads.lead(last_name="Winter", email="winter@example.org")

    given.start(one, 1)
    jobs.run_pending()
    send_waiting_mail()
    send_waiting_mail()

    assert sorted(mail["To"] for mail in inbox.mails) == ["petra@example.org", "winter@example.org"]
    with pytest.raises(commands.AlreadyMailed):
        commands.mail_person(
            fresh_call(), campaign_id=one.pk, person=f"L{first.pk}", code="HERBST26", day=DAY
        )


def test_the_database_refuses_a_second_mail_to_the_same_person() -> None:
    leads.lead()
    one = given.running()
    given.start(one, 1)
    jobs.run_pending()
    mail = CampaignMail.objects.get()

    with pytest.raises(IntegrityError, match="campaign_mail_once_per_lead"), transaction.atomic():
        CampaignMail.objects.create(
            campaign=one,
            lead=mail.lead,
            code=mail.code,
            token_hash="x",
            mailed_on=DAY,
            dispatch=Dispatch.objects.create(key="another", channel="EMAIL"),
        )


def test_a_cancelled_run_and_a_cancelled_campaign_send_nothing_more(inbox: Inbox) -> None:
    leads.lead()
    one = given.running()
    run = given.start(one, 1)
    cancel_run(fresh_call(), run_id=run.pk)
    jobs.run_pending()
    assert not CampaignMail.objects.exists()
    given.start(one, 1)
    jobs.run_pending()

    commands.move_campaign(fresh_call(), campaign_id=one.pk, action=CampaignAction.CANCEL)
    send_waiting_mail()

    assert inbox.mails == []
    assert Dispatch.objects.get().problem == "Die Kampagne ist abgebrochen"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"subject": ""}, "Betreff oder Inhalt"), ({"content": ""}, "Betreff oder Inhalt")],
)
def test_an_unfinished_mail_is_not_sent(changes: dict[str, Any], sentence: str) -> None:
    leads.lead()

    with pytest.raises(MailingRefused, match=sentence):
        given.start(given.running(**changes), 1)


def test_what_was_not_shown_is_not_sent(settings: Any) -> None:
    leads.lead()
    draft = given.campaign()
    with pytest.raises(MailingRefused, match="solange die Kampagne läuft"):
        given.start(draft, 1)
    one = given.running(name="Winter", codes={"WINTER26": ""})
    with pytest.raises(CountChanged):
        given.start(one, 2, "WINTER26")
    with pytest.raises(MailingRefused, match="Aktionscode"):
        given.start(one, 1, "HERBST26")
    settings.PUBLIC_URL = ""
    with pytest.raises(MailingRefused, match="öffentliche Adresse"):
        given.start(one, 1, "WINTER26")

    assert not Run.objects.exists()
