"""Leads become quotes and customers without typing anything again; and are forgotten."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform import undo
from kundenwerk.sales import commands
from kundenwerk.sales.commands import Supplement
from kundenwerk.sales.models import Lead, Quote, QuoteDraft
from kundenwerk.sales.queries.leads import entries_of, look_alikes_of
from kundenwerk.sales.rules.stages import LeadStage, LossReason
from kundenwerk.sales.rules.vocabulary import Acceptance, RejectionReason, Step
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.work.models import TimelineEntry
from tests.factories import leads as given
from tests.factories import parties, sales
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> TariffVersion:
    sales.small_market()
    return sales.tariff("PLUS", "12.5")


def accept(quote: Quote) -> None:
    commands.accept_quote(
        fresh_call("vera"),
        quote_id=quote.pk,
        accepted_on=DAY,
        how=Acceptance.EMAIL,
        supplement=Supplement(
            situation=SupplySituation.MOVE_IN,
            payment_method=PaymentMethod.DIRECT_DEBIT,
            iban=sales.IBAN,
        ),
        day=DAY,
    )


def decline(quote: Quote) -> None:
    commands.decline_quote(
        fresh_call("vera"), quote_id=quote.pk, reason=RejectionReason.PRICE, note="", day=DAY
    )


def fresh(lead: Lead) -> Lead:
    return Lead.objects.get(pk=lead.pk)


# ---- on the way to a contract


@pytest.mark.row("KM-011")
def test_a_lead_becomes_a_quote_without_typing_and_a_contract(version: TariffVersion) -> None:
    lead = given.lead(contract_end=None)

    quote = given.quote_of(lead, version)

    business_partner = quote.business_partner
    assert (business_partner.first_name, business_partner.last_name) == ("Petra", "Sommer")
    assert (quote.annual_kwh, quote.lead_id, quote.response_code) == (3500, lead.pk, "HERBST26")
    lead = fresh(lead)
    assert (lead.stage, lead.business_partner_id) == (LeadStage.QUOTED, business_partner.pk)
    accept(quote)
    assert fresh(lead).stage == LeadStage.WON
    assert SupplyContract.objects.get().business_partner_id == business_partner.pk
    assert [entry.title for entry in entries_of(lead.pk)][:2] == [
        f"Angebot {quote.number} angenommen",
        f"Angebot {quote.number} erstellt",
    ]


def test_a_draft_of_a_lead_is_taken_up_again_instead_of_a_second_one() -> None:
    lead = given.lead()
    first = commands.draft_of_lead(fresh_call(), lead_id=lead.pk, draft_id=uuid.uuid4())

    assert commands.draft_of_lead(fresh_call(), lead_id=lead.pk, draft_id=uuid.uuid4()) == first
    assert QuoteDraft.objects.count() == 1


@pytest.mark.row("AP-126")
def test_saving_a_step_never_loses_the_lead() -> None:
    lead = given.lead()
    draft_id = uuid.UUID(
        commands.draft_of_lead(fresh_call(), lead_id=lead.pk, draft_id=uuid.uuid4())
    )

    commands.save_draft(
        fresh_call(),
        draft_id=draft_id,
        step=Step.BASIS,
        version=1,
        page=uuid.uuid4(),
        values={"postcode": "50667", "lead": "999"},
    )

    assert QuoteDraft.objects.get().data["lead"] == str(lead.pk)


@pytest.mark.row("KM-012")
def test_a_declined_quote_loses_the_lead_with_its_reason_until_taken_back(
    version: TariffVersion,
) -> None:
    quote = given.quote_of(lead := given.lead(contract_end=None), version)
    call = fresh_call("vera")
    commands.decline_quote(call, quote_id=quote.pk, reason=RejectionReason.TERM, note="", day=DAY)
    assert (fresh(lead).stage, fresh(lead).reason) == (LeadStage.LOST, LossReason.TERM)

    offer = undo.offer_of(call)
    assert offer
    undo.take_back(offer.pk, actor="vera")

    assert (fresh(lead).stage, fresh(lead).reason) == (LeadStage.QUOTED, "")


@pytest.mark.row("KM-012")
def test_an_expired_quote_loses_the_lead_unless_another_one_is_open(
    version: TariffVersion,
) -> None:
    lead = given.lead(contract_end=None)
    first = given.quote_of(lead, version)
    second = given.quote_of(fresh(lead), version)
    decline(first)
    assert fresh(lead).stage == LeadStage.QUOTED

    commands.expire_quotes(fresh_call(), day=second.binding_until + timedelta(days=1))

    assert (fresh(lead).stage, fresh(lead).reason) == (LeadStage.LOST, LossReason.EXPIRED)
    second.refresh_from_db()
    assert second.state == "EXPIRED"


# ---- becoming a business partner directly


@pytest.mark.row("KM-011")
def test_a_lead_becomes_a_business_partner_once() -> None:
    lead = given.lead()
    first = commands.convert_lead(fresh_call(), lead_id=lead.pk, day=DAY)

    assert commands.convert_lead(fresh_call(), lead_id=lead.pk, day=DAY) == first
    assert BusinessPartner.objects.count() == 1
    entry = TimelineEntry.objects.get(business_partner_id=first)
    assert entry.title == "Als Lead gewonnen"


@pytest.mark.row("KM-011", "S9")
def test_a_known_business_partner_is_found_and_taken_instead_of_a_new_one() -> None:
    known = parties.business_partner(
        last_name="Sommer", first_name="Petra", email="petra@example.org", postcode="50667"
    )
    lead = given.lead()

    (found,) = look_alikes_of(lead)
    assert found.business_partner_id == known.pk
    commands.convert_lead(fresh_call(), lead_id=lead.pk, business_partner_id=known.pk, day=DAY)

    assert fresh(lead).business_partner_id == known.pk
    assert BusinessPartner.objects.count() == 1
