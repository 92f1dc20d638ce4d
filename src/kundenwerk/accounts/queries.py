"""Reading the lists people keep."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from kundenwerk.accounts.models import ListColumns, SavedView, User


def views_of(user_id: int) -> QuerySet[SavedView]:
    """The views a person may use: the own ones and what others share, by name."""
    pins = User.objects.filter(pk=user_id, pinned_views=OuterRef("pk"))
    usable = SavedView.objects.filter(Q(owner_id=user_id) | Q(is_shared=True))
    return usable.select_related("owner").annotate(is_pinned=Exists(pins)).order_by("name", "pk")


def pinned_views(user_id: int) -> list[SavedView]:
    """What stands in a person's side bar."""
    pinned = SavedView.objects.filter(Q(owner_id=user_id) | Q(is_shared=True), pinned_by=user_id)
    return list(pinned.order_by("name", "pk"))


def default_view(list_key: str, role: str) -> SavedView | None:
    """What a role sees first in a list, if an administrator chose something."""
    chosen = SavedView.objects.filter(list_key=list_key, default_for=role)
    return chosen.first() if role else None


def columns_of(user_id: int, list_key: str) -> str:
    """The columns a person chose for a list, comma-separated; empty for the usual ones."""
    kept = ListColumns.objects.filter(owner_id=user_id, list_key=list_key)
    return kept.values_list("columns", flat=True).first() or ""
