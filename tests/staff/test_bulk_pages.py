"""Many rows at once: the preview, the run, what became of each row, the repetition."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.correspondence.models import Dispatch
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.parties.models import ContactPoint
from kundenwerk.platform import clock
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.jobs import run_pending
from kundenwerk.platform.models import Run
from kundenwerk.sales.models import Quote
from kundenwerk.work.models import Task
from tests import factories
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    client = Client()
    client.force_login(user(Role.SERVICE, username="selma"))
    return client


def ask(client: Client, list_key: str, **values: Any) -> HttpResponse:
    return client.post(reverse("staff:bulk", args=[list_key]), values)


def start(client: Client, list_key: str, preview: HttpResponse, **values: Any) -> HttpResponse:
    """Press the button of a preview."""
    stand = re.search(r'name="stand" value="([0-9a-f]{64})"', preview.content.decode())
    assert stand, "no button to start"
    key = str(uuid.uuid4())
    return ask(client, list_key, **({"schritt": "start", "stand": stand[1], "key": key} | values))


def shown(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("\u00a0", " ")


def three_contracts() -> list[SupplyContract]:
    """One without a mail address, two with, of which one gets mails already."""
    version = factories.tariff_version()
    people = [factories.business_partner(last_name=name) for name in ("Anders", "Meyer", "Zander")]
    made = [factories.contract(customer=one, version=version) for one in people]
    ContactPoint.objects.filter(business_partner=made[0].business_partner).delete()
    ContractAccount.objects.filter(pk=made[1].contract_account_id).update(delivery="EMAIL")
    return made


def test_the_preview_says_what_changes_and_what_not_and_why(clerk: Client) -> None:
    contracts = three_contracts()
    rows = [one.pk for one in contracts]

    preview = ask(
        clerk,
        "vertraege",
        was="versandweg",
        zeile=rows,
        schritt="vorschau",
        delivery="EMAIL",
        key=str(uuid.uuid4()),
    )

    found = preview.context["preview"]
    assert list(found.changed) == [contracts[2].pk]
    assert dict(found.reasons) == {"Keine E-Mail-Adresse bekannt": 1, "Ist schon so": 1}
    assert "Wird geändert (1)" in shown(preview)
    assert not Run.objects.exists()


def test_a_run_changes_what_the_preview_named_and_shows_each_row(clerk: Client) -> None:
    contracts = three_contracts()
    chosen = {"was": "versandweg", "alle": "1", "frage": "", "delivery": "EMAIL"}
    preview = ask(clerk, "vertraege", schritt="vorschau", key=str(uuid.uuid4()), **chosen)

    answer = start(clerk, "vertraege", preview, **chosen)
    run_pending()

    page = clerk.get(answer["Location"])
    text = shown(page)
    contracts[2].contract_account.refresh_from_db()
    assert contracts[2].contract_account.delivery == "EMAIL"
    assert [(row["title"], row["text"]) for row in page.context["results"]] == [
        (f"Vertrag {contracts[2].number}, {contracts[2].business_partner}", "geändert")
    ]
    assert "In der Vorschau ausgelassen" in text
    assert "Keine E-Mail-Adresse bekannt" in text


def test_a_preview_that_is_outdated_is_shown_again_and_nothing_starts(clerk: Client) -> None:
    contracts = three_contracts()
    chosen = {"was": "versandweg", "alle": "1", "frage": "", "delivery": "EMAIL"}
    preview = ask(clerk, "vertraege", schritt="vorschau", key=str(uuid.uuid4()), **chosen)
    ContactPoint.objects.filter(business_partner=contracts[2].business_partner).delete()

    answer = start(clerk, "vertraege", preview, **chosen)

    assert answer.status_code == 409
    assert "Seit der Vorschau hat sich etwas geändert" in shown(answer)
    assert not Run.objects.exists()


def test_a_double_click_starts_one_run(clerk: Client) -> None:
    three_contracts()
    chosen = {"was": "versandweg", "alle": "1", "frage": "", "delivery": "EMAIL"}
    preview = ask(clerk, "vertraege", schritt="vorschau", key=str(uuid.uuid4()), **chosen)
    key = str(uuid.uuid4())

    first = start(clerk, "vertraege", preview, **chosen, key=key)
    second = start(clerk, "vertraege", preview, **chosen, key=key)

    assert first["Location"] == second["Location"]
    assert Run.objects.count() == 1


@pytest.mark.row("B5")
def test_rows_that_were_refused_are_done_again_and_only_those(clerk: Client) -> None:
    contracts = three_contracts()[1:]
    ContractAccount.objects.update(delivery="LETTER")
    chosen = {
        "was": "versandweg",
        "zeile": [one.pk for one in contracts],
        "delivery": "EMAIL",
    }
    preview = ask(clerk, "vertraege", schritt="vorschau", key=str(uuid.uuid4()), **chosen)
    answer = start(clerk, "vertraege", preview, **chosen)
    lost = ContactPoint.objects.get(business_partner=contracts[0].business_partner, kind="EMAIL")
    lost.delete()
    run_pending()
    run = Run.objects.get()
    page = clerk.get(f"{answer['Location']}?nur=fehler")
    assert [row["text"] for row in page.context["results"]] == ["Keine E-Mail-Adresse bekannt"]
    lost.save(force_insert=True)

    again = clerk.post(
        reverse("staff:run_repeat", args=[run.pk]), {"key": str(uuid.uuid4()), "was": "zeilen"}
    )
    run_pending()

    repeated = Run.objects.latest("pk")
    assert again["Location"] == reverse("staff:run", args=[repeated.pk])
    assert repeated.chunks.get().items == [contracts[0].pk]
    assert (repeated.chunks.get().done, repeated.chunks.get().problems) == (1, [])


@pytest.mark.row("S11")
def test_expiring_quotes_are_listed_and_reminded_of_with_one_key() -> None:
    given.small_market()
    version = given.tariff("PLUS", "12.5")
    quotes = [
        given.quote(version, basis={"house_number": number}, person={"last_name": name})
        for number, name in (("7", "Anders"), ("8", "Zander"))
    ]
    silent = given.quote(version, basis={"house_number": "9"}, person={"email": ""})
    day = Quote.objects.latest("pk").binding_until - timedelta(days=2)
    set_business_date(fresh_call(), day=day)
    clerk = Client()
    clerk.force_login(user(Role.SALES, username="vera"))

    page = clerk.get(reverse("staff:quotes"), {"status": "laeuft-ab"})
    preview = ask(clerk, "angebote", was="erinnern", alle="1", frage="status=laeuft-ab")
    chosen = {"was": "erinnern", "alle": "1", "frage": "status=laeuft-ab"}
    answer = start(clerk, "angebote", preview, **chosen)
    run_pending()

    assert 'data-key="e"' in page.content.decode()
    assert len(page.context["found"]) == 3
    assert preview.context["preview"].refused == {silent.pk: "Keine E-Mail-Adresse bekannt"}
    sent = Dispatch.objects.filter(key__startswith="sales:reminder:")
    assert sent.count() == len(quotes)
    assert clerk.get(answer["Location"]).status_code == 200
    later = ask(clerk, "angebote", **chosen)
    assert set(later.context["preview"].refused.values()) == {
        "Keine E-Mail-Adresse bekannt",
        "An diese Bindefrist wurde schon erinnert",
    }


def test_colleagues_are_asked_about_many_customers(clerk: Client) -> None:
    people = [factories.business_partner(last_name=name) for name in ("Anders", "Zander")]
    chosen = {
        "was": "aufgabe-kunde",
        "zeile": [one.pk for one in people],
        "title": "Zählerwechsel ankündigen",
        "role": "SALES",
        "due_on": "+14",
        "detail": "",
    }

    preview = ask(clerk, "kunden", schritt="vorschau", key=str(uuid.uuid4()), **chosen)
    start(clerk, "kunden", preview, **chosen)
    run_pending()

    tasks = Task.objects.order_by("pk")
    assert [task.business_partner for task in tasks] == people
    assert {task.due_on for task in tasks} == {clock.today() + timedelta(days=14)}


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("title", "a\u202eb"), ("role", "CUSTOMER"), ("due_on", "gestern")],
)
def test_a_wrong_answer_is_told_at_its_field(clerk: Client, field: str, value: str) -> None:
    person = factories.business_partner()
    answers = {"title": "Anrufen", "role": "SALES", "due_on": "+1", "detail": "", field: value}

    answer = ask(
        clerk,
        "kunden",
        was="aufgabe-kunde",
        zeile=[person.pk],
        schritt="vorschau",
        key=str(uuid.uuid4()),
        **answers,
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["preview"] is None


@pytest.mark.parametrize("rows", [[], ["x"], ["9" * 30], ["-1"], ["999999999"]])
def test_nothing_chosen_leads_back_with_a_sentence(clerk: Client, rows: list[str]) -> None:
    answer = clerk.post(
        reverse("staff:bulk", args=["kunden"]), {"was": "aufgabe-kunde", "zeile": rows}, follow=True
    )

    assert "Bitte wählen Sie zuerst Zeilen aus." in answer.content.decode()


def test_actions_of_other_lists_and_roles_do_not_exist(clerk: Client) -> None:
    person = factories.business_partner()
    accountant = Client()
    accountant.force_login(user(Role.ACCOUNTING))

    assert ask(clerk, "kunden", was="versandweg", zeile=[person.pk]).status_code == 404
    assert ask(clerk, "gibtesnicht", was="versandweg").status_code == 404
    assert ask(accountant, "kunden", was="aufgabe-kunde", zeile=[person.pk]).status_code == 403
    assert "Aufgabe geben" not in shown(accountant.get(reverse("staff:customers")))


def test_a_run_is_seen_by_who_started_it_and_by_who_may_see_all(clerk: Client) -> None:
    person = factories.business_partner()
    chosen = {
        "was": "aufgabe-kunde",
        "zeile": [person.pk],
        "title": "Anrufen",
        "role": "SALES",
        "due_on": "+1",
        "detail": "",
    }
    preview = ask(clerk, "kunden", schritt="vorschau", key=str(uuid.uuid4()), **chosen)
    address = start(clerk, "kunden", preview, **chosen)["Location"]
    others = {}
    for role in (Role.MARKETING, Role.BILLING):
        other = Client()
        other.force_login(user(role))
        others[role] = other.get(address).status_code

    assert clerk.get(address).status_code == 200
    assert others == {Role.MARKETING: 404, Role.BILLING: 200}


def test_a_technical_fault_in_one_row_stops_no_other(
    clerk: Client, caplog: pytest.LogCaptureFixture
) -> None:
    three_contracts()
    ContractAccount.objects.update(delivery="LETTER")
    chosen = {"was": "versandweg", "alle": "1", "frage": "sort=vertrag", "delivery": "PORTAL"}
    preview = ask(clerk, "vertraege", schritt="vorschau", key=str(uuid.uuid4()), **chosen)
    address = start(clerk, "vertraege", preview, **chosen)["Location"]
    chunk = Run.objects.get().chunks.get()
    chunk.items = [2**40, *chunk.items]  # a contract nobody knows
    chunk.save()

    run_pending()

    page = clerk.get(address)
    assert [row["kind"] for row in page.context["results"]] == ["bad", "ok", "ok", "ok"]
    assert "Technischer Fehler" in shown(page)
    assert "a row failed" in caplog.text
    assert set(ContractAccount.objects.values_list("delivery", flat=True)) == {"PORTAL"}
