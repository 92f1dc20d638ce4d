"""The supplier itself."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from kundenwerk.market import commands, queries
from kundenwerk.market.commands.company import CompanyChanged
from kundenwerk.market.models import MarketParticipant
from kundenwerk.market.rules.company import CompanyData, CompanyRefused, check_company
from kundenwerk.platform.commands import Call

DATA = CompanyData(
    name="Stadtwerke Musterstadt GmbH",
    postcode="12345",
    town="Musterstadt",
    email="service@stadtwerke.example",
    bdew_code="9999009000015",
    creditor_id="DE98ZZZ09999999999",
    iban="DE89 3704 0044 0532 0130 00",
    brand_color="#1a5fb4",
)


def save(data: CompanyData, version: int = 0) -> int:
    """Store the company."""
    call = Call("test", uuid.uuid4())
    return commands.save_own_company(call, data=data, version=version, is_fictitious=True)


@pytest.mark.django_db
def test_the_supplier_becomes_a_market_participant_of_its_own() -> None:
    save(DATA)

    company = queries.own_company()
    assert company.name == DATA.name
    assert company.bdew_code == DATA.bdew_code
    assert company.iban == "DE89370400440532013000"
    assert MarketParticipant.objects.get(is_own=True).code == DATA.bdew_code
    assert company not in queries.suppliers()


@pytest.mark.django_db
def test_before_it_was_entered_the_supplier_is_empty() -> None:
    assert queries.own_company().name == ""
    assert queries.own_company().bdew_code == ""


@pytest.mark.django_db
def test_a_former_code_is_no_longer_our_own() -> None:
    save(DATA)

    save(replace(DATA, bdew_code=""))

    assert not MarketParticipant.objects.filter(is_own=True).exists()


@pytest.mark.django_db
def test_a_change_on_top_of_an_older_screen_is_refused() -> None:
    version = save(DATA)
    save(DATA, version)

    with pytest.raises(CompanyChanged):
        save(replace(DATA, town="Anderswo"), version)

    assert queries.own_company().town == "Musterstadt"


def test_every_faulty_field_is_named() -> None:
    faulty = CompanyData(
        name="",
        postcode="1234",
        email="x",
        bdew_code="9999009000014",
        creditor_id="DE00ZZZ09999999999",
        iban="DE00",
        balancing_group="11X",
        vat_id="123",
        brand_color="blau",
        town="A\u202eB",
    )

    with pytest.raises(CompanyRefused) as refused:
        check_company(faulty)

    assert set(refused.value.faults) == {
        "name",
        "postcode",
        "email",
        "bdew_code",
        "creditor_id",
        "iban",
        "balancing_group",
        "vat_id",
        "brand_color",
        "town",
    }
