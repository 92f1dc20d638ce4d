"""Save how this supplier quotes."""

from __future__ import annotations

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.platform.commands import command
from kundenwerk.tariffs.models import ConsumptionPreset, TariffSettings
from kundenwerk.tariffs.rules.vocabulary import OperatorLevel, PresetKind


class SettingsRefused(ValueError):
    """A setting that cannot be; the message is German."""


@command
def save_settings(
    *,
    operator_level: OperatorLevel,
    binding_days: int,
    compare_default_supply: bool,
    instalment_step: Money,
) -> None:
    """Store the settings of quotes.

    Raises:
        SettingsRefused: a binding period or a step that cannot be.
    """
    if not 1 <= binding_days <= 365:
        raise SettingsRefused("Die Bindefrist liegt zwischen 1 und 365 Tagen.")
    if instalment_step <= ZERO:
        raise SettingsRefused("Abschläge werden auf einen positiven Betrag gerundet.")
    TariffSettings.objects.filter(pk=1).update(
        operator_level=operator_level.value,
        binding_days=binding_days,
        compare_default_supply=compare_default_supply,
        instalment_step=instalment_step,
    )


@command
def save_presets(*, kind: PresetKind, kwh: dict[int, int]) -> None:
    """Replace the usual consumptions of one kind.

    Args:
        kind: by persons or by m².
        kwh: consumption per number of persons or m².

    Raises:
        SettingsRefused: a number that is not positive.
    """
    if any(count <= 0 or usual <= 0 for count, usual in kwh.items()):
        raise SettingsRefused("Anzahl und Verbrauch müssen größer als null sein.")
    ConsumptionPreset.objects.filter(kind=kind.value).delete()
    ConsumptionPreset.objects.bulk_create(
        ConsumptionPreset(kind=kind.value, count=count, kwh=usual) for count, usual in kwh.items()
    )
