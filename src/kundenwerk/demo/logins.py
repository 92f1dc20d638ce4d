"""One login for each role, and how the login page shows them."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest

from kundenwerk.accounts.commands import create_login, keep_view
from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import ROLE_LABELS, Role
from kundenwerk.platform.commands import Call, command

PASSWORD: Final = "Musterstadt-2026"  # noqa: S105  printed on the login page of every demonstration
CUSTOMER: Final = "kunde"
STAFF: Final = (
    ("vertrieb", Role.SALES, "Vera", "Trieb"),
    ("service", Role.SERVICE, "Selma", "Wicht"),
    ("abrechnung", Role.BILLING, "Arne", "Breuer"),
    ("buchhaltung", Role.ACCOUNTING, "Britta", "Haltern"),
    ("marketing", Role.MARKETING, "Marko", "Ting"),
    ("pruefung", Role.AUDITOR, "Paula", "Rüfer"),
    ("admin", Role.ADMINISTRATOR, "Adele", "Minzenmay"),
)


@command
def create_logins(*, customer_id: int) -> int:
    """Make a login per role and one for a customer; returns how many."""
    for username, role, first_name, last_name in STAFF:
        create_login(
            username=username,
            email=f"{username}@stadtwerke-musterstadt.example",
            role=role,
            first_name=first_name,
            last_name=last_name,
            password=PASSWORD,
        )
    create_login(
        username=CUSTOMER,
        email="kunde@example.org",
        role=Role.CUSTOMER,
        first_name="",
        last_name="",
        password=PASSWORD,
        business_partner_id=customer_id,
    )
    return len(STAFF) + 1


# Who keeps which list under which name; colleagues may use it too.
_VIEWS: Final = (
    ("buchhaltung", "posten", "Überfällig ab 50 €", "alter=ueberfaellig&art=forderungen&ab=50"),
    ("vertrieb", "angebote", "Laufen bald ab", "status=laeuft-ab&sort=bindefrist"),
)


def keep_views(call: Call) -> None:
    """Save a view for those who would have one, in their side bars and shared."""
    people = dict(User.objects.values_list("username", "pk"))
    for username, list_key, name, query in _VIEWS:
        keep_view(
            call.derive(list_key),
            user_id=people[username],
            list_key=list_key,
            name=name,
            query=query,
            is_shared=True,
            is_pinned=True,
        )


def usernames() -> list[str]:
    """The logins of the demonstration that exist here."""
    wanted = [username for username, *_ in STAFF] + [CUSTOMER]
    known = set(User.objects.filter(username__in=wanted).values_list("username", flat=True))
    return [username for username in wanted if username in known]


def table() -> str:
    """The logins as lines to print."""
    roles = {username: role for username, role, *_ in STAFF} | {CUSTOMER: Role.CUSTOMER}
    lines = [f"  {username:<12}{ROLE_LABELS[roles[username]]}" for username in usernames()]
    return "\n".join(["Zugänge (Benutzername, Rolle):", *lines, f"  Kennwort: {PASSWORD}"])


def shown_logins(request: HttpRequest) -> dict[str, Any]:
    """Context of templates: the logins, on the login page of a demonstration only."""
    match = request.resolver_match
    if not settings.DEMO or match is None or match.url_name != "account_login":
        return {}
    known = [{"username": username} for username in usernames()]
    return {"demo_logins": known, "demo_password": PASSWORD}
