"""The tables of market data: their columns, and their rows as values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period
from kundenwerk.market.formats.cells import (
    code,
    day,
    months,
    one_of,
    pattern,
    price,
    state,
    whole,
    yes_or_no,
)
from kundenwerk.market.formats.tables import (
    REQUIRED,
    Column,
    RowFault,
    TableRejected,
    read_table,
    words,
)
from kundenwerk.market.rules.quarter_hours import UnusableWindows, check_windows, quarters_in
from kundenwerk.market.rules.vocabulary import (
    COMMODITY_LABELS,
    COMPONENT_LABELS,
    CONCESSION_CLASS_LABELS,
    UNIT_LABELS,
    Component,
    MarketRole,
    Unit,
)

_POSTCODE = re.compile(r"[0-9]{5}")
_KLASS = re.compile(r"[A-Z0-9_]{1,30}")
_VALID = [Column("gueltig_ab", day, REQUIRED), Column("gueltig_bis", day)]
_SOURCE = Column("quelle", words(300), REQUIRED)
_COMMODITY = Column("sparte", one_of(COMMODITY_LABELS), REQUIRED)


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A fact that holds for a time.

    Args:
        series: what it is about; two rows of one series must not overlap.
        facts: the columns that are stored with it.
    """

    row: int
    series: tuple[Any, ...]
    valid: Period
    facts: tuple[tuple[str, Any], ...]


def _period(row: int, values: dict[str, Any]) -> Period:
    """Last days are inclusive in tables."""
    first, last = values["gueltig_ab"], values["gueltig_bis"]
    if last is not None and last < first:
        fault = RowFault(row, "gueltig_bis", "Das Ende liegt vor dem Beginn.")
        raise TableRejected([fault])
    return Period(first) if last is None else Period.through(first, last)


def _dated(
    content: bytes,
    columns: list[Column],
    series: Callable[[dict[str, Any]], tuple[Any, ...]],
    facts: dict[str, str],
) -> list[DatedRow]:
    """Rows with a validity; ``facts`` maps names of fields to headings."""
    return [
        DatedRow(
            row,
            series(values),
            _period(row, values),
            tuple((name, values[heading]) for name, heading in facts.items()),
        )
        for row, values in read_table(content, [*columns, *_VALID, _SOURCE])
    ]


def read_components(content: bytes) -> list[DatedRow]:
    """Price components; the series is component, commodity, class and unit.

    Raises:
        TableRejected: see ``read_table``.
    """
    columns = [
        Column("bestandteil", one_of(COMPONENT_LABELS), REQUIRED),
        _COMMODITY,
        Column("klasse", pattern(_KLASS, "Eine Klasse besteht aus Großbuchstaben und _."), ""),
        Column("einheit", one_of(UNIT_LABELS), REQUIRED),
        Column("wert", price, REQUIRED),
    ]

    def series(values: dict[str, Any]) -> tuple[Component, Commodity, str, Unit]:
        return values["bestandteil"], values["sparte"], values["klasse"], values["einheit"]

    return _dated(content, columns, series, {"value": "wert", "source": "quelle"})


def read_grid_prices(content: bytes) -> list[DatedRow]:
    """Grid prices; the series is the operator's code and the commodity.

    Raises:
        TableRejected: see ``read_table``.
    """
    columns = [
        Column("netzbetreiber", code, REQUIRED),
        _COMMODITY,
        Column("grundpreis", price, REQUIRED),
        Column("arbeitspreis", price, REQUIRED),
        Column("modul1", price),
        Column("modul2", price),
        Column("modul3_ht", price),
        Column("modul3_nt", price),
        Column("modul3_ht_zeiten", _windows, ""),
        Column("modul3_nt_zeiten", _windows, ""),
        Column("modul3_monate", months, ()),
    ]
    facts = {
        "base_eur_per_year": "grundpreis",
        "energy_ct_per_kwh": "arbeitspreis",
        "module1_eur_per_year": "modul1",
        "module2_energy_ct": "modul2",
        "module3_peak_ct": "modul3_ht",
        "module3_offpeak_ct": "modul3_nt",
        "module3_peak_windows": "modul3_ht_zeiten",
        "module3_offpeak_windows": "modul3_nt_zeiten",
        "module3_months": "modul3_monate",
        "source": "quelle",
    }
    rows = _dated(content, columns, lambda v: (v["netzbetreiber"], v["sparte"]), facts)
    faults = [fault for row in rows for fault in _in_both_bands(row)]
    if faults:
        raise TableRejected(faults)
    return rows


