"""Changing which kinds of energy are offered (AP-016)."""

from __future__ import annotations

from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.sales.models import EnergyKind
from kundenwerk.sales.rules.kinds import KindRefused, checked_kind, free_code, moved

_LABELS = {"label": "Bezeichnung", "icon": "Zeichen", "is_visible": "Wird angeboten"}


class LastKind(Exception):
    """Without any kind of energy nobody could make a quote."""


class StaleKind(Exception):
    """The kind is called something else than the form showed; ``current`` is what it is now."""

    def __init__(self, current: dict[str, str]) -> None:
        super().__init__("the kind was changed meanwhile")
        self.current = current


@command
def add_energy_kind(*, label: str, icon: str, commodity: Commodity, usage: UsageType | None) -> int:
    """Offer another kind, at the end of the buttons; returns its id.

    Raises:
        KindRefused: with a sentence per field.
    """
    kind = checked_kind(label, icon, commodity, usage)
    others = _locked()
    _check_label(others, kind.label)
    row = EnergyKind.objects.create(
        code=free_code(kind.code, (other.code for other in others)),
        label=kind.label,
        icon=kind.icon,
        commodity=commodity.value,
        usage_type=usage.value if usage else "",
        position=max((other.position for other in others), default=0) + 1,
    )
    return int(row.pk)


@command
def rename_energy_kind(*, kind_id: int, shown: dict[str, str], label: str, icon: str) -> int:
    """Call a kind something else; what it stands for stays, for quotes name it.

    Args:
        kind_id: the kind.
        shown: label and icon the form was filled with.
        label: as it shall be called.
        icon: one of ``ICONS``.

    Raises:
        KindRefused: with a sentence per field.
        StaleKind: somebody has renamed it meanwhile.
    """
    rows = _locked()
    row = _of(rows, kind_id)
    new = checked_kind(label, icon, Commodity(row.commodity), _usage(row))
    current = {"label": row.label, "icon": row.icon}
    if current != shown:
        raise StaleKind(current)
    _check_label([other for other in rows if other.pk != kind_id], new.label)
    _change(row, f"Energieart {row.label} geändert", {"label": new.label, "icon": new.icon})
    return kind_id


@command
def show_energy_kind(*, kind_id: int, is_visible: bool) -> int:
    """Offer a kind or hide it; drafts and quotes that name it keep it.

    Raises:
        LastKind: no other kind is offered.
    """
    rows = _locked()
    row = _of(rows, kind_id)
    if not is_visible and not any(one.is_visible for one in rows if one.pk != kind_id):
        raise LastKind
    word = "wird angeboten" if is_visible else "wird nicht mehr angeboten"
    _change(row, f"{row.label} {word}", {"is_visible": is_visible})
    return kind_id


@command
def move_energy_kind(*, kind_id: int, up: bool) -> int:
    """Change places with the button before or behind; at the end nothing moves."""
    rows = _locked()
    before = [int(row.pk) for row in rows]
    after = moved(before, int(_of(rows, kind_id).pk), up=up)
    if after != before:
        _place(after)
        undo.offer("Reihenfolge geändert", restore_kind_order, before=before, left=after)
    return kind_id


@undo.inverse
@command
def restore_energy_kind(
    *, kind_id: int, before: dict[str, str | bool], left: dict[str, str | bool]
) -> int:
    """Give a kind its former values.

    Raises:
        Overtaken: somebody has changed them again.
        LastKind: no other kind is offered.
    """
    rows = _locked()
    row = _of(rows, kind_id)
    differences = [
        undo.Difference(_LABELS[name], _word(value), _word(getattr(row, name)))
        for name, value in left.items()
        if getattr(row, name) != value
    ]
    if differences:
        raise undo.Overtaken(differences)
    _change(row, "", before)
    return kind_id


@undo.inverse
@command
def restore_kind_order(*, before: list[int], left: list[int]) -> None:
    """Put the buttons back in their former order.

    Raises:
        Overtaken: somebody has moved or added one meanwhile.
    """
    rows = _locked()
    if [row.pk for row in rows] != left:
        now = ", ".join(row.label for row in rows)
        raise undo.Overtaken([undo.Difference("Reihenfolge", "wie verschoben", now)])
    _place(before)


def _change(row: EnergyKind, text: str, values: dict[str, str | bool]) -> None:
    before = {name: getattr(row, name) for name in values}
    if before == values:
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])
    if text:
        undo.offer(text, restore_energy_kind, kind_id=row.pk, before=before, left=values)


def _place(order: list[int]) -> None:
    places = {pk: place for place, pk in enumerate(order, start=1)}
    rows = list(EnergyKind.objects.filter(pk__in=order))
    for row in rows:
        row.position = places[row.pk]
    EnergyKind.objects.bulk_update(rows, ["position"])


def _locked() -> list[EnergyKind]:
    """Every kind in the order of the buttons; changes wait for each other."""
    list(EnergyKind.objects.select_for_update().order_by("pk"))
    # What was added while waiting for the locks is only seen by another statement.
    return list(EnergyKind.objects.order_by("position"))


def _of(rows: list[EnergyKind], kind_id: int) -> EnergyKind:
    found = next((row for row in rows if row.pk == kind_id), None)
    if found is None:
        raise EnergyKind.DoesNotExist
    return found


def _check_label(others: list[EnergyKind], label: str) -> None:
    if any(other.label.casefold() == label.casefold() for other in others):
        raise KindRefused({"label": "So heißt schon eine andere Energieart."})


def _usage(row: EnergyKind) -> UsageType | None:
    return UsageType(row.usage_type) if row.usage_type else None


def _word(value: object) -> str:
    return {True: "ja", False: "nein"}[value] if isinstance(value, bool) else str(value)
