"""The page on which an administrator decides how this supplier sells."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.models import EnergyKind
from kundenwerk.sales.queries.kinds import energy_kinds
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.vocabulary import Step
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.staff.quote_path import page, post, url

pytestmark = pytest.mark.django_db
PAGE = "/einstellungen/vertrieb/"


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(user(Role.ADMINISTRATOR, username="anton"))
    return client


def press(admin: Client, name: str, code: str, **values: str) -> Any:
    kind = EnergyKind.objects.get(code=code)
    address = reverse(f"staff:{name}", args=[kind.pk])
    return admin.post(address, {"key": str(uuid.uuid4())} | values, follow=True)


def save(admin: Client, bank_account: str, shown: str = "ALWAYS|1|30", **more: str) -> Any:
    values = {
        "key": str(uuid.uuid4()),
        "bank_account": bank_account,
        "shown": shown,
        "merge_undo_days": "30",
    } | more
    return admin.post(PAGE, values, follow=True)


@pytest.mark.row("DEC-01", "AP-084")
def test_the_rules_of_the_hand_over_are_changed_and_taken_back(admin: Client) -> None:
    saved = save(admin, "DIRECT_DEBIT_ONLY").content.decode()

    assert settings().handover_requires_bank_account == "DIRECT_DEBIT_ONLY"
    assert not settings().existing_account_for_new_supply_point
    assert "Einstellungen gespeichert" in saved
    offer = saved.split("/rueckgaengig/")[1].split("/")[0]
    admin.post(f"/rueckgaengig/{offer}/", {"zurueck": PAGE})
    assert settings().handover_requires_bank_account == "ALWAYS"
    assert settings().existing_account_for_new_supply_point


@pytest.mark.row("BAD-D31")
def test_what_a_colleague_changed_meanwhile_is_not_overwritten(admin: Client) -> None:
    save(admin, "DIRECT_DEBIT_ONLY", existing_account="on")

    late = save(admin, "ALWAYS", shown="ALWAYS|0|30")

    assert late.status_code == 409
    assert "nur bei SEPA-Lastschrift" in late.content.decode()
    assert settings().handover_requires_bank_account == "DIRECT_DEBIT_ONLY"


@pytest.mark.parametrize("wrong", ["NEVER", "", "x" * 5000, "a\x00"])
def test_a_rule_that_does_not_exist_is_refused(admin: Client, wrong: str) -> None:
    assert save(admin, wrong).status_code == 422
    assert settings().handover_requires_bank_account == "ALWAYS"


@pytest.mark.row("AP-016")
def test_an_administrator_adds_hides_and_orders_kinds_and_the_wizard_follows(
    admin: Client,
) -> None:
    given.small_market()
    set_business_date(fresh_call(), day=given.DAY)
    new = {"label": "Nachtstrom", "icon": "plug", "commodity": "ELECTRICITY"}
    admin.post(
        reverse("staff:energy_kind_add"),
        new | {"usage": "STORAGE_HEATING", "key": str(uuid.uuid4())},
    )
    press(admin, "energy_kind_show", "LADEN", zeigen="0")
    press(admin, "energy_kind_move", "NACHTSTROM", nach="oben")

    shown = page(admin, uuid.uuid4(), Step.BASIS)

    assert [kind.label for kind in energy_kinds()] == [
        "Haushaltsstrom",
        "Heizstrom",
        "Wärmepumpenstrom",
        "Nachtstrom",
        "Gas",
    ]
    places = [shown.index(f'value="{kind.code}"') for kind in energy_kinds()]
    assert places == sorted(places)
    assert 'value="LADEN"' not in shown


@pytest.mark.row("AP-016")
def test_a_hidden_kind_cannot_be_sent_and_an_old_draft_asks_again(admin: Client) -> None:
    given.small_market()
    set_business_date(fresh_call(), day=given.DAY)
    draft_id = uuid.uuid4()
    post(admin, draft_id, Step.BASIS, given.BASIS)
    press(admin, "energy_kind_show", "HAUSHALT", zeigen="0")

    sent = post(admin, uuid.uuid4(), Step.BASIS, given.BASIS)
    later = admin.get(url(draft_id, Step.TARIFF))

    assert sent.status_code == 422
    assert "Bitte wählen Sie die Energieart." in sent.content.decode()
    assert later.url == url(draft_id, Step.BASIS)
    drafts = admin.get(reverse("staff:quote_drafts")).content.decode()
    assert "Haushaltsstrom" in drafts


@pytest.mark.row("AP-016")
def test_the_last_kind_cannot_be_hidden(admin: Client) -> None:
    for code in ("LADEN", "HEIZEN", "WAERMEPUMPE", "GAS"):
        press(admin, "energy_kind_show", code, zeigen="0")

    told = press(admin, "energy_kind_show", "HAUSHALT", zeigen="0").content.decode()

    assert "Eine Energieart muss bleiben" in told
    assert [kind.code for kind in energy_kinds()] == ["HAUSHALT"]


def test_a_kind_without_usage_is_told_at_its_field_and_not_added(admin: Client) -> None:
    wrong = {"label": "Nachtstrom", "icon": "plug", "commodity": "ELECTRICITY", "usage": ""}

    answer = admin.post(reverse("staff:energy_kind_add"), wrong | {"key": str(uuid.uuid4())})

    assert answer.status_code == 422
    assert "Bei Strom gehört eine Verbrauchsart dazu." in answer.content.decode()
    assert 'value="Nachtstrom"' in answer.content.decode()
    assert EnergyKind.objects.count() == 5


def test_a_kind_gets_another_name_and_a_stale_form_both_values(admin: Client) -> None:
    values = {"label": "Erdgas", "icon": "flame", "shown": "flame|Gas"}
    press(admin, "energy_kind", "GAS", **values)

    late = press(admin, "energy_kind", "GAS", **values | {"label": "Biogas"})

    assert EnergyKind.objects.get(code="GAS").label == "Erdgas"
    assert late.status_code == 409
    assert "Biogas" in late.content.decode()
    assert "Erdgas" in late.content.decode()


def test_an_auditor_reads_the_settings_and_gets_no_buttons(client: Client) -> None:
    client.force_login(user(Role.AUDITOR, username="paula"))

    shown = client.get(PAGE).content.decode()

    assert "Haushaltsstrom" in shown
    assert "Ausblenden" not in shown
    assert "Speichern" not in shown
