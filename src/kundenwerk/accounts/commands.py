"""Making and changing logins."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import Role
from kundenwerk.platform.commands import command, require_transaction


def create_login(
    *,
    username: str,
    email: str,
    role: Role,
    first_name: str,
    last_name: str,
    password: str | None = None,
    partner_id: int | None = None,
) -> User:
    """Make a login with a verified address; without password it opens by code or passkey only."""
    require_transaction()
    user = User(
        username=username,
        email=email,
        role=role.value,
        first_name=first_name,
        last_name=last_name,
        partner_id=partner_id,
    )
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@command
def save_preferences(*, user_id: int, letter_keys: bool, roomy: bool) -> int:
    """Keep how a person wants the screens."""
    User.objects.filter(pk=user_id).update(letter_keys=letter_keys, roomy=roomy)
    return user_id
