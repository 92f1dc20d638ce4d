"""Being told later, with consent only; and the code of a campaign on its way into the quote."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.sales.models import Lead, Quote, QuoteDraft
from tests.factories import sales as given
from tests.portal.shopping import DELIVERY, PERSON, asked, chosen, pressed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]
WISH = {"first_name": "Petra", "last_name": "Sommer", "email": "petra@example.org", "plz": "50667"}


@pytest.mark.row("DEC-07", "D-6")
def test_who_finds_nothing_may_be_told_later_but_only_with_consent() -> None:
    given.tariff("KLEIN", "11.9", upto_kwh=2500)
    visitor, address = Client(), reverse("public:wish")
    assert address in asked(visitor).content.decode()

    without = visitor.post(address, WISH | {"key": str(uuid.uuid4())})
    assert without.status_code == 422
    assert not Lead.objects.exists()

    sent = WISH | {"key": str(uuid.uuid4()), "consent": "on", "aktion": "HERBST-26"}
    assert visitor.post(address, sent)["Location"] == reverse("public:wished")
    assert visitor.post(address, sent)["Location"] == reverse("public:wished")
    lead = Lead.objects.get()
    assert (lead.email, lead.source, lead.consent_how) == ("petra@example.org", "WEBSITE", "ONLINE")
    assert (lead.allows_email, lead.allows_phone) == (True, False)
    assert lead.response_code == "HERBST-26"
    assert lead.consent_text


def test_a_wrong_address_is_said_at_its_field() -> None:
    answer = Client().post(
        reverse("public:wish"),
        WISH | {"key": str(uuid.uuid4()), "consent": "on", "email": "petra"},
    )

    assert answer.status_code == 422
    assert "email" in answer.context["form"].errors


def test_the_code_of_a_campaign_travels_into_the_quote() -> None:
    version, visitor = given.tariff("PLUS", "12.5"), Client()
    chosen(visitor, version, aktion="herbst-26")
    assert QuoteDraft.objects.get().data["response_code"] == "HERBST-26"
    visitor.post(reverse("public:delivery"), DELIVERY)
    visitor.post(reverse("public:person"), PERSON)

    pressed(visitor, visitor.get(reverse("public:check")))

    assert Quote.objects.get().response_code == "HERBST-26"
