"""Every route declares who may use it; every declaration is tried with every role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import STAFF_ROLES, Role
from kundenwerk.portal.access import Policy as PortalPolicy
from kundenwerk.staff.access import GRANTS, Permission, Policy, may
from tests.factories.users import user

# Routes that need no policy of ours, and why.
OPEN = {
    "livez": "the process answers, nothing else",
    "readyz": "state of the installation without data",
}
FOREIGN = ("allauth.",)  # login and second factor, guarded by the library itself


def routes(resolver: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    resolver = resolver or get_resolver()
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        else:
            yield path, entry


ROUTES = list(routes())


def policy(pattern: URLPattern) -> Policy | PortalPolicy | None:
    return getattr(pattern.callback, "policy", None)


STAFF = [(path, pattern) for path, pattern in ROUTES if isinstance(policy(pattern), Policy)]


def address(pattern: URLPattern) -> str:
    """The route with ids that exist for nobody."""
    arguments = {
        name: "00000000-0000-0000-0000-000000000000"
        if "UUID" in type(converter).__name__
        else "x"
        if "String" in type(converter).__name__ or "Slug" in type(converter).__name__
        else 999_999_999
        for name, converter in pattern.pattern.converters.items()
    }
    return reverse(f"staff:{pattern.name}", kwargs=arguments)


@pytest.mark.row("R-40")
def test_every_route_declares_its_policy() -> None:
    undeclared = [
        path
        for path, pattern in ROUTES
        if policy(pattern) is None
        and pattern.name not in OPEN
        and not getattr(pattern.callback, "__module__", "").startswith(FOREIGN)
    ]

    assert undeclared == []


def test_there_are_routes_to_check() -> None:
    assert len(STAFF) > 40


@pytest.mark.row("R-40", "R-41")
@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, *Role])
def test_each_role_reaches_exactly_the_pages_of_its_permissions(role: Role | None) -> None:
    client = Client(raise_request_exception=False)
    person = user(role) if role else None
    if person:
        client.force_login(person)
    wrong = []

    for path, pattern in STAFF:
        declared = policy(pattern)
        assert isinstance(declared, Policy)
        method = "GET" if "GET" in declared.methods else "POST"
        status = client.generic(method, address(pattern)).status_code
        if role is None:
            right = status == 302
        elif may(person, declared.permission) and not (role is Role.AUDITOR and method == "POST"):
            right = status not in {403, 405} and status < 500
        else:
            at_the_door = role is Role.CUSTOMER and pattern.name == "start"
            right = status == (302 if at_the_door else 403)
        if not right:
            wrong.append((path, method, status))

    assert wrong == []


@pytest.mark.row("R-41")
@pytest.mark.django_db
def test_an_auditor_changes_nothing_on_any_page() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(user(Role.AUDITOR))

    answers = {
        path: client.post(address(pattern)).status_code
        for path, pattern in STAFF
        if "POST" in policy(pattern).methods  # type: ignore[union-attr]
    }

    assert set(answers.values()) == {403}


@pytest.mark.row("BAD-D30")
@pytest.mark.django_db
def test_a_write_without_the_token_of_the_page_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user(Role.ADMINISTRATOR))

    answers = {
        client.post(address(pattern)).status_code
        for _, pattern in STAFF
        if "POST" in policy(pattern).methods  # type: ignore[union-attr]
    }

    assert answers == {403}


@pytest.mark.row("BAD-D30", "BAD-E11")
@pytest.mark.django_db
def test_pages_answer_only_the_methods_they_declare() -> None:
    client = Client()
    client.force_login(user(Role.ADMINISTRATOR))
    wrong = []

    for path, pattern in STAFF:
        declared = policy(pattern)
        assert declared is not None
        others = {"GET", "POST", "PUT", "DELETE", "TRACE"} - set(declared.methods)
        answers = {m: client.generic(m, address(pattern)).status_code for m in others}
        wrong += [(path, method) for method, status in answers.items() if status != 405]

    assert wrong == []


def test_the_table_of_roles_is_complete() -> None:
    assert set(GRANTS) == set(Role)
    assert GRANTS[Role.ADMINISTRATOR] == set(Permission)
    assert not any(permission.endswith("_WRITE") for permission in GRANTS[Role.AUDITOR])
    assert all(not GRANTS[role] for role in set(Role) - STAFF_ROLES)


@pytest.mark.django_db
def test_a_locked_login_may_nothing() -> None:
    person = user(Role.ADMINISTRATOR)
    person.is_active = False

    assert not may(person, Permission.START)
    assert isinstance(person, User)
