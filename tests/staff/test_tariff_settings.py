"""Settings of tariffs, usual consumptions and purchase prices on their page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.tariffs import queries
from kundenwerk.tariffs.models import ConsumptionPreset, ProcurementPrice
from kundenwerk.tariffs.rules.vocabulary import PresetKind
from tests.factories.users import user
from tests.staff.tariff_desk import a_draft, post, see, words
from tests.staff.test_undo_pages import take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


SETTINGS = {
    "operator_level": "VERSION",
    "binding_days": "21",
    "instalment_step": "5,00",
    "import_file_days": "3",
    "initial-operator_level": "VERSION",
    "initial-binding_days": "14",
    "initial-instalment_step": "1,00",
    "initial-import_file_days": "7",
    "initial-compare_default_supply": "True",
}


def test_the_settings_of_quotes_are_changed_and_taken_back(clerk: Client) -> None:
    answer = post(clerk, "tariff_settings_save", **SETTINGS)

    data = queries.settings_data()
    assert (data.binding_days, data.compare_default_supply) == (21, False)
    assert str(data.instalment_step) == "5,00 €"
    take_back(clerk, clerk.get(answer.url))
    assert queries.settings_data().binding_days == 14


def test_settings_changed_meanwhile_stand_beside_ones_own(clerk: Client) -> None:
    post(clerk, "tariff_settings_save", **SETTINGS)

    stale = post(clerk, "tariff_settings_save", **(SETTINGS | {"binding_days": "30"}))

    assert stale.status_code == 409
    assert "Bindefrist in Tagen 21 30" in words(stale)
    assert queries.settings_data().binding_days == 21


@pytest.mark.parametrize(
    "changes",
    [
        {"binding_days": "0"},
        {"binding_days": "999"},
        {"instalment_step": "0"},
        {"instalment_step": "100,01"},
        {"import_file_days": "0"},
        {"import_file_days": "366"},
        {"operator_level": "MOON"},
    ],
)
def test_settings_that_cannot_be_are_refused(clerk: Client, changes: dict[str, str]) -> None:
    before = queries.settings_data()

    assert post(clerk, "tariff_settings_save", **(SETTINGS | changes)).status_code == 422
    assert queries.settings_data() == before


@pytest.mark.row("DEC-08")
def test_usual_consumptions_are_edited_row_by_row_and_taken_back(clerk: Client) -> None:
    shown = ",".join(f"{one.count}={one.kwh}" for one in queries.presets(PresetKind.PERSONS))

    answer = post(
        clerk,
        "presets_save",
        "PERSONS",
        anzahl=["1", "2", "", "6"],
        kwh=["1.800", "3.000", "", "6.500"],
        shown=shown,
    )

    assert [(one.count, one.kwh) for one in queries.presets(PresetKind.PERSONS)] == [
        (1, 1800),
        (2, 3000),
        (6, 6500),
    ]
    take_back(clerk, clerk.get(answer.url))
    assert len(queries.presets(PresetKind.PERSONS)) == 5
    again = post(clerk, "presets_save", "PERSONS", anzahl=["1"], kwh=["1"], shown="1=1")
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("anzahl", "kwh", "sentence"),
    [
        (["1", "1"], ["100", "200"], "1 steht schon oben."),
        (["x"], ["100"], "Anzahl und Verbrauch"),
        (["1"], [""], ""),
        (["0"], ["100"], "größer als null"),
        (["1"], ["-5"], "nicht negativ"),
        (["1"], ["9999999999999"], ""),
        ([str(n) for n in range(1, 30)], ["100"] * 29, "Höchstens 20"),
    ],
)
def test_usual_consumptions_that_cannot_be_are_told_in_their_row(
    clerk: Client, anzahl: list[str], kwh: list[str], sentence: str
) -> None:
    before = list(ConsumptionPreset.objects.values_list("count", "kwh"))
    shown = ",".join(f"{one.count}={one.kwh}" for one in queries.presets(PresetKind.AREA))

    answer = post(clerk, "presets_save", "AREA", anzahl=anzahl, kwh=kwh, shown=shown)

    assert answer.status_code == 422
    assert 'class="wrong"' in answer.content.decode()
    assert sentence in words(answer) or sentence == "Anzahl und Verbrauch"
    assert list(ConsumptionPreset.objects.values_list("count", "kwh")) == before


PURCHASE: dict[str, Any] = {
    "commodity": "ELECTRICITY",
    "valid_from": "01.01.2026",
    "ct_per_kwh": "9,8",
    "source": "Portfolio 2026",
}


def test_a_purchase_price_shows_the_margin_until_it_is_removed(clerk: Client) -> None:
    version = a_draft()
    post(clerk, "procurement_add", **PURCHASE)
    assert "Beschaffung zu 9,80 ct/kWh (ab 01.01.2026, Portfolio 2026)" in see(
        clerk, "version", version.pk, plz="50667"
    )

    twice = post(clerk, "procurement_add", **PURCHASE)
    assert twice.status_code == 422
    assert "Für diesen Tag gibt es schon einen Preis" in words(twice)
    answer = post(clerk, "procurement_remove", ProcurementPrice.objects.get().pk)
    assert not ProcurementPrice.objects.exists()
    offer = clerk.get(answer.url).context["undo"]()[-1]
    clerk.post(reverse("staff:undo", args=[offer.id]))
    assert ProcurementPrice.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [{"ct_per_kwh": "9.8"}, {"ct_per_kwh": "-1"}, {"source": ""}, {"valid_from": "morgens"}],
)
def test_a_purchase_price_that_cannot_be_is_told(clerk: Client, changes: dict[str, str]) -> None:
    assert post(clerk, "procurement_add", **(PURCHASE | changes)).status_code == 422
    assert not ProcurementPrice.objects.exists()


def test_who_only_reads_sees_no_forms() -> None:
    client = Client()
    client.force_login(user(Role.AUDITOR))

    page = client.get(reverse("staff:tariff_settings")).content.decode()

    assert "Einstellungen speichern" not in page
    assert "Vorschläge speichern" not in page


@pytest.mark.parametrize("how", ["PERSONS", "AREA", "x"])
def test_a_kind_nobody_knows_changes_nothing(clerk: Client, how: str) -> None:
    before = ConsumptionPreset.objects.count()

    post(clerk, "presets_save", how, shown="x")

    assert ConsumptionPreset.objects.count() == before
