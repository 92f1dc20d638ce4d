"""Who works with the product: the roles, in the words of the suppliers."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a login is for; each has exactly one."""

    SALES = "SALES"
    SERVICE = "SERVICE"
    BILLING = "BILLING"
    ACCOUNTING = "ACCOUNTING"
    MARKETING = "MARKETING"
    AUDITOR = "AUDITOR"
    ADMINISTRATOR = "ADMINISTRATOR"
    MERCHANT = "MERCHANT"
    CUSTOMER = "CUSTOMER"


ROLE_LABELS = {
    Role.SALES: "Vertrieb",
    Role.SERVICE: "Kundenservice",
    Role.BILLING: "Abrechnung",
    Role.ACCOUNTING: "Buchhaltung",
    Role.MARKETING: "Marketing",
    Role.AUDITOR: "Prüfung (nur lesen)",
    Role.ADMINISTRATOR: "Administration",
    Role.MERCHANT: "Partnergeschäft",
    Role.CUSTOMER: "Kunde",
}

STAFF_ROLES = frozenset(Role) - {Role.MERCHANT, Role.CUSTOMER}


class Scope(StrEnum):
    """What a program may do with its key."""

    TARIFFS = "tariffs:read"
    QUOTES = "quotes:write"
    HANDOVERS = "handovers:read"


SCOPE_LABELS = {
    Scope.TARIFFS: "Tarife rechnen",
    Scope.QUOTES: "Angebote erstellen und annehmen",
    Scope.HANDOVERS: "Übergaben lesen",
}
