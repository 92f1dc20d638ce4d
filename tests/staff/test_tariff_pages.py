"""Tariff management over HTTP: from a new tariff to approved prices, and what is refused."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.money import Money
from kundenwerk.tariffs.models import PriceTier, Tariff, TariffVersion
from tests.factories import sales as given
from tests.factories.users import user
from tests.staff.tariff_desk import TERMS, TIERS, a_draft, fields, post, see, words
from tests.staff.test_undo_pages import take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PRODUCT = {
    "name": "Strom Fix",
    "code": "FIX",
    "commodity": "ELECTRICITY",
    "supply_kind": "SPECIAL",
    "usage_types": ["HOUSEHOLD", "HEAT_PUMP"],
    "register_counts": ["SINGLE"],
    "is_green": "on",
}


@pytest.mark.row("AP-002")
def test_where_no_tariff_exists_the_manager_makes_one_and_it_can_be_quoted(clerk: Client) -> None:
    given.small_market()
    listed = see(clerk, "prices")
    assert "Ohne Tarif gibt es keine Angebote" in listed
    assert "Tarif anlegen" in listed

    made = post(clerk, "tariff_new", **PRODUCT)
    tariff = Tariff.objects.get()
    assert made.url == reverse("staff:version_new", args=[tariff.pk])
    answer = post(clerk, "version_new", tariff.pk, **TERMS, **TIERS)
    version = TariffVersion.objects.get()
    assert answer.url == reverse("staff:version", args=[version.pk])
    assert "IN VORBEREITUNG" in see(clerk, "version", version.pk)
    page = clerk.get(reverse("staff:version_approve", args=[version.pk])).content.decode()
    assert "Der Verkauf beginnt von selbst am 01.12.2026" in page
    post(clerk, "version_approve", version.pk, **fields(page))

    version.refresh_from_db()
    assert version.approved_on == given.DAY
    assert (tariff.usage_types, tariff.is_green) == (["HEAT_PUMP", "HOUSEHOLD"], True)
    assert version.new_customer_bonus == Money(5000)
    assert version.prices.start == date(2027, 1, 1)
    assert "freigegeben" in see(clerk, "version", version.pk)


def test_an_order_of_the_wizard_leads_on_to_a_page_service_may_open() -> None:
    client = Client()
    client.force_login(user(Role.SERVICE))

    assert "Tarif anlegen" not in see(client, "prices")


@pytest.mark.row("BAD-B27")
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ab-0": ["0", "3.500"]}, "Hier ist eine Lücke"),
        ({"ab-0": ["0", "2.900"]}, "Hier ist eine Überschneidung"),
        ({"arbeit-0": ["12,5", ""]}, "Staffel 2: Arbeitspreis fehlt."),
        ({"arbeit-0": ["12.5", "11"]}, "Staffel 1: Arbeitspreis:"),
        ({"grund-0": ["-1", "96"]}, "Der Grundpreis kann nicht negativ sein."),
        ({"bis-0": ["3.000", "2.000"]}, "Die obere Grenze muss über der unteren liegen."),
        ({"ab-0": ["0", "9999999999999"]}, "Staffel 2:"),
        ({"kond-0": ["{}", "["]}, "Die Konditionen sind nicht lesbar."),
        ({"ab-0": [], "bis-0": [], "arbeit-0": []}, "Mindestens eine Preisstaffel"),
        ({"label": ""}, "Bezeichnung: Bitte füllen"),
        ({"prices_until": "01.12.2026"}, "Der letzte Tag liegt vor dem ersten."),
        ({"minimum_term_months": "25"}, "Verbraucher werden höchstens 24 Monate gebunden."),
        ({"minimum_term_months": "99999999999999999999"}, "Mindestlaufzeit, Monate:"),
        ({"guarantee_until": "31.12.2025"}, "Die Preisgarantie endet, bevor die Preise gelten."),
        ({"new_customer_bonus": "1e9"}, "Neukundenbonus brutto, €:"),
        ({"netz": ["999999999"]}, "betreibt kein Netz dieser Sparte"),
        ({"price_kind": "FREE"}, "Preisart:"),
    ],
)
def test_what_cannot_be_is_told_at_its_place_and_nothing_is_stored(
    clerk: Client, changes: dict[str, Any], sentence: str
) -> None:
    given.small_market()
    post(clerk, "tariff_new", **PRODUCT)
    tariff = Tariff.objects.get()

    answer = post(clerk, "version_new", tariff.pk, **(TERMS | TIERS | changes))

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not TariffVersion.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "f!"}, "Ein Kürzel hat 2 bis 20 Zeichen"),
        ({"name": "123"}, "Tarif:"),
        ({"commodity": "GAS"}, "Gas hat keine Verbrauchsart"),
        ({"usage_types": ["COFFEE"]}, "Verbrauchsarten:"),
    ],
)
def test_a_tariff_that_cannot_be_is_told_at_its_field(
    clerk: Client, changes: dict[str, Any], sentence: str
) -> None:
    answer = post(clerk, "tariff_new", **(PRODUCT | changes))

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Tariff.objects.exists()


def test_bounds_left_empty_follow_from_the_neighbour(clerk: Client) -> None:
    post(clerk, "tariff_new", **PRODUCT)
    bare = TIERS | {"ab-0": ["", "3.000"], "bis-0": ["", ""]}

    post(clerk, "version_new", Tariff.objects.get().pk, **TERMS, **bare)

    bands = PriceTier.objects.order_by("from_kwh").values_list("from_kwh", "upto_kwh")
    assert list(bands) == [(0, 3000), (3000, None)]


def test_rows_are_added_pasted_and_removed_without_storing_anything(clerk: Client) -> None:
    post(clerk, "tariff_new", **PRODUCT)
    tariff_id = Tariff.objects.get().pk

    def press(button: str, **more: Any) -> dict[str, Any]:
        answer = post(clerk, "version_new", tariff_id, **TERMS, **TIERS, tun=button, **more)
        assert answer.status_code == 200
        return fields(answer.content.decode())

    assert press("zeile-0")["ab-0"] == ["0", "3.000", ""]
    assert press("weg-0-0")["arbeit-0"] == ["11,9"]
    pasted = press(
        "einfuegen-0", **{"text-0": "ab\tunter\tAP\tGP\n0\t2000\t14,2\t80\n2000;;13;12;85\n"}
    )
    assert (pasted["ab-0"], pasted["nt-0"]) == (["0", "2000"], ["", "12"])
    assert (pasted["arbeit-0"], pasted["grund-0"]) == (["14,2", "13"], ["80", "85"])
    assert press("weg-9-9")["label"] == ["Preisstand 01/2027"]
    assert not TariffVersion.objects.exists()


@pytest.mark.row("AP-045", "DEC-09")
def test_grid_operators_are_found_picked_and_shown(clerk: Client) -> None:
    given.small_market()
    version = a_draft()
    operator = given.participant(given.OPERATOR)
    page = clerk.get(reverse("staff:version_edit", args=[version.pk])).content.decode()

    found = post(
        clerk, "version_edit", version.pk, **(fields(page) | {"suche": "rheinn", "tun": "suche"})
    )
    assert f'name="netz" value="{operator.pk}"' in found.content.decode()
    post(clerk, "version_edit", version.pk, **(fields(page) | {"netz": [operator.pk]}))

    assert list(version.grid_operators.all()) == [operator]
    assert "Netzbetreiber Rheinnetz" in see(clerk, "version", version.pk)


@pytest.mark.row("DEC-09")
def test_groups_of_operators_have_tiers_of_their_own_where_the_setting_says_so(
    clerk: Client,
) -> None:
    given.small_market()
    version = a_draft()
    settings = {
        "operator_level": "TIER",
        "binding_days": "14",
        "instalment_step": "1,00",
        "compare_default_supply": "on",
        "initial-operator_level": "VERSION",
        "initial-binding_days": "14",
        "initial-instalment_step": "1,00",
        "import_file_days": "7",
        "initial-import_file_days": "7",
        "initial-compare_default_supply": "True",
    }
    assert post(clerk, "tariff_settings_save", **settings).status_code == 302
    page = clerk.get(reverse("staff:version_edit", args=[version.pk])).content.decode()
    assert "Gruppe für andere Netzbetreiber" in page
    operator = given.participant(given.OPERATOR).pk

    post(clerk, "version_edit", version.pk, **(fields(page) | {"netz-0": [operator]}))

    assert [one.pk for one in PriceTier.objects.get().grid_operators.all()] == [operator]


@pytest.mark.row("V8")
def test_a_draft_is_changed_and_taken_back(clerk: Client) -> None:
    version = a_draft()
    page = clerk.get(reverse("staff:version_edit", args=[version.pk])).content.decode()

    answer = post(clerk, "version_edit", version.pk, **(fields(page) | {"arbeit-0": ["13,1"]}))
    assert str(PriceTier.objects.get().energy_ct) == "13.100000"
    take_back(clerk, clerk.get(answer.url))

    assert str(PriceTier.objects.get().energy_ct) == "12.500000"


def test_a_draft_changed_meanwhile_stands_beside_ones_own(clerk: Client) -> None:
    version = a_draft()
    page = clerk.get(reverse("staff:version_edit", args=[version.pk])).content.decode()
    post(clerk, "version_edit", version.pk, **(fields(page) | {"arbeit-0": ["13,1"]}))

    late = fields(page) | {"arbeit-0": ["14"], "key": str(uuid.uuid4())}
    stale = post(clerk, "version_edit", version.pk, **late)

    assert stale.status_code == 409
    assert "13,1 ct/kWh, 90 €/Jahr 14 ct/kWh, 90 €/Jahr" in words(stale)
    assert str(PriceTier.objects.get().energy_ct) == "13.100000"
    post(clerk, "version_edit", version.pk, **fields(stale.content.decode()))
    assert str(PriceTier.objects.get().energy_ct) == "14.000000"


def test_a_draft_is_dropped_and_comes_back(clerk: Client) -> None:
    version = a_draft()
    page = clerk.get(reverse("staff:version", args=[version.pk])).content.decode()
    form = page[page.index(reverse("staff:version_delete", args=[version.pk])) - 40 :]

    answer = post(clerk, "version_delete", version.pk, **fields(form[: form.index("</form>") + 7]))
    assert answer.url == reverse("staff:tariff", args=[version.tariff_id])
    assert not TariffVersion.objects.exists()
    take_back(clerk, clerk.get(answer.url))

    assert TariffVersion.objects.count() == 1


def test_the_sheet_beside_the_list_shows_what_is_sold(clerk: Client) -> None:
    version = given.tariff("FIX", "12.5")

    text = see(clerk, "tariff_peek", version.tariff_id)

    assert "Arbeitspreis netto 12,50 ct/kWh" in text
    assert "Preisstand 11/2026" in text
    unknown = clerk.get(reverse("staff:tariff_peek", args=[999_999_999]))
    assert unknown.status_code == 404
