"""From a prospect's question to a paid bill, told as commands; the partners are on a socket."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from decimal import Decimal

import httpx
import pytest
from lxml import etree
from pytest_django import Settings

from kundenwerk.billing import commands as billing
from kundenwerk.billing.models import Invoice
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.contracts import commands as contracts
from kundenwerk.contracts.models import ContractTerms, SupplyContract
from kundenwerk.correspondence import queries as correspondence
from kundenwerk.kernel.energy import Commodity, ReadingOrigin
from kundenwerk.kernel.money import ZERO
from kundenwerk.kernel.period import Period
from kundenwerk.ledger import queries as ledger
from kundenwerk.mako.jobs import exchange
from kundenwerk.mako.models import Interchange
from kundenwerk.market import commands as market
from kundenwerk.metering import commands as metering
from kundenwerk.metering.models import Reading
from kundenwerk.payments import commands as payments
from kundenwerk.payments import jobs as bank
from kundenwerk.payments import queries as collected
from kundenwerk.payments.formats import pain008
from kundenwerk.platform import books, clock, days
from kundenwerk.platform.jobs import run_pending
from kundenwerk.sales import commands as sales
from kundenwerk.sales.models import Quote, QuoteDraft
from kundenwerk.sales.queries.board import Filters, board
from kundenwerk.sales.queries.grid import grid_of, suppliers
from kundenwerk.sales.queries.progress import basis_of
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.supply.models import Register
from kundenwerk.tariffs import commands as tariffs
from kundenwerk.tariffs.rules.tiers import TierData
from tests.factories.calls import fresh_call
from tests.journeys import supplier
from tests.journeys.selling import keep, order
from tests.mako.letters import objections

pytestmark = pytest.mark.django_db

START, NEW_YEAR, NEW_PRICES, END = (
    date(2026, 12, 1),
    date(2027, 1, 1),
    date(2027, 2, 1),
    date(2027, 3, 1),
)
ASKED = {
    "energy_kind": "HAUSHALT",
    "postcode": "10115",
    "street": "Invalidenstraße",
    "house_number": "43",
    "annual_kwh": "3.500",
    "start": "01.12.2026",
}
PERSON = {
    "kind": "PERSON",
    "salutation": "MS",
    "first_name": "Petra",
    "last_name": "Sommer",
    "email": "petra.sommer@example.org",
    "payment_method": "DIRECT_DEBIT",
    "iban": supplier.IBAN,
    "situation": "E03",
    "meter_number": "1EMH0012345678",
    "malo_id": supplier.MALO,
}


@pytest.mark.row("AP-095", "KM-018", "KM-039", "DEC-12")
def test_a_prospect_becomes_a_customer_whose_bill_is_paid(settings: Settings) -> None:
    house_bank_id = supplier.open_for_business()

    with supplier.business_partners() as address:
        settings.MARKET_MAILBOX, settings.BANK_MAILBOX = f"{address}/market", f"{address}/bank"
        contract = order(quote())
        register(contract)
        bring_next_year(contract)
        shown = be_read(contract, START, address)
        read_meter(contract, END, shown + 640)
        invoice = bill(contract)
        collect(house_bank_id, invoice)

    account_id = invoice.contract_account.ledger_account_id
    assert ledger.balance(account_id) == ZERO
    assert not ledger.open_items(account_id).exists()
    assert [fault for faults in books.check_all().values() for fault in faults] == []


def quote() -> Quote:
    """Compare the tariffs at a real address, choose one, write the quote."""
    draft_id = uuid.uuid4()
    former = {name: key for key, name in suppliers(Commodity.ELECTRICITY)}
    keep(draft_id, Step.BASIS, ASKED)
    basis = basis_of(QuoteDraft.objects.get().data, day=clock.today())
    grid = grid_of(basis, day=clock.today())
    cards = board(basis, grid, Filters(), day=clock.today()).cards
    savings = [card.difference for card in cards if card.difference]
    chosen = next(card for card in cards if card.version.tariff.name == "Musterstrom Natur")
    choice = {"tariff_version": str(chosen.version.pk), "annual_kwh": "3.500", "nb": "1"}
    keep(draft_id, Step.TARIFF, choice)
    person = PERSON | {"previous_supplier": former["Vattenfall Europe Sales GmbH"]}
    version = keep(draft_id, Step.PARTIES, person)

    quote_id = sales.close_draft(
        fresh_call(), draft_id=draft_id, version=version, day=clock.today()
    )
    run_pending()

    made = Quote.objects.get(pk=quote_id)
    assert grid.name == "Stromnetz Berlin GmbH"
    assert savings == sorted(savings, reverse=True)
    assert made.document_id
    assert correspondence.pdf(made.document_id).startswith(b"%PDF")
    return made


def register(contract: SupplyContract) -> None:
    """The event registers at the grid operator, who agrees; supply begins on the day."""
    run_pending()
    contract.refresh_from_db()
    sent = Interchange.objects.get(direction="OUT", messages__pid="55001")
    assert objections(bytes(sent.content), clock.today()) == []
    assert (contract.state, contract.supplied.start) == ("CONFIRMED", START)

    days.play_until(fresh_call(), START)

    contract.refresh_from_db()
    assert contract.state == "ACTIVE"


def bring_next_year(contract: SupplyContract) -> None:
    """Next year's levies and grid prices, and a price of our own told in time."""
    read = (supplier.DATA / "umlagen_2027.csv").read_bytes()
    market.import_components(fresh_call(), content=read)
    read = (supplier.DATA / "netzpreise_2027.csv").read_bytes()
    market.import_grid_prices(fresh_call(), content=read)
    version_id = tariffs.prepare_version(
        fresh_call(), tariff_id=contract.tariff_id, start=NEW_PRICES, label="ab 01.02.2027"
    )
    tiers = [TierData(0, None, Decimal("12.40"), Decimal(84))]
    tariffs.set_tiers(fresh_call(), version_id=version_id, tiers=tiers)
    tariffs.activate_version(fresh_call(), version_id=version_id, day=clock.today())

    changed = contracts.apply_tariff_version(
        fresh_call(), version_id=version_id, announced_on=clock.today(), at=clock.now()
    )

    assert changed == {"changed": 1, "kept": 0}
    assert ContractTerms.objects.filter(contract=contract).count() == 2


