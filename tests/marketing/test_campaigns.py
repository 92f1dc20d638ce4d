"""Campaigns: made, moved, measured; nobody is reached without consent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.marketing import commands
from kundenwerk.marketing.commands import (
    CampaignFixed,
    CodeAnswered,
    CodesMissing,
    CodeTaken,
    StaleCampaign,
)
from kundenwerk.marketing.models import Campaign, ResponseCode
from kundenwerk.marketing.queries import campaign, campaigns, reach, recipients, result
from kundenwerk.marketing.rules import (
    Audience,
    CampaignAction,
    Channel,
    Segment,
    UnusableCampaign,
)
from kundenwerk.platform import days, undo
from kundenwerk.sales import commands as sales_commands
from kundenwerk.sales.rules.stages import LeadStage
from kundenwerk.sales.rules.vocabulary import Acceptance
from tests.factories import campaigns as given
from tests.factories import consents, contracts, leads, parties, sales
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY

pytestmark = pytest.mark.django_db


def move(one: Campaign, action: CampaignAction) -> Campaign:
    commands.move_campaign(fresh_call("marko"), campaign_id=one.pk, action=action)
    return Campaign.objects.get(pk=one.pk)


def update(one: Campaign, **changes: Any) -> int:
    return commands.update_campaign(
        fresh_call(), campaign_id=one.pk, version=one.version, data=given.data(**changes)
    )


# ---- made and moved


@pytest.mark.row("KM-010")
def test_a_campaign_keeps_goal_segment_channel_period_budget_content_and_codes() -> None:
    segment = Segment(stages=(LeadStage.NEW,), postcodes=("50",))
    one = given.campaign(segment=segment)

    assert (one.state, one.target_contracts, one.budget) == ("DRAFT", 4, Money(1_000_00))
    assert one.segment == segment.as_json()
    assert sorted(code.code for code in one.codes.all()) == ["FLYER26", "HERBST26"]
    assert list(campaigns(text="flyer")) == [one]


@pytest.mark.row("KM-010")
def test_a_planned_campaign_starts_and_ends_by_its_days() -> None:
    one = move(given.campaign(), CampaignAction.APPROVE)
    days.begin(date(2026, 10, 31), "a")
    assert Campaign.objects.get().state == "PLANNED"

    days.begin(date(2026, 11, 1), "b")
    assert Campaign.objects.get().state == "RUNNING"
    days.begin(date(2026, 12, 31), "c")
    assert Campaign.objects.get().state == "RUNNING"
    days.begin(date(2027, 1, 1), "d")

    one.refresh_from_db()
    assert one.state == "ENDED"
    with pytest.raises(TransitionNotAllowed):
        move(one, CampaignAction.CANCEL)


def test_a_campaign_without_codes_is_not_approved() -> None:
    with pytest.raises(CodesMissing):
        move(given.campaign(codes={}), CampaignAction.APPROVE)


@pytest.mark.row("V8")
def test_a_step_and_spending_can_be_taken_back() -> None:
    one, cancel, spend = given.campaign(), fresh_call("marko"), fresh_call("marko")
    commands.move_campaign(cancel, campaign_id=one.pk, action=CampaignAction.CANCEL)
    commands.note_spending(spend, campaign_id=one.pk, spent=Money(5_00))

    for call in (cancel, spend):
        offer = undo.offer_of(call)
        assert offer
        undo.take_back(offer.pk, actor="marko")

    one.refresh_from_db()
    assert (one.state, one.spent) == ("DRAFT", Money(0))


def test_only_what_does_not_run_yet_is_changed_and_only_from_the_newest_form() -> None:
    one = given.campaign()
    update(one, goal="Mehr")
    with pytest.raises(StaleCampaign):
        update(one, goal="Anders")
    one = move(Campaign.objects.get(), CampaignAction.APPROVE)
    one = move(one, CampaignAction.START)

    with pytest.raises(CampaignFixed):
        update(one, goal="Anders")
    assert Campaign.objects.get().goal == "Mehr"


@pytest.mark.row("KM-010")
def test_a_code_belongs_to_one_campaign_and_an_answered_one_stays() -> None:
    one = given.campaign()
    with pytest.raises(CodeTaken):
        given.campaign(name="Winter", codes={"FLYER26": ""})
    leads.lead(response_code="FLYER26")

    with pytest.raises(CodeAnswered):
        update(one, codes={"HERBST26": ""})
    assert Campaign.objects.count() == 1
    assert ResponseCode.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"budget": Money(-1)}, "budget"),
        ({"period": Period(DAY)}, "last"),
        ({"target_contracts": 0}, "target_contracts"),
        ({"segment": Segment(ends_from=DAY, ends_until=DAY - timedelta(days=1))}, "ends_until"),
    ],
)
def test_what_no_campaign_can_be_is_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(UnusableCampaign) as refused:
        given.campaign(**changes)

    assert list(refused.value.errors) == [field]
    assert not Campaign.objects.exists()


def test_two_campaigns_have_two_names() -> None:
    given.campaign()

    with pytest.raises(UnusableCampaign):
        given.campaign(codes={})


@pytest.mark.parametrize("code", ["klein", "Ä1", "A", "=1"])
def test_the_database_refuses_codes_nobody_can_type(code: str) -> None:
    one = given.campaign()

    with pytest.raises(IntegrityError), transaction.atomic():
        ResponseCode.objects.create(code=code, campaign=one)


# ---- whom it reaches


@pytest.mark.row("KM-010", "R-73")
def test_who_did_not_consent_is_counted_and_never_reached() -> None:
    leads.lead()
    leads.lead(last_name="Winter", agreed=leads.consent(by_email=False))
    gone = leads.lead(last_name="Herbst", phone="0221 999888")
    sales_commands.withdraw_consent(fresh_call(), lead_id=gone.pk, day=DAY)

    mail, phone = (reach(Segment(), way) for way in (Channel.EMAIL, Channel.PHONE))

    assert (mail.meant, mail.reached, mail.no_consent, mail.no_address) == (2, 1, 1, 0)
    assert (phone.meant, phone.reached) == (2, 2)
    assert recipients(Segment(), Channel.EMAIL, day=DAY) == [
        ("Petra Sommer", "petra@example.org", "", "", "", "")
    ]


@pytest.mark.row("KM-010")
@pytest.mark.parametrize(
    ("segment", "count"),
    [
        (Segment(stages=(LeadStage.NEW,)), 2),
        (Segment(stages=(LeadStage.WON,)), 0),
        (Segment(commodity=Commodity.GAS), 1),
        (Segment(postcodes=("506", "20")), 1),
        (Segment(ends_from=DAY, ends_until=date(2026, 12, 31)), 2),
        (Segment(ends_from=date(2027, 1, 1)), 0),
    ],
)
def test_a_segment_narrows_by_stage_energy_place_and_end(segment: Segment, count: int) -> None:
    leads.lead()
    leads.lead(last_name="Winter", commodity=Commodity.GAS, postcode="80331", phone="089 123456")

    assert reach(segment, Channel.EMAIL).meant == count


@pytest.mark.row("KM-010")
def test_customers_are_reached_by_letter_and_by_mail_only_with_consent() -> None:
    contract = contracts.supplied_contract()
    segment = Segment(audience=Audience.CUSTOMERS)
    mail, post = (reach(segment, way) for way in (Channel.EMAIL, Channel.POST))
    assert (mail.meant, mail.reached, mail.no_consent) == (1, 0, 1)
    assert (post.reached, post.no_consent) == (1, 0)

    consents.noted(contract.business_partner_id)

    assert reach(segment, Channel.EMAIL).reached == 1
    ((name, mail_address, phone, *place),) = recipients(segment, Channel.POST, day=DAY)
    assert (name, mail_address, phone) == (str(contract.business_partner), "", "")
    assert all(place)


def test_prospects_are_no_customers() -> None:
    parties.business_partner()

    assert reach(Segment(audience=Audience.CUSTOMERS), Channel.POST).meant == 0


# ---- what it brought


@pytest.mark.row("KM-010")
def test_the_report_counts_leads_quotes_and_contracts_with_the_cost_of_one() -> None:
    sales.small_market()
    version = sales.tariff("PLUS", "12.5")
    one = given.campaign(target_contracts=2)
    quote = leads.quote_of(leads.lead(contract_end=None), version)
    leads.lead(last_name="Winter", response_code="FLYER26", phone="0221 77")
    leads.lead(last_name="Fremd", response_code="ANDERE", phone="0221 88888")
    sales_commands.accept_quote(
        fresh_call(),
        quote_id=quote.pk,
        accepted_on=DAY,
        how=Acceptance.EMAIL,
        supplement=sales_commands.Supplement(
            situation=SupplySituation.MOVE_IN,
            payment_method=PaymentMethod.DIRECT_DEBIT,
            iban=sales.IBAN,
        ),
        day=DAY,
    )
    commands.note_spending(fresh_call(), campaign_id=one.pk, spent=Money(350_00))

    found = result(campaign(one.pk))

    flyer, mail = found.by_code
    assert (flyer.label, flyer.leads, flyer.quotes, flyer.contracts) == ("FLYER26, Flyer", 1, 0, 0)
    assert (mail.leads, mail.quotes, mail.contracts) == (1, 1, 1)
    assert mail.value == quote.calculation.annual_gross
    assert (found.whole.leads, found.cost, found.target_share) == (2, Money(350_00), 50)
    assert [(month.label, month.leads, month.contracts) for month in found.by_month] == [
        ("11.2026", 2, 1)
    ]
