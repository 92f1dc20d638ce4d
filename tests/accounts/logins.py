"""Logins with passwords, for tests of the entrance."""

from __future__ import annotations

from kundenwerk.accounts.commands import create_login
from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import Role
from tests import factories
from tests.factories.calls import running

PASSWORD = "Nebelkerze-und-Tee"
CLERK = "krueger"
CUSTOMER_ADDRESS = "petra.sommer@example.org"


def clerk(username: str = CLERK) -> User:
    """Maja Krüger of customer service."""
    with running():
        return create_login(
            username=username,
            email=f"{username}@example.org",
            role=Role.SERVICE,
            first_name="Maja",
            last_name="Krüger",
            password=PASSWORD,
        )


def customer() -> User:
    """Petra Sommer, who has no password."""
    business_partner = factories.business_partner(first_name="Petra", last_name="Sommer")
    with running():
        return create_login(
            username=CUSTOMER_ADDRESS,
            email=CUSTOMER_ADDRESS,
            role=Role.CUSTOMER,
            first_name="Petra",
            last_name="Sommer",
            business_partner_id=business_partner.pk,
        )
