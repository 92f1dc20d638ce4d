"""Consents over HTTP: what holds, another answer, the proof."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.parties.models import BusinessPartner, Consent
from tests.factories import consents as given
from tests.factories import parties
from tests.factories.users import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

TYPED = {
    "answer": "GRANTED",
    "channels": ["EMAIL", "PHONE"],
    "purpose": "ADVERTISING",
    "source": "PHONE",
    "given_on": "heute",
    "wording": "Ich bin einverstanden.",
    "proof": "Gespräch vom 18.11.",
}


@pytest.fixture
def owner() -> BusinessPartner:
    return parties.business_partner()


def note(clerk: Client, owner: BusinessPartner, **changes: Any) -> Any:
    url = reverse("staff:consents", args=[owner.pk])
    return clerk.post(url, TYPED | {"key": str(uuid.uuid4())} | changes, follow=True)


@pytest.mark.row("KM-001", "R-73")
def test_a_consent_is_noted_shown_with_its_proof_and_taken_back(
    clerk: Client, owner: BusinessPartner
) -> None:
    shown = note(clerk, owner).content.decode()
    assert "am Telefon, Gespräch vom 18.11." in shown
    assert Consent.objects.filter(answer="GRANTED", noted_by="vera").count() == 2

    note(clerk, owner, answer="REVOKED", channels=["EMAIL"], proof="")

    page = clerk.get(reverse("staff:customer", args=[owner.pk])).content.decode()
    assert '<dt>E-Mail</dt><dd><span class="tag bad">' in page
    assert reverse("staff:consents", args=[owner.pk]) in page


def test_the_address_says_which_answer_is_to_be_noted(
    clerk: Client, owner: BusinessPartner
) -> None:
    url = reverse("staff:consents", args=[owner.pk])

    form = clerk.get(url, {"antwort": "nein", "weg": "POST", "zweck": "SURVEY"}).context["form"]

    wanted = (form["answer"].value(), form["channels"].value(), form["purpose"].value())
    assert wanted == ("REVOKED", ["POST"], "SURVEY")
    hostile = clerk.get(url, {"antwort": "<b>", "weg": "SMS", "zweck": "x"}).context["form"]
    assert (hostile["answer"].value(), hostile["channels"].value()) == ("GRANTED", [])


@pytest.mark.row("BAD-D16")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("channels", []),
        ("channels", ["SMS"]),
        ("purpose", "NOTHING"),
        ("source", "LINK"),
        ("given_on", "31.02.2026"),
        ("given_on", "+1"),
        ("wording", ""),
        ("wording", "a\u202eb"),
        ("proof", ""),
        ("proof", "x" * 301),
        ("answer", "MAYBE"),
    ],
)
def test_bad_input_stays_at_its_field_and_nothing_is_noted(
    clerk: Client, owner: BusinessPartner, field: str, value: Any
) -> None:
    answer = note(clerk, owner, **{field: value})

    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not Consent.objects.exists()


@pytest.mark.row("CD-20")
def test_the_proof_is_a_file(clerk: Client, owner: BusinessPartner) -> None:
    given.noted(owner.pk, proof="=1+1")

    url = reverse("staff:consents", args=[owner.pk])
    csv = clerk.get(url, {"export": "csv"}).content.decode()

    assert "E-Mail;Angebote und Aktionen;eingewilligt;18.11.2026;schriftlich;'=1+1;" in csv


def test_who_only_reads_customers_notes_nothing(client: Client, owner: BusinessPartner) -> None:
    client.force_login(user(Role.MARKETING))

    assert client.get(reverse("staff:consents", args=[owner.pk])).status_code == 200
    assert note(client, owner).status_code == 403
    assert client.get(reverse("staff:consents", args=[2**63])).status_code == 404
    assert not Consent.objects.exists()
