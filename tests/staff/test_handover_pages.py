"""Pages of the hand-over and of the interfaces to other programs."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.models import ApiToken
from kundenwerk.accounts.roles import Role
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.models import Handover, HandoverEndpoint, HandoverNotice, Quote
from tests.api.program import Program
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.sales.accepted import LATER, accepted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def market() -> None:
    given.small_market()
    set_business_date(fresh_call(), day=LATER)


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(user(role))
    return client


def pressed(client: Client, route: str, *args: int, **values: Any) -> Any:
    return client.post(reverse(route, args=args), {"key": str(uuid.uuid4())} | values, follow=True)


@pytest.mark.row("DEC-06", "AP-122")
def test_contract_management_sees_the_case_and_takes_it() -> None:
    quote = accepted()
    clerk = signed_in(Role.SERVICE)
    case = Handover.objects.get()

    listed = clerk.get(reverse("staff:handovers")).content.decode()
    shown = clerk.get(reverse("staff:handover", args=[case.pk])).content.decode()
    pressed(clerk, "staff:handover_take", case.pk)

    assert quote.number in listed
    assert "Alles Nötige ist da." in shown
    assert "Netzbetreiber" in shown
    case.refresh_from_db()
    assert (case.state, case.decided_by) == ("TAKEN", "service")
    assert "schon entschieden" in pressed(clerk, "staff:handover_take", case.pk).content.decode()


@pytest.mark.row("DEC-06")
def test_an_incomplete_case_says_what_is_missing_and_goes_back_and_forth() -> None:
    accepted()
    case = Handover.objects.get()
    Quote.objects.update(bank_account=None)
    clerk, sales = signed_in(Role.SERVICE), signed_in(Role.SALES)

    refused = pressed(clerk, "staff:handover_take", case.pk).content.decode()
    wordless = pressed(clerk, "staff:handover_return", case.pk, note="")
    pressed(clerk, "staff:handover_return", case.pk, note="IBAN fehlt")
    seen = sales.get(reverse("staff:handover", args=[case.pk])).content.decode()
    pressed(sales, "staff:handover_submit", case.pk)

    assert "es fehlt: Bankverbindung" in refused
    assert wordless.status_code == 422
    assert "IBAN fehlt" in seen
    case.refresh_from_db()
    assert case.state == "OPEN"


@pytest.mark.row("DEC-06", "CD-26")
def test_an_administrator_makes_a_key_that_opens_and_is_shown_once() -> None:
    accepted()
    admin = signed_in(Role.ADMINISTRATOR)
    page = pressed(
        admin, "staff:token_make", name="ERP", scopes=["handovers:read"], last_day="31.12.2027"
    ).content.decode()
    found = re.search(r"kw_[\w-]{40,}", page)
    assert found is not None

    assert len(Program(found[0]).get("handovers").json()["handovers"]) == 1
    assert found[0] not in admin.get(reverse("staff:interfaces")).content.decode()
    pressed(admin, "staff:token_revoke", ApiToken.objects.get().pk)
    assert Program(found[0]).get("handovers").status_code == 401


def test_what_is_wrong_with_a_key_stands_at_its_field() -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    early = pressed(
        admin, "staff:token_make", name="ERP", scopes=["handovers:read"], last_day="01.01.2026"
    )
    nothing = pressed(admin, "staff:token_make", name="ERP", last_day="31.12.2027")

    assert early.context["token_form"].errors.keys() == {"last_day"}
    assert nothing.context["token_form"].errors.keys() == {"scopes"}
    assert not ApiToken.objects.exists()


@pytest.mark.row("DEC-06")
def test_the_receiver_is_set_its_secret_never_shown_and_a_lost_notice_sent_again() -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    empty = pressed(admin, "staff:endpoint_save", address="", is_on="on")
    address = "https://erp.example/uebergaben"
    pressed(admin, "staff:endpoint_save", address=address, secret="geheim-4711", is_on="on")
    accepted()
    HandoverNotice.objects.update(state="FAILED", attempts=16)

    page = admin.get(reverse("staff:interfaces")).content.decode()
    pressed(admin, "staff:notice_again", HandoverNotice.objects.get().pk)

    assert empty.context["endpoint_form"].errors.keys() == {"address"}
    assert address in page
    assert "geheim-4711" not in page
    assert "nicht zustellbar" in page
    assert HandoverEndpoint.objects.get().secret == "geheim-4711"
    assert HandoverNotice.objects.get().state == "WAITING"
