"""The wizard over HTTP: its steps, its drafts, and what bad input gets."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.kernel.money import Money
from kundenwerk.sales.models import Quote, QuoteDraft
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import TariffVersion
from tests.factories import sales as given
from tests.staff.quote_path import post, through_the_wizard, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


@pytest.fixture
def version() -> TariffVersion:
    return given.tariff("PLUS", "12.5", new_customer_bonus=Money(80_00))


@pytest.mark.row("AP-001", "AP-006", "AP-108")
def test_a_clerk_goes_from_the_first_step_to_the_next_best_actions(
    clerk: Client, version: TariffVersion
) -> None:
    quote = through_the_wizard(clerk, version)

    page = clerk.get(reverse("staff:quote_next", args=[quote.pk])).content.decode()

    assert f"Angebot {quote.number} ist fertig" in page
    for action in ("Angebot öffnen", "Angebot versenden", "Weiteres Angebot"):
        assert action in page


def test_a_new_quote_is_not_stored_before_the_first_keystroke(clerk: Client) -> None:
    page = clerk.get(reverse("staff:quote_new"), follow=True)

    assert page.status_code == 200
    assert not QuoteDraft.objects.exists()


@pytest.mark.row("AP-126")
def test_every_keystroke_pause_is_kept_and_said(clerk: Client) -> None:
    draft_id = uuid.uuid4()

    answer = clerk.post(
        reverse("staff:quote_autosave", args=[draft_id, "basisdaten"]),
        {"postcode": "506", "version": "0", "page": str(uuid.uuid4())},
    )

    assert "Entwurf gespeichert" in answer.content.decode()
    assert QuoteDraft.objects.get(pk=draft_id).data == {"postcode": "506"}


@pytest.mark.row("AP-019", "AP-024", "AP-028")
def test_leaving_a_field_fills_what_follows_from_it(clerk: Client) -> None:
    renew = reverse("staff:quote_renew", args=[uuid.uuid4(), "basisdaten"])
    tokens = {"version": "0", "page": str(uuid.uuid4())}

    power = clerk.post(renew, given.BASIS | tokens).content.decode()
    gas = clerk.post(renew, given.BASIS | tokens | {"energy_kind": "GAS"}).content.decode()

    assert "Nordrhein-Westfalen" in power
    assert "Rheinnetz" in power
    assert "2 Personen" in power
    assert "100 m²" in gas
    assert "Tarifanzahl" not in gas


@pytest.mark.row("AP-027")
@pytest.mark.parametrize(("persons", "kwh"), [("2", "3.500"), ("4", "5.000")])
def test_a_click_on_the_persons_presets_the_consumption(
    clerk: Client, persons: str, kwh: str
) -> None:
    tokens = {"version": "0", "page": str(uuid.uuid4()), "preset": kwh}

    page = clerk.post(
        url(uuid.uuid4(), Step.BASIS), given.BASIS | tokens, follow=True
    ).content.decode()

    assert f'value="{kwh}"' in page
    assert f"{persons} Personen" in page


@pytest.mark.row("R-43", "BAD-D09")
@pytest.mark.parametrize("step", [Step.TARIFF, Step.CONDITIONS, Step.PARTIES, Step.CHECK])
def test_a_later_step_without_the_earlier_ones_leads_back_kindly(clerk: Client, step: Step) -> None:
    draft_id = uuid.uuid4()

    shown = clerk.get(url(draft_id, step))
    posted = clerk.post(url(draft_id, step), {"tariff_version": "1", "key": str(uuid.uuid4())})

    assert shown.url == posted.url == url(draft_id, Step.BASIS)
    assert not QuoteDraft.objects.exists()


@pytest.mark.row("R-43", "BAD-D07")
def test_prices_sent_by_a_browser_have_no_effect(clerk: Client, version: TariffVersion) -> None:
    honest = through_the_wizard(clerk, version)
    expected = honest.calculation.annual_gross
    draft_id = given.draft(version, person={"last_name": "Winter"})
    form = clerk.get(url(draft_id, Step.CHECK)).context["form"]

    forged = {"arbeitspreis": "0.01", "annual_gross": "1", "energy_ct": "0.01", "bonus": "9999"}
    clerk.post(
        url(draft_id, Step.CHECK), forged | {"key": str(form["key"].value()), "version": "3"}
    )

    assert Quote.objects.latest("pk").calculation.annual_gross == expected


@pytest.mark.row("R-43")
@pytest.mark.parametrize("chosen", ["17", "-1", "x", "9" * 30, ""])
def test_a_tariff_of_nobody_is_refused_at_its_step(clerk: Client, chosen: str) -> None:
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)

    values = {"tariff_version": chosen, "annual_kwh": "3.500"}
    answer = post(clerk, draft_id, Step.TARIFF, values, 1)

    assert answer.status_code == 422
    assert "Bitte prüfen Sie Ihre Angaben" in answer.content.decode()


def test_wrong_input_comes_back_at_its_field_with_the_values_kept(clerk: Client) -> None:
    answer = post(clerk, uuid.uuid4(), Step.BASIS, given.BASIS | {"annual_kwh": "1e5"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bitte prüfen Sie Ihre Angaben" in page
    assert 'value="1e5"' in page
    assert 'href="#annual_kwh-feld"' in page
    assert "<title>Problem: " in page.replace("\n", "")


@pytest.mark.parametrize(
    "value", ["a\x00b", "x" * 100_000, "\u202e321", "'; drop table sales_quote; --", "%s%s", "<i>x"]
)
@pytest.mark.parametrize(
    "name", ["street", "town", "postcode", "annual_kwh", "start", "business_partner"]
)
def test_hostile_text_in_any_field_is_answered_and_never_breaks(
    clerk: Client, name: str, value: str
) -> None:
    answer = post(clerk, uuid.uuid4(), Step.BASIS, given.BASIS | {name: value})

    assert answer.status_code in {302, 422}
    assert "<i>x" not in answer.content.decode()


@pytest.mark.parametrize("value", ["a\x00b", "x" * 100_000, "\u202e321"])
def test_what_cannot_be_stored_is_told_at_its_field_and_nothing_is_kept(
    clerk: Client, value: str
) -> None:
    answer = post(clerk, uuid.uuid4(), Step.BASIS, given.BASIS | {"street": value})

    assert answer.status_code == 422
    assert 'href="#street-feld"' in answer.content.decode()
    assert not QuoteDraft.objects.exists()


@pytest.mark.row("BAD-D31")
def test_a_stale_page_gets_both_versions_side_by_side(clerk: Client) -> None:
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)
    post(clerk, draft_id, Step.BASIS, given.BASIS | {"street": "Talweg"}, 1)

    answer = post(clerk, draft_id, Step.BASIS, given.BASIS | {"street": "Bergweg"}, 1)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Talweg" in page
    assert "Bergweg" in page
    assert QuoteDraft.objects.get().data["street"] == "Talweg"


@pytest.mark.row("AP-052", "AP-053")
def test_four_tariffs_are_shown_and_the_rest_on_the_next_page(clerk: Client) -> None:
    for number in range(6):
        given.tariff(f"T{number}", f"1{number}")
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)

    first = clerk.get(url(draft_id, Step.TARIFF))
    second = clerk.get(url(draft_id, Step.TARIFF), {"seite": "2"})

    assert [card.offer.version.tariff.code for card in first.context["cards"]] == [
        "T0",
        "T1",
        "T2",
        "T3",
    ]
    assert [card.offer.version.tariff.code for card in second.context["cards"]] == ["T4", "T5"]
    assert clerk.get(url(draft_id, Step.TARIFF), {"seite": "99"}).status_code == 200


@pytest.mark.row("AP-057", "AP-060", "AP-061", "AP-063")
def test_a_card_shows_name_version_costs_bonus_and_terms(clerk: Client) -> None:
    given.tariff("PLUS", "12.5", new_customer_bonus=Money(80_00), energy_offpeak_ct="9.5")
    draft_id = uuid.uuid4()
    dual = {"register_count": "DUAL", "offpeak_kwh": "1.000"}
    post(clerk, draft_id, Step.BASIS, given.BASIS | dual)

    page = clerk.get(url(draft_id, Step.TARIFF)).content.decode()

    for text in (
        "Stadtstrom PLUS",
        "Preisstand 11/2026",
        "Arbeitspreis NT",
        "Grundpreis",
        "Jahrespreis netto",
        "im Monat",
        "80,00 €",
        "Preisgarantie",
        "Mindestlaufzeit",
        "Verlängerung",
        "Kündigungsfrist",
    ):
        assert text in page
    assert "Sofortbonus</dt>" not in page


@pytest.mark.row("AP-044", "AP-067")
def test_the_address_holds_filters_and_a_new_consumption(clerk: Client) -> None:
    given.tariff("PLUS", "12.5", new_customer_bonus=Money(80_00))
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)

    changed = clerk.get(url(draft_id, Step.TARIFF), {"da": "1", "annual_kwh": "5.000"})
    wrong = clerk.get(url(draft_id, Step.TARIFF), {"da": "1", "annual_kwh": "NaN"})

    assert changed.context["basis"].annual_kwh == 5000
    assert not changed.context["filters"].new_customer_bonus
    assert "ganze Zahl" in wrong.content.decode()
    assert QuoteDraft.objects.get().data["annual_kwh"] == "3.500"


@pytest.mark.row("AP-002")
@pytest.mark.parametrize("state", ["", "DRAFT", "ENDED"])
def test_without_an_active_tariff_the_wizard_leads_to_tariff_management(
    clerk: Client, state: str
) -> None:
    if state:
        version = given.tariff("PLUS", "12.5")
        type(version).objects.filter(pk=version.pk).update(state=state)
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)

    page = clerk.get(url(draft_id, Step.TARIFF)).content.decode()

    assert "kein Tarif aktiv" in page
    link = re.search(r'href="([^"]+)">Zum Tarifmanagement', page)
    assert link
    assert clerk.get(link[1]).status_code == 200
