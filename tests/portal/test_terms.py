"""General terms and the wish for early supply, from the page before the button to the mail."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.correspondence import jobs
from kundenwerk.correspondence.models import Dispatch
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.jobs import run_pending
from kundenwerk.sales.models import Declaration, Quote
from tests.api.program import QUOTE, Program, token
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.general_terms import general_terms, terms_pdf
from tests.portal.shopping import filled, ordered, pressed
from tests.portal.test_offer_link import pressed as answered
from tests.portal.test_offer_link import sent
from tests.stubs.mail import Inbox

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]
LATE = {"next_possible": "", "start": "03.12.2026"}  # 14 days after the order are over


@pytest.mark.row("KM-014", "C14", "C16")
def test_the_terms_stand_before_the_button_and_go_out_with_the_confirmation(inbox: Inbox) -> None:
    terms, visitor = general_terms(), Client()
    page = filled(visitor, given.tariff("PLUS", "12.5"))
    text = page.content.decode()
    link = reverse("public:terms_version", args=[terms.pk])

    pressed(visitor, page)
    run_pending()

    assert text.index(link) < text.index("zahlungspflichtig bestellen</button>")
    assert reverse("public:instruction") in text
    assert visitor.get(link).content == terms_pdf(str(given.DAY))
    assert visitor.get(link)["Content-Type"] == "application/pdf"
    quote = Quote.objects.get()
    assert quote.general_terms == terms
    assert "AGB, Stand 18.11.2026" in Declaration.objects.get().wording
    jobs.send_waiting_mail()
    [mail] = [one for one in inbox.mails if "Bestätigung" in one["Subject"]]
    files = {one.get_filename(): one.get_content() for one in mail.iter_attachments()}
    assert len(files) == 2
    assert files["AGB-2026-11-18.pdf"] == terms_pdf(str(given.DAY))
    assert "Allgemeinen Geschäftsbedingungen" in mail.get_body().get_content().replace("\n", " ")


def test_the_terms_of_a_quote_stay_its_own() -> None:
    first = general_terms()
    quote, path = sent()
    general_terms(given.DAY + timedelta(days=1))
    set_business_date(fresh_call(), day=given.DAY + timedelta(days=2))

    page = Client().get(path).content.decode()
    answered(Client(), path)

    assert reverse("public:terms_version", args=[first.pk]) in page
    quote.refresh_from_db()
    assert (quote.state, quote.general_terms) == ("ACCEPTED", first)
    mail = Dispatch.objects.get(key__startswith="sales:quote:")
    assert mail.enclosure == first.document


def test_terms_that_changed_while_the_page_was_open_are_shown_before_anything_is_ordered() -> None:
    visitor = Client()
    page = filled(visitor, given.tariff("PLUS", "12.5"))
    terms = general_terms()

    answer = pressed(visitor, page)

    assert answer.status_code == 422
    assert "Inzwischen gelten neue Geschäftsbedingungen" in answer.content.decode()
    assert not Quote.objects.exists()
    assert pressed(visitor, answer)["Location"] == reverse("public:done")
    assert Quote.objects.get().general_terms == terms


@pytest.mark.parametrize("lie", ["0", "-1", "x", "9" * 30, "1.5"])
def test_other_terms_than_those_in_force_cannot_be_sent(lie: str) -> None:
    general_terms()

    answer = ordered(Client(), given.tariff("PLUS", "12.5"), terms=lie)

    assert answer.status_code == 422
    assert not Quote.objects.exists()


def test_without_terms_nothing_is_linked_and_an_unknown_version_is_not_found() -> None:
    visitor = Client()

    page = visitor.get(reverse("public:calculator")).content.decode()

    assert reverse("public:terms") not in page
    assert visitor.get(reverse("public:terms")).status_code == 404
    assert visitor.get(reverse("public:terms_version", args=[10**17])).status_code == 404
    instruction = visitor.get(reverse("public:instruction")).content.decode()
    assert "Muster-Widerrufsformular" in instruction
    assert "binnen vierzehn Tagen" in instruction


@pytest.mark.row("C14", "KM-014")
def test_a_consumer_is_asked_for_early_supply_and_nothing_is_ordered_without_it() -> None:
    visitor, version = Client(), given.tariff("PLUS", "12.5")

    refused = ordered(visitor, version, early_start="")

    assert refused.status_code == 422
    assert refused.context["form"].errors["early_start"] == [
        (
            "Die Lieferung würde beginnen, solange Sie noch widerrufen können. Bitte kreuzen Sie "
            "an, dass Sie das verlangen, oder wählen Sie einen Lieferbeginn ab dem 03.12.2026."
        )
    ]
    assert not Quote.objects.exists()
    assert not SupplyContract.objects.exists()
    assert pressed(visitor, refused)["Location"] == reverse("public:done")
    assert Quote.objects.get().early_start is True


@pytest.mark.parametrize(
    "changes", [LATE, {"kind": "ORGANISATION", "organisation_name": "Bäckerei"}]
)
def test_nobody_else_is_asked(changes: dict[str, str]) -> None:
    """Supply after the time to withdraw, and those who have no right to withdraw."""
    visitor = Client()
    page = filled(visitor, given.tariff("PLUS", "12.5"), **changes)

    answer = pressed(visitor, page, early_start="")

    assert "early_start" not in page.context["form"].fields
    assert answer["Location"] == reverse("public:done")
    assert Quote.objects.get().early_start is False


@pytest.mark.row("C14")
def test_the_link_and_the_api_ask_for_early_supply_too() -> None:
    quote, path = sent()
    program = Program(token())
    other = program.post("quotes", QUOTE | {"tariff_version": quote.calculation.tariff_version_id})
    address = f"quotes/{other.json()['number']}/acceptance"
    body: dict[str, Any] = {"accepted_on": given.DAY.isoformat()}

    link = answered(Client(), path, early_start="")
    api = program.post(address, body)

    assert link.status_code == api.status_code == 422
    assert "early_start" in link.context["form"].errors
    assert [one["field"] for one in api.json()["errors"]] == ["early_start"]
    assert not SupplyContract.objects.exists()
    assert answered(Client(), path)["Location"] == path
    quote.refresh_from_db()
    assert quote.early_start is True


def test_the_api_names_the_terms_of_a_quote() -> None:
    general_terms()
    program, version = Program(token()), given.tariff("PLUS", "12.5")

    made = program.post("quotes", QUOTE | {"tariff_version": version.pk}, key=str(uuid.uuid4()))

    assert made.json()["general_terms"] == date.isoformat(given.DAY)
