"""Who may see and do what in the staff screens: one table, one decorator."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kundenwerk.accounts.roles import ROLE_LABELS, STAFF_ROLES, Role
from kundenwerk.platform.commands import KeyReused

P = ParamSpec("P")
SAFE = {"GET", "HEAD", "OPTIONS"}


class Permission(StrEnum):
    """What a page needs; WRITE pages also show the form that leads to the write."""

    START = "START"
    CUSTOMERS_READ = "CUSTOMERS_READ"
    CUSTOMERS_WRITE = "CUSTOMERS_WRITE"
    CREDIT_READ = "CREDIT_READ"
    QUOTES_READ = "QUOTES_READ"
    QUOTES_WRITE = "QUOTES_WRITE"
    LEADS_READ = "LEADS_READ"
    LEADS_WRITE = "LEADS_WRITE"
    CAMPAIGNS_READ = "CAMPAIGNS_READ"
    CAMPAIGNS_WRITE = "CAMPAIGNS_WRITE"
    TARIFFS_READ = "TARIFFS_READ"
    TARIFFS_WRITE = "TARIFFS_WRITE"
    CONTRACTS_READ = "CONTRACTS_READ"
    CONTRACTS_WRITE = "CONTRACTS_WRITE"
    MARKET_READ = "MARKET_READ"
    MARKET_WRITE = "MARKET_WRITE"
    METERING_READ = "METERING_READ"
    METERING_WRITE = "METERING_WRITE"
    BILLING_READ = "BILLING_READ"
    BILLING_WRITE = "BILLING_WRITE"
    LEDGER_READ = "LEDGER_READ"
    LEDGER_WRITE = "LEDGER_WRITE"
    PAYMENTS_READ = "PAYMENTS_READ"
    PAYMENTS_WRITE = "PAYMENTS_WRITE"
    RECEIVABLES_READ = "RECEIVABLES_READ"
    RECEIVABLES_WRITE = "RECEIVABLES_WRITE"
    DUNNING_BLOCK = "DUNNING_BLOCK"
    SETTINGS_READ = "SETTINGS_READ"
    SETTINGS_WRITE = "SETTINGS_WRITE"
    LOGINS_READ = "LOGINS_READ"
    LOGINS_WRITE = "LOGINS_WRITE"
    PORTAL_LOGINS_READ = "PORTAL_LOGINS_READ"
    PORTAL_LOGINS_WRITE = "PORTAL_LOGINS_WRITE"
    CLOCK_WRITE = "CLOCK_WRITE"


_READ = frozenset(permission for permission in Permission if permission.endswith("_READ")) | {
    Permission.START
}
_EVERYDAY = frozenset(
    {
        Permission.START,
        Permission.CUSTOMERS_READ,
        Permission.CONTRACTS_READ,
        Permission.BILLING_READ,
        Permission.CLOCK_WRITE,
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.SALES: _EVERYDAY
    | {
        Permission.CREDIT_READ,
        Permission.CUSTOMERS_WRITE,
        Permission.QUOTES_READ,
        Permission.QUOTES_WRITE,
        Permission.LEADS_READ,
        Permission.LEADS_WRITE,
        Permission.CAMPAIGNS_READ,
        Permission.TARIFFS_READ,
        Permission.TARIFFS_WRITE,
    },
    Role.SERVICE: _EVERYDAY
    | {
        Permission.CREDIT_READ,
        Permission.CUSTOMERS_WRITE,
        Permission.QUOTES_READ,
        Permission.QUOTES_WRITE,
        Permission.LEADS_READ,
        Permission.LEADS_WRITE,
        Permission.TARIFFS_READ,
        Permission.CONTRACTS_WRITE,
        Permission.METERING_READ,
        Permission.METERING_WRITE,
        Permission.MARKET_READ,
        Permission.LEDGER_READ,
        Permission.PAYMENTS_READ,
        Permission.PORTAL_LOGINS_READ,
        Permission.PORTAL_LOGINS_WRITE,
        Permission.RECEIVABLES_READ,
        Permission.DUNNING_BLOCK,
    },
    Role.BILLING: _EVERYDAY
    | {
        Permission.TARIFFS_READ,
        Permission.TARIFFS_WRITE,
        Permission.METERING_READ,
        Permission.METERING_WRITE,
        Permission.MARKET_READ,
        Permission.MARKET_WRITE,
        Permission.BILLING_WRITE,
        Permission.LEDGER_READ,
    },
    Role.ACCOUNTING: _EVERYDAY
    | {
        Permission.CREDIT_READ,
        Permission.LEDGER_READ,
        Permission.LEDGER_WRITE,
        Permission.PAYMENTS_READ,
        Permission.PAYMENTS_WRITE,
        Permission.RECEIVABLES_READ,
        Permission.RECEIVABLES_WRITE,
        Permission.DUNNING_BLOCK,
    },
    Role.MARKETING: frozenset(
        {
            Permission.START,
            Permission.CUSTOMERS_READ,
            Permission.QUOTES_READ,
            Permission.LEADS_READ,
            Permission.LEADS_WRITE,
            Permission.CAMPAIGNS_READ,
            Permission.CAMPAIGNS_WRITE,
            Permission.TARIFFS_READ,
            Permission.CLOCK_WRITE,
        }
    ),
    Role.AUDITOR: _READ,
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.MERCHANT: frozenset(),
    Role.CUSTOMER: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What a route declares: the permission it needs and the methods it answers."""

    permission: Permission
    methods: tuple[str, ...]


def readers(permission: Permission) -> str:
    """The roles that have a permission, in words."""
    return ", ".join(label for role, label in ROLE_LABELS.items() if permission in GRANTS[role])


def may(user: Any, permission: Permission) -> bool:
    """Whether a login has a permission."""
    role = getattr(user, "role", "")
    return bool(getattr(user, "is_active", False) and role) and permission in GRANTS[Role(role)]


def page(
    permission: Permission, methods: tuple[str, ...] = ("GET",)
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Make a view a staff page: login, permission, methods, and nothing kept by the browser.

    A form that was sent before, and now comes again with other values, is shown anew.
    """

    def declare(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not may(request.user, permission) or _only_reads(request):
                return render(request, "staff/forbidden.html", status=403)
            try:
                return view(request, *args, **kwargs)
            except KeyReused:
                return render(request, "staff/sent_already.html", status=409)

        outer = never_cache(login_required(require_http_methods([*methods, "HEAD"])(guarded)))
        functools.update_wrapper(outer, view)
        outer.policy = Policy(permission, methods)  # type: ignore[attr-defined]
        return outer

    return declare


def _only_reads(request: HttpRequest) -> bool:
    """Auditors change nothing, whatever a page would allow."""
    return request.method not in SAFE and getattr(request.user, "role", "") == Role.AUDITOR


def is_staff(user: Any) -> bool:
    """Whether a login belongs to staff."""
    return getattr(user, "role", "") in STAFF_ROLES
