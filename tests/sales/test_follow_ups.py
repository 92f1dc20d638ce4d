"""Coming back to quotes: tasks before the last day, chosen days, and their end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kundenwerk.correspondence.models import Dispatch
from kundenwerk.parties.models import ContactPoint
from kundenwerk.platform import days, undo
from kundenwerk.sales import commands
from kundenwerk.sales.commands import FollowUpPlanned, NotOpen, OutsideBinding, Supplement
from kundenwerk.sales.models import FollowUp, Quote, SalesSettings
from kundenwerk.sales.rules.vocabulary import Acceptance, RejectionReason
from kundenwerk.work.models import Task
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY

pytestmark = pytest.mark.django_db
SOON = DAY + timedelta(days=5)


@pytest.fixture
def quote() -> Quote:
    given.small_market()
    return given.quote(given.tariff("PLUS", "12.5"))


def plan(quote: Quote, *, with_mail: bool = True, on: date = SOON) -> FollowUp:
    plan_id = commands.plan_follow_up(
        fresh_call("vera"),
        quote_id=quote.pk,
        due_on=on,
        with_mail=with_mail,
        note="ruft an",
        day=DAY,
    )
    return FollowUp.objects.get(pk=plan_id)


def summaries() -> list[Dispatch]:
    return list(Dispatch.objects.filter(subject__contains="im Überblick"))


def accept(quote: Quote) -> None:
    commands.accept_quote(
        fresh_call("vera"),
        quote_id=quote.pk,
        accepted_on=DAY,
        how=Acceptance.EMAIL,
        supplement=Supplement(),
        day=DAY,
    )


def decline(quote: Quote) -> None:
    commands.decline_quote(
        fresh_call("vera"), quote_id=quote.pk, reason=RejectionReason.PRICE, note="", day=DAY
    )


@pytest.mark.row("KM-012")
def test_an_open_quote_gets_one_task_before_its_last_day(quote: Quote) -> None:
    near = quote.binding_until - timedelta(days=3)

    days.begin(near - timedelta(days=1), "a")
    assert not Task.objects.filter(key__startswith="sales:follow-up").exists()
    days.begin(near, "b")
    days.begin(near, "c")

    task = Task.objects.get(key__startswith="sales:follow-up")
    assert (task.title, task.due_on) == (f"Angebot {quote.number} nachfassen", near)
    assert (task.business_partner_id, task.role) == (quote.business_partner_id, "SALES")


@pytest.mark.row("KM-012")
def test_the_settings_say_how_many_days_before(quote: Quote) -> None:
    SalesSettings.objects.create(follow_up_days=7)

    assert commands.follow_up_quotes(fresh_call(), day=quote.binding_until - timedelta(days=7)) == 1


@pytest.mark.row("KM-012")
@pytest.mark.parametrize("end", [accept, decline])
def test_an_answer_ends_the_task(quote: Quote, end: Callable[[Quote], None]) -> None:
    commands.follow_up_quotes(fresh_call(), day=quote.binding_until)

    end(quote)

    assert Task.objects.get(key__startswith="sales:follow-up").state == "DROPPED"


@pytest.mark.row("KM-012")
def test_the_end_of_the_binding_period_ends_the_task_and_no_new_one_comes(quote: Quote) -> None:
    commands.follow_up_quotes(fresh_call(), day=quote.binding_until)
    after = quote.binding_until + timedelta(days=1)

    days.begin(after, "a")
    days.begin(after, "b")

    assert Task.objects.get(key__startswith="sales:follow-up").state == "DROPPED"


@pytest.mark.row("CD-31")
def test_on_the_chosen_day_the_summary_goes_out_once_and_the_task_is_due(quote: Quote) -> None:
    made = plan(quote)
    task = Task.objects.get(key=f"sales:follow-up:plan:{made.pk}")
    assert (task.due_on, task.detail) == (SOON, "ruft an")

    days.begin(SOON - timedelta(days=1), "a")
    assert summaries() == []
    days.begin(SOON, "b")
    days.begin(SOON, "c")

    (sent,) = summaries()
    assert sent.recipient == "petra@example.org"
    assert str(quote.calculation.annual_gross) in sent.body
    assert str(quote.calculation.monthly_instalment) in sent.body
    assert sent.document_id
    made.refresh_from_db()
    assert (made.state, made.outcome) == ("DONE", "E-Mail eingestellt, Aufgabe fällig")


@pytest.mark.row("CD-31")
def test_acceptance_stops_mail_and_task(quote: Quote) -> None:
    made = plan(quote)

    accept(quote)
    days.begin(SOON, "a")

    made.refresh_from_db()
    assert (made.state, made.outcome) == ("STOPPED", "Angebot angenommen")
    assert Task.objects.get(key=f"sales:follow-up:plan:{made.pk}").state == "DROPPED"
    assert summaries() == []


@pytest.mark.row("CD-31", "V8")
def test_a_decline_taken_back_brings_the_plan_back(quote: Quote) -> None:
    made = plan(quote)
    call = fresh_call("vera")
    commands.decline_quote(call, quote_id=quote.pk, reason=RejectionReason.PRICE, note="", day=DAY)
    offer = undo.offer_of(call)
    assert offer

    undo.take_back(offer.pk, actor="vera")
    days.begin(SOON, "a")

    made.refresh_from_db()
    assert made.state == "DONE"
    assert len(summaries()) == 1
    assert Task.objects.get(key=f"sales:follow-up:plan:{made.pk}").state == "OPEN"


@pytest.mark.row("CD-31", "V8")
def test_a_plan_can_be_taken_back(quote: Quote) -> None:
    made = plan(quote)

    commands.cancel_follow_up(fresh_call("vera"), plan_id=made.pk)
    days.begin(SOON, "a")

    assert summaries() == []
    with pytest.raises(undo.Overtaken):
        commands.cancel_follow_up(fresh_call("vera"), plan_id=made.pk)


def test_without_an_address_the_task_remains_and_says_so(quote: Quote) -> None:
    made = plan(quote)
    ContactPoint.objects.filter(business_partner_id=quote.business_partner_id).delete()

    days.begin(SOON, "a")

    made.refresh_from_db()
    assert made.outcome == "keine E-Mail-Adresse bekannt, nur Aufgabe fällig"
    assert Task.objects.get(key=f"sales:follow-up:plan:{made.pk}").state == "OPEN"


@pytest.mark.row("CD-31")
def test_a_day_is_planned_once_within_the_binding_period(quote: Quote) -> None:
    plan(quote)

    with pytest.raises(FollowUpPlanned):
        plan(quote)
    with pytest.raises(OutsideBinding):
        plan(quote, on=quote.binding_until + timedelta(days=1))
    with pytest.raises(OutsideBinding):
        plan(quote, on=DAY - timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(quote=quote, due_on=SOON, with_mail=False, created_by="vera")


def test_an_answered_quote_is_not_followed_up(quote: Quote) -> None:
    decline(quote)

    with pytest.raises(NotOpen):
        plan(quote)


@pytest.mark.row("CD-31")
def test_the_summary_can_be_sent_again(quote: Quote) -> None:
    call = fresh_call("vera")
    first = commands.send_summary(call, quote_id=quote.pk)

    assert commands.send_summary(call, quote_id=quote.pk) == first
    assert commands.send_summary(fresh_call("vera"), quote_id=quote.pk) != first
    assert len(summaries()) == 2
