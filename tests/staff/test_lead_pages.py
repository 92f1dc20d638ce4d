"""Leads over HTTP: the list, recording with consent, the page, quotes, conversion, withdrawal."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.sales.models import Lead, QuoteDraft, SalesSettings
from tests.factories import leads as given
from tests.factories import parties
from tests.factories.calls import fresh_key
from tests.factories.users import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

TYPED = {
    "kind": "PERSON",
    "salutation": "MS",
    "first_name": "Petra",
    "last_name": "Sommer",
    "phone": "0221 123456",
    "email": "",
    "commodity": "ELECTRICITY",
    "annual_kwh": "3.500",
    "source": "PHONE",
    "response_code": "herbst26",
    "how": "PHONE",
    "by_phone": "on",
    "agreed": "on",
    "owner": "vera",
}


def record(clerk: Client, **changes: str) -> Any:
    return clerk.post(reverse("staff:lead_new"), TYPED | fresh_key() | changes, follow=True)


def page(clerk: Client, lead: Lead) -> str:
    return clerk.get(reverse("staff:lead", args=[lead.pk])).content.decode()


@pytest.mark.row("KM-011")
def test_a_lead_is_recorded_and_shown_in_list_and_export(clerk: Client) -> None:
    shown = record(clerk).content.decode()

    lead = Lead.objects.get()
    assert (lead.annual_kwh, lead.response_code, lead.owner) == (3500, "HERBST26", "vera")
    assert "Erteilt am 18.11.2026 am Telefon für Anrufe." in shown
    listed = clerk.get(reverse("staff:leads"), {"stufe": "neu"}).content.decode()
    assert "Petra Sommer" in listed
    exported = clerk.get(reverse("staff:leads"), {"export": "csv"}).content.decode()
    assert "Petra Sommer;neu" in exported


@pytest.mark.row("DEC-07")
@pytest.mark.parametrize("missing", ["agreed", "by_phone", "last_name"])
def test_nothing_is_stored_without_consent_way_and_name(clerk: Client, missing: str) -> None:
    answer = record(clerk, **{missing: ""})

    assert answer.status_code == 422
    assert not Lead.objects.exists()
    assert 'value="Petra"' in answer.content.decode()


@pytest.mark.row("BAD-D18", "BAD-D16", "BAD-D12")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "a@b"),
        ("email", "a@b.de\r\nBcc: all@example.org"),
        ("last_name", "\u200b"),
        ("last_name", "X" * 200),
        ("annual_kwh", "1e5"),
        ("annual_kwh", "-1"),
        ("postcode", "1067"),
        ("house_number", "?"),
        ("response_code", "=1+1"),
        ("source", "NOWHERE"),
        ("contract_end", "31.02.2026"),
    ],
)
def test_bad_input_stays_in_its_field_with_a_sentence(
    clerk: Client, field: str, value: str
) -> None:
    answer = record(clerk, **{field: value})

    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not Lead.objects.exists()


@pytest.mark.row("BAD-I01")
def test_a_name_that_looks_like_a_formula_stays_text_in_the_export(clerk: Client) -> None:
    given.lead(last_name="=HYPERLINK(1)", first_name="")

    exported = clerk.get(reverse("staff:leads"), {"export": "csv"}).content.decode()

    assert "'=HYPERLINK(1)" in exported


def test_the_same_number_is_told_and_can_be_recorded_anyway(clerk: Client) -> None:
    known = given.lead()

    told = record(clerk)
    assert told.status_code == 422
    assert reverse("staff:lead", args=[known.pk]) in told.content.decode()
    assert Lead.objects.count() == 1
    record(clerk, anyway="1")
    assert Lead.objects.count() == 2


@pytest.mark.row("KM-011")
def test_a_next_step_is_planned_done_and_taken_back_on_the_page(clerk: Client) -> None:
    lead = given.lead()
    plan = {"step": "CALL", "due_on": "+3", "owner": "vera", "note": "nach 17 Uhr"}
    clerk.post(reverse("staff:lead_plan", args=[lead.pk]), plan | fresh_key())
    assert "anrufen, 21.11.2026" in page(clerk, lead)

    done = clerk.post(
        reverse("staff:lead_done", args=[lead.pk]),
        {"note": "will Angebot"} | fresh_key(),
        follow=True,
    ).content.decode()

    assert "Erledigt: anrufen" in done
    assert "in Kontakt" in done
    late = plan | {"due_on": "1.1.2020"}
    refused = clerk.post(reverse("staff:lead_plan", args=[lead.pk]), late | fresh_key())
    assert refused.status_code == 422
    assert "Dieser Tag ist schon vorbei." in refused.content.decode()


@pytest.mark.row("KM-011")
def test_stages_move_by_buttons_and_a_loss_asks_for_the_reason(clerk: Client) -> None:
    lead = given.lead()
    clerk.post(reverse("staff:lead_move", args=[lead.pk]), {"action": "QUALIFY"} | fresh_key())
    lose = reverse("staff:lead_lose", args=[lead.pk])
    assert clerk.post(lose, {"reason": ""} | fresh_key()).status_code == 422

    clerk.post(lose, {"reason": "PRICE", "note": ""} | fresh_key())

    lead.refresh_from_db()
    assert (lead.stage, lead.reason) == ("LOST", "PRICE")
    again = clerk.post(
        reverse("staff:lead_move", args=[lead.pk]), {"action": "QUALIFY"} | fresh_key(), follow=True
    )
    assert "Der Lead steht jetzt auf „verloren“" in again.content.decode()


@pytest.mark.row("KM-011")
def test_the_quote_path_opens_with_what_the_lead_tells(clerk: Client) -> None:
    lead = given.lead()

    opened = clerk.post(reverse("staff:lead_quote", args=[lead.pk]), fresh_key(), follow=True)

    text = opened.content.decode()
    assert opened.status_code == 200
    assert all(f'value="{word}"' in text for word in ("50667", "Domgasse", "3.500"))
    assert QuoteDraft.objects.get().data["last_name"] == "Sommer"


@pytest.mark.row("KM-011")
def test_a_look_alike_is_offered_before_a_new_business_partner_is_made(clerk: Client) -> None:
    known = parties.business_partner(
        first_name="Petra", last_name="Sommer", email="petra@example.org"
    )
    lead = given.lead()
    url = reverse("staff:lead_convert", args=[lead.pk])
    assert known.number in clerk.get(url).content.decode()

    clerk.post(url, {"business_partner": str(known.pk)} | fresh_key())

    lead.refresh_from_db()
    assert lead.business_partner_id == known.pk
    assert BusinessPartner.objects.count() == 1


def test_another_clerks_change_is_shown_side_by_side(clerk: Client) -> None:
    lead = given.lead()
    url = reverse("staff:lead_edit", args=[lead.pk])
    shown = {
        name: clerk.get(url).context["form"][name].value() or ""
        for name in clerk.get(url).context["form"].fields
    }
    clerk.post(url, shown | {"town": "Bonn"} | fresh_key())

    answer = clerk.post(url, shown | {"town": "Ulm"} | fresh_key())

    assert answer.status_code == 409
    assert {"Bonn", "Ulm"} <= set(answer.content.decode().replace("<", ">").split(">"))
    lead.refresh_from_db()
    assert lead.town == "Bonn"


@pytest.mark.row("R-71")
def test_a_withdrawal_deletes_and_the_page_is_gone(clerk: Client) -> None:
    lead = given.lead()
    assert (
        "sofort gelöscht"
        in clerk.get(reverse("staff:lead_withdraw", args=[lead.pk])).content.decode()
    )

    clerk.post(reverse("staff:lead_withdraw", args=[lead.pk]), fresh_key())

    assert clerk.get(reverse("staff:lead", args=[lead.pk])).status_code == 404
    assert "Sommer" not in clerk.get(reverse("staff:leads")).content.decode()


@pytest.mark.row("KM-012", "V8")
def test_the_administrator_sets_days_and_text_for_new_leads(client: Client) -> None:
    client.force_login(user(Role.ADMINISTRATOR))
    url = reverse("staff:lead_settings")
    typed = {"follow_up_days": "5", "retention_days": "90", "consent_text": "Ja, gern."}
    for name, wrong in (("retention_days", "3"), ("follow_up_days", "x"), ("consent_text", " ")):
        assert client.post(url, typed | {name: wrong} | fresh_key()).status_code == 422

    client.post(url, typed | fresh_key())

    row = SalesSettings.objects.get()
    assert (row.follow_up_days, row.lead_retention_days) == (5, 90)
    assert "Ja, gern." in client.get(reverse("staff:lead_new")).content.decode()
