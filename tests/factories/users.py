"""Logins for tests."""

from __future__ import annotations

from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import Role
from tests.factories import parties


def user(role: Role, *, username: str = "", partner_id: int | None = None) -> User:
    """A login of a role; a customer's belongs to a business partner."""
    if role is Role.CUSTOMER and partner_id is None:
        partner_id = parties.partner().pk
    name = username or role.value.lower()
    person = User(
        username=name, email=f"{name}@example.org", role=role.value, partner_id=partner_id
    )
    person.set_unusable_password()
    person.save()
    return person
