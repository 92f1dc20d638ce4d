"""Saved views: who may keep, change, share and pin them."""

from __future__ import annotations

from typing import Any

import pytest

from kundenwerk.accounts import commands, queries
from kundenwerk.accounts.commands import AddressTooLong, NameTaken, NotYours
from kundenwerk.accounts.models import SavedView, User
from kundenwerk.accounts.queries import KeptView
from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.text import UnusableText
from kundenwerk.platform.models import AuditRow
from tests.factories.calls import fresh_call
from tests.factories.users import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return user(Role.ACCOUNTING, username="britta")


@pytest.fixture
def colleague() -> User:
    return user(Role.ACCOUNTING, username="bernd")


@pytest.fixture
def administrator() -> User:
    return user(Role.ADMINISTRATOR, username="adele")


def keep(person: User, **changes: Any) -> SavedView:
    values: dict[str, Any] = {
        "list_key": "posten",
        "name": "Überfällig",
        "query": "alter=ueberfaellig",
        "is_shared": False,
        "is_pinned": True,
    }
    view_id = commands.keep_view(fresh_call(), user_id=person.pk, **(values | changes))
    return SavedView.objects.get(pk=view_id)


def pinned_by(person: User) -> list[KeptView]:
    return queries.pinned(queries.kept_by(person.pk).views)


def first_view(person: User, role: str = Role.ACCOUNTING) -> int | None:
    found = queries.first_of_role(queries.kept_by(person.pk).views, "posten", role)
    return found and found.pk


def test_a_view_is_kept_once_and_stands_in_the_side_bar_of_its_owner(
    owner: User, colleague: User
) -> None:
    call = fresh_call()
    values = {"list_key": "posten", "name": " Über  fällig ", "query": "alter=laenger"}
    for _ in range(2):
        commands.keep_view(call, user_id=owner.pk, is_shared=False, is_pinned=True, **values)

    assert [view.name for view in pinned_by(owner)] == ["Über fällig"]
    assert not queries.views_of(colleague.pk).exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\u202eb", "a\x00b", "12345", "\u200b"])
def test_a_name_nobody_can_read_is_refused(owner: User, name: str) -> None:
    with pytest.raises(UnusableText):
        keep(owner, name=name)


def test_a_name_is_taken_once_per_owner_and_list(owner: User, colleague: User) -> None:
    view = keep(owner)
    keep(owner, list_key="kunden")
    keep(colleague)
    other = keep(owner, name="Andere")

    with pytest.raises(NameTaken):
        keep(owner)
    with pytest.raises(NameTaken):
        commands.change_view(
            fresh_call(), user_id=owner.pk, view_id=other.pk, name=view.name, is_shared=False
        )


def test_more_than_an_address_holds_is_refused(owner: User) -> None:
    with pytest.raises(AddressTooLong):
        keep(owner, query="q=" + "x" * 1000)


def test_what_is_shared_may_be_used_by_all_and_changed_by_owner_and_administrator(
    owner: User, colleague: User, administrator: User
) -> None:
    view = keep(owner, is_shared=True)

    commands.pin_view(fresh_call(), user_id=colleague.pk, view_id=view.pk, is_pinned=True)
    with pytest.raises(NotYours):
        commands.overwrite_view(fresh_call(), user_id=colleague.pk, view_id=view.pk, query="")
    with pytest.raises(NotYours):
        commands.drop_view(fresh_call(), user_id=colleague.pk, view_id=view.pk)
    commands.overwrite_view(fresh_call(), user_id=administrator.pk, view_id=view.pk, query="ab=50")

    assert [one.query for one in pinned_by(colleague)] == ["ab=50"]
    assert AuditRow.objects.filter(table_name="accounts_savedview", verb="UPDATE").exists()


def test_an_administrator_does_not_reach_what_somebody_keeps_alone(
    owner: User, administrator: User
) -> None:
    view = keep(owner)

    for attempt in (
        lambda call: commands.drop_view(call, user_id=administrator.pk, view_id=view.pk),
        lambda call: commands.pin_view(
            call, user_id=administrator.pk, view_id=view.pk, is_pinned=True
        ),
    ):
        with pytest.raises(NotYours):
            attempt(fresh_call())


def test_what_is_no_longer_shared_leaves_the_side_bars_of_others(
    owner: User, colleague: User
) -> None:
    view = keep(owner, is_shared=True)
    commands.pin_view(fresh_call(), user_id=colleague.pk, view_id=view.pk, is_pinned=True)

    commands.change_view(
        fresh_call(), user_id=owner.pk, view_id=view.pk, name=view.name, is_shared=False
    )

    assert pinned_by(colleague) == []
    assert len(pinned_by(owner)) == 1


def test_a_role_has_one_first_view_and_only_an_administrator_chooses_it(
    owner: User, administrator: User
) -> None:
    first, second = keep(owner, is_shared=True), keep(owner, name="Neu", is_shared=True)

    def make_first(person: User, view: SavedView) -> None:
        commands.change_view(
            fresh_call(),
            user_id=person.pk,
            view_id=view.pk,
            name=view.name,
            is_shared=True,
            default_for=Role.ACCOUNTING.value,
        )

    make_first(owner, first)
    assert first_view(owner) is None
    make_first(administrator, first)
    assert first_view(owner) == first.pk
    make_first(administrator, second)
    assert first_view(owner) == second.pk
    assert first_view(owner, "") is None


def test_a_view_that_is_gone_may_be_dropped_again(owner: User) -> None:
    view = keep(owner)

    for _ in range(2):
        commands.drop_view(fresh_call(), user_id=owner.pk, view_id=view.pk)

    assert not SavedView.objects.exists()


def test_columns_are_remembered_per_person_until_the_usual_ones_are_wanted(
    owner: User, colleague: User
) -> None:
    wanted = {"user_id": owner.pk, "list_key": "kunden"}

    commands.choose_columns(fresh_call(), columns=["name", "seit"], **wanted)
    commands.choose_columns(fresh_call(), columns=["seit"], **wanted)

    assert queries.kept_by(owner.pk).columns == {"kunden": "seit"}
    assert not queries.kept_by(colleague.pk).columns
    commands.choose_columns(fresh_call(), columns=[], **wanted)
    assert not queries.kept_by(owner.pk).columns
