"""Tariffs as tables and as BO4E: what is written is read back, what cannot be is told by row."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.text import clean_text
from kundenwerk.market.formats.tables import TableRejected
from kundenwerk.tariffs.formats import bo4e, bo4e_reading, tables
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.exchange import TierCopy, VersionCopy, faults_of
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


def put(*path: Any, to: Any) -> Any:
    def change(sheet: Any) -> None:
        for step in path[:-1]:
            sheet = sheet[step]
        sheet[path[-1]] = to

    return change


PRICE = ("tarifpreise", 0, "preisstaffeln", 0, "preis")
BAD_DOCUMENTS: dict[str, tuple[bytes, str]] = {
    "E01 empty": (b"", "kein lesbares BO4E"),
    "E01 half": (b"[{", "kein lesbares BO4E"),
    "E01 deep": (b"[" * 100_000, "kein lesbares BO4E"),
    "E01 latin": ("[ü]".encode("latin-1"), "kein lesbares BO4E"),
    "E01 large": (b" " * 20_000_001, "größer als 20 MB"),
    "E01 number": (b"7", "Tarifpreisblatt"),
    "E01 none": (b"[]", "keinen Tarif"),
    "E04 infinite": (written(put(*PRICE, to="1e400")), "Zahl wie 12.34"),
    "E04 fine": (written(put(*PRICE, to="0.30000000000000004")), "Zahl wie 12.34"),
    "E04 nan": (written().replace(b'"12.5"', b"NaN"), "kein lesbares BO4E"),
    "E04 true": (written(put(*PRICE, to=True)), "Zahl wie 12.34"),
    "E04 missing": (written(put(*PRICE, to=None)), "Zahl wie 12.34"),
    "info": (bo4e.write_infos([plain()], supplier="x"), "Tarifpreisblatt"),
    "dialect": (written(put("_typ", to="Tarifpreisblatt")), "Tarifpreisblatt"),
    "commodity": (written(put("sparte", to="WASSER")), "STROM, GAS"),
    "unit": (written(put("tarifpreise", 0, "einheit", to="EUR")), "CT je KWH"),
    "no prices": (written(put("tarifpreise", to=[])), "fehlt"),
    "object": (written(put("vertragskonditionen", to="12 Monate")), "Objekt"),
    "duration": (
        written(put("vertragskonditionen", "kuendigungsfrist", "dauer", to="P1M")),
        "P12W",
    ),
    "end before start": (
        written(put("zeitlicheGueltigkeit", "enddatum", to="2025-12-31")),
        "Ende liegt vor",
    ),
    "foreign": (written(put("zusatzAttribute", to=[])), "kundenwerk.kuerzel"),
}


@pytest.mark.row("BAD-E01", "BAD-E04")
@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_a_document_that_cannot_be_is_refused_with_its_field(name: str) -> None:
    document, sentence = BAD_DOCUMENTS[name]

    with pytest.raises(TableRejected) as refused:
        bo4e_reading.read(document)

    assert any(sentence in str(fault) for fault in refused.value.faults), refused.value


@pytest.mark.row("BAD-E02")
def test_fields_nobody_asked_for_change_nothing() -> None:
    def more(sheet: Any) -> None:
        sheet |= {"is_staff": True, "status": "ACTIVE", "approved_on": "2026-01-01", "id": 1}

    assert bo4e_reading.read(written(more)) == [plain()]


HEAD = ";".join(tables.HEADS)
ROW = {
    "kuerzel": "STROM",
    "tarif": "Strom",
    "sparte": "Strom",
    "versorgungsart": "Sondervertrag",
    "zeitscheibe": "Preise 2026",
    "preise_ab": "01.01.2026",
    "verkauf_ab": "01.01.2026",
    "preisart": "Bestandteile",
    "kuendigungsfrist_wochen": "4",
    "ab_kwh": "0",
    "arbeitspreis": "12,5",
    "grundpreis": "90",
}


def row(**changes: str) -> str:
    cells = ROW | changes
    return ";".join(cells.get(head, "") for head in tables.HEADS)


def csv(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows]).encode()


def faults(content_: bytes) -> list[str]:
    """What a file is refused for, by the format or by the rules."""
    try:
        found = tables.read(content_)
    except TableRejected as refused:
        return [str(fault) for fault in refused.faults]
    return [str(fault) for fault in tables.told(faults_of(found))]


BAD_TABLES: dict[str, tuple[bytes, str]] = {
    "BAD-B03 thousand": (csv(row(ab_kwh="3.00")), "Zeile 2, ab_kwh: Der Punkt ist nicht eindeutig"),
    "BAD-B04 dot": (csv(row(arbeitspreis="12.5")), "Meinten Sie 12,5?"),
    "BAD-B06 serial": (csv(row(preise_ab="45992")), "volles Datum"),
    "BAD-B06 us": (csv(row(preise_ab="12/31/2026")), "volles Datum"),
    "BAD-B06 short": (csv(row(preise_ab="31.12.26")), "volles Datum"),
    "BAD-B06 none": (csv(row(preise_ab="31.02.2026")), "Diesen Tag gibt es nicht"),
    "BAD-B07 number": (csv(row(netzbetreiber="9,999001E+12")), "als Zahl gespeichert"),
    "BAD-B09 quote": (csv('"' + row(), row()), "Anführungszeichen"),
    "BAD-B10 few": (csv("STROM;Strom"), "Hier fehlt ein Wert"),
    "BAD-B10 many": (csv(row() + ";mehr"), "Die Zeile hat 31 Zellen, die Überschrift 30"),
    "BAD-B12 empty": (b"", "Die Datei ist leer"),
    "BAD-B12 head": (csv(), "nur die Überschrift"),
    "BAD-B12 byte": (b"x", "Diese Spalte fehlt"),
    "BAD-B12 bom": (b"\xef\xbb\xbf", "Die Datei ist leer"),
    "BAD-B13 large": (b"x" * 20_000_001, "größer als 20 MB"),
    "BAD-B16 control": (csv(row(tarif="a\x1bb")), "unsichtbare Zeichen"),
    "BAD-B16 nul": (csv(row(tarif="a\x00b")), "keine Textdatei"),
    "BAD-B24 overlap": (
        csv(row(preise_bis="31.12.2026"), row(preise_ab="01.06.2026", preise_bis="31.05.2027")),
        "überschneiden sich mit denen aus Zeile 2",
    ),
    "BAD-B25 end": (csv(row(preise_bis="31.12.2025")), "Das Ende liegt vor dem Beginn"),
    "BAD-B27 hole": (
        csv(row(unter_kwh="1000"), row(ab_kwh="1001", unter_kwh="2000")),
        "Hier ist eine Lücke: Die Staffel muss bei 1.000 kWh beginnen",
    ),
    "contradiction": (
        csv(row(unter_kwh="1000"), row(ab_kwh="1000", tarif="Anders")),
        "Zeile 3, tarif: Weicht von Zeile 2 ab",
    ),
    "two products": (
        csv(row(preise_bis="31.12.2026"), row(preise_ab="01.01.2027", oeko="ja")),
        "anders beschrieben als in Zeile 2",
    ),
    "code": (csv(row(kuerzel="STROM FIX")), "Ein Kürzel hat 2 bis 20 Zeichen"),
    "consumer": (csv(row(mindestlaufzeit_monate="36")), "höchstens 24 Monate"),
    "bonus": (csv(row(neukundenbonus="-5")), "nicht negativ"),
    "condition": (csv(row(konditionen="Rabatt 5 %")), "Eine Kondition steht so"),
    "condition amount": (csv(row(konditionen="Arbeitspreis | Rabatt | ")), "Der Betrag fehlt"),
    "not a workbook": (b"PK\x03\x04" + b"x" * 100, "keine lesbare Arbeitsmappe"),
}


@pytest.mark.row(
    "BAD-B03", "BAD-B04", "BAD-B06", "BAD-B07", "BAD-B09", "BAD-B10", "BAD-B12", "BAD-B13",
    "BAD-B16", "BAD-B24", "BAD-B25", "BAD-B27",
)  # fmt: skip
@pytest.mark.parametrize("name", BAD_TABLES)
def test_a_table_that_cannot_be_is_refused_with_its_row(name: str) -> None:
    found, sentence = BAD_TABLES[name]

    assert any(sentence in fault for fault in faults(found)), faults(found)


@pytest.mark.row("BAD-B01")
@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_separators_and_encodings_are_found_out(separator: str) -> None:
    text = csv(row(arbeitspreis="12", tarif="Grünstrom")).decode().replace(";", separator)

    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        (found,) = tables.read(text.encode(encoding))
        assert found.tariff.name == "Grünstrom"


@pytest.mark.row("BAD-B03")
def test_dots_between_thousands_are_thousands() -> None:
    (found,) = tables.read(csv(row(unter_kwh="3.000"), row(ab_kwh="3.000")))

    assert [tier.data.from_kwh for tier in found.tiers] == [0, 3000]


@pytest.mark.row("BAD-B15", "BAD-I01")
@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize("label", ["=1+1 Strom", "+1 Strom", "-1 Strom", "@x", "＝1 Strom"])
def test_a_name_like_a_formula_is_kept_and_harmless_in_every_file(
    kind: FileKind, label: str
) -> None:
    named = plain(tariff=replace(plain().tariff, name=label))

    file = table([named], kind)

    assert tables.read(file) == [named]
    if kind is FileKind.CSV:
        assert f";'{label};" in file.decode("utf-8-sig")


@pytest.mark.row("BAD-B30")
@pytest.mark.parametrize("text", ["'; drop table kunde; --", "%s%s%s", "$1", "\\'", "E'\\\\x'"])
def test_statements_are_plain_text(text: str) -> None:
    named = plain(tariff=replace(plain().tariff, name=f"a {text}"))

    assert tables.read(table([named], FileKind.CSV)) == [named]
