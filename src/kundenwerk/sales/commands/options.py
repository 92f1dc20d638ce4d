"""Renaming, hiding and ordering what clerks choose from (AP-091, AP-110)."""

from __future__ import annotations

from collections.abc import Callable

from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.sales.models import OfferedOption
from kundenwerk.sales.rules.kinds import moved
from kundenwerk.sales.rules.options import OptionList, checked_label

Entry = list[str | bool]


class LastOption(Exception):
    """Without any supply situation nobody could make a contract."""


class OptionRenamed(Exception):
    """The option is called something else than the form showed; ``present`` is its name now."""

    def __init__(self, present: str) -> None:
        super().__init__("the option was renamed meanwhile")
        self.present = present


@command
def show_option(*, option_id: int, is_shown: bool) -> int:
    """Offer an entry of a list or hide it.

    Raises:
        LastOption: it is the last supply situation on offer.
    """

    def change(rows: list[OfferedOption], row: OfferedOption) -> list[OfferedOption]:
        others = any(one.is_shown for one in rows if one.pk != row.pk)
        if not is_shown and not others and row.belongs_to == OptionList.SITUATION:
            raise LastOption
        row.is_shown = is_shown
        return rows

    word = "wird angeboten" if is_shown else "wird nicht mehr angeboten"
    return _change(option_id, word, change)


@command
def rename_option(*, option_id: int, shown: str, label: str) -> int:
    """Call an entry of a list something else; what it does stays.

    Args:
        option_id: the entry.
        shown: the name the form was filled with.
        label: as it shall be called.

    Raises:
        UnusableText: the name is empty, too long or unreadable.
        OptionRenamed: somebody has renamed it meanwhile.
    """
    new = checked_label(label)

    def change(rows: list[OfferedOption], row: OfferedOption) -> list[OfferedOption]:
        if row.label not in {shown, new}:
            raise OptionRenamed(row.label)
        row.label = new
        return rows

    return _change(option_id, "umbenannt", change)


@command
def move_option(*, option_id: int, up: bool) -> int:
    """Change places with the entry before or behind; at the end nothing moves."""

    def change(rows: list[OfferedOption], row: OfferedOption) -> list[OfferedOption]:
        order = moved([int(one.pk) for one in rows], int(row.pk), up=up)
        return sorted(rows, key=lambda one: order.index(int(one.pk)))

    return _change(option_id, "verschoben", change)


@undo.inverse
@command
def restore_options(*, belongs_to: OptionList, before: list[Entry], left: list[Entry]) -> None:
    """Give a list its former names and order.

    Raises:
        Overtaken: somebody has changed it again.
    """
    rows = _locked(belongs_to)
    if _entries(rows) != left:
        now = ", ".join(row.label for row in rows if row.is_shown)
        raise undo.Overtaken([undo.Difference("Liste", "wie geändert", now)])
    by_code = {row.code: row for row in rows}
    restored = []
    for code, label, is_shown in before:
        row = by_code[str(code)]
        row.label, row.is_shown = str(label), bool(is_shown)
        restored.append(row)
    _store(restored)


Change = Callable[[list[OfferedOption], OfferedOption], list[OfferedOption]]


def _change(option_id: int, word: str, change: Change) -> int:
    belongs_to = OptionList(OfferedOption.objects.get(pk=option_id).belongs_to)
    rows = _locked(belongs_to)
    row = next(one for one in rows if one.pk == option_id)
    name, before = row.label, _entries(rows)
    after = change(rows, row)
    left = _entries(after)
    if left != before:
        _store(after)
        undo.offer(
            f"{name} {word}", restore_options, belongs_to=belongs_to, before=before, left=left
        )
    return option_id


def _entries(rows: list[OfferedOption]) -> list[Entry]:
    return [[row.code, row.label, row.is_shown] for row in rows]


def _store(rows: list[OfferedOption]) -> None:
    for place, row in enumerate(rows, start=1):
        row.position = place
    OfferedOption.objects.bulk_update(rows, ["label", "is_shown", "position"])


def _locked(belongs_to: OptionList) -> list[OfferedOption]:
    """Every entry of a list in its order; changes wait for each other."""
    mine = OfferedOption.objects.filter(belongs_to=belongs_to.value)
    list(mine.select_for_update().order_by("pk"))
    # Who waited for the locks must see what was changed meanwhile.
    return list(mine.order_by("position"))
