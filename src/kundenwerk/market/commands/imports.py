"""Take over tables of market data: all rows or none, the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from kundenwerk.market.commands.dated import Imported, Row, Target, one_at_a_time, take_over
from kundenwerk.market.commands.named import Codes, Places
from kundenwerk.market.formats import facts
from kundenwerk.market.formats.tables import RowFault, TableRejected
from kundenwerk.market.models import (
    DefaultSupplyTariff,
    GridArea,
    GridPrice,
    MarketParticipant,
    PriceComponent,
    PriceComponentKind,
)
from kundenwerk.platform.commands import command

_COMPONENTS = Target(PriceComponent.objects, ("kind_id",), ("value", "source"))
_GRID_PRICES = Target(
    GridPrice.objects,
    ("grid_operator_id", "commodity"),
    (
        "base_eur_per_year",
        "energy_ct_per_kwh",
        "module1_eur_per_year",
        "module2_energy_ct",
        "module3_peak_ct",
        "module3_offpeak_ct",
        "module3_peak_windows",
        "module3_offpeak_windows",
        "module3_months",
        "source",
    ),
)
_GRID_AREAS = Target(
    GridArea.objects,
    ("place_id", "commodity"),
    (
        "grid_operator_id",
        "metering_operator_id",
        "default_supplier_id",
        "concession_class",
        "source",
    ),
)
_DEFAULT_SUPPLY = Target(
    DefaultSupplyTariff.objects,
    ("supplier_id", "commodity", "from_kwh"),
    ("name", "upto_kwh", "energy_ct_gross", "base_eur_gross", "information", "source"),
)


@command
def import_participants(*, content: bytes) -> Imported:
    """Take over market participants.

    Raises:
        TableRejected: with a German reason per row.
    """
    return participants(content)


@command
def import_components(*, content: bytes) -> Imported:
    """Take over dated price components.

    Raises:
        TableRejected: with a German reason per row.
    """
    return components(content)


@command
def import_grid_prices(*, content: bytes) -> Imported:
    """Take over dated prices of grid operators.

    Raises:
        TableRejected: with a German reason per row.
    """
    return grid_prices(content)


@command
def import_grid_areas(*, content: bytes) -> Imported:
    """Take over which grid operator serves which place.

    Raises:
        TableRejected: with a German reason per row.
    """
    return grid_areas(content)


@command
def import_default_supply(*, content: bytes) -> Imported:
    """Take over published default-supply tariffs.

    Raises:
        TableRejected: with a German reason per row.
    """
    one_at_a_time()
    rows = facts.read_default_supply(content)
    codes = Codes(row.series[0] for row in rows)
    resolved = [
        Row(
            row.row,
            (codes.of(row, row.series[0], "grundversorger"), row.series[1].value, row.series[2]),
            row.valid,
            tuple(value for _, value in row.facts),
        )
        for row in rows
    ]
    codes.complain()
    return take_over(_DEFAULT_SUPPLY, resolved)


def participants(content: bytes, *, keep_stored: bool = False) -> Imported:
    """Step: market participants by their code.

    Raises:
        TableRejected: with a German reason per row.
    """
    one_at_a_time()
    rows = facts.read_participants(content)
    known = {one.code: one for one in MarketParticipant.objects.all()}
    _refuse_doubled([(row.row, row.code) for row in rows])
    fields = ("name", "role", "commodity", "is_fictitious", "source")
    new, changed = [], []
    for row in rows:
        values = {name: getattr(row, name) for name in fields}
        if row.code not in known:
            new.append(MarketParticipant(code=row.code, **values))
        elif not keep_stored and values != {n: getattr(known[row.code], n) for n in fields}:
            changed.append(MarketParticipant(pk=known[row.code].pk, code=row.code, **values))
    MarketParticipant.objects.bulk_create(new)
    MarketParticipant.objects.bulk_update(changed, fields)
    untouched = len(rows) - len(new) - len(changed)
    return {"new": len(new), "changed": len(changed), "unchanged": untouched}


def _refuse_doubled(keys: Sequence[tuple[int, str]]) -> None:
    seen: dict[str, int] = {}
    faults = [
        RowFault(row, "kennung", f"Wie Zeile {seen[key]}: dieselbe Kennung.")
        for row, key in keys
        if seen.setdefault(key, row) != row
    ]
    if faults:
        raise TableRejected(faults)


def components(content: bytes, *, keep_stored: bool = False) -> Imported:
    """Step: dated price components; unknown series are made.

    Raises:
        TableRejected: with a German reason per row.
    """
    one_at_a_time()
    rows = facts.read_components(content)
    units: dict[tuple[str, str, str], tuple[int, str]] = {}
    faults = []
    for row in rows:
        component, commodity, klass, unit = row.series
        first_row, first_unit = units.setdefault((component, commodity, klass), (row.row, unit))
        if first_unit != unit:
            faults.append(RowFault(row.row, "einheit", f"Zeile {first_row} hat eine andere."))
    kinds = _kinds({key: unit for key, (_, unit) in units.items()})
    faults += [
        RowFault(units[key][0], "einheit", f"Gespeichert ist {kind.get_unit_display()}.")
        for key, kind in kinds.items()
        if key in units and kind.unit != units[key][1]
    ]
    if faults:
        raise TableRejected(faults)
    resolved = [
        Row(row.row, (kinds[row.series[:3]].pk,), row.valid, tuple(v for _, v in row.facts))
        for row in rows
    ]
    return take_over(_COMPONENTS, resolved, keep_stored=keep_stored)


def _kinds(units: dict[tuple[str, str, str], str]) -> dict[tuple[str, ...], PriceComponentKind]:
    def stored() -> dict[tuple[str, ...], PriceComponentKind]:
        kinds = PriceComponentKind.objects.all()
        return {(kind.component, kind.commodity, kind.klass): kind for kind in kinds}

    missing = [
        PriceComponentKind(component=key[0], commodity=key[1], klass=key[2], unit=unit)
        for key, unit in units.items()
        if key not in stored()
    ]
    PriceComponentKind.objects.bulk_create(missing)
    return stored()


def grid_prices(content: bytes, *, keep_stored: bool = False) -> Imported:
    """Step: dated prices of grid operators.

    Raises:
        TableRejected: with a German reason per row.
    """
    one_at_a_time()
    rows = facts.read_grid_prices(content)
    codes = Codes(row.series[0] for row in rows)
    resolved = [
        Row(
            row.row,
            (codes.of(row, row.series[0], "netzbetreiber"), row.series[1].value),
            row.valid,
            tuple(value for _, value in row.facts),
        )
        for row in rows
    ]
    codes.complain()
    return take_over(_GRID_PRICES, resolved, keep_stored=keep_stored)


def grid_areas(content: bytes, *, keep_stored: bool = False) -> Imported:
    """Step: who runs the grid of which place; a row without town or postcode means all.

    Raises:
        TableRejected: with a German reason per row.
    """
    one_at_a_time()
    rows = facts.read_grid_areas(content)
    operators = ("grid_operator", "metering_operator", "default_supplier")
    named = {row.row: dict(row.facts) for row in rows}
    codes = Codes(values[name] for values in named.values() for name in operators)
    places = Places(rows)
    resolved = []
    for row in rows:
        values = named[row.row]
        stored = tuple(codes.of(row, values[name], "netzbetreiber") for name in operators)
        written = (*stored, values["concession_class"].value, values["source"])
        resolved += [
            Row(row.row, (place_id, row.series[2].value), row.valid, written)
            for place_id in places.of(row)
        ]
    codes.complain()
    places.complain()
    return take_over(_GRID_AREAS, resolved, keep_stored=keep_stored)
