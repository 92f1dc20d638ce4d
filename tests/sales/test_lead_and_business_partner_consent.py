"""What a lead agreed to holds for the partner it becomes; a refusal holds for both at once."""

from __future__ import annotations

import pytest
from django.db import connection

from kundenwerk.parties.models import Consent
from kundenwerk.parties.queries.consents import may_approach
from kundenwerk.parties.rules.consent import ConsentChannel
from kundenwerk.platform import jobs
from kundenwerk.sales import commands
from kundenwerk.sales.models import Lead
from tests.factories import consents, parties
from tests.factories import leads as given
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY

pytestmark = pytest.mark.django_db
EMAIL, PHONE, POST = ConsentChannel.EMAIL, ConsentChannel.PHONE, ConsentChannel.POST


def converted(lead: Lead, known: int | None = None) -> int:
    return commands.convert_lead(fresh_call(), lead_id=lead.pk, business_partner_id=known, day=DAY)


@pytest.mark.row("R-73")
def test_the_consent_of_a_lead_goes_with_it_as_proof() -> None:
    lead = given.lead(agreed=given.consent(by_phone=False))

    owner = converted(lead)

    (noted,) = Consent.objects.filter(business_partner=owner)
    assert (noted.channel, noted.answer, noted.wording) == ("EMAIL", "GRANTED", given.TEXT)
    assert noted.proof == f"Lead {lead.pk}, aufgenommen von vera"
    assert not may_approach(owner, PHONE)


def test_a_later_refusal_of_the_business_partner_is_not_overruled_by_an_older_consent() -> None:
    lead, owner = given.lead(), parties.business_partner()
    Lead.objects.filter(pk=lead.pk).update(consent_at="2026-01-05T10:00:00+01:00")
    consents.refused(owner.pk)

    converted(lead, owner.pk)

    assert not may_approach(owner.pk, EMAIL)
    assert may_approach(owner.pk, PHONE)


@pytest.mark.row("R-73", "R-71")
def test_who_refuses_as_a_customer_is_not_approached_as_a_lead() -> None:
    lead = given.lead()
    owner = converted(lead)

    consents.refused(owner, channel=EMAIL)
    jobs.run_pending()

    lead.refresh_from_db()
    assert (lead.allows_email, lead.allows_phone, lead.erased_on) == (False, True, None)
    consents.refused(owner, channel=PHONE)
    jobs.run_pending()
    lead.refresh_from_db()
    assert (lead.erased_on, str(lead)) == (DAY, f"Lead {lead.pk} (gelöscht)")


@pytest.mark.row("R-73")
def test_who_withdraws_as_a_lead_is_not_approached_as_a_customer() -> None:
    lead = given.lead()
    owner = converted(lead)

    commands.withdraw_consent(fresh_call(), lead_id=lead.pk, day=DAY)

    assert not any(may_approach(owner, way) for way in ConsentChannel)


def test_consents_from_before_are_taken_over() -> None:
    from importlib import import_module  # noqa: PLC0415 - the name begins with a digit

    lead, gone, owner = given.lead(), given.lead(last_name="Winter"), parties.business_partner()
    Lead.objects.filter(pk=lead.pk).update(business_partner=owner)
    other = parties.business_partner(last_name="Winter")
    Lead.objects.filter(pk=gone.pk).update(
        business_partner=other, withdrawn_on=DAY, allows_email=False, allows_phone=False
    )
    forward = import_module("kundenwerk.sales.migrations.0017_consents_of_leads").FORWARD

    with connection.cursor() as raw:
        raw.execute(forward)

    assert (may_approach(owner.pk, EMAIL), may_approach(owner.pk, POST)) == (True, True)
    assert not any(may_approach(other.pk, way) for way in ConsentChannel)
