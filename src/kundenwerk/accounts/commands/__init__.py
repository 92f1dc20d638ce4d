"""Making and changing logins, and the lists people keep."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from kundenwerk.accounts.models import ListColumns, SavedView, User
from kundenwerk.accounts.roles import STAFF_ROLES, Role
from kundenwerk.accounts.rules import LONGEST_QUERY, may_change, may_set_default, view_name
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command, require_transaction


def create_login(
    *,
    username: str,
    email: str,
    role: Role,
    first_name: str,
    last_name: str,
    password: str | None = None,
    business_partner_id: int | None = None,
) -> User:
    """Make a login with a verified address; without password it opens by code or passkey only."""
    require_transaction()
    user = User(
        username=username,
        email=email,
        role=role.value,
        first_name=first_name,
        last_name=last_name,
        business_partner_id=business_partner_id,
    )
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@undo.inverse
@command
def save_preferences(*, user_id: int, letter_keys: bool, roomy: bool) -> int:
    """Keep how a person wants the screens."""
    before = User.objects.select_for_update().get(pk=user_id)
    undo.offer(
        "Einstellungen gespeichert",
        save_preferences,
        user_id=user_id,
        letter_keys=before.letter_keys,
        roomy=before.roomy,
    )
    User.objects.filter(pk=user_id).update(letter_keys=letter_keys, roomy=roomy)
    return user_id


class NameTaken(Exception):
    """The person has a view of this name for this list already."""


class NotYours(Exception):
    """Only who made a view, or an administrator where it is shared, may change it."""


class AddressTooLong(Exception):
    """What the list shows does not fit into a saved view."""


@command
def keep_view(
    *, user_id: int, list_key: str, name: str, query: str, is_shared: bool, is_pinned: bool
) -> int:
    """Save what a list shows under a name; returns the id of the view.

    Raises:
        UnusableText: a name nobody can read.
        NameTaken: the person has such a view.
        AddressTooLong: more than fits.
    """
    view = SavedView(
        owner_id=user_id,
        list_key=list_key,
        name=view_name(name),
        query=_fitting(query),
        is_shared=is_shared,
    )
    _save(view)
    if is_pinned:
        view.pinned_by.add(user_id)
    return view.pk


@command
def change_view(
    *, user_id: int, view_id: int, name: str, is_shared: bool, default_for: str = ""
) -> int:
    """Rename a view, share it, make it what a role sees first (administrators only).

    Raises:
        NotYours: see the exception.
        UnusableText: a name nobody can read.
        NameTaken: the owner has such a view.
    """
    view, person = _own(user_id, view_id)
    view.name = view_name(name)
    view.is_shared = is_shared
    if may_set_default(person.role) and default_for != view.default_for:
        wanted = default_for if default_for in set(STAFF_ROLES) else ""
        others = SavedView.objects.filter(list_key=view.list_key, default_for=wanted)
        others.exclude(pk=view_id).exclude(default_for="").update(default_for="")
        view.default_for = wanted
    if not view.is_shared:
        view.default_for = ""
        view.pinned_by.remove(*view.pinned_by.exclude(pk=view.owner_id))
    _save(view)
    return view_id


@command
def overwrite_view(*, user_id: int, view_id: int, query: str) -> int:
    """Let a view show what its list shows now.

    Raises:
        NotYours: see the exception.
        AddressTooLong: more than fits.
    """
    view, _ = _own(user_id, view_id)
    view.query = _fitting(query)
    view.save(update_fields=["query"])
    return view_id


@command
def drop_view(*, user_id: int, view_id: int) -> int:
    """Take a view away, from every side bar too; nothing when it is gone already.

    Raises:
        NotYours: see the exception.
    """
    if SavedView.objects.filter(pk=view_id).exists():
        view, _ = _own(user_id, view_id)
        view.delete()
    return view_id


@command
def pin_view(*, user_id: int, view_id: int, is_pinned: bool) -> int:
    """Put a view into a person's side bar, or take it out.

    Raises:
        NotYours: it is neither the person's own nor shared.
    """
    view = SavedView.objects.select_for_update().get(pk=view_id)
    if view.owner_id != user_id and not view.is_shared:
        raise NotYours(view_id)
    if is_pinned:
        view.pinned_by.add(user_id)
    else:
        view.pinned_by.remove(user_id)
    return view_id


@command
def choose_columns(*, user_id: int, list_key: str, columns: list[str]) -> int:
    """Remember which columns a person wants in a list; none goes back to the usual ones."""
    ListColumns.objects.filter(owner_id=user_id, list_key=list_key).delete()
    if columns:
        text = _fitting(",".join(columns))
        ListColumns.objects.create(owner_id=user_id, list_key=list_key, columns=text)
    return user_id


def _own(user_id: int, view_id: int) -> tuple[SavedView, User]:
    """The view and the person, who may change it.

    Raises:
        NotYours: an administrator reaches the views of others only where they are shared.
    """
    person = User.objects.get(pk=user_id)
    view = SavedView.objects.select_for_update().get(pk=view_id)
    mine = view.owner_id == user_id
    if not (mine or view.is_shared) or not may_change(
        owner_id=view.owner_id, user_id=user_id, role=person.role
    ):
        raise NotYours(view_id)
    return view, person


def _fitting(query: str) -> str:
    if len(query) > LONGEST_QUERY:
        raise AddressTooLong
    return query


def _save(view: SavedView) -> None:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as fault:
        if "saved_view_name_once" in str(fault):
            raise NameTaken(view.name) from fault
        raise
