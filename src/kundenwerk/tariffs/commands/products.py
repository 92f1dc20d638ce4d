"""Make and change tariffs: the product under one name."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.platform.constraints import violated
from kundenwerk.tariffs.models import Tariff, TariffVersion
from kundenwerk.tariffs.queries.drafts import first_use, tariff_data
from kundenwerk.tariffs.rules.version import TariffData, check_tariff
from kundenwerk.tariffs.rules.vocabulary import SUPPLY_KIND_LABELS, SupplyKind


class TariffCodeTaken(Exception):
    """Another tariff has this code."""


class TariffUsed(Exception):
    """Quotes or contracts rely on a version of the tariff; ``version`` is the first."""

    def __init__(self, version: TariffVersion) -> None:
        super().__init__(f"version {version.pk} is used")
        self.version = version


class StaleTariff(Exception):
    """The tariff is no longer as the form showed it; ``current`` is what it is now."""

    def __init__(self, current: TariffData) -> None:
        super().__init__("the tariff was changed meanwhile")
        self.current = current


@command
def create_tariff(*, data: TariffData) -> int:
    """Make a tariff without versions; returns its id.

    Raises:
        TariffRefused: with a German reason per field.
        TariffCodeTaken: the code exists.
    """
    return make_tariff(data).pk


def make_tariff(data: TariffData) -> Tariff:
    """Step: a tariff without versions.

    Raises:
        TariffRefused: with a German reason per field.
        TariffCodeTaken: the code exists.
    """
    tariff = Tariff()
    _write(tariff, data)
    return tariff


@command
def update_tariff(*, tariff_id: int, shown: TariffData, data: TariffData) -> int:
    """Change a tariff nobody relies on yet.

    Args:
        tariff_id: the tariff.
        shown: what the change starts from.
        data: what it shall be.

    Raises:
        TariffRefused: with a German reason per field.
        TariffCodeTaken: the code exists.
        TariffUsed: quotes or contracts rely on it.
        StaleTariff: somebody changed it meanwhile.
    """
    tariff = _locked(tariff_id)
    present = tariff_data(tariff)
    if present != shown:
        raise StaleTariff(present)
    _write(tariff, data)
    left = _plain(tariff_data(tariff))
    undo.offer(
        "Tarif gespeichert", restore_tariff, tariff_id=tariff_id, before=_plain(shown), left=left
    )
    return tariff_id


@undo.inverse
@command
def restore_tariff(*, tariff_id: int, before: dict[str, Any], left: dict[str, Any]) -> int:
    """Give a tariff what it was before a change.

    Raises:
        TariffUsed: somebody relies on it by now.
        Overtaken: somebody has changed it again.
    """
    tariff = _locked(tariff_id)
    present = tariff_data(tariff)
    if _plain(present) != left:
        raise undo.Overtaken(tariff_differences(_of_plain(left), present))
    _write(tariff, _of_plain(before))
    return tariff_id


def tariff_differences(left: TariffData, now: TariffData) -> list[undo.Difference]:
    """What differs between two states of a tariff, in words."""
    mine, theirs = _told(left), _told(now)
    return [
        undo.Difference(label, mine[label], theirs[label])
        for label in mine
        if mine[label] != theirs[label]
    ]


def _told(data: TariffData) -> dict[str, str]:
    flags = {"Öko": data.is_green, "Online": data.is_online, "B2B": data.is_b2b}
    return {
        "Kürzel": data.code,
        "Tarif": data.name,
        "Sparte": COMMODITY_LABELS[data.commodity],
        "Verbrauchsarten": ", ".join(sorted(data.usage_types)) or "alle",
        "Tarifanzahlen": ", ".join(sorted(data.register_counts)) or "alle",
        "Merkmale": ", ".join(name for name, is_set in flags.items() if is_set),
        "Versorgungsart": SUPPLY_KIND_LABELS[data.supply_kind],
    }


def _locked(tariff_id: int) -> Tariff:
    tariff = Tariff.objects.select_for_update().get(pk=tariff_id)
    used = first_use(tariff_id)
    if used is not None:
        raise TariffUsed(used)
    return tariff


def _write(tariff: Tariff, data: TariffData) -> None:
    code, name = check_tariff(data)
    tariff.code, tariff.name = code, name
    tariff.commodity = data.commodity.value
    tariff.usage_types = sorted(usage.value for usage in data.usage_types)
    tariff.register_counts = sorted(count.value for count in data.register_counts)
    tariff.is_green, tariff.is_online, tariff.is_b2b = data.is_green, data.is_online, data.is_b2b
    tariff.supply_kind = data.supply_kind.value
    try:
        with transaction.atomic():
            tariff.save()
    except IntegrityError as error:
        if violated(error) == "tariffs_tariff_code_key":
            raise TariffCodeTaken from error
        raise


def _plain(data: TariffData) -> dict[str, Any]:
    return {
        "code": data.code,
        "name": data.name,
        "commodity": data.commodity.value,
        "usage_types": sorted(usage.value for usage in data.usage_types),
        "register_counts": sorted(count.value for count in data.register_counts),
        "is_green": data.is_green,
        "is_online": data.is_online,
        "is_b2b": data.is_b2b,
        "supply_kind": data.supply_kind.value,
    }


def _of_plain(plain: dict[str, Any]) -> TariffData:
    kinds = {
        "commodity": Commodity(plain["commodity"]),
        "usage_types": frozenset(UsageType(usage) for usage in plain["usage_types"]),
        "register_counts": frozenset(RegisterCount(count) for count in plain["register_counts"]),
        "supply_kind": SupplyKind(plain["supply_kind"]),
    }
    return TariffData(**(plain | kinds))
