"""Gas, told as commands: from a prospect's question to the day his supply begins."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from pytest_django import Settings

from kundenwerk.demo import offering
from kundenwerk.demo import supplier as house
from kundenwerk.kernel.calendar import working_days_between
from kundenwerk.kernel.energy import Commodity
from kundenwerk.mako import queries as mako
from kundenwerk.mako.models import Interchange
from kundenwerk.platform import books, clock, days
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.jobs import run_pending
from kundenwerk.sales import commands as sales
from kundenwerk.sales.models import Quote, QuoteDraft
from kundenwerk.sales.queries.board import Filters, board
from kundenwerk.sales.queries.grid import grid_of, suppliers
from kundenwerk.sales.queries.progress import basis_of
from kundenwerk.sales.rules.vocabulary import Step
from tests.factories.calls import fresh_call
from tests.journeys import supplier
from tests.journeys.selling import keep, order
from tests.mako.letters import objections

pytestmark = pytest.mark.django_db

ASKED = {
    "energy_kind": "GAS",
    "postcode": "12345",
    "street": "Am Wasserturm",
    "house_number": "7",
    "annual_kwh": "18.000",
    "start": "01.01.2027",
}
PERSON = {
    "kind": "PERSON",
    "salutation": "MR",
    "first_name": "Jonas",
    "last_name": "Winter",
    "email": "jonas.winter@example.org",
    "payment_method": "DIRECT_DEBIT",
    "iban": supplier.IBAN,
    "situation": "E03",
    "meter_number": "7GAS0012345678",
    "malo_id": supplier.MALO,
    "previous_contract_number": "HG-2024/17",
}


@pytest.mark.row("AP-095", "AP-096", "KM-018", "DEC-12")
def test_a_prospect_of_gas_is_registered_confirmed_and_supplied(settings: Settings) -> None:
    set_business_date(fresh_call(), day=supplier.FIRST_DAY)
    house.set_up(fresh_call())
    offering.open_shop(fresh_call(), day=supplier.FIRST_DAY)
    offering.change_prices(fresh_call(), announced_on=supplier.FIRST_DAY)
    offering.end_first_prices(fresh_call(), day=supplier.FIRST_DAY)

    with supplier.business_partners() as address:
        settings.MARKET_MAILBOX = f"{address}/market"
        contract = order(quote())
        run_pending()
        run_pending()

    contract.refresh_from_db()
    answered = {one.kind: one for one in mako.processes_of(contract.pk)}
    assert {one.state for one in answered.values()} == {"CONFIRMED"}
    assert answered["REGISTRATION"].answer == "Der Netzbetreiber stimmt zu."
    assert answered["TERMINATION"].answer == "Der bisherige Lieferant stimmt zu."
    assert (contract.state, contract.supplied.start) == ("CONFIRMED", date(2027, 1, 1))
    assert working_days_between(clock.today(), contract.supplied.start) >= 10
    for number in ("44001", "44016"):
        sent = Interchange.objects.get(direction="OUT", messages__pid=number)
        assert objections(bytes(sent.content), clock.today()) == []
        assert sent.sender == house.COMPANY.dvgw_code

    days.play_until(fresh_call(), date(2027, 1, 1))

    contract.refresh_from_db()
    assert contract.state == "ACTIVE"
    assert [fault for faults in books.check_all().values() for fault in faults] == []


def quote() -> Quote:
    """Compare the gas tariffs at an address, choose one, write the quote."""
    draft_id = uuid.uuid4()
    former = {name: key for key, name in suppliers(Commodity.GAS)}
    keep(draft_id, Step.BASIS, ASKED)
    basis = basis_of(QuoteDraft.objects.get().data, day=clock.today())
    grid = grid_of(basis, day=clock.today())
    [card, *_] = board(basis, grid, Filters(), day=clock.today()).cards
    choice = {"tariff_version": str(card.version.pk), "annual_kwh": "18.000", "nb": "1"}
    keep(draft_id, Step.TARIFF, choice)
    person = PERSON | {"previous_supplier": former["Havelgas Vertriebs GmbH"]}
    version = keep(draft_id, Step.PARTIES, person)

    quote_id = sales.close_draft(
        fresh_call(), draft_id=draft_id, version=version, day=clock.today()
    )

    assert "Altstrom" not in former
    return Quote.objects.get(pk=quote_id)
