"""What a version costs, on its page; settings of tariffs; purchase prices."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.market.models import GridPrice
from kundenwerk.platform.clock import set_business_date
from kundenwerk.tariffs import queries
from kundenwerk.tariffs.models import ConsumptionPreset, PriceTier, ProcurementPrice, TariffVersion
from kundenwerk.tariffs.rules.vocabulary import PresetKind
from tests.factories import fresh_call
from tests.factories import sales as given
from tests.factories.users import user
from tests.staff.tariff_desk import a_draft, post, see, words
from tests.staff.test_undo_pages import take_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    set_business_date(fresh_call(), day=given.DAY)
    given.small_market()
    client = Client()
    client.force_login(user(Role.SALES))
    return client


@pytest.mark.row("CD-30")
def test_the_page_of_a_draft_shows_costs_parts_and_sources(clerk: Client) -> None:
    version = a_draft(new_customer_bonus=given.Money(10_000))

    text = see(clerk, "version", version.pk, plz="50667", kwh="1.800")

    assert "im Netz Rheinnetz" in text
    assert "Gemeinde über 500.000 Einwohner" in text
    assert "1.500 kWh" in text
    assert "1.800 kWh" in text
    assert "Grundversorgung: „Rheinstrom Basis“" in text
    assert "Woraus ein Jahr mit 1.800 kWh besteht" in text
    for part in ("Stromsteuer 2,05 ct/kWh", "Netzentgelt Arbeitspreis 9,5 ct/kWh", "§ 12 Abs. 1"):
        assert part in text
    assert "Beschaffungspreis fehlt, hier eintragen" in text


def test_an_end_price_shows_its_parts_too(clerk: Client) -> None:
    version = a_draft("40")
    TariffVersion.objects.filter(pk=version.pk).update(price_kind="END_PRICE")

    text = see(clerk, "version", version.pk, plz="50667")

    assert "Woraus ein Jahr mit" in text
    assert "Konzessionsabgabe" in text


@pytest.mark.parametrize("kind", ["COMPONENTS", "END_PRICE"])
def test_a_missing_table_is_named_and_leads_to_its_import(clerk: Client, kind: str) -> None:
    GridPrice.objects.all().delete()
    version = a_draft("40")
    TariffVersion.objects.filter(pk=version.pk).update(price_kind=kind)

    page = clerk.get(reverse("staff:version", args=[version.pk]), {"plz": "50667"})

    assert "Netzentgelt Arbeitspreis" in words(page)
    assert f"{reverse('staff:prices_import')}?tabelle=netzpreise" in page.content.decode()
    assert ("1. Jahr brutto" in words(page)) is (kind == "END_PRICE")
    chosen = clerk.get(reverse("staff:prices_import"), {"tabelle": "netzpreise"})
    assert 'value="netzpreise" selected' in chosen.content.decode()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"plz": "1"}, "Eine Postleitzahl hat fünf Ziffern."),
        ({"plz": "22145"}, "Für 22145 ist kein Netzgebiet hinterlegt, wählen Sie"),
        ({"kwh": "viel"}, "Verbrauch im Jahr, kWh"),
        ({"kwh": "0"}, "Bitte einen Verbrauch von 1"),
        ({"kwh": "99999999999"}, "Bitte prüfen Sie die Angaben oben."),
        ({"netz": "999999999999999999999"}, "Bitte prüfen Sie die Angaben oben."),
        ({"netz": "abc"}, "Bitte prüfen Sie die Angaben oben."),
        ({"tag": "31.02.2026"}, "Bitte prüfen Sie die Angaben oben."),
        ({"tag": "01.01.1999"}, "Preise am 01.01.2026"),
        ({"tag": "01.01.2150"}, "Preise am 31.12.2026"),
        ({"konzession": "RIESIG"}, "Bitte prüfen Sie die Angaben oben."),
        ({"export": "pdf"}, "1. Jahr brutto"),
    ],
)
def test_whatever_stands_in_the_address_gets_an_answer(
    clerk: Client, query: dict[str, str], sentence: str
) -> None:
    version = a_draft()

    assert sentence in see(clerk, "version", version.pk, **query)


def test_the_simulator_is_a_file_too(clerk: Client) -> None:
    version = a_draft()

    answer = clerk.get(
        reverse("staff:version", args=[version.pk]), {"plz": "50667", "export": "csv"}
    )

    head, first, *_ = answer.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Verbrauch kWh;Staffel;1. Jahr brutto")
    assert first.startswith("1500;ab 0 kWh;")


def test_two_registers_ask_for_their_share(clerk: Client) -> None:
    version = a_draft(energy_offpeak_ct="9.5")

    text = see(clerk, "version", version.pk, plz="50667", nt="30")

    assert "Davon 30 % NT." in text
    assert "0,61 ct/kWh (NT)" in text


def test_the_page_asks_the_same_for_one_tier_and_for_many(clerk: Client) -> None:
    version = a_draft(upto_kwh=1000)
    address = reverse("staff:version", args=[version.pk])
    clerk.get(address)
    with CaptureQueriesContext(connection) as few:
        clerk.get(address, {"plz": "50667"})
    for step in range(1, 9):
        upto = 1000 * (step + 1) if step < 8 else None
        PriceTier.objects.create(
            version=version,
            from_kwh=1000 * step,
            upto_kwh=upto,
            energy_ct=10,
            base_eur_per_year=90,
        )

    with CaptureQueriesContext(connection) as many:
        page = clerk.get(address, {"plz": "50667"})

    assert "8.000 kWh" in words(page)
    assert len(many) == len(few)


# ---- settings

SETTINGS = {
    "operator_level": "VERSION",
    "binding_days": "21",
    "instalment_step": "5,00",
    "initial-operator_level": "VERSION",
    "initial-binding_days": "14",
    "initial-instalment_step": "1,00",
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
