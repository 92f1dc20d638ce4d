"""Changing how this supplier sells."""

from __future__ import annotations

from typing import Any

from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.sales.models import SalesSettings
from kundenwerk.sales.rules.vocabulary import HANDOVER_LABELS, BankAccountDuty

_BANK, _ACCOUNT = "handover_requires_bank_account", "existing_account_for_new_supply_point"
_UNDO = "merge_undo_days"
LONGEST_UNDO = 365


class StaleSettings(Exception):
    """The settings are others than the form showed."""

    def __init__(self, differences: list[undo.Difference]) -> None:
        super().__init__("the settings were changed meanwhile")
        self.differences = differences


@command
def save_sales_settings(
    *,
    shown: dict[str, Any],
    bank_account: BankAccountDuty,
    existing_account: bool,
    merge_undo_days: int,
) -> None:
    """Store what holds for every quote and every customer.

    Args:
        shown: the settings the form was filled with, by column.
        bank_account: at the hand-over to billing (DEC-01).
        existing_account: whether a contract account of the customer may be used for a new
            supply point (AP-084).
        merge_undo_days: how long two records made one can be parted again; merges made before
            keep their day.

    Raises:
        StaleSettings: somebody has changed them meanwhile.
    """
    row = locked_settings()
    new = {_BANK: bank_account.value, _ACCOUNT: existing_account, _UNDO: merge_undo_days}
    present = _values(row)
    if present not in (shown, new):
        raise StaleSettings(_differences(new, present))
    if present != new:
        write_settings(row, new)
        undo.offer("Einstellungen gespeichert", restore_sales_settings, before=present, left=new)


@undo.inverse
@command
def restore_sales_settings(*, before: dict[str, Any], left: dict[str, Any]) -> None:
    """Give the settings their former values.

    Raises:
        Overtaken: somebody has changed them again.
    """
    row = locked_settings()
    present = _values(row)
    if present != left:
        raise undo.Overtaken(_differences(left, present))
    write_settings(row, before)


def locked_settings() -> SalesSettings:
    """The one row of settings, held until the command ends (step)."""
    SalesSettings.objects.get_or_create(pk=1)
    return SalesSettings.objects.select_for_update().get(pk=1)


def write_settings(row: SalesSettings, values: dict[str, Any]) -> None:
    """Change columns of the settings (step)."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])


def _values(row: SalesSettings) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (_BANK, _ACCOUNT, _UNDO)}


def _differences(left: dict[str, Any], now: dict[str, Any]) -> list[undo.Difference]:
    found = []
    if left[_BANK] != now[_BANK]:
        mine, theirs = (HANDOVER_LABELS[BankAccountDuty(one[_BANK])] for one in (left, now))
        found.append(undo.Difference("Bankverbindung nötig", mine, theirs))
    if left[_ACCOUNT] != now[_ACCOUNT]:
        words = {True: "erlaubt", False: "nicht erlaubt"}
        mine, theirs = words[left[_ACCOUNT]], words[now[_ACCOUNT]]
        found.append(undo.Difference("Bestehendes Vertragskonto", mine, theirs))
    if left[_UNDO] != now[_UNDO]:
        mine, theirs = (f"{one[_UNDO]} Tage" for one in (left, now))
        found.append(undo.Difference("Zusammenführung zurücknehmen binnen", mine, theirs))
    return found
