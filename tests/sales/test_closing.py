"""One command makes a quote: who, where, prices, binding period; all or nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.parties.models import BankAccount, BusinessPartner, ContactPerson
from kundenwerk.parties.queries import customer
from kundenwerk.parties.rules.person import ContactKind
from kundenwerk.platform.models import CommandRecord, NumberRange
from kundenwerk.sales import commands
from kundenwerk.sales.models import PriceCalculation, Quote, QuoteDraft, QuoteItem
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.vocabulary import DraftState
from kundenwerk.supply.models import Meter, SupplyPoint
from kundenwerk.tariffs.models import PriceTier
from kundenwerk.tariffs.rules.trace import digest
from kundenwerk.work.models import TimelineEntry
from tests.factories import parties
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.faults.everywhere import break_everywhere
from tests.tariffs.test_conditions import ALL

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def market() -> None:
    given.small_market()


@pytest.mark.row("AP-001", "AP-112", "AP-113", "AP-114", "AP-121", "AP-029")
def test_closing_a_draft_writes_business_partner_supply_point_meter_and_quote() -> None:
    version = given.tariff("PLUS", "12.5")

    quote = given.quote(
        version, person={"meter_number": "1EBZ0100200300", "malo_id": "51238696781"}
    )

    business_partner = customer(quote.business_partner_id, day=given.DAY)
    assert str(business_partner.business_partner) == "Petra Sommer"
    assert not business_partner.business_partner.is_customer
    assert business_partner.contact(ContactKind.EMAIL) == "petra@example.org"
    assert str(business_partner.main_address) == "Domgasse 7, 50667 Köln"
    assert ContactPerson.objects.filter(business_partner=quote.business_partner).count() == 1
    point = SupplyPoint.objects.get()
    assert (str(point), point.state) == ("Domgasse 7, 50667 Köln", "Nordrhein-Westfalen")
    assert (point.grid_operator.name, point.forecast_annual_kwh) == ("Rheinnetz", 3500)
    assert point.malo_id == "51238696781"
    assert Meter.objects.get().number == "1EBZ0100200300"
    assert quote.supply_point == point
    assert (quote.number, quote.created_by) == ("A-2026-00001", "vera")
    assert quote.requested_start == date(2026, 12, 1)
    assert TimelineEntry.objects.get().title == "Angebot A-2026-00001 erstellt"


@pytest.mark.row("AP-117", "AP-118", "AP-059", "DEC-04")
def test_the_price_calculation_keeps_prices_tier_and_every_step_of_the_computation() -> None:
    version = given.tariff("PLUS", "12.5", new_customer_bonus=Money(80_00))

    quote = given.quote(version)

    stored = quote.calculation
    assert stored.supply_point == quote.supply_point
    assert (stored.tariff_version, stored.price_tier) == (version, PriceTier.objects.get())
    assert stored.annual_gross == stored.annual_net + stored.annual_vat
    assert stored.annual_net == stored.energy_net + stored.base_net
    assert stored.first_year_gross < stored.annual_gross
    assert stored.trace["gross_cents"] == stored.annual_gross.cents
    assert stored.trace_sha256 == digest(json.loads(json.dumps(stored.trace)))
    assert stored.comparison_name == "Rheinstrom Basis (Rheinstrom)"
    assert stored.comparison_gross == Money(1_647_50)  # 3,500 kWh × 42.50 ct + 160 €


@pytest.mark.row("AP-117")
def test_a_price_calculation_never_changes_and_freezes_the_version_it_used() -> None:
    version = given.tariff("PLUS", "12.5")
    given.quote(version)

    with pytest.raises(IntegrityError), transaction.atomic():
        PriceCalculation.objects.update(annual_kwh=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PriceTier.objects.update(energy_ct=1)


@pytest.mark.row("AP-120", "DEC-05")
def test_the_binding_period_stands_on_quote_and_calculation_and_ends_with_the_sale() -> None:
    usual = given.quote(given.tariff("PLUS", "12.5"))
    ending = given.tariff("KURZ", "12.5", sale=Period.through(date(2026, 1, 1), date(2026, 11, 25)))

    short = given.quote(ending, person={"last_name": "Winter", "email": "w@example.org"})

    assert usual.binding_until == usual.calculation.binding_until == date(2026, 12, 2)
    assert short.binding_until == short.calculation.binding_until == date(2026, 11, 25)


@pytest.mark.row("AP-116", "AP-119")
def test_the_next_possible_day_leaves_start_and_end_empty() -> None:
    quote = given.quote(given.tariff("PLUS", "12.5"), basis={"next_possible": "1"})

    for row in (quote, quote.calculation):
        assert (row.requested_start, row.requested_end, row.next_possible) == (None, None, True)
    assert quote.calculation.priced_on == date(2026, 11, 20)


@pytest.mark.row("AP-004", "AP-123", "AP-124")
def test_recipient_and_owner_are_business_partners_of_their_own_linked_to_the_calculation() -> None:
    owner = parties.business_partner()
    others = {
        "has_recipient": "1",
        "recipient_last_name": "Zahler",
        "recipient_first_name": "Otto",
        "has_owner": "1",
        "owner_business_partner": str(owner.pk),
    }

    quote = given.quote(given.tariff("PLUS", "12.5"), person=others)

    assert str(quote.invoice_recipient) == "Otto Zahler"
    assert quote.property_owner == owner
    assert quote.calculation.invoice_recipient == quote.invoice_recipient
    assert quote.calculation.property_owner == owner
    assert ContactPerson.objects.filter(business_partner=quote.invoice_recipient).count() == 1
    assert ContactPerson.objects.filter(business_partner=owner).count() == 1


@pytest.mark.row("AP-090", "AP-104")
def test_with_a_recipient_the_bank_account_belongs_to_who_pays() -> None:
    others = {"has_recipient": "1", "recipient_last_name": "Zahler"}

    quote = given.quote(given.tariff("PLUS", "12.5"), person=others)

    assert quote.bank_account
    assert quote.bank_account.business_partner == quote.invoice_recipient


@pytest.mark.row("AP-003", "AP-088", "AP-121")
def test_an_existing_business_partner_is_taken_as_he_is_and_his_iban_found_again() -> None:
    known = parties.business_partner()
    account = parties.bank_account(known, given.IBAN)

    quote = given.quote(given.tariff("PLUS", "12.5"), basis={"business_partner": str(known.pk)})

    assert quote.business_partner == known
    assert quote.bank_account == account
    assert BusinessPartner.objects.count() == 1
    assert BankAccount.objects.count() == 1


@pytest.mark.row("AP-085", "R-43")
def test_a_bank_account_of_somebody_else_is_refused() -> None:
    stranger = parties.bank_account(parties.business_partner())
    draft_id = given.draft(
        given.tariff("PLUS", "12.5"), person={"bank_account": str(stranger.pk), "iban": ""}
    )

    with pytest.raises(commands.NotTheirs):
        commands.close_draft(fresh_call(), draft_id=draft_id, version=3, day=given.DAY)

    assert not Quote.objects.exists()


def test_a_draft_keeps_nothing_once_it_became_a_quote() -> None:
    quote = given.quote(given.tariff("PLUS", "12.5"))

    draft = QuoteDraft.objects.get()

    assert (draft.state, draft.data, draft.quote) == (DraftState.CLOSED, {}, quote)


def test_a_double_click_makes_one_quote_and_a_second_key_is_told_which() -> None:
    draft_id = given.draft(given.tariff("PLUS", "12.5"))
    call = fresh_call()

    first = commands.close_draft(call, draft_id=draft_id, version=3, day=given.DAY)
    again = commands.close_draft(call, draft_id=draft_id, version=3, day=given.DAY)

    assert first == again
    with pytest.raises(commands.DraftClosed) as closed:
        commands.close_draft(fresh_call(), draft_id=draft_id, version=3, day=given.DAY)
    assert closed.value.quote_id == first
    assert Quote.objects.count() == 1


def test_what_changed_after_the_check_page_is_checked_again() -> None:
    draft_id = given.draft(given.tariff("PLUS", "12.5"))

    with pytest.raises(commands.DraftChanged):
        commands.close_draft(fresh_call(), draft_id=draft_id, version=2, day=given.DAY)


@pytest.mark.row("AP-045", "AP-046")
def test_a_tariff_that_does_not_fit_any_more_is_refused_with_the_reason() -> None:
    small = given.tariff("MINI", "12.5", upto_kwh=2000)
    draft_id = given.draft(small)

    with pytest.raises(Incomplete) as caught:
        commands.close_draft(fresh_call(), draft_id=draft_id, version=3, day=given.DAY)

    assert "außerhalb der Preisstaffeln" in caught.value.errors["tariff_version"]


@pytest.mark.row("AP-125")
def test_a_fault_at_any_statement_leaves_no_trace_of_the_quote() -> None:
    version = given.tariff("PLUS", "12.5", conditions=ALL)
    draft_id = given.draft(version, conditions=("Ökozuschlag", "Papierrechnung"))
    call = fresh_call()

    def close() -> None:
        commands.close_draft(call, draft_id=draft_id, version=4, day=given.DAY)

    def written() -> list[int]:
        tables = (
            BusinessPartner,
            SupplyPoint,
            Quote,
            QuoteItem,
            PriceCalculation,
            NumberRange,
            CommandRecord,
        )
        return [model.objects.count() for model in tables]

    verdict = break_everywhere(close, written)

    assert verdict.left_behind_after is None
    assert verdict.points > 40
    assert Quote.objects.count() == 1
