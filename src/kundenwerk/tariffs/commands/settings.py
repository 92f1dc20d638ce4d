"""Save how this supplier quotes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.tariffs.models import ConsumptionPreset, TariffSettings
from kundenwerk.tariffs.queries.settings import settings_data
from kundenwerk.tariffs.rules.settings import SettingsData
from kundenwerk.tariffs.rules.tiers import MOST_KWH
from kundenwerk.tariffs.rules.vocabulary import PRESET_KIND_LABELS, OperatorLevel, PresetKind

MOST_PRESETS, MOST_COUNT = 20, 9_999


class SettingsRefused(ValueError):
    """Settings that cannot be; German reason per field."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = faults


class StaleSettings(Exception):
    """The settings are no longer as the form showed them; ``differences`` tells in words."""

    def __init__(self, differences: list[undo.Difference]) -> None:
        super().__init__("the settings were changed meanwhile")
        self.differences = differences


@command
def save_settings(*, data: SettingsData, shown: SettingsData | None = None) -> None:
    """Store the settings of quotes.

    Args:
        data: what they shall be.
        shown: what the change starts from; None: whatever they are.

    Raises:
        SettingsRefused: with a German reason per field.
        StaleSettings: somebody changed them meanwhile.
    """
    if faults := data.faults():
        raise SettingsRefused(faults)
    TariffSettings.objects.select_for_update().get(pk=1)
    present = settings_data()
    if shown is not None and present != shown:
        raise StaleSettings(_apart(data.told(), present.told()))
    _write(data)
    undo.offer(
        "Einstellungen gespeichert", restore_settings, before=_plain(present), left=_plain(data)
    )


@undo.inverse
@command
def restore_settings(*, before: dict[str, Any], left: dict[str, Any]) -> None:
    """Give the settings what they were before a change.

    Raises:
        Overtaken: somebody has changed them again.
    """
    TariffSettings.objects.select_for_update().get(pk=1)
    present = settings_data()
    if _plain(present) != left:
        raise undo.Overtaken(_apart(_of_plain(left).told(), present.told()))
    _write(_of_plain(before))


@command
def save_presets(
    *, kind: PresetKind, kwh: dict[int, int], shown: dict[int, int] | None = None
) -> None:
    """Replace the usual consumptions of one kind.

    Args:
        kind: by persons or by m².
        kwh: consumption per number of persons or m².
        shown: what the change starts from; None: whatever there is.

    Raises:
        SettingsRefused: a number that cannot be.
        StaleSettings: somebody changed them meanwhile.
    """
    if any(
        not 0 < count <= MOST_COUNT or not 0 < usual <= MOST_KWH for count, usual in kwh.items()
    ):
        raise SettingsRefused({"": "Anzahl und Verbrauch müssen größer als null sein."})
    if len(kwh) > MOST_PRESETS:
        raise SettingsRefused({"": f"Höchstens {MOST_PRESETS} Vorschläge passen auf die Seite."})
    present = _present(kind)
    if shown is not None and present != shown:
        raise StaleSettings(_apart(_told(kwh), _told(present)))
    _replace(kind, kwh)
    undo.offer(
        f"Vorschläge nach {PRESET_KIND_LABELS[kind]} gespeichert",
        restore_presets,
        kind=kind.value,
        before=sorted(present.items()),
        left=sorted(kwh.items()),
    )


@undo.inverse
@command
def restore_presets(
    *, kind: str, before: list[tuple[int, int]], left: list[tuple[int, int]]
) -> None:
    """Give the usual consumptions of one kind what they were before a change.

    Raises:
        Overtaken: somebody has changed them again.
    """
    present = _present(PresetKind(kind))
    mine = dict(left)
    if present != mine:
        raise undo.Overtaken(_apart(_told(mine), _told(present)))
    _replace(PresetKind(kind), dict(before))


def _write(data: SettingsData) -> None:
    TariffSettings.objects.filter(pk=1).update(
        **_plain(data) | {"instalment_step": data.instalment_step}
    )


def _plain(data: SettingsData) -> dict[str, Any]:
    step = data.instalment_step.cents
    return asdict(data) | {"operator_level": data.operator_level.value, "instalment_step": step}


def _of_plain(plain: dict[str, Any]) -> SettingsData:
    level, step = OperatorLevel(plain["operator_level"]), Money(plain["instalment_step"])
    return SettingsData(**plain | {"operator_level": level, "instalment_step": step})


def _present(kind: PresetKind) -> dict[int, int]:
    # The row of settings is the lock of the presets too: nobody replaces them at the same time.
    TariffSettings.objects.select_for_update().get(pk=1)
    rows = ConsumptionPreset.objects.filter(kind=kind.value).order_by("count")
    return dict(rows.values_list("count", "kwh"))


def _replace(kind: PresetKind, kwh: dict[int, int]) -> None:
    ConsumptionPreset.objects.filter(kind=kind.value).delete()
    ConsumptionPreset.objects.bulk_create(
        ConsumptionPreset(kind=kind.value, count=count, kwh=usual) for count, usual in kwh.items()
    )


def _told(kwh: dict[int, int]) -> dict[str, str]:
    return {str(count): f"{format_decimal(usual)} kWh" for count, usual in kwh.items()}


def _apart(mine: dict[str, str], theirs: dict[str, str]) -> list[undo.Difference]:
    return [
        undo.Difference(label, mine.get(label, ""), theirs.get(label, ""))
        for label in dict.fromkeys([*mine, *theirs])
        if mine.get(label) != theirs.get(label)
    ]
