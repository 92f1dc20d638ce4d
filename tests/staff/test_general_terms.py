"""The supplier keeps his general terms: dated versions, one per day, none rewritten."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.correspondence.models import Document
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales import commands
from kundenwerk.sales.models import GeneralTerms
from kundenwerk.sales.queries.terms import terms_on
from kundenwerk.sales.rules.terms import LARGEST, TermsRefused
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.general_terms import general_terms, terms_pdf
from tests.factories.users import user

pytestmark = pytest.mark.django_db
TOMORROW = given.DAY + timedelta(days=1)


@pytest.fixture
def admin(client: Client) -> Client:
    set_business_date(fresh_call(), day=given.DAY)
    client.force_login(user(Role.ADMINISTRATOR))
    return client


def upload(admin: Client, content: bytes, valid_from: str = "18.11.2026", **more: Any) -> Any:
    file = SimpleUploadedFile("agb.pdf", content)
    sent = {"key": str(uuid.uuid4()), "valid_from": valid_from, "file": file} | more
    return admin.post(reverse("staff:general_terms"), sent)


@pytest.mark.row("KM-014")
def test_a_version_holds_from_its_day_until_the_next_one(admin: Client) -> None:
    upload(admin, terms_pdf("eins"))
    upload(admin, terms_pdf("zwei"), "19.11.2026")

    first, second = GeneralTerms.objects.order_by("valid_from")
    assert terms_on(given.DAY - timedelta(days=1)) is None
    assert terms_on(given.DAY) == first
    assert terms_on(TOMORROW) == second
    page = admin.get(reverse("staff:general_terms")).content.decode()
    assert "geplant" in page
    assert page.count("Entfernen<") == 1
    shown = admin.get(reverse("staff:terms_document", args=[second.pk]))
    assert shown.content == terms_pdf("zwei")


def test_sent_twice_it_is_kept_once_and_a_second_one_for_the_day_is_refused(admin: Client) -> None:
    key = str(uuid.uuid4())

    answers = [upload(admin, terms_pdf(), key=key) for _ in range(2)]
    other = upload(admin, terms_pdf("anders"))

    assert {answer.status_code for answer in answers} == {302}
    assert other.status_code == 422
    assert "Ab dem 18.11.2026 gilt schon eine Fassung" in other.content.decode()
    assert GeneralTerms.objects.count() == Document.objects.count() == 1


@pytest.mark.row("BAD-D19")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7\n",
        b"<html>%PDF-1.7 %%EOF</html>",
        b"MZ\x90\x00" * 100,
        terms_pdf()[:60],
        terms_pdf("/Encrypt 5 0 R"),
        terms_pdf() + b"\x00" * LARGEST,
    ],
    ids=["empty", "head", "page", "program", "half", "locked", "large"],
)
def test_what_customers_could_not_read_is_refused(admin: Client, content: bytes) -> None:
    answer = upload(admin, content)

    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert not GeneralTerms.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize("day", ["17.11.2026", "", "31.02.2027", "gestern"])
def test_terms_never_hold_in_the_past(admin: Client, day: str) -> None:
    answer = upload(admin, terms_pdf(), day)

    assert answer.status_code == 422
    assert "valid_from" in answer.context["form"].errors
    assert not GeneralTerms.objects.exists()


def test_only_a_version_still_to_come_can_be_removed(admin: Client) -> None:
    holds, planned = general_terms(), general_terms(TOMORROW)

    def remove(one: int) -> None:
        sent = {"key": str(uuid.uuid4())}
        admin.post(reverse("staff:terms_remove", args=[one]), sent)

    for one in (holds.pk, planned.pk, planned.pk):
        remove(one)

    assert list(GeneralTerms.objects.all()) == [holds]
    with pytest.raises(commands.TermsInForce):
        commands.remove_terms(fresh_call(), terms_id=holds.pk, day=given.DAY)
    with pytest.raises(TermsRefused):
        general_terms()


def test_who_may_only_read_uploads_nothing(client: Client) -> None:
    set_business_date(fresh_call(), day=given.DAY)
    client.force_login(user(Role.AUDITOR))

    assert client.get(reverse("staff:general_terms")).status_code == 200
    assert upload(client, terms_pdf()).status_code == 403
    assert not GeneralTerms.objects.exists()
