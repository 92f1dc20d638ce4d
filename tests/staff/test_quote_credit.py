"""Credit is a hint in the quote path: asked with a reason, noted with source and end, in no way."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.market.models import LookupCall
from kundenwerk.market.rules.lookups import Service
from kundenwerk.parties.models import CreditRating
from kundenwerk.sales import commands
from kundenwerk.sales.models import Quote, QuoteDraft
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk_simulator.lookups import FAULT_STREET, Lookups
from tests.factories import parties
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.staff.lookup_path import wider_market
from tests.staff.quote_path import page
from tests.stubs.lookups import answering, switch_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def market_of_cologne() -> None:
    wider_market()


@pytest.fixture
def services() -> Iterator[Lookups]:
    with answering() as (address, lookups):
        switch_on(Service.CREDIT, address, timeout_ms=1500)
        yield lookups


def note(clerk: Client, draft_id: uuid.UUID, **values: str):  # type: ignore[no-untyped-def]
    address = reverse("staff:quote_credit", args=[draft_id])
    fields = {"key": str(uuid.uuid4()), "reason": "CONTRACT", "expires_on": "31.03.2027"}
    return clerk.post(address, fields | values, follow=True)


def close(draft_id: uuid.UUID) -> Quote:
    version = QuoteDraft.objects.get(pk=draft_id).version
    quote_id = commands.close_draft(fresh_call(), draft_id=draft_id, version=version, day=given.DAY)
    return Quote.objects.get(pk=quote_id)


@pytest.mark.row("CD-23", "DEC-11")
def test_a_prospect_is_asked_about_and_the_class_follows_into_record_and_quote(
    clerk: Client, services: Lookups
) -> None:
    person = {"last_name": "Zahlnix", "birth_date": "01.02.1980"}
    draft_id = given.draft(given.tariff("T1", "20"), person=person)
    before = page(clerk, draft_id, Step.PARTIES)

    shown = note(clerk, draft_id, ask="1").content.decode()
    nothing_yet = CreditRating.objects.count()
    quote = close(draft_id)

    assert "nicht geprüft" in before
    assert "C, schwach" in shown
    assert "Bonitätsauskunft" in shown
    assert nothing_yet == 0
    rating = CreditRating.objects.get()
    assert quote.credit_rating == rating
    assert (rating.business_partner, rating.klass, rating.reason) == (
        quote.business_partner,
        "C",
        "CONTRACT",
    )
    assert (rating.rated_on, f"{rating.expires_on:%d.%m.%Y}") == (given.DAY, "31.03.2027")
    detail = clerk.get(reverse("staff:quote", args=[quote.pk])).content.decode()
    assert "C, schwach, Bonitätsauskunft" in detail
    assert services.asked == ["v1/bonitaet"]


@pytest.mark.row("CD-23")
def test_a_class_by_hand_needs_its_reason_and_is_kept_with_a_known_business_partner_at_once(
    clerk: Client,
) -> None:
    known = parties.business_partner()
    basis = {"business_partner": str(known.pk)}
    draft_id = given.draft(given.tariff("T1", "20"), basis=basis)

    refused = [
        note(clerk, draft_id, hand="1", klass="B"),
        note(clerk, draft_id, hand="1", note="Zahlt stets pünktlich"),
        note(clerk, draft_id, hand="1", klass="B", note="pünktlich", reason=""),
        note(clerk, draft_id, hand="1", klass="B", note="pünktlich", expires_on="01.01.2020"),
        note(clerk, draft_id, hand="1", klass="Z", note="pünktlich"),
    ]
    none_yet = CreditRating.objects.count()
    shown = note(clerk, draft_id, hand="1", klass="B", note="Zahlt stets pünktlich")

    assert [answer.status_code for answer in refused] == [422] * 5
    assert none_yet == 0
    assert "B, mittel" in shown.content.decode()
    rating = CreditRating.objects.get()
    assert (rating.business_partner_id, rating.source) == (known.pk, "von Hand")
    assert close(draft_id).credit_rating == rating


@pytest.mark.row("CD-23")
def test_a_service_that_is_down_or_a_bad_class_stops_nothing(
    clerk: Client, services: Lookups
) -> None:
    person = {"other_address": "1", "own_street": FAULT_STREET, "own_house_number": "500",
              "own_postcode": "50667", "own_town": "Köln"}  # fmt: skip
    draft_id = given.draft(given.tariff("T1", "20"), person=person)

    told = note(clerk, draft_id, ask="1").content.decode()
    quote = close(draft_id)

    assert "antwortet nicht" in told
    assert quote.credit_rating is None
    assert LookupCall.objects.get().outcome == "BROKEN"


@pytest.mark.row("CD-23")
def test_a_class_does_not_pass_to_somebody_else(clerk: Client) -> None:
    draft_id = given.draft(given.tariff("T1", "20"))
    note(clerk, draft_id, hand="1", klass="C", note="Erfahrung")
    commands.save_draft(
        fresh_call(),
        draft_id=draft_id,
        step=Step.PARTIES,
        version=99,
        page=uuid.uuid4(),
        values=given.PERSON | {"first_name": "Paula"},
    )

    shown = page(clerk, draft_id, Step.PARTIES)
    quote = close(draft_id)

    assert "nicht geprüft" in shown
    assert quote.credit_rating is None
    assert CreditRating.objects.count() == 0


@pytest.mark.row("CD-23")
def test_without_a_name_nobody_is_asked_about(clerk: Client, services: Lookups) -> None:
    draft_id = uuid.uuid4()

    answer = note(clerk, draft_id, ask="1")

    assert "zuerst Anschrift und Namen" in answer.content.decode()
    assert services.asked == []
