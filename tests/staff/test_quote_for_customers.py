"""What an existing customer brings into a quote: supply points, current tariff, accounts."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.money import Money
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.supply.models import SupplyPoint
from tests.factories import parties, supply
from tests.factories import sales as given
from tests.staff.quote_path import begun, page, post, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


@pytest.mark.row("AP-034", "AP-036", "AP-037", "AP-038")
def test_a_supply_point_is_a_button_that_fills_the_first_step(
    clerk: Client, known: BusinessPartner, running: SupplyContract
) -> None:
    elsewhere = supply.supply_point(street="Fremdweg")
    draft_id = uuid.uuid4()
    start = clerk.get(reverse("staff:quote_new"), {"kunde": known.pk}, follow=True)
    button = f'name="take" value="{running.supply_point_id}"'

    post(
        clerk,
        draft_id,
        Step.BASIS,
        {"business_partner": str(known.pk), "take": str(running.supply_point_id)},
    )

    assert button in start.content.decode()
    assert f'name="take" value="{elsewhere.pk}"' not in start.content.decode()
    data = QuoteDraft.objects.get(pk=draft_id).data
    assert (data["street"], data["house_number"], data["postcode"]) == ("Am Markt", "3", "50667")
    assert (data["energy_kind"], data["register_count"]) == ("LADEN", "DUAL")
    assert data["annual_kwh"] == "4.200"


def test_a_supply_point_of_somebody_else_fills_nothing(
    clerk: Client, known: BusinessPartner, running: SupplyContract
) -> None:
    stranger = parties.business_partner()
    draft_id = uuid.uuid4()

    post(
        clerk,
        draft_id,
        Step.BASIS,
        {"business_partner": str(stranger.pk), "take": str(running.supply_point_id)},
    )

    assert "Am Markt" not in str(QuoteDraft.objects.get(pk=draft_id).data)


@pytest.mark.row("AP-038")
def test_a_supply_point_without_forecast_leaves_the_consumption_as_typed(
    clerk: Client, known: BusinessPartner, running: SupplyContract
) -> None:
    SupplyPoint.objects.update(forecast_annual_kwh=None)
    draft_id = uuid.uuid4()
    typed = {"business_partner": str(known.pk), "annual_kwh": "2.345"}

    post(clerk, draft_id, Step.BASIS, typed | {"take": str(running.supply_point_id)})

    assert QuoteDraft.objects.get(pk=draft_id).data["annual_kwh"] == "2.345"


@pytest.mark.row("AP-121")
def test_a_chosen_supply_point_is_taken_and_no_second_one_made(
    known: BusinessPartner, running: SupplyContract
) -> None:
    chosen = {
        "business_partner": str(known.pk),
        "supply_point": str(running.supply_point_id),
        "energy_kind": "LADEN",
        "street": "Am Markt",
        "house_number": "3",
    }
    charging = given.tariff("LADEN", "10", usage_types=["EV_CHARGING"])

    quote = given.quote(charging, basis=chosen)

    assert quote.supply_point_id == running.supply_point_id
    assert SupplyPoint.objects.count() == 1


@pytest.mark.row("AP-039", "AP-025")
def test_a_reset_lets_go_of_the_supply_point_and_its_address(
    clerk: Client, known: BusinessPartner, running: SupplyContract
) -> None:
    draft_id = uuid.uuid4()
    tokens = {"business_partner": str(known.pk)}
    post(clerk, draft_id, Step.BASIS, tokens | {"take": str(running.supply_point_id)})

    taken = page(clerk, draft_id, Step.BASIS)
    post(clerk, draft_id, Step.BASIS, tokens | given.BASIS | {"reset": "1"}, 1)
    emptied = clerk.get(url(draft_id, Step.BASIS)).context["form"]

    assert "Auswahl Anlagenkonto zurücksetzen" in taken
    assert not emptied["supply_point"].value()
    assert emptied["street"].value() != "Am Markt"
    assert "readonly" not in emptied["street"].field.widget.attrs


@pytest.mark.row("AP-064", "AP-065")
def test_the_current_tariff_is_compared_instead_of_default_supply(
    clerk: Client, known: BusinessPartner, running: SupplyContract
) -> None:
    given.tariff("LADEN", "10", usage_types=["EV_CHARGING"], new_customer_bonus=Money(80_00))
    draft_id = begun(
        clerk,
        known,
        supply_point=str(running.supply_point_id),
        energy_kind="LADEN",
        street="Am Markt",
        house_number="3",
    )

    answer = clerk.get(url(draft_id, Step.TARIFF))

    text = answer.content.decode()
    assert "jetziger Tarif" in text
    assert f"Vertrag {running.number}" in text
    assert "Rheinstrom Basis" not in text
    against = answer.context["board"].comparison
    (card,) = answer.context["board"].cards
    assert card.saving == against.cost.annual_gross - card.cost.first_year_gross
