"""Who a session belongs to, read with one small statement at every request."""

from __future__ import annotations

from allauth.account import auth_backends
from django.contrib.auth import backends

from kundenwerk.accounts.models import User
from kundenwerk.platform import rows


class _QuickUser:
    def get_user(self, user_id: int) -> User | None:
        """The login of a session, unless it was closed."""
        user = rows.by_key(User, user_id)
        return user if user and user.is_active else None


class PasswordBackend(_QuickUser, backends.ModelBackend):
    """Django's own."""


class AccountBackend(_QuickUser, auth_backends.AuthenticationBackend):  # type: ignore[misc]
    """That of the login pages."""