def be_read(contract: SupplyContract, day: date, address: str) -> int:
    """The metering operator reads the meter and reports it as MSCONS; tells what it showed."""
    errand = {"day": f"{day}", "meters": {supplier.MALO: PERSON["meter_number"]}}
    httpx.put(f"{address}/market/in/ABLESUNG-1", json=errand).raise_for_status()
    exchange()
    reading = Reading.objects.get(register__meter__supply_point=contract.supply_point_id)
    received = Interchange.objects.get(direction="IN", messages__pid="13017")
    assert objections(bytes(received.content), clock.today()) == []
    assert (reading.day, reading.state, reading.origin) == (day, "VALID", "GRID_OPERATOR")
    return int(reading.value)


def read_meter(contract: SupplyContract, day: date, shown: int) -> None:
    """The customer tells what the meter shows."""
    if clock.today() < day:
        days.play_until(fresh_call(), day)
    register = Register.objects.get(meter__supply_point=contract.supply_point_id)
    metering.record_reading(
        fresh_call(),
        register_id=register.pk,
        day=day,
        value=Decimal(shown),
        origin=ReadingOrigin.CUSTOMER,
        today=clock.today(),
    )


def bill(contract: SupplyContract) -> Invoice:
    """A bill of three months, split where levies and prices change."""
    invoice_id = billing.bill_contract(
        fresh_call(),
        contract_id=contract.pk,
        period=Period(START, END),
        issued_on=clock.today(),
        kind=InvoiceKind.INTERIM,
    )
    run_pending()

    invoice = Invoice.objects.get(pk=invoice_id)
    parts = invoice.lines.filter(kind="ENERGY").order_by("position")
    assert [line.period.start for line in parts] == [START, NEW_YEAR, NEW_PRICES]
    assert sum(line.quantity for line in parts) == 640
    assert invoice.document_id
    return invoice


def collect(house_bank_id: int, invoice: Invoice) -> None:
    """Collect on the day the bill is due; the bank reports the money on its statement."""
    days.play_until(fresh_call(), invoice.due_on)
    earliest = collected.earliest_day(house_bank_id, clock.now(), clock.today())
    assert earliest
    run_id = payments.create_collection(
        fresh_call(),
        house_bank_id=house_bank_id,
        collect_on=earliest,
        created_at=clock.now(),
    )
    schema = etree.XMLSchema(etree.parse(str(pain008.SCHEMA)))
    assert schema.validate(etree.fromstring(collected.collection_file(run_id)))
    bank.send_collection(run_id=run_id)

    days.play_until(fresh_call(), earliest + timedelta(days=1))

    assert bank.fetch_statements() == 1
