"""Plain statements give what the ORM gives."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import Role
from kundenwerk.parties.models import Address, BankAccount
from kundenwerk.platform import clock, rows
from tests import factories
from tests.factories.calls import fresh_call
from tests.factories.parties import AN_IBAN
from tests.factories.users import user

pytestmark = pytest.mark.django_db


def values(one: Any) -> dict[str, Any]:
    return {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}


def test_an_object_is_the_same_by_either_way() -> None:
    made = user(Role.SERVICE)

    found = rows.by_key(User, made.pk)

    assert found == made
    assert values(found) == values(User.objects.get(pk=made.pk))
    assert rows.by_key(User, made.pk + 1) is None


def test_periods_and_encrypted_columns_are_read_as_themselves() -> None:
    business_partner = factories.business_partner()
    factories.bank_account(business_partner)

    (address,) = rows.matching(Address, "business_partner_id = %s", [business_partner.pk])
    (account,) = rows.matching(BankAccount, "business_partner_id = %s", [business_partner.pk])

    assert values(address) == values(Address.objects.get(business_partner=business_partner))
    assert account.iban == AN_IBAN


def test_a_page_is_of_one_day_and_asks_for_it_once(django_assert_num_queries: Any) -> None:
    with clock.one_reading():
        with django_assert_num_queries(1):
            before = {clock.today(), clock.now().date(), clock.today()}
        (day,) = before
        clock.set_business_date(fresh_call(), day=day + timedelta(days=1))

        assert clock.today() == day + timedelta(days=1)
