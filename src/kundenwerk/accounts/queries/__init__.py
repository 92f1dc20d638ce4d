"""Reading the lists people keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from kundenwerk.accounts.models import SavedView, User
from kundenwerk.platform import rows


def views_of(user_id: int) -> QuerySet[SavedView]:
    """The views a person may use: the own ones and what others share, by name."""
    pins = User.objects.filter(pk=user_id, pinned_views=OuterRef("pk"))
    usable = SavedView.objects.filter(Q(owner_id=user_id) | Q(is_shared=True))
    return usable.select_related("owner").annotate(is_pinned=Exists(pins)).order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class KeptView:
    """A view a person may use, as pages need it."""

    pk: int
    owner_id: int
    owner_name: str
    list_key: str
    name: str
    query: str
    is_shared: bool
    default_for: str
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """The lists of a person: views by name, and the columns chosen for a list."""

    views: Sequence[KeptView]
    columns: Mapping[str, str]


_KEPT = """
    SELECT view.id, view.owner_id,
           coalesce(nullif(trim(owner.first_name || ' ' || owner.last_name), ''), owner.username),
           view.list_key, view.name, view.query, view.is_shared, view.default_for,
           EXISTS (SELECT FROM accounts_savedview_pinned_by AS pin
                   WHERE pin.savedview_id = view.id AND pin.user_id = %(user)s)
    FROM accounts_savedview AS view JOIN accounts_user AS owner ON owner.id = view.owner_id
    WHERE view.owner_id = %(user)s OR view.is_shared
    UNION ALL
    SELECT NULL, owner_id, '', list_key, '', columns, false, '', false
    FROM accounts_listcolumns WHERE owner_id = %(user)s
    ORDER BY 5, 1
"""


def kept_by(user_id: int) -> Kept:
    """Everything a page needs of the lists a person keeps, with one small statement."""
    found = rows.every(_KEPT, {"user": user_id})
    return Kept(
        [KeptView(*row) for row in found if row[0] is not None],
        {row[3]: row[5] for row in found if row[0] is None},
    )


def pinned(views: Iterable[KeptView]) -> list[KeptView]:
    """What stands in the side bar."""
    return [view for view in views if view.is_pinned]


def first_of_role(views: Iterable[KeptView], list_key: str, role: str) -> KeptView | None:
    """What a role sees first in a list, if an administrator chose something."""
    chosen = (view for view in views if view.list_key == list_key and view.default_for == role)
    return next(chosen, None) if role else None


def colleagues(roles: Iterable[str]) -> list[tuple[str, str]]:
    """Login and name of everybody who works in one of these roles, by name."""
    found = User.objects.filter(is_active=True, role__in=list(roles))
    named = [(one.username, one.get_full_name() or one.username) for one in found]
    return sorted(named, key=lambda pair: pair[1])
