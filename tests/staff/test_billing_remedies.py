"""Why is this bill parked: one reason, and the page that mends it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import STAFF_ROLES, Role
from kundenwerk.billing.commands.billing import CASES
from kundenwerk.billing.models import RunBill
from kundenwerk.billing.rules.bill import CAUSE_LABELS, REMEDIES, Cause
from kundenwerk.platform.clock import set_business_date
from kundenwerk.staff.access import GRANTS, Permission
from tests.billing import worlds
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.staff.test_billing_pages import preview

pytestmark = [pytest.mark.django_db, pytest.mark.row("D-6")]
READERS = [role for role in STAFF_ROLES if Permission.BILLING_READ in GRANTS[role]]


@pytest.fixture
def parked(client: Client) -> RunBill:
    """A contract without readings, parked by a preview."""
    worlds.prices()
    worlds.company()
    worlds.supplied(1)
    set_business_date(fresh_call(), day=date(2027, 1, 10))
    client.force_login(user(Role.BILLING, username="bill"))
    preview(client)
    return RunBill.objects.get()


def links(client: Client, address: str) -> list[str]:
    """Where the remedies on a page lead."""
    text = client.get(address).content.decode()
    row = text[text.index("<tbody>") : text.index("</tbody>")]
    cells = row.split("<td")
    return re.findall(r'<a [^>]*href="([^"]+)"', cells[-1])


def test_a_parked_bill_names_one_reason_and_leads_to_the_reading(
    client: Client, parked: RunBill
) -> None:
    page = client.get(reverse("staff:billing_cases")).content.decode()
    mends = reverse("staff:reading_new", args=[parked.contract.supply_point_id])

    assert parked.cause == Cause.READING_MISSING
    assert page.count(parked.reason) == 1
    assert REMEDIES[Cause.READING_MISSING] in page
    assert mends in links(client, reverse("staff:billing_cases"))
    assert mends in links(client, reverse("staff:run", args=[parked.run_id]))


@pytest.mark.parametrize("cause", sorted(CASES))
def test_whatever_parks_a_bill_leads_every_reader_to_a_page_that_opens(
    client: Client, parked: RunBill, cause: Cause
) -> None:
    RunBill.objects.filter(pk=parked.pk).update(cause=cause.value)

    for role in READERS:
        client.force_login(user(role, username=role.lower()))
        found = links(client, reverse("staff:billing_cases"))
        assert found, (role, cause)
        for address in found:
            assert client.get(address).status_code == 200, (role, address)


def test_every_cause_has_a_name_and_a_remedy_in_words() -> None:
    assert set(CAUSE_LABELS) == set(REMEDIES) == set(Cause)
