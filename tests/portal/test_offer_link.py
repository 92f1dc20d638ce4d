"""Answering a quote through its link, and withdrawing a contract, without a login."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.correspondence import commands as correspondence
from kundenwerk.correspondence.models import Dispatch
from kundenwerk.correspondence.rules import LINK_MARK
from kundenwerk.platform import clock
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.models import AuditRow
from kundenwerk.sales import commands
from kundenwerk.sales.models import Declaration, Quote, QuoteLink
from kundenwerk.work.models import Task
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.portal.shopping import ordered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


def sent(**changes: Any) -> tuple[Quote, str]:
    """A quote that was mailed, and the path of the link in the mail."""
    quote = given.quote(given.tariff("PLUS", "12.5"), **changes)
    commands.send_quote(fresh_call("vera"), quote_id=quote.pk)
    mail = Dispatch.objects.get(key__startswith="sales:quote:")
    assert mail.secret is not None
    path = re.sub(r"^https://[^/]+", "", mail.secret)
    return quote, path


def pressed(visitor: Client, path: str, **more: str) -> Any:
    return visitor.post(path, {"key": str(uuid.uuid4()), "early_start": "on"} | more)


def test_the_mail_holds_the_link_only_until_it_is_sent() -> None:
    quote, path = sent()
    mail = Dispatch.objects.get()
    token = path.split("/")[2]

    assert LINK_MARK in mail.body
    assert token not in mail.body
    assert token not in QuoteLink.objects.get().token_hash
    assert QuoteLink.objects.get().last_day == quote.binding_until
    correspondence.mark_sent(fresh_call(), dispatch_id=mail.pk, at=clock.now())
    mail.refresh_from_db()
    assert mail.secret is None
    assert not any(token in str(row.old) for row in AuditRow.objects.all())


@pytest.mark.row("KM-014", "C16")
def test_a_customer_orders_through_the_link_once_however_often_he_clicks() -> None:
    quote, path = sent()
    visitor = Client()

    page = visitor.get(path).content.decode()
    answers = [pressed(visitor, path), pressed(Client(), path), pressed(visitor, path)]

    assert ">zahlungspflichtig bestellen</button>" in page
    assert str(quote.calculation.annual_gross) in page
    assert answers[0]["Location"] == path
    assert SupplyContract.objects.count() == 1
    quote.refresh_from_db()
    assert (quote.state, quote.decided_how) == ("ACCEPTED", "LINK")
    assert Declaration.objects.get().quote == quote
    thanks = visitor.get(path)
    assert thanks.status_code == 200
    assert SupplyContract.objects.get().number in thanks.content.decode()


def test_what_the_quote_left_open_is_asked_and_only_that() -> None:
    quote, path = sent(person={"payment_method": "", "iban": "", "situation": ""})
    visitor = Client()

    form = visitor.get(path).context["form"]
    nothing = pressed(visitor, path)
    wrong = pressed(
        visitor, path, situation="E01", payment_method="DIRECT_DEBIT", iban="DE00123", holder=""
    )
    pressed(visitor, path, situation="E01", payment_method="DIRECT_DEBIT", iban=given.IBAN)

    assert {"situation", "payment_method", "iban"} <= set(form.fields)
    assert nothing.status_code == wrong.status_code == 422
    assert "iban" in wrong.context["form"].errors
    quote.refresh_from_db()
    assert (quote.state, quote.payment_method) == ("ACCEPTED", "DIRECT_DEBIT")


def test_nothing_is_asked_that_is_known_and_no_bank_details_are_shown() -> None:
    _, path = sent()

    page = Client().get(path)

    assert set(page.context["form"].fields) == {"key", "early_start"}
    assert given.IBAN not in page.content.decode()
    assert given.IBAN[-4:] not in page.content.decode()


@pytest.mark.row("DEC-05", "BAD-D10")
def test_after_the_binding_period_the_link_says_what_to_do() -> None:
    quote, path = sent()
    set_business_date(fresh_call(), day=quote.binding_until + timedelta(days=1))

    page = Client().get(path)
    late = pressed(Client(), path)

    assert page.status_code == late.status_code == 410
    assert "Tarifrechner" in page.content.decode()
    assert str(quote.business_partner) not in page.content.decode()
    assert not SupplyContract.objects.exists()


def test_a_customer_says_no_with_a_reason() -> None:
    quote, path = sent()
    visitor = Client()
    decline = f"{path}ablehnen/"

    without = pressed(visitor, decline)
    pressed(visitor, decline, reason="PRICE", note="100 € zu viel")

    assert without.status_code == 422
    quote.refresh_from_db()
    assert (quote.state, quote.decline_reason) == ("DECLINED", "PRICE")
    assert "abgelehnt" in visitor.get(path).content.decode()
    assert pressed(visitor, path).status_code == 200
    assert not SupplyContract.objects.exists()


def test_links_that_are_not_ours_open_nothing() -> None:
    _, path = sent()
    token = path.split("/")[2]
    ours = Signer(salt="kundenwerk.sales.links", sep=".").sign("geraten")

    for wrong in (token[:-1], token[1:], "x", ours, token.replace(".", "-")):
        assert Client().get(f"/angebot/{wrong}/").status_code == 404
        assert Client().post(f"/angebot/{wrong}/").status_code == 404
        assert Client().get(f"/angebot/{wrong}/angebot.pdf").status_code == 404


def test_the_document_opens_from_the_link() -> None:
    _, path = sent()

    answer = Client().get(f"{path}angebot.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"].startswith("max-age=0")


def test_looking_changes_nothing() -> None:
    quote, path = sent()

    Client().get(path)
    Client().head(path)

    quote.refresh_from_db()
    assert quote.state == "OPEN"


# ---------------------------------------------------------------- withdrawal


@pytest.mark.row("C15")
def test_a_withdrawal_is_confirmed_at_once_and_given_to_a_clerk() -> None:
    visitor = Client()
    ordered(visitor, given.tariff("PLUS", "12.5"))
    contract = SupplyContract.objects.get()
    said = {"name": "Petra Sommer", "reference": contract.number, "email": "petra@example.org"}

    page = visitor.get(reverse("public:withdraw")).content.decode()
    answer = pressed(visitor, reverse("public:withdraw"), **said)

    assert ">Widerruf bestätigen</button>" in page
    assert answer["Location"] == reverse("public:withdrawn")
    receipt = Dispatch.objects.get(key__startswith="sales:withdrawal:")
    assert receipt.recipient == "petra@example.org"
    assert contract.number in receipt.body
    assert re.search(r"\d\d\.\d\d\.\d{4}, \d\d:\d\d:\d\d Uhr", receipt.body)
    task = Task.objects.get(key__startswith="withdrawal:")
    assert (task.role, task.due_on, task.business_partner_id) == (
        "SERVICE",
        given.DAY,
        contract.business_partner_id,
    )
    assert task.url == f"/vertraege/{contract.pk}/widerrufen/"


@pytest.mark.row("C15", "BAD-D18")
def test_an_unknown_number_gets_the_same_answer_and_a_wrong_address_a_sentence() -> None:
    said = {"name": "Niemand", "reference": "X-1", "email": "niemand@example.org"}

    answer = pressed(Client(), reverse("public:withdraw"), **said)
    wrong = pressed(Client(), reverse("public:withdraw"), **(said | {"email": "a@b.de,c@d.de"}))

    assert answer["Location"] == reverse("public:withdrawn")
    assert Task.objects.get(key__startswith="withdrawal:").business_partner_id is None
    assert wrong.status_code == 422
    assert Dispatch.objects.count() == 1
