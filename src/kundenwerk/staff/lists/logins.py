"""The lists of logins: those of staff, and those of customers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from kundenwerk.accounts.models import User
from kundenwerk.accounts.queries import people
from kundenwerk.accounts.roles import ROLE_LABELS, STAFF_ROLES
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.ui.lists import Choice, Column, Listing, Tag

_TAGS: dict[str, Tag] = {
    people.ACTIVE: ("ok", "circle-check"),
    people.INVITED: ("info", "mail"),
    people.LOCKED: ("bad", "ban"),
}


def _staff(words: Mapping[str, str], day: date) -> QuerySet[User]:
    del day
    found = people.staff_logins(role=words["rolle"], state=words["zustand"], factor=words["faktor"])
    return people.containing(found, words["q"])


def _customers(words: Mapping[str, str], day: date) -> QuerySet[User]:
    del day
    found = people.portal_logins(state=words["zustand"])
    if words["kunde"]:
        found = found.filter(business_partner_id=int(words["kunde"]))
    return people.containing(found, words["q"])


def _state_tag(one: User) -> Tag:
    return _TAGS[people.state_of(one)]


def _factor_tag(one: User) -> Tag:
    has: bool = one.has_second_factor  # type: ignore[attr-defined]
    return ("ok", "shield-check") if has else ("warn", "alert-triangle")


def _states(*states: str) -> Choice:
    return Choice("zustand", "Zustand", (("", "Alle"), *((one, one) for one in states)))


_SEEN = Column(
    "gesehen",
    "Zuletzt gesehen",
    lambda one: one.seen_at,
    sort="seen_at",
    empty_last=True,
    is_narrow=True,
)
_STATE = Column("zustand", "Zustand", people.state_of, sort="is_active", tag=_state_tag)
_ADDRESS = Column("email", "E-Mail", lambda one: one.email, sort="email")
_SINCE = Column(
    "angelegt", "Angelegt", lambda one: one.date_joined, sort="date_joined", is_shown=False
)

LOGINS = Listing(
    key="zugaenge",
    title="Zugänge",
    url_name="staff:logins",
    permission=Permission.LOGINS_READ,
    find=_staff,
    order=("last_name", "first_name", "pk"),
    search_hint="Name, Anmeldename oder E-Mail",
    empty_text="Kein Zugang passt zu dieser Auswahl. „Zugang anlegen“ lädt jemanden ein.",
    empty_icon="shield-check",
    row_title=lambda one: f"Zugang von {one.shown_name}",
    columns=(
        Column(
            "name",
            "Name",
            lambda one: one.shown_name,
            sort="last_name",
            url=lambda one: address("staff:login", one.pk),
        ),
        Column("anmeldename", "Anmeldename", lambda one: one.username, sort="username"),
        _ADDRESS,
        Column("rolle", "Rolle", lambda one: one.get_role_display(), sort="role"),
        Column(
            "faktor",
            "Zweiter Faktor",
            lambda one: one.has_second_factor,
            sort="has_second_factor",
            tag=_factor_tag,
        ),
        _SEEN,
        _STATE,
        _SINCE,
    ),
    choices=(
        _states(*people.STATES),
        Choice("faktor", "Zweiter Faktor", (("", "Alle"), ("ja", "mit"), ("nein", "ohne"))),
        Choice(
            "rolle",
            "Rolle",
            (
                ("", "Alle"),
                *((one.value, label) for one, label in ROLE_LABELS.items() if one in STAFF_ROLES),
            ),
        ),
    ),
)

PORTAL_LOGINS = Listing(
    key="kundenzugaenge",
    title="Kundenzugänge",
    url_name="staff:portal_logins",
    permission=Permission.PORTAL_LOGINS_READ,
    find=_customers,
    order=("business_partner__sort_key", "pk"),
    search_hint="Anmeldename oder E-Mail",
    hidden=("kunde",),
    empty_text="Kein Kundenzugang passt dazu. „Kundenzugang anlegen“ lädt jemanden ein.",
    empty_icon="lock",
    row_title=lambda one: f"Kundenzugang von {one.business_partner}",
    columns=(
        Column(
            "kunde",
            "Kunde",
            lambda one: str(one.business_partner),
            sort="business_partner__sort_key",
            url=lambda one: address("staff:portal_login", one.pk),
        ),
        Column("anmeldename", "Anmeldename", lambda one: one.username, sort="username"),
        _ADDRESS,
        _SEEN,
        _STATE,
        _SINCE,
    ),
    choices=(_states(people.ACTIVE, people.LOCKED),),
)
