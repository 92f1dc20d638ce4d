"""Adding, renaming, hiding, ordering and removing what clerks choose from (AP-091, AP-110)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.db.models import ProtectedError

from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.sales.models import OfferedOption
from kundenwerk.sales.rules.kinds import moved
from kundenwerk.sales.rules.options import OptionList, checked_address, checked_label, own_code

Entry = list[str | bool]
Rows = list[OfferedOption]
_COLUMNS: Final = ("code", "label", "is_shown", "address", "meaning")


class LastOption(Exception):
    """Without any supply situation nobody could make a contract."""


class OptionFixed(Exception):
    """The entry belongs to the product or stands in quotes: it can be hidden, not removed."""


class OptionChanged(Exception):
    """The entry is something else than the form showed; the columns are what it is now."""

    def __init__(self, label: str, address: str) -> None:
        super().__init__("the option was changed meanwhile")
        self.label = label
        self.address = address


@command
def add_action(*, label: str, address: str) -> int:
    """Offer an own action after every quote, at the end of the list; returns its id.

    Args:
        label: what the button says.
        address: where it leads, see ``checked_address``.

    Raises:
        UnusableText: the label or the address cannot be used.
    """
    return _add(OptionList.NEXT_ACTION, label, address=checked_address(address))


@command
def add_situation(*, label: str, meaning: SupplySituation) -> int:
    """Offer an own supply situation, at the end of the list; returns its id.

    Args:
        label: as clerks and customers read it.
        meaning: the reason the market is told.

    Raises:
        UnusableText: the label cannot be used.
    """
    return _add(OptionList.SITUATION, label, meaning=meaning.value)


@command
def show_option(*, option_id: int, is_shown: bool) -> int:
    """Offer an entry of a list or hide it.

    Raises:
        LastOption: it is the last supply situation on offer.
    """

    def change(rows: Rows, row: OfferedOption) -> Rows:
        row.is_shown = is_shown
        return rows

    return _change(option_id, "wird angeboten" if is_shown else "wird nicht mehr angeboten", change)


@command
def change_option(*, option_id: int, shown: tuple[str, str], label: str, address: str = "") -> int:
    """Call an entry something else; an own action may lead elsewhere, a meaning never changes.

    Args:
        option_id: the entry.
        shown: label and address the form was filled with.
        label: as it shall be called.
        address: where an own action leads; left out for everything else.

    Raises:
        UnusableText: the label or the address cannot be used.
        OptionChanged: somebody has changed it meanwhile.
    """

    def change(rows: Rows, row: OfferedOption) -> Rows:
        new = checked_label(label, (one.label for one in rows if one.pk != row.pk))
        leads_to = checked_address(address) if row.address else ""
        if (row.label, row.address) not in {shown, (new, leads_to)}:
            raise OptionChanged(row.label, row.address)
        row.label, row.address = new, leads_to
        return rows

    return _change(option_id, "geändert", change)


@command
def move_option(*, option_id: int, up: bool) -> int:
    """Change places with the entry before or behind; at the end nothing moves."""

    def change(rows: Rows, row: OfferedOption) -> Rows:
        order = moved([int(one.pk) for one in rows], int(row.pk), up=up)
        return sorted(rows, key=lambda one: order.index(int(one.pk)))

    return _change(option_id, "verschoben", change)


@command
def remove_option(*, option_id: int) -> int:
    """Take an own entry out of its list.

    Raises:
        OptionFixed: it is part of the product, or a quote names it.
        LastOption: it is the last supply situation on offer.
    """

    def change(rows: Rows, row: OfferedOption) -> Rows:
        if not row.is_own:
            raise OptionFixed
        return [one for one in rows if one.pk != row.pk]

    try:
        return _change(option_id, "entfernt", change)
    except ProtectedError:
        raise OptionFixed from None


@undo.inverse
@command
def restore_options(*, belongs_to: OptionList, before: list[Entry], left: list[Entry]) -> None:
    """Give a list its former entries, names and order.

    Raises:
        Overtaken: somebody has changed it again, or a quote names what was added.
    """
    rows = _locked(belongs_to)
    if _entries(rows) != left:
        now = ", ".join(row.label for row in rows if row.is_shown)
        raise undo.Overtaken([undo.Difference("Liste", "wie geändert", now)])
    by_code = {row.code: row for row in rows}
    restored = []
    for entry in before:
        row = by_code.get(str(entry[0])) or OfferedOption(belongs_to=belongs_to.value)
        for name, value in zip(_COLUMNS, entry, strict=True):
            setattr(row, name, value)
        restored.append(row)
    try:
        _store(rows, restored)
    except ProtectedError:
        raise undo.Overtaken([undo.Difference("Liste", "ungenutzt", "in Angeboten")]) from None


Change = Callable[[Rows, OfferedOption], Rows]


def _add(belongs_to: OptionList, label: str, *, address: str = "", meaning: str = "") -> int:
    rows = _locked(belongs_to)
    before = _entries(rows)
    row = OfferedOption(
        belongs_to=belongs_to.value,
        code=own_code(one.code for one in rows),
        label=checked_label(label, (one.label for one in rows)),
        address=address,
        meaning=meaning,
    )
    _store(rows, [*rows, row])
    _offer_back(f"{row.label} hinzugefügt", belongs_to, before, [*rows, row])
    return int(row.pk)


def _change(option_id: int, word: str, change: Change) -> int:
    belongs_to = OptionList(OfferedOption.objects.get(pk=option_id).belongs_to)
    rows = _locked(belongs_to)
    row = next((one for one in rows if one.pk == option_id), None)
    if row is None:
        raise OfferedOption.DoesNotExist
    name, before = row.label, _entries(rows)
    after = change(rows, row)
    if belongs_to is OptionList.SITUATION and not any(one.is_shown for one in after):
        raise LastOption
    if _entries(after) != before:
        _store(rows, after)
        _offer_back(f"{name} {word}", belongs_to, before, after)
    return option_id


def _offer_back(text: str, belongs_to: OptionList, before: list[Entry], after: Rows) -> None:
    left = _entries(after)
    undo.offer(text, restore_options, belongs_to=belongs_to, before=before, left=left)


def _entries(rows: Rows) -> list[Entry]:
    return [[getattr(row, name) for name in _COLUMNS] for row in rows]


def _store(present: Rows, wanted: Rows) -> None:
    kept = {row.pk for row in wanted}
    for row in present:
        if row.pk not in kept:
            row.delete()
    for place, row in enumerate(wanted, start=1):
        row.position = place
        row.save()


def _locked(belongs_to: OptionList) -> Rows:
    """Every entry of a list in its order; changes wait for each other."""
    mine = OfferedOption.objects.filter(belongs_to=belongs_to.value)
    list(mine.select_for_update().order_by("pk"))
    # Who waited for the locks must see what was changed meanwhile.
    return list(mine.order_by("position"))
