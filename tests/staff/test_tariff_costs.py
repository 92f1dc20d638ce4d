"""What a version costs, on its page; settings of tariffs; purchase prices."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kundenwerk.market.models import GridPrice
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from tests.factories import sales as given
from tests.staff.tariff_desk import a_draft, see, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


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
