"""Customers in the wizard, rejections, lists, acceptance and documents over HTTP."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.money import Money
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.jobs import run_pending
from kundenwerk.sales.models import QuoteDraft, Rejection
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.work.models import TimelineEntry
from tests.factories import parties
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.staff.quote_path import post, through_the_wizard, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


@pytest.fixture
def version() -> TariffVersion:
    return given.tariff("PLUS", "12.5", new_customer_bonus=Money(80_00))


@pytest.mark.row("AP-033", "AP-077")
def test_an_existing_customer_brings_address_and_name(
    clerk: Client, version: TariffVersion
) -> None:
    known = parties.business_partner(
        postcode="50667", town="Köln", street="Domgasse", house_number="9"
    )

    page = clerk.get(f"{reverse('staff:quote_new')}?kunde={known.pk}", follow=True)

    text = page.content.decode()
    assert 'value="Domgasse"' in text
    assert f"{known}, {known.number}" in text


@pytest.mark.row("AP-079")
def test_a_sound_alike_in_the_same_place_is_offered_while_typing(
    clerk: Client, version: TariffVersion
) -> None:
    parties.business_partner(
        first_name="Anna",
        last_name="Großmann",
        postcode="50667",
        town="Köln",
        street="Domgasse",
        house_number="7",
    )
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)

    answer = clerk.post(
        reverse("staff:quote_look_alikes", args=[draft_id]),
        {"first_name": "Anna", "last_name": "Grohsmann"},
    )

    assert "Anna Großmann" in answer.content.decode()


@pytest.mark.row("AP-078")
def test_the_offered_business_partner_can_be_taken(clerk: Client, version: TariffVersion) -> None:
    known = parties.business_partner()
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)
    post(
        clerk, draft_id, Step.TARIFF, {"tariff_version": str(version.pk), "annual_kwh": "3.500"}, 1
    )

    post(clerk, draft_id, Step.PARTIES, given.PERSON | {"use_business_partner": str(known.pk)}, 2)

    page = clerk.get(url(draft_id, Step.PARTIES)).content.decode()
    assert f"{known}, {known.number}" in page


@pytest.mark.row("AP-089")
def test_the_bank_is_named_as_soon_as_the_iban_is_right(
    clerk: Client, version: TariffVersion
) -> None:
    draft_id = given.draft(version)
    renew = reverse("staff:quote_renew", args=[draft_id, "vertragsdaten"])
    tokens = {"version": "3", "page": str(uuid.uuid4())}

    right = clerk.post(renew, given.PERSON | tokens).content.decode()
    wrong = clerk.post(
        renew,
        given.PERSON
        | {"iban": "DE98370400440532013000", "version": "4"}
        | {"page": tokens["page"]},
    ).content.decode()

    assert "Commerzbank" in right
    assert "Die Prüfziffern stimmen nicht." in wrong


@pytest.mark.row("AP-069", "AP-070")
def test_a_customer_who_declines_finds_it_in_the_time_line(
    clerk: Client, version: TariffVersion
) -> None:
    known = parties.business_partner()
    draft_id = given.draft(version, basis={"business_partner": str(known.pk)})
    form = clerk.get(reverse("staff:quote_reject", args=[draft_id])).context["form"]

    clerk.post(
        reverse("staff:quote_reject", args=[draft_id]),
        {"key": str(form["key"].value()), "reason": "PRICE", "note": "Will 10 € weniger"},
    )

    entry = TimelineEntry.objects.get(business_partner=known)
    assert entry.title == "Angebot abgelehnt: zu teuer"
    assert "Gezeigte Tarife: PLUS" in entry.detail
    assert "Will 10 € weniger" in entry.detail
    assert Rejection.objects.get().is_customer


@pytest.mark.row("S2")
def test_drafts_are_listed_with_what_is_missing_and_can_be_discarded(clerk: Client) -> None:
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)

    page = clerk.get(reverse("staff:quote_drafts"))
    key = str(page.context["form"]["key"].value())
    clerk.post(reverse("staff:quote_discard", args=[draft_id]), {"key": key})

    assert "Tarif, Name<" in page.content.decode()
    assert not QuoteDraft.objects.exists()


def test_quotes_are_listed_searched_and_exported(clerk: Client, version: TariffVersion) -> None:
    quote = through_the_wizard(clerk, version)
    here = reverse("staff:quotes")

    assert quote.number in clerk.get(here, {"status": "offen", "q": "Somer"}).content.decode()
    assert quote.number not in clerk.get(here, {"status": "angenommen"}).content.decode()
    for hostile in ("%", "_", "x" * 10_000, "(a+)+$", "' or 1=1 --", ""):
        assert clerk.get(here, {"q": hostile, "status": hostile, "seite": "x"}).status_code == 200
    export = clerk.get(here, {"export": "csv"}).content
    assert export.startswith(b"\xef\xbb\xbfAngebot;Status;")
    assert quote.number.encode() in export


def test_an_accepted_quote_leads_to_its_contract(clerk: Client, version: TariffVersion) -> None:
    quote = through_the_wizard(clerk, version)
    here = reverse("staff:quote_accept", args=[quote.pk])
    form = clerk.get(here).context["form"]
    values = {"key": str(form["key"].value()), "accepted_on": "heute", "how": "EMAIL"}

    answer = clerk.post(here, values)
    twice = clerk.post(here, values)

    contract = SupplyContract.objects.get()
    assert answer.url == twice.url == reverse("staff:contract", args=[contract.pk])
    assert BusinessPartner.objects.get().is_customer


@pytest.mark.row("DEC-05", "BAD-D10")
def test_an_expired_quote_is_refused_with_the_day_it_ended(
    clerk: Client, version: TariffVersion
) -> None:
    quote = through_the_wizard(clerk, version)
    set_business_date(fresh_call(), day=date(2026, 12, 19))
    here = reverse("staff:quote_accept", args=[quote.pk])
    key = str(clerk.get(here).context["form"]["key"].value())

    answer = clerk.post(here, {"key": key, "accepted_on": "heute", "how": "EMAIL"})

    assert answer.status_code == 422
    assert "Die Bindefrist endete am 02.12.2026." in answer.content.decode()


def test_the_quote_page_opens_its_calculation_and_its_document(
    clerk: Client, version: TariffVersion
) -> None:
    quote = through_the_wizard(clerk, version)
    run_pending()

    page = clerk.get(reverse("staff:quote", args=[quote.pk])).content.decode()
    document = clerk.get(reverse("staff:quote_document", args=[quote.pk]))

    assert "Rechenweg" in page
    assert quote.calculation.trace["lines"][0]["formula"] in page
    assert "Stromsteuer" in page
    assert document["Content-Type"] == "application/pdf"


def test_quotes_of_nobody_are_not_found(clerk: Client) -> None:
    for name in ("quote", "quote_next", "quote_accept", "quote_decline", "quote_document"):
        assert clerk.get(reverse(f"staff:{name}", args=[2**62])).status_code == 404
    assert clerk.get("/angebote/99999999999999999999999/").status_code == 404
