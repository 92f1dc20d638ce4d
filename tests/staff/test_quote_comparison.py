"""Offers beside each other: on the screen, on one printed page, by mail."""

from __future__ import annotations

import uuid
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kundenwerk.correspondence import queries as correspondence
from kundenwerk.correspondence.models import Dispatch, Document
from kundenwerk.kernel.money import Money
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.work.models import TimelineEntry
from tests.factories import parties
from tests.factories import sales as given
from tests.staff.quote_path import post, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


@pytest.fixture
def versions() -> list[TariffVersion]:
    return [
        given.tariff("EINS", "12.5", new_customer_bonus=Money(80_00)),
        given.tariff("ZWEI", "12", minimum_term_months=24, is_green=True),
        given.tariff("DREI", "13", is_b2b=True),
        given.tariff("VIER", "14"),
    ]


def at_tariffs(clerk: Client, **basis: str) -> uuid.UUID:
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS | basis)
    return draft_id


def where(name: str, draft_id: uuid.UUID, versions: list[TariffVersion]) -> str:
    chosen = "&".join(f"vergleich={one.pk}" for one in versions)
    return f"{reverse(f'staff:{name}', args=[draft_id])}?da=1&nb=1&sb=1&{chosen}"


def printed(clerk: Client, draft_id: uuid.UUID, versions: list[TariffVersion]) -> PdfReader:
    address = where("quote_compare_document", draft_id, versions)
    answer = clerk.post(address, {"key": uuid.uuid4()}, follow=True)
    return PdfReader(BytesIO(answer.content))


@pytest.mark.row("S10")
def test_three_offers_are_printed_on_one_page(clerk: Client, versions: list[TariffVersion]) -> None:
    draft_id = at_tariffs(clerk)

    pdf = printed(clerk, draft_id, versions[:3])

    text = " ".join(pdf.pages[0].extract_text().split())
    assert len(pdf.pages) == 1
    for one in versions[:3]:
        assert one.tariff.name in text
    board = clerk.get(where("quote_compare", draft_id, versions[:3])).context["shown"]
    for offer in board.offers:
        assert str(offer.cost.first_year_gross).replace("\xa0", " ") in text
        assert str(offer.cost.monthly_instalment).replace("\xa0", " ") in text
    for told in ("Erstes Jahr brutto", "Folgejahre brutto", "24 Monate", "Rheinstrom Basis"):
        assert told in text


@pytest.mark.row("S10")
def test_what_differs_is_marked_and_the_cheapest_named(
    clerk: Client, versions: list[TariffVersion]
) -> None:
    draft_id = at_tariffs(clerk)

    answer = clerk.get(where("quote_compare", draft_id, versions[:2]))

    rows = {row.label: row for row in answer.context["shown"].rows}
    assert rows["Mindestlaufzeit"].values == ("12 Monate", "24 Monate")
    assert rows["Mindestlaufzeit"].differs
    assert not rows["Kündigungsfrist"].differs
    assert rows["Folgejahre brutto"].best == 1
    assert rows["Erstes Jahr brutto"].best == 0
    assert "Arbeitspreis NT brutto" not in rows
    assert "unterschiedlich" in answer.content.decode()


@pytest.mark.row("S10")
def test_at_most_three_are_picked_and_the_address_keeps_them(
    clerk: Client, versions: list[TariffVersion]
) -> None:
    draft_id = at_tariffs(clerk)

    chosen = "&".join(f"vergleich={one.pk}" for one in versions)
    page = clerk.get(f"{url(draft_id, Step.TARIFF)}?da=1&b2b=1&{chosen}")
    shown = clerk.get(where("quote_compare", draft_id, versions)).context["shown"]

    assert page.context["compared"] == [str(one.pk) for one in versions[:3]]
    assert page.content.decode().count('type="checkbox" class="q" name="vergleich"') == 3
    assert [offer.version.pk for offer in shown.offers] == [one.pk for one in versions[:3]]


@pytest.mark.row("S10")
def test_the_comparison_is_mailed_with_proof(clerk: Client, versions: list[TariffVersion]) -> None:
    known = parties.business_partner(email="erika@example.org")
    draft_id = at_tariffs(clerk, business_partner=str(known.pk))
    address, key = where("quote_compare_send", draft_id, versions[:2]), uuid.uuid4()
    proposed = clerk.get(where("quote_compare", draft_id, versions[:2])).context["form"]

    for _ in range(2):
        clerk.post(address, {"key": key, "email": "erika@example.org"})

    sent = Dispatch.objects.get()
    assert proposed["email"].value() == "erika@example.org"
    assert (sent.recipient, sent.business_partner) == ("erika@example.org", known)
    assert sent.document == Document.objects.get()
    assert correspondence.pdf(sent.document_id)[:4] == b"%PDF"
    assert TimelineEntry.objects.filter(title="Angebotsvergleich per E-Mail versendet").count() == 1


@pytest.mark.row("S10", "BAD-D18")
@pytest.mark.parametrize("address", ["a@b.de\r\nBcc: x@y.de", "a@b.de,c@d.de", "x", ""])
def test_an_address_no_mail_can_go_to_sends_nothing(
    clerk: Client, versions: list[TariffVersion], address: str
) -> None:
    draft_id = at_tariffs(clerk)
    here = where("quote_compare_send", draft_id, versions[:2])

    answer = clerk.post(here, {"key": uuid.uuid4(), "email": address})

    assert answer.status_code == 422
    assert not Dispatch.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize("chosen", ["", "vergleich=0", "vergleich=abc&vergleich=999999999"])
def test_without_a_fitting_choice_the_tariffs_are_shown_again(
    clerk: Client, versions: list[TariffVersion], chosen: str
) -> None:
    assert versions
    draft_id = at_tariffs(clerk)

    answer = clerk.get(f"{reverse('staff:quote_compare', args=[draft_id])}?{chosen}")

    assert answer.status_code == 302
    assert answer.url.startswith(url(draft_id, Step.TARIFF))


def test_tampering_with_the_address_changes_no_price(
    clerk: Client, versions: list[TariffVersion]
) -> None:
    draft_id = at_tariffs(clerk)
    here = where("quote_compare", draft_id, versions[:2])

    honest = clerk.get(here).context["shown"].rows
    posted = clerk.get(f"{here}&preis=1&energy_ct=0,01&bonus=9999").context["shown"].rows

    assert posted == honest
