"""Tariffs as tables and as BO4E: what is written is read back, what cannot be is told by row."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.text import clean_text
from kundenwerk.tariffs.formats import bo4e, bo4e_reading, tables
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.exchange import TierCopy, VersionCopy
from kundenwerk.tariffs.rules.tiers import TierData
from kundenwerk.tariffs.rules.version import TariffData, VersionData
from kundenwerk.tariffs.rules.vocabulary import ConditionKind, PriceKind, SupplyKind
from kundenwerk.ui.exports import FileKind, Sheet, content

NETS = ("9999001000013", "9999001000021")
TODAY = date(2026, 11, 22)

labels = st.text(
    st.characters(codec="utf-8", categories=["L", "N"], include_characters=" |;,\"=+-@'"),
    min_size=1,
    max_size=30,
).map(lambda text: clean_text("x" + text, max_length=80))
prices = st.decimals(-99, 99_999, places=6)
positive = st.decimals(0, 99_999, places=6)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
nets = st.lists(st.sampled_from(NETS), unique=True).map(lambda found: tuple(sorted(found)))


@st.composite
def conditions(draw: st.DrawFn) -> ConditionData:
    kind = draw(st.sampled_from(ConditionKind))
    by_price = kind in {ConditionKind.ENERGY, ConditionKind.BASE}
    return ConditionData(
        label=draw(labels),
        kind=kind,
        description=draw(st.just("") | labels),
        price=draw(prices.filter(bool)) if by_price else None,
        once=Money(draw(st.integers(1, 99_999))) if kind is ConditionKind.ONCE else None,
        guarantee_months=draw(st.none() | st.integers(1, 60))
        if kind is ConditionKind.TERMS
        else None,
    )


@st.composite
def tiers(draw: st.DrawFn) -> tuple[TierCopy, ...]:
    found = []
    for group in range(draw(st.integers(1, 2))):
        bounds = sorted(draw(st.sets(st.integers(1, 100_000), max_size=2)))
        for lower, upper in zip([0, *bounds], [*bounds, None], strict=True):
            data = TierData(
                lower,
                upper,
                draw(prices),
                draw(positive),
                draw(st.none() | prices),
                group,
                conditions=tuple(draw(st.lists(conditions(), max_size=2))),
            )
            found.append(TierCopy(data, draw(nets)))
    return tuple(found)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = draw(days), draw(st.none() | days)
    return Period(first) if last is None or last < first else Period.through(first, last)


@st.composite
def copies(draw: st.DrawFn) -> VersionCopy:
    commodity = draw(st.sampled_from(Commodity))
    electric = commodity is Commodity.ELECTRICITY
    usages = st.frozensets(st.sampled_from(UsageType)) if electric else st.just(frozenset())
    counts = st.frozensets(st.sampled_from(RegisterCount)) if electric else st.just(frozenset())
    euros = st.integers(0, 99_999).map(Money)
    return VersionCopy(
        TariffData(
            draw(st.from_regex(r"[A-Z0-9][A-Z0-9-]{1,8}", fullmatch=True)),
            draw(labels),
            commodity,
            draw(usages),
            draw(counts),
            *(draw(st.booleans()) for _ in range(3)),
            draw(st.sampled_from(SupplyKind)),
        ),
        VersionData(
            draw(labels),
            draw(periods()),
            draw(periods()),
            draw(st.sampled_from(PriceKind)),
            draw(st.integers(0, 24)),
            draw(st.integers(0, 12)),
            draw(st.none() | st.integers(1, 12)),
            draw(st.none() | days),
            draw(euros),
            draw(euros),
        ),
        draw(nets),
        draw(tiers()),
    )


def table(found: list[VersionCopy], kind: FileKind) -> bytes:
    return content(Sheet("tarife", tables.HEADS, tables.rows_of(found), TODAY), kind)


@settings(max_examples=60, deadline=None)
@given(copies(), st.sampled_from(FileKind))
def test_what_a_table_says_is_what_was_written(copy: VersionCopy, kind: FileKind) -> None:
    assert tables.read(table([copy], kind)) == [copy]


@settings(max_examples=60, deadline=None)
@given(copies())
def test_what_a_bo4e_document_says_is_what_was_written(copy: VersionCopy) -> None:
    assert bo4e_reading.read(bo4e.write([copy], supplier="Stadtwerke")) == [copy]


def plain(**changes: Any) -> VersionCopy:
    tariff = TariffData("STROM", "Strom", Commodity.ELECTRICITY)
    version = VersionData(
        "Preise 2026", Period(date(2026, 1, 1)), Period(date(2026, 1, 1)), PriceKind.COMPONENTS
    )
    data = (
        TierData(0, 1000, Decimal("12.5"), Decimal(90)),
        TierData(1000, None, Decimal(11), Decimal(90)),
    )
    made = VersionCopy(tariff, version, (), tuple(TierCopy(one) for one in data))
    return replace(made, **changes)


def test_a_document_uses_the_words_of_the_schema() -> None:
    guaranteed = replace(plain().version, guarantee_until=date(2026, 12, 31))

    (sheet,) = json.loads(bo4e.write([plain(version=guaranteed)], supplier="Stadtwerke"))

    assert (sheet["_typ"], sheet["_version"]) == ("TARIFPREISBLATT", "202607.1.0")
    assert (sheet["sparte"], sheet["tariftyp"]) == ("STROM", "SONDERTARIF")
    assert sheet["zeitlicheGueltigkeit"] == {"_typ": "ZEITRAUM", "startdatum": "2026-01-01"}
    assert sheet["vertragskonditionen"]["kuendigungsfrist"]["dauer"] == "P4W"
    energy, base = sheet["tarifpreise"]
    assert (energy["preistyp"], energy["einheit"], energy["bezugseinheit"]) == (
        "ARBEITSPREIS_EINTARIF",
        "CT",
        "KWH",
    )
    bounds = [(s["staffelgrenzeVon"], s.get("staffelgrenzeBis")) for s in base["preisstaffeln"]]
    assert bounds == [("0", "999"), ("1000", None)]
    assert sheet["preisgarantie"]["zeitlicheGueltigkeit"]["enddatum"] == "2026-12-31"


def test_a_tarifinfo_says_everything_but_prices() -> None:
    (info,) = json.loads(bo4e.write_infos([plain()], supplier="Stadtwerke"))

    assert (info["_typ"], info["bezeichnung"]) == ("TARIFINFO", "Strom")
    assert not {"tarifpreise", "tarifAufAbschlaege"} & set(info)


def written(change: Any = None) -> bytes:
    documents = json.loads(bo4e.write([plain()], supplier="Stadtwerke"))
    if change:
        change(documents[0])
    return json.dumps(documents).encode()


def test_bands_that_name_the_next_bound_are_understood_too() -> None:
    def other_way(sheet: Any) -> None:
        for position in sheet["tarifpreise"]:
            position["preisstaffeln"][0]["staffelgrenzeBis"] = 1000

    assert bo4e_reading.read(written(other_way)) == [plain()]
