"""Files of tariffs that cannot be: told by row or field, nothing guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kundenwerk.market.formats.tables import TableRejected
from kundenwerk.tariffs.formats import bo4e, bo4e_reading, tables
from kundenwerk.tariffs.rules.exchange import faults_of
from kundenwerk.ui.exports import FileKind
from tests.tariffs.test_exchange_formats import plain, table, written


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
