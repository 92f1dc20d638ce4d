"""How this supplier quotes."""

from __future__ import annotations

from django.db.models import Q

from kundenwerk.platform.pages import once_a_page
from kundenwerk.tariffs.models import ConsumptionPreset, TariffSettings, TariffVersion
from kundenwerk.tariffs.rules.settings import SettingsData
from kundenwerk.tariffs.rules.vocabulary import OperatorLevel, PresetKind, VersionState


@once_a_page
def tariff_settings() -> TariffSettings:
    """The settings; the migration made the row."""
    return TariffSettings.objects.get(pk=1)


def presets(kind: PresetKind) -> list[ConsumptionPreset]:
    """Usual yearly consumption per number of persons or m², ascending (DEC-08)."""
    return list(ConsumptionPreset.objects.filter(kind=kind.value).order_by("count"))


def settings_data() -> SettingsData:
    """The settings as they would be entered."""
    row = tariff_settings()
    return SettingsData(
        OperatorLevel(row.operator_level),
        row.binding_days,
        row.compare_default_supply,
        row.instalment_step,
        row.import_file_days,
    )


def operators_elsewhere() -> int:
    """Versions whose grid operators stand where the setting does not look (DEC-09).

    They are offered in every grid.
    """
    versions = TariffVersion.objects.exclude(state=VersionState.ENDED.value)
    at_version = Q(grid_operators__isnull=False)
    at_tier = Q(tiers__grid_operators__isnull=False)
    if tariff_settings().operator_level == OperatorLevel.TIER:
        here, there = at_tier, at_version
    else:
        here, there = at_version, at_tier
    placed = versions.filter(here).values("pk")
    return versions.filter(there).exclude(pk__in=placed).distinct().count()
