"""Tariffs as a table: one row for every price tier, with the columns of its version and tariff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from kundenwerk.kernel.energy import RegisterCount, UsageType
from kundenwerk.kernel.money import ZERO
from kundenwerk.kernel.numbers import parse_euro
from kundenwerk.kernel.period import Period
from kundenwerk.market.formats.cells import day, one_of, price, whole, yes_or_no
from kundenwerk.market.formats.tables import REQUIRED, Column, RowFault, TableRejected, read_table
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.tariffs.formats.cells import conditions, operators, several, spelled, words
from kundenwerk.tariffs.rules.exchange import CopyFault, TierCopy, VersionCopy
from kundenwerk.tariffs.rules.tiers import TierData
from kundenwerk.tariffs.rules.version import TariffData, VersionData
from kundenwerk.tariffs.rules.vocabulary import SUPPLY_KIND_LABELS, PriceKind

USAGES = {
    UsageType.HOUSEHOLD: "Haushalt",
    UsageType.EV_CHARGING: "Ladestrom",
    UsageType.STORAGE_HEATING: "Speicherheizung",
    UsageType.HEAT_PUMP: "Wärmepumpe",
}
REGISTERS = {
    RegisterCount.SINGLE: "Eintarif",
    RegisterCount.DUAL: "Zweitarif",
    RegisterCount.MULTI: "Mehrtarif",
}
PRICE_KINDS = {
    PriceKind.COMPONENTS: "Bestandteile",
    PriceKind.END_PRICE: "Endpreis",
    PriceKind.DYNAMIC: "dynamisch",
}
_NO: Any = False
_TARIFF = [
    Column("kuerzel", words(20), REQUIRED),
    Column("tarif", words(80), REQUIRED),
    Column("sparte", one_of(COMMODITY_LABELS), REQUIRED),
    Column("verbrauchsarten", several(USAGES), frozenset()),
    Column("tarifanzahlen", several(REGISTERS), frozenset()),
    Column("oeko", yes_or_no, _NO),
    Column("online", yes_or_no, _NO),
    Column("grosskunden", yes_or_no, _NO),
    Column("versorgungsart", one_of(SUPPLY_KIND_LABELS), REQUIRED),
]
_VERSION = [
    Column("zeitscheibe", words(80), REQUIRED),
    Column("preise_ab", day, REQUIRED),
    Column("preise_bis", day),
    Column("verkauf_ab", day, REQUIRED),
    Column("verkauf_bis", day),
    Column("preisart", one_of(PRICE_KINDS), REQUIRED),
    Column("mindestlaufzeit_monate", whole, 0),
    Column("kuendigungsfrist_wochen", whole, REQUIRED),
    Column("verlaengerung_monate", whole),
    Column("preisgarantie_bis", day),
    Column("neukundenbonus", parse_euro, ZERO),
    Column("sofortbonus", parse_euro, ZERO),
    Column("netzbetreiber", operators, ()),
]
_TIER = [
    Column("gruppe", whole, 0),
    Column("ab_kwh", whole, REQUIRED),
    Column("unter_kwh", whole),
    Column("arbeitspreis", price, REQUIRED),
    Column("arbeitspreis_nt", price),
    Column("grundpreis", price, REQUIRED),
    Column("netzbetreiber_staffel", operators, ()),
    Column("konditionen", conditions, ()),
]
COLUMNS = [*_TARIFF, *_VERSION, *_TIER]
HEADS = [column.name for column in COLUMNS]
# Which column an entry that cannot be is told at.
FIELDS = {
    "code": "kuerzel",
    "name": "tarif",
    "tariff": "tarif",
    "usage_types": "verbrauchsarten",
    "label": "zeitscheibe",
    "prices": "preise_ab",
    "minimum_term_months": "mindestlaufzeit_monate",
    "renewal_months": "verlaengerung_monate",
    "notice_weeks": "kuendigungsfrist_wochen",
    "new_customer_bonus": "neukundenbonus",
    "tiers": "ab_kwh",
    "operators": "netzbetreiber",
}


def read(content: bytes) -> list[VersionCopy]:
    """The versions of a table; rows of one version stand together or apart.

    Raises:
        TableRejected: see ``read_table``; rows of one version that contradict each other.
    """
    groups: dict[tuple[str, date], list[tuple[int, dict[str, Any]]]] = {}
    for row, values in read_table(content, COLUMNS):
        key = (values["kuerzel"].upper(), values["preise_ab"])
        groups.setdefault(key, []).append((row, values))
    faults = [fault for rows in groups.values() for fault in _contradictions(rows)]
    if faults:
        raise TableRejected(faults)
    return [_copy(rows) for rows in groups.values()]


def _contradictions(rows: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[RowFault]:
    first_row, first = rows[0]
    for name, end in (("preise", "preise_bis"), ("verkauf", "verkauf_bis")):
        if first[end] is not None and first[end] < first[f"{name}_ab"]:
            yield RowFault(first_row, end, "Das Ende liegt vor dem Beginn.")
    for row, values in rows[1:]:
        for column in (*_TARIFF, *_VERSION):
            if values[column.name] != first[column.name]:
                yield RowFault(row, column.name, f"Weicht von Zeile {first_row} ab.")


def _copy(rows: Sequence[tuple[int, Mapping[str, Any]]]) -> VersionCopy:
    row, values = rows[0]
    tiers = sorted(
        (_tier(*one) for one in rows), key=lambda one: (one.data.operator_group, one.data.from_kwh)
    )
    return VersionCopy(
        tariff=TariffData(
            code=values["kuerzel"].upper(),
            name=values["tarif"],
            commodity=values["sparte"],
            usage_types=values["verbrauchsarten"],
            register_counts=values["tarifanzahlen"],
            is_green=values["oeko"],
            is_online=values["online"],
            is_b2b=values["grosskunden"],
            supply_kind=values["versorgungsart"],
        ),
        version=VersionData(
            label=values["zeitscheibe"],
            prices=_period(values["preise_ab"], values["preise_bis"]),
            sale=_period(values["verkauf_ab"], values["verkauf_bis"]),
            price_kind=values["preisart"],
            minimum_term_months=values["mindestlaufzeit_monate"],
            notice_weeks=values["kuendigungsfrist_wochen"],
            renewal_months=values["verlaengerung_monate"],
            guarantee_until=values["preisgarantie_bis"],
            new_customer_bonus=values["neukundenbonus"],
            instant_bonus=values["sofortbonus"],
        ),
        operators=values["netzbetreiber"],
        tiers=tuple(tiers),
        row=row,
    )


def _period(first: date, last: date | None) -> Period:
    return Period(first) if last is None else Period.through(first, last)


def _tier(row: int, values: Mapping[str, Any]) -> TierCopy:
    data = TierData(
        from_kwh=values["ab_kwh"],
        upto_kwh=values["unter_kwh"],
        energy_ct=values["arbeitspreis"],
        base_eur_per_year=values["grundpreis"],
        energy_offpeak_ct=values["arbeitspreis_nt"],
        operator_group=values["gruppe"],
        conditions=values["konditionen"],
    )
    return TierCopy(data, values["netzbetreiber_staffel"], row)


def rows_of(copies: Sequence[VersionCopy]) -> Iterator[list[Any]]:
    """The cells below ``HEADS``, as plain values for a spreadsheet."""
    for copy in copies:
        for tier in copy.tiers:
            yield [*_of_tariff(copy), *_of_version(copy), *_of_tier(tier)]


def _of_tariff(copy: VersionCopy) -> list[Any]:
    tariff = copy.tariff
    return [
        tariff.code,
        tariff.name,
        COMMODITY_LABELS[tariff.commodity],
        ", ".join(sorted(USAGES[usage] for usage in tariff.usage_types)),
        ", ".join(sorted(REGISTERS[count] for count in tariff.register_counts)),
        _word(yes=tariff.is_green),
        _word(yes=tariff.is_online),
        _word(yes=tariff.is_b2b),
        SUPPLY_KIND_LABELS[tariff.supply_kind],
    ]


def _word(*, yes: bool) -> str:
    return "ja" if yes else "nein"


def _of_version(copy: VersionCopy) -> list[Any]:
    version = copy.version
    return [
        version.label,
        version.prices.start,
        version.prices.last_day,
        version.sale.start,
        version.sale.last_day,
        PRICE_KINDS[version.price_kind],
        version.minimum_term_months,
        version.notice_weeks,
        version.renewal_months,
        version.guarantee_until,
        version.new_customer_bonus.euros,
        version.instant_bonus.euros,
        " ".join(copy.operators),
    ]


def _of_tier(tier: TierCopy) -> list[Any]:
    data = tier.data
    return [
        data.operator_group,
        data.from_kwh,
        data.upto_kwh,
        data.energy_ct,
        data.energy_offpeak_ct,
        data.base_eur_per_year,
        " ".join(tier.operators),
        spelled(data.conditions),
    ]


def told(faults: Sequence[CopyFault]) -> list[RowFault]:
    """Faults of the versions with the columns of the table."""
    return [RowFault(one.row, FIELDS.get(one.field, one.field), one.reason) for one in faults]