def _windows(text: str) -> str:
    quarters_in(text)
    return text


def _in_both_bands(row: DatedRow) -> Iterator[RowFault]:
    values = dict(row.facts)
    try:
        check_windows(values["module3_peak_windows"], values["module3_offpeak_windows"])
    except UnusableWindows as refusal:
        yield RowFault(row.row, "modul3_nt_zeiten", str(refusal))


def read_places(content: bytes) -> list[tuple[str, str, str]]:
    """Postcode, town and federal state.

    Raises:
        TableRejected: see ``read_table``.
    """
    columns = [
        Column("postleitzahl", pattern(_POSTCODE, "Fünf Ziffern."), REQUIRED),
        Column("ort", words(80), REQUIRED),
        Column("bundesland", state, REQUIRED),
    ]
    return [
        (values["postleitzahl"], values["ort"], values["bundesland"])
        for _, values in read_table(content, columns)
    ]


def read_grid_areas(content: bytes) -> list[DatedRow]:
    """Grid areas; the series is postcode, town (one may be empty: all) and commodity.

    Raises:
        TableRejected: see ``read_table``; or a row with neither postcode nor town.
    """
    columns = [
        Column("postleitzahl", pattern(_POSTCODE, "Fünf Ziffern."), ""),
        Column("ort", words(80), ""),
        _COMMODITY,
        Column("netzbetreiber", code, REQUIRED),
        Column("messstellenbetreiber", code),
        Column("grundversorger", code),
        Column("konzessionsklasse", one_of(CONCESSION_CLASS_LABELS), REQUIRED),
    ]
    facts = {
        "grid_operator": "netzbetreiber",
        "metering_operator": "messstellenbetreiber",
        "default_supplier": "grundversorger",
        "concession_class": "konzessionsklasse",
        "source": "quelle",
    }
    rows = _dated(content, columns, lambda v: (v["postleitzahl"], v["ort"], v["sparte"]), facts)
    empty = [
        RowFault(row.row, "ort", "Postleitzahl oder Ort wird gebraucht.")
        for row in rows
        if not row.series[0] and not row.series[1]
    ]
    if empty:
        raise TableRejected(empty)
    return rows


def read_default_supply(content: bytes) -> list[DatedRow]:
    """Default-supply tariffs; the series is supplier's code, commodity and lower limit.

    Raises:
        TableRejected: see ``read_table``.
    """
    columns = [
        Column("grundversorger", code, REQUIRED),
        _COMMODITY,
        Column("tarif", words(120), REQUIRED),
        Column("ab_kwh", whole, 0),
        Column("unter_kwh", whole),
        Column("arbeitspreis_brutto", price, REQUIRED),
        Column("grundpreis_brutto", price, REQUIRED),
        Column("information", words(300), ""),
    ]
    facts = {
        "name": "tarif",
        "upto_kwh": "unter_kwh",
        "energy_ct_gross": "arbeitspreis_brutto",
        "base_eur_gross": "grundpreis_brutto",
        "information": "information",
        "source": "quelle",
    }
    return _dated(
        content, columns, lambda v: (v["grundversorger"], v["sparte"], v["ab_kwh"]), facts
    )


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A market participant as listed."""

    row: int
    code: str
    name: str
    role: MarketRole
    commodity: Commodity | None
    is_fictitious: bool
    source: str


def read_participants(content: bytes) -> list[ParticipantRow]:
    """Market participants.

    Raises:
        TableRejected: see ``read_table``.
    """
    columns = [
        Column("kennung", code, REQUIRED),
        Column("name", words(120), REQUIRED),
        Column("rolle", one_of({role: role.value for role in MarketRole}), REQUIRED),
        Column("sparte", one_of(COMMODITY_LABELS)),
        Column("fiktiv", yes_or_no, False),  # noqa: FBT003
        Column("quelle", words(200), ""),
    ]
    return [
        ParticipantRow(
            row,
            values["kennung"],
            values["name"],
            values["rolle"],
            values["sparte"],
            values["fiktiv"],
            values["quelle"],
        )
        for row, values in read_table(content, columns)
    ]
