"""Customers are told once that their quote runs out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kundenwerk.correspondence.models import Dispatch
from kundenwerk.parties.models import ContactPoint
from kundenwerk.sales import commands
from kundenwerk.sales.commands import AlreadyReminded, NoEmailAddress, NotOpen
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.reminders import reminded
from kundenwerk.work.models import TimelineEntry
from tests.factories import sales as given
from tests.factories.calls import fresh_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote() -> Quote:
    given.small_market()
    return given.quote(given.tariff("PLUS", "12.5"))


def remind(quote: Quote, day: date = given.DAY) -> int:
    return commands.remind_of_quote(fresh_call("vera"), quote_id=quote.pk, day=day)


@pytest.mark.row("S11")
def test_the_mail_names_quote_price_and_last_day_and_stands_on_the_time_line(quote: Quote) -> None:
    sent = Dispatch.objects.get(pk=remind(quote))

    assert sent.recipient == "petra@example.org"
    assert sent.subject == f"Ihr Angebot {quote.number} gilt bis 02.12.2026"
    assert str(quote.calculation.annual_gross) in sent.body
    assert "Stadtwerke Musterstadt GmbH, service@stadtwerke.example" in sent.body
    entry = TimelineEntry.objects.get(title=f"An Angebot {quote.number} erinnert")
    assert entry.actor == "vera"


@pytest.mark.row("S11")
def test_a_customer_is_told_once_of_the_same_last_day(quote: Quote) -> None:
    call = fresh_call()
    first = commands.remind_of_quote(call, quote_id=quote.pk, day=given.DAY)

    assert commands.remind_of_quote(call, quote_id=quote.pk, day=given.DAY) == first
    with pytest.raises(AlreadyReminded):
        remind(quote)
    assert reminded([quote]) == {quote.pk}
    assert Dispatch.objects.filter(subject__contains="gilt bis").count() == 1


def test_nobody_is_told_of_a_quote_that_is_over(quote: Quote) -> None:
    with pytest.raises(NotOpen):
        remind(quote, quote.binding_until + timedelta(days=1))


def test_without_a_mail_address_nothing_is_sent(quote: Quote) -> None:
    ContactPoint.objects.filter(business_partner_id=quote.business_partner_id).delete()

    with pytest.raises(NoEmailAddress):
        remind(quote)
    assert not Dispatch.objects.filter(subject__contains="gilt bis").exists()
