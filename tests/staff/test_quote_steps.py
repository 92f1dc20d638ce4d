"""What each step of the quote path shows, and what it leaves out."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.kernel.money import Money
from kundenwerk.market.models import DefaultSupplyTariff
from kundenwerk.parties.models import BusinessPartner, ContactPerson
from kundenwerk.sales.models import Quote
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import Tariff, TariffSettings, TariffVersion
from tests.factories import sales as given
from tests.staff.quote_path import post, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


def at_tariffs(clerk: Client, **values: str) -> uuid.UUID:
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS | values)
    return draft_id


def at_parties(clerk: Client, version: TariffVersion) -> uuid.UUID:
    draft_id = at_tariffs(clerk)
    chosen = {"tariff_version": str(version.pk), "annual_kwh": "3.500"}
    post(clerk, draft_id, Step.TARIFF, chosen, 1)
    return draft_id


def page(clerk: Client, draft_id: uuid.UUID, step: Step, **query: str) -> str:
    text: str = clerk.get(url(draft_id, step), query).content.decode()
    return text


def codes(clerk: Client, draft_id: uuid.UUID, **query: str) -> list[str]:
    shown: list[Any] = clerk.get(url(draft_id, Step.TARIFF), query).context["cards"]
    return [card.offer.version.tariff.code for card in shown]


@pytest.mark.row("AP-015", "AP-020", "AP-022", "AP-023", "AP-030")
def test_the_first_step_asks_energy_address_start_and_consumption(clerk: Client) -> None:
    shown = clerk.get(reverse("staff:quote_new"), follow=True)

    form, text = shown.context["form"], shown.content.decode()
    for heading in ("Was soll geliefert werden?", "Wohin?", "Wie viel und ab wann?"):
        assert heading in text
    for name in ("postcode", "town", "street", "house_number", "state"):
        assert f'id="id_{name}"' in text, name
    counts = [value for value, _ in form.fields["register_count"].widget.choices]
    assert counts == ["", "SINGLE", "DUAL", "MULTI"]
    for kind in ("Haushaltsstrom", "Ladestrom", "Heizstrom", "Wärmepumpenstrom", "Gas"):
        assert kind in text
    assert form["start"].value() == "01.12.2026"


@pytest.mark.row("AP-018")
def test_an_unknown_register_count_restricts_nothing(clerk: Client) -> None:
    given.tariff("EGAL", "12")
    given.tariff("ZWEI", "13")
    Tariff.objects.filter(code="ZWEI").update(register_counts=["DUAL"])

    unknown, single = at_tariffs(clerk), at_tariffs(clerk, register_count="SINGLE")

    assert codes(clerk, unknown) == ["EGAL", "ZWEI"]
    assert codes(clerk, single) == ["EGAL"]


@pytest.mark.row("AP-048", "AP-049", "AP-050")
def test_default_supply_stands_beside_the_tariffs_unless_switched_off(clerk: Client) -> None:
    given.tariff("PLUS", "12.5")
    DefaultSupplyTariff.objects.update(information="Preisblatt 01/2026")
    draft_id = at_tariffs(clerk)

    shown = page(clerk, draft_id, Step.TARIFF)
    TariffSettings.objects.update(compare_default_supply=False)
    without = page(clerk, draft_id, Step.TARIFF)

    for item in ("Rheinstrom Basis", "Rheinstrom</span>", "Preisblatt 01/2026", "1.647,50"):
        assert item in shown, item
    assert "Grundversorgung" not in without
    assert "Rheinstrom Basis" not in without


@pytest.mark.row("AP-054", "AP-055", "AP-056")
def test_the_switches_of_the_page_narrow_the_tariffs(clerk: Client) -> None:
    given.tariff("OEKO", "12", is_green=True)
    given.tariff("NETZ", "13", is_online=True)
    given.tariff("BEIDES", "14", is_green=True, is_online=True)
    given.tariff("GROSS", "15", is_b2b=True)
    draft_id = at_tariffs(clerk)

    assert codes(clerk, draft_id) == ["OEKO", "NETZ", "BEIDES"]
    assert codes(clerk, draft_id, da="1", oeko="1") == ["OEKO", "BEIDES"]
    assert codes(clerk, draft_id, da="1", online="1") == ["NETZ", "BEIDES"]
    assert codes(clerk, draft_id, da="1", oeko="1", online="1") == ["BEIDES"]
    assert codes(clerk, draft_id, da="1", b2b="1") == ["OEKO", "NETZ", "BEIDES", "GROSS"]


@pytest.mark.row("AP-058")
def test_a_card_bears_a_badge_for_each_property(clerk: Client) -> None:
    given.tariff("ALLES", "12", is_green=True, is_online=True, is_b2b=True)
    plain = given.tariff("NICHTS", "13")
    Tariff.objects.filter(code="ALLES").update(supply_kind="DEFAULT_SUPPLY")

    text = page(clerk, at_tariffs(clerk), Step.TARIFF, da="1", b2b="1")

    full, bare = text.split(f'id="tariff-{plain.pk}"')[0], text.split(f'"tariff-{plain.pk}"')[1]
    badges = ("Öko</span>", "Online</span>", "B2B</span>", "Grundversorgung</span>")
    for badge in badges:
        assert badge in full, badge
        assert badge not in bare, badge


@pytest.mark.row("AP-060", "AP-061", "AP-062", "AP-063")
def test_a_card_leaves_out_what_the_tariff_does_not_have(clerk: Client) -> None:
    given.tariff("SOFORT", "12", instant_bonus=Money(50_00), minimum_term_months=24)

    text = page(clerk, at_tariffs(clerk), Step.TARIFF)

    assert "<dt>Sofortbonus</dt><dd>50,00" in text
    assert "<dt>Neukundenbonus</dt>" not in text
    assert "Arbeitspreis NT" not in text
    assert "24 Monate" in text
    assert "4 Wochen" in text


@pytest.mark.row("AP-047")
def test_without_a_fitting_tariff_the_way_ends_with_the_reason(clerk: Client) -> None:
    given.tariff("MINI", "12", upto_kwh=2000)
    draft_id = at_tariffs(clerk)

    text = page(clerk, draft_id, Step.TARIFF)
    beyond = clerk.get(url(draft_id, Step.PARTIES))

    assert "Für diese Angaben passt kein Tarif." in text
    assert "außerhalb der Preisstaffeln" in text
    assert beyond.url == url(draft_id, Step.TARIFF)
    assert not Quote.objects.exists()
    assert not BusinessPartner.objects.exists()


@pytest.mark.row("S7")
def test_filters_that_leave_nothing_name_the_one_to_drop(clerk: Client) -> None:
    given.tariff("OEKO", "12", is_green=True)
    given.tariff("GRAU", "13")
    draft_id = at_tariffs(clerk)

    text = page(clerk, draft_id, Step.TARIFF, da="1", oeko="1", online="1")

    assert "Am meisten schließt dieser Filter aus: Onlinetarif" in text
    assert "Alle Filter aufheben" in text


@pytest.mark.row("AP-069", "AP-071")
def test_a_prospect_can_decline_from_the_tariffs_at_any_time(clerk: Client) -> None:
    given.tariff("PLUS", "12.5")
    draft_id = at_tariffs(clerk)
    refuse = reverse("staff:quote_reject", args=[draft_id])

    text = page(clerk, draft_id, Step.TARIFF)
    form = clerk.get(refuse).context["form"]
    clerk.post(refuse, {"key": str(form["key"].value()), "reason": "PRICE"})

    assert f'href="{refuse}">Ablehnen</a>' in text
    assert not BusinessPartner.objects.exists()


@pytest.mark.row("AP-081", "AP-087")
def test_direct_debit_from_new_bank_details_is_asked_first_of_a_new_business_partner(
    clerk: Client,
) -> None:
    draft_id = at_parties(clerk, given.tariff("PLUS", "12.5"))

    shown = clerk.get(url(draft_id, Step.PARTIES))

    text = shown.content.decode()
    for asked in ("Vertragspartner", "Zahlung", "Liefersituation und Zähler", "Weitere Beteiligte"):
        assert asked in text
    assert shown.context["form"]["payment_method"].value() == "DIRECT_DEBIT"
    assert 'id="id_iban"' in text
    assert "noch offen" in text


@pytest.mark.row("AP-124", "AP-107", "AP-103", "AP-123")
def test_a_new_owner_and_a_new_recipient_become_business_partners_of_the_quote() -> None:
    others = {
        "has_owner": "1",
        "owner_last_name": "Eigen",
        "owner_email": "eigen@example.org",
        "has_recipient": "1",
        "recipient_last_name": "Zahler",
        "recipient_email": "zahler@example.org",
    }

    quote = given.quote(given.tariff("PLUS", "12.5"), person=others)

    for linked in (quote.calculation.property_owner, quote.calculation.invoice_recipient):
        assert linked
        assert ContactPerson.objects.filter(business_partner=linked).count() == 1
        assert linked.contacts.filter(kind="EMAIL").count() == 1


@pytest.mark.row("AP-086")
def test_an_acceptance_without_bank_details_is_refused_in_words(clerk: Client) -> None:
    open_payment = {"payment_method": "TRANSFER", "iban": ""}
    quote = given.quote(given.tariff("PLUS", "12.5"), person=open_payment)
    here = reverse("staff:quote_accept", args=[quote.pk])
    key = str(clerk.get(here).context["form"]["key"].value())

    answer = clerk.post(here, {"key": key, "accepted_on": "heute", "how": "EMAIL"})

    assert answer.status_code == 422
    assert "Bankverbindung" in " ".join(str(answer.context["form"].errors).split())


@pytest.mark.row("AP-112", "AP-113")
def test_the_business_partner_of_a_quote_stands_in_the_list_of_business_partners(
    clerk: Client,
) -> None:
    quote = given.quote(given.tariff("PLUS", "12.5"))

    rows = clerk.get(reverse("staff:customers"), {"q": "Sommer"}).context["found"]

    assert [row.pk for row in rows] == [quote.business_partner_id]
    assert ContactPerson.objects.filter(business_partner=quote.business_partner).count() == 1


@pytest.mark.row("AP-076", "AP-081", "AP-087", "AP-101", "AP-105")
def test_the_contract_step_asks_who_pays_how_and_others_on_demand(clerk: Client) -> None:
    draft_id = at_parties(clerk, given.tariff("PLUS", "12.5"))

    shown = clerk.get(url(draft_id, Step.PARTIES))
    text = shown.content.decode()
    tokens = {"version": "2", "page": str(uuid.uuid4())}
    renew = reverse("staff:quote_renew", args=[draft_id, Step.PARTIES.value])
    both = given.PERSON | tokens | {"has_recipient": "1", "has_owner": "1"}
    opened = clerk.post(renew, both).content.decode()

    for asked in ("Vertragspartner", "Zahlung", "Liefersituation und Zähler", "Weitere Beteiligte"):
        assert asked in text
    assert shown.context["form"]["payment_method"].value() == "DIRECT_DEBIT"
    assert 'id="id_iban"' in text
    for name in ("recipient_last_name", "owner_last_name"):
        assert f'id="id_{name}"' not in text
        assert f'id="id_{name}"' in opened
