"""One price from the wizard to the bill: random tariffs give one number everywhere (ADR 0021)."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pypdf
import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, reject, settings
from hypothesis import strategies as st

from kundenwerk.accounts.roles import Role
from kundenwerk.billing import commands as billing
from kundenwerk.billing.models import Invoice
from kundenwerk.billing.queries import bulk
from kundenwerk.billing.rules.bulk.ready import Ready
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.contracts import commands as contracts
from kundenwerk.correspondence import queries as correspondence
from kundenwerk.kernel.money import ZERO, Money, total
from kundenwerk.kernel.period import Period
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales import commands
from kundenwerk.sales.models import PriceCalculation, Quote, QuoteDraft
from kundenwerk.sales.queries.board import Filters, board
from kundenwerk.sales.queries.closing import ready
from kundenwerk.sales.queries.letter import quote_letter
from kundenwerk.sales.rules.vocabulary import Acceptance, Step
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.tariffs.rules.annual_cost import AnnualCost
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.tiers import TierData, TiersRefused, check_tiers
from kundenwerk.tariffs.rules.vocabulary import ConditionKind, PriceKind
from tests import factories
from tests.factories import sales as made
from tests.factories.calls import fresh_call, running
from tests.factories.supply import DUAL, SINGLE
from tests.factories.users import user
from tests.staff.quote_path import url
from tests.tariffs.strategies import conditions

pytestmark = pytest.mark.django_db

QUOTED_ON, BILLED_ON = date(2025, 12, 10), date(2027, 1, 10)
# 365 days at the prices others ask in 2026: what a standard year means.
YEAR = Period.year(2026)


@dataclass(frozen=True)
class Sold:
    """A tariff with what a customer of it uses and chooses."""

    price_kind: PriceKind
    tier: TierData
    chosen: tuple[str, ...]
    new_customer_bonus: Money
    instant_bonus: Money
    kwh: int
    offpeak_kwh: int | None


@st.composite
def tariffs(draw: st.DrawFn) -> Sold:
    prices = st.decimals(0, 60, places=6)
    bonuses = st.integers(0, 20_000).map(Money)
    offered = [
        replace(one, label=f"Kondition {number}")
        for number, one in enumerate(draw(st.lists(conditions, max_size=5)), start=1)
    ]
    tier = TierData(
        0,
        None,
        draw(prices),
        draw(st.decimals(0, 300, places=6)),
        draw(st.none() | prices),
        conditions=tuple(offered),
    )
    kwh = draw(st.integers(1, 99_999))
    return Sold(
        price_kind=draw(st.sampled_from([PriceKind.COMPONENTS, PriceKind.END_PRICE])),
        tier=tier,
        chosen=tuple(one.label for one in offered if draw(st.booleans())),
        new_customer_bonus=draw(bonuses),
        instant_bonus=draw(bonuses),
        kwh=kwh,
        offpeak_kwh=draw(st.none() | st.integers(0, kwh)),
    )


EVERYTHING = Sold(
    PriceKind.COMPONENTS,
    TierData(
        0,
        None,
        Decimal("12.345678"),
        Decimal("89.99"),
        Decimal("9.5"),
        conditions=(
            ConditionData(label="Öko", kind=ConditionKind.ENERGY, price=Decimal("0.3")),
            ConditionData(label="Papier", kind=ConditionKind.BASE, price=Decimal(12)),
            ConditionData(label="Wallbox", kind=ConditionKind.ONCE, once=Money(-30_00)),
            ConditionData(label="Beratung", kind=ConditionKind.ONCE, once=Money(49_00)),
            ConditionData(label="Garantie", kind=ConditionKind.TERMS, guarantee_months=24),
        ),
    ),
    ("Öko", "Papier", "Wallbox", "Beratung", "Garantie"),
    Money(60_00),
    Money(25_00),
    4_321,
    1_234,
)
END_PRICE = replace(
    EVERYTHING, price_kind=PriceKind.END_PRICE, offpeak_kwh=None, chosen=("Öko", "Beratung")
)
PLAIN = replace(EVERYTHING, tier=replace(EVERYTHING.tier, conditions=()), chosen=())


@pytest.fixture(autouse=True)
def market() -> None:
    made.small_market()
    set_business_date(fresh_call(), day=QUOTED_ON)


@pytest.fixture
def clerk(client: Client) -> Client:
    client.force_login(user(Role.SALES, username="vera"))
    return client


def put_on_sale(sold: Sold) -> TariffVersion:
    return made.tariff(
        f"T{uuid.uuid4().hex[:8]}".upper(),
        str(sold.tier.energy_ct),
        sale=Period(date(2025, 1, 1)),
        price_kind=sold.price_kind.value,
        energy_offpeak_ct=sold.tier.energy_offpeak_ct,
        base_eur_per_year=sold.tier.base_eur_per_year,
        new_customer_bonus=sold.new_customer_bonus,
        instant_bonus=sold.instant_bonus,
        conditions=sold.tier.conditions,
    )


def drafted(sold: Sold, version: TariffVersion) -> uuid.UUID:
    basis = {"annual_kwh": str(sold.kwh), "start": "01.01.2026"}
    if sold.offpeak_kwh is not None:
        basis |= {"register_count": "DUAL", "offpeak_kwh": str(sold.offpeak_kwh)}
    return made.draft(version, basis=basis, conditions=sold.chosen)


def quoted(draft_id: uuid.UUID) -> Quote:
    quote_id = commands.close_draft(
        fresh_call(),
        draft_id=draft_id,
        version=QuoteDraft.objects.get(pk=draft_id).version,
        day=QUOTED_ON,
    )
    return Quote.objects.get(pk=quote_id)


def figures(row: AnnualCost | PriceCalculation) -> dict[str, Money]:
    """What a price page and a calculation have in common."""
    if isinstance(row, PriceCalculation):
        return {
            "energy": row.energy_net,
            "base": row.base_net,
            "net": row.annual_net,
            "gross": row.annual_gross,
            "first year": row.first_year_gross,
            "instalment": row.monthly_instalment,
        }
    return {
        "energy": row.energy_cost,
        "base": row.base_price,
        "net": row.annual_net,
        "gross": row.annual_gross,
        "first year": row.first_year_gross,
        "instalment": row.monthly_instalment,
    }


def first_bill(quote: Quote) -> tuple[Invoice, Ready]:
    """The bill of the first year with exactly the quoted consumption, by both forms of the rule."""
    registers = DUAL if quote.offpeak_kwh is not None else SINGLE
    commands.accept_quote(
        fresh_call(),
        quote_id=quote.pk,
        accepted_on=QUOTED_ON,
        how=Acceptance.EMAIL,
        supplement=commands.Supplement(),
        day=QUOTED_ON,
    )
    contract_id = Quote.objects.get(pk=quote.pk).contract_id
    assert contract_id is not None
    with running():
        contracts.mark_registered(contract_id)
        contracts.confirm(contract_id, YEAR.start)
    contracts.start_supply(fresh_call(), contract_id=contract_id, day=YEAR.start)
    meter = factories.meter(quote.supply_point, registers=registers)
    used = {"TOTAL": quote.annual_kwh}
    if quote.offpeak_kwh is not None:
        used = {"PEAK": quote.annual_kwh - quote.offpeak_kwh, "OFFPEAK": quote.offpeak_kwh}
    assert YEAR.end is not None
    for register in meter.registers.all():
        for day, shown in ((YEAR.start, 0), (YEAR.end, used[register.kind])):
            factories.reading(register, day, shown, confirm_reason="geprüft")
    wanted = Wanted(contract_id, YEAR, InvoiceKind.CYCLE)
    by_run = bulk.bills([wanted], issued_on=BILLED_ON)[contract_id]
    assert isinstance(by_run, Ready), by_run
    invoice_id = billing.bill_contract(
        fresh_call(), contract_id=contract_id, period=YEAR, issued_on=BILLED_ON
    )
    return Invoice.objects.get(pk=invoice_id), by_run


def net_of(invoice: Invoice, *kinds: str) -> Money:
    return total(line.net for line in invoice.lines.all() if line.kind in kinds)


def walk(sold: Sold, clerk: Client) -> Quote:
    """From the card to the bill; every place has the same number."""
    version = put_on_sale(sold)
    draft_id = drafted(sold, version)
    data = dict(QuoteDraft.objects.get(pk=draft_id).data)
    checked, _ = ready(data, day=QUOTED_ON)
    cost = checked.calculated.cost

    card = board(checked.basis, checked.grid, Filters(), day=QUOTED_ON).card(version.pk)
    assert card is not None
    assert figures(card.cost) == figures(checked.plain)
    if not sold.chosen:
        assert card.cost == cost
    for step in (Step.CONDITIONS if sold.tier.conditions else Step.TARIFF, Step.CHECK):
        assert str(cost.annual_gross) in clerk.get(url(draft_id, step)).content.decode(), step

    quote = quoted(draft_id)
    assert figures(quote.calculation) == figures(cost)
    letter: dict[str, Any] = quote_letter(quote).data
    assert letter["key"]["value"] == str(cost.annual_gross)
    assert letter["costs"][-1][2:] == [str(cost.annual_net), str(cost.annual_gross)]
    if cost.first_year_gross != cost.annual_gross:
        assert letter["first_year"][-1][1] == str(cost.first_year_gross)

    invoice, by_run = first_bill(quote)
    assert net_of(invoice, "ENERGY", "ENERGY_PEAK", "ENERGY_OFFPEAK") == cost.energy_cost
    assert net_of(invoice, "BASE") == cost.base_price
    assert net_of(invoice, "BONUS") == cost.first_year_net - cost.annual_net
    assert (invoice.net, invoice.gross) == (cost.first_year_net, cost.first_year_gross)
    assert (by_run.digest, by_run.net, by_run.vat) == (
        invoice.trace_sha256,
        invoice.net.cents,
        invoice.vat.cents,
    )
    return quote


@pytest.mark.row("AP-117", "AP-074", "D-2")
@given(tariffs())
@example(EVERYTHING)
@example(END_PRICE)
@example(PLAIN)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_wizard_check_page_calculation_letter_and_first_bill_have_one_price(
    clerk: Client, sold: Sold
) -> None:
    try:
        check_tiers([sold.tier])
    except TiersRefused:
        reject()
    before = transaction.savepoint()
    try:
        walk(sold, clerk)
    finally:
        transaction.savepoint_rollback(before)


@pytest.mark.parametrize("sold", [EVERYTHING, END_PRICE])
def test_the_document_prints_the_same_number_and_every_condition(sold: Sold) -> None:
    quote = quoted(drafted(sold, put_on_sale(sold)))

    document_id = commands.write_quote(fresh_call(), quote_id=quote.pk)

    pdf = pypdf.PdfReader(io.BytesIO(correspondence.pdf(document_id)))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    stored = quote.calculation
    for amount in (stored.annual_gross, stored.annual_net, stored.first_year_gross):
        assert " ".join(str(amount).split()) in text
    for label in sold.chosen:
        assert label in text
    assert stored.first_year_gross != stored.annual_gross > ZERO
