"""Logins for tests."""

from __future__ import annotations

from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import Role
from tests.factories import parties


def user(role: Role, *, username: str = "", business_partner_id: int | None = None) -> User:
    """A login of a role; a customer's belongs to a business partner."""
    if role is Role.CUSTOMER and business_partner_id is None:
        business_partner_id = parties.business_partner().pk
    name = username or role.value.lower()
    person = User(
        username=name,
        email=f"{name}@example.org",
        role=role.value,
        business_partner_id=business_partner_id,
    )
    person.set_unusable_password()
    person.save()
    return person
