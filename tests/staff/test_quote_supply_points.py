"""What a customer's supply points bring into the first step of a quote."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.energy import Commodity
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.queries.progress import basis_of
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.supply.models import Register
from tests.factories import contracts, supply
from tests.factories import sales as given
from tests.staff.quote_path import charging_of, grossmann, page, post, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


@pytest.fixture
def known() -> BusinessPartner:
    return grossmann()


@pytest.fixture
def charging(known: BusinessPartner) -> SupplyContract:
    return charging_of(known)


def take(clerk: Client, known: BusinessPartner, point: int, **typed: str) -> uuid.UUID:
    draft_id = uuid.uuid4()
    post(
        clerk, draft_id, Step.BASIS, typed | {"business_partner": str(known.pk), "take": str(point)}
    )
    return draft_id


@pytest.mark.row("AP-021", "AP-037")
@pytest.mark.parametrize(("registers", "count"), [(0, ""), (1, "SINGLE"), (2, "DUAL")])
def test_the_meter_tells_the_register_count_if_it_knows_it(
    clerk: Client, known: BusinessPartner, charging: SupplyContract, registers: int, count: str
) -> None:
    kept = Register.objects.values_list("pk")[:registers]
    Register.objects.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()

    draft_id = take(clerk, known, charging.supply_point_id, register_count="MULTI")

    assert QuoteDraft.objects.get().data.get("register_count", "") == count
    form = clerk.get(url(draft_id, Step.BASIS)).context["form"]
    assert form["register_count"].value() in ({count} if count else {"", None})


@pytest.mark.row("AP-036", "AP-037")
def test_a_taken_supply_point_sets_everything_and_keeps_its_address(
    clerk: Client, known: BusinessPartner, charging: SupplyContract
) -> None:
    draft_id = take(clerk, known, charging.supply_point_id, energy_kind="GAS")

    form = clerk.get(url(draft_id, Step.BASIS)).context["form"]

    shown = {name: form[name].value() for name in ("energy_kind", "register_count", "annual_kwh")}
    assert shown == {"energy_kind": "LADEN", "register_count": "DUAL", "annual_kwh": "4.200"}
    for name in ("postcode", "street", "house_number"):
        assert form[name].field.widget.attrs["readonly"]


@pytest.mark.row("AP-025", "AP-039")
def test_a_reset_empties_everything_taken_over_and_makes_it_writable(
    clerk: Client, known: BusinessPartner, charging: SupplyContract
) -> None:
    draft_id = take(clerk, known, charging.supply_point_id)
    sent = QuoteDraft.objects.get().data

    post(clerk, draft_id, Step.BASIS, sent | {"reset": "1"}, 1)

    form = clerk.get(url(draft_id, Step.BASIS)).context["form"]
    for name in ("supply_point", "postcode", "town", "street", "house_number", "annual_kwh"):
        assert not form[name].value()
        assert "readonly" not in form[name].field.widget.attrs
    assert not form["register_count"].value()
    again = take(clerk, known, charging.supply_point_id)
    assert "Am Markt" in page(clerk, again, Step.BASIS)


@pytest.mark.row("AP-035")
def test_the_buttons_of_the_commodities_narrow_the_supply_points(
    clerk: Client, known: BusinessPartner, charging: SupplyContract
) -> None:
    gas = supply.supply_point(commodity=Commodity.GAS, usage_type=None, street="Gasweg")
    contracts.supplied_contract(
        customer=known,
        supply_point=gas,
        version=given.tariff("GAS", "6", commodity="GAS", usage_types=[]),
        contract_account_id=charging.contract_account_id,
        terms=contracts.terms(energy_ct=Decimal(6)),
    )
    draft_id = uuid.uuid4()
    renew = reverse("staff:quote_renew", args=[draft_id, "basisdaten"])
    tokens = {"version": "0", "page": str(uuid.uuid4()), "business_partner": str(known.pk)}

    everything = clerk.post(renew, tokens).content.decode()
    only_gas = clerk.post(renew, tokens | {"points_of": "GAS"}).content.decode()

    assert "Am Markt" in everything
    assert "Gasweg" in everything
    assert "Gasweg" in only_gas
    assert "Am Markt" not in only_gas
    assert 'value="GAS" checked' in only_gas


@pytest.mark.row("R-43")
def test_another_address_sent_beside_a_supply_point_changes_no_price(
    known: BusinessPartner, charging: SupplyContract
) -> None:
    sent = given.BASIS | {
        "energy_kind": "LADEN",
        "business_partner": str(known.pk),
        "supply_point": str(charging.supply_point_id),
        "postcode": "22145",
        "town": "Hamburg",
    }

    basis = basis_of(sent, day=given.DAY)

    assert (basis.postcode, basis.town, basis.street) == ("50667", "Köln", "Am Markt")


def test_gas_is_not_quoted_at_a_supply_point_of_electricity(
    known: BusinessPartner, charging: SupplyContract
) -> None:
    chosen = {"business_partner": str(known.pk), "supply_point": str(charging.supply_point_id)}

    with pytest.raises(Incomplete) as refusal:
        basis_of(given.BASIS | chosen | {"energy_kind": "GAS"}, day=given.DAY)

    assert list(refusal.value.errors) == ["energy_kind"]
