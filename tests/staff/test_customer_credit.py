"""The customer page tells how somebody pays, to those who need it."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import STAFF_ROLES, Role
from kundenwerk.parties.models import BusinessPartner, CreditRating
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.models import Quote
from kundenwerk.staff.access import GRANTS, Permission
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user

pytestmark = [pytest.mark.django_db, pytest.mark.row("CD-23")]
TOLD = {Role.SALES, Role.SERVICE, Role.ACCOUNTING, Role.AUDITOR, Role.ADMINISTRATOR}


@pytest.fixture
def quote() -> Quote:
    given.small_market()
    set_business_date(fresh_call(), day=given.DAY)
    return given.quote(given.tariff("PLUS", "12.5"))


def rated(partner: BusinessPartner, klass: str, day: date, until: date) -> CreditRating:
    return CreditRating.objects.create(
        business_partner=partner,
        klass=klass,
        reason="CONTRACT",
        source="Auskunft Rheinland",
        rated_on=day,
        expires_on=until,
    )


def page(role: Role, name: str, pk: int) -> str:
    client, login = Client(), role.lower()
    known = get_user_model().objects.filter(username=login).first()
    client.force_login(known or user(role, username=login))
    return client.get(reverse(f"staff:{name}", args=[pk])).content.decode()


def test_class_source_and_date_stand_at_the_customer_for_those_who_may_see_them(
    quote: Quote,
) -> None:
    partner = quote.business_partner
    rated(partner, "A", date(2026, 3, 1), date(2027, 3, 1))
    rating = rated(partner, "C", date(2026, 10, 5), date(2027, 10, 5))
    Quote.objects.filter(pk=quote.pk).update(credit_rating=rating)

    assert {role for role in STAFF_ROLES if Permission.CREDIT_READ in GRANTS[role]} == TOLD
    for role in STAFF_ROLES:
        text = page(role, "customer", partner.pk)
        shown = [word in text for word in ("Auskunft Rheinland", "05.10.2026", "Das sehen nur")]
        assert shown == [role in TOLD] * 3, role
        if Permission.QUOTES_READ in GRANTS[role]:
            assert ("Auskunft Rheinland" in page(role, "quote", quote.pk)) == (role in TOLD), role


def test_a_class_that_has_expired_is_shown_to_nobody(quote: Quote) -> None:
    rated(quote.business_partner, "C", date(2025, 1, 5), date(2026, 1, 5))

    text = page(Role.SALES, "customer", quote.business_partner_id)

    assert "Auskunft Rheinland" not in text
    assert "Eingeholt oder notiert wird sie im Angebot" in text
