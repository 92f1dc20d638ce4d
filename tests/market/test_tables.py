"""A table from a spreadsheet is read whole or refused with its rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.formats.facts import (
    read_components,
    read_default_supply,
    read_grid_areas,
    read_grid_prices,
    read_participants,
)
from kundenwerk.market.formats.tables import TableRejected

HEAD = "bestandteil;sparte;klasse;einheit;gueltig_ab;gueltig_bis;wert;quelle\n"
LEVY = "KWKG-Umlage;Strom;;ct/kWh;01.01.2027;31.12.2027;0,5;Amt\n"


def test_a_row_becomes_a_dated_fact_with_both_days_included() -> None:
    [row] = read_components((HEAD + LEVY).encode())

    assert row.row == 2
    assert row.series[1] == Commodity.ELECTRICITY
    assert row.valid.days == 365
    assert dict(row.facts) == {"value": Decimal("0.5"), "source": "Amt"}


@pytest.mark.parametrize(
    "content",
    [
        ("\ufeff" + HEAD + LEVY).encode(),
        (HEAD + LEVY).encode("cp1252"),
        (HEAD + "\n" + LEVY).replace("\n", "\r\n").encode(),
        (HEAD + LEVY).replace(",", ".").replace(";", ",").replace("0.5", '"0,5"').encode(),
        (HEAD + LEVY).replace(";", "\t").encode(),
        (HEAD.replace("quelle", "Quelle ") + LEVY.replace("01.01.2027", "2027-01-01")).encode(),
    ],
)
def test_the_spellings_of_usual_spreadsheets_are_understood(content: bytes) -> None:
    [row] = read_components(content)

    assert dict(row.facts)["value"] == Decimal("0.5")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Die Datei ist leer"),
        (b"\xef\xbb\xbf", "Die Datei ist leer"),
        (b"x", "Diese Spalte fehlt"),
        (HEAD.encode(), "nur die Überschrift"),
        (b"MZ\x90\x00", "keine Textdatei"),
        (b"<html>", "Diese Spalte fehlt"),
        (b"\x81\x8d", "weder UTF-8 noch"),
        ((HEAD.strip() + ";wert\n" + LEVY).encode(), "doppelt"),
        ((HEAD + '"' + LEVY).encode(), "Anführungszeichen"),
        (b"a" * 20_000_001, "größer als 20 MB"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(TableRejected, match=reason):
        read_components(content)


@pytest.mark.parametrize(
    ("find", "put", "column", "reason"),
    [
        ("KWKG-Umlage", "Solidarbeitrag", "bestandteil", "unbekannt"),
        ("Strom", "Wasser", "sparte", "Möglich: Strom, Gas"),
        ("0,5", "0.5", "wert", "Meinten Sie 0,5"),
        ("0,5", "", "wert", "fehlt ein Wert"),
        ("0,5", "0,1234567", "wert", "Höchstens 6 Nachkommastellen"),
        ("0,5", "1000000", "wert", "zu groß"),
        ("0,5", "NaN", "wert", "Zahl"),
        ("01.01.2027", "heute", "gueltig_ab", "volles Datum"),
        ("01.01.2027", "30.02.2027", "gueltig_ab", "Diesen Tag gibt es nicht"),
        ("31.12.2027", "31.12.2026", "gueltig_bis", "vor dem Beginn"),
        ("Amt", "A\u200bmt", "quelle", "unsichtbare Zeichen"),
        (";;", ";kleine klasse;", "klasse", "Großbuchstaben"),
        ("ct/kWh", "Taler", "einheit", "unbekannt"),
    ],
)
def test_a_faulty_cell_is_named_by_row_and_column(
    find: str, put: str, column: str, reason: str
) -> None:
    with pytest.raises(TableRejected) as refused:
        read_components((HEAD + LEVY.replace(find, put)).encode())

    [fault] = refused.value.faults
    assert (fault.row, fault.column) == (2, column)
    assert reason in fault.reason


def test_every_faulty_row_is_told_at_once() -> None:
    rows = LEVY.replace("0,5", "x") + LEVY + LEVY.replace("Strom", "x")

    with pytest.raises(TableRejected) as refused:
        read_components((HEAD + rows).encode())

    assert [fault.row for fault in refused.value.faults] == [2, 4]
    assert "Zeile 2, wert" in str(refused.value)


def test_a_grid_price_keeps_the_figures_for_controllable_devices() -> None:
    head = "netzbetreiber;sparte;gueltig_ab;grundpreis;arbeitspreis;modul3_ht_zeiten;modul3_monate;"
    row = "9999001000013;Strom;01.01.2026;84;7,57;17:00-22:00;1 2 3;Preisblatt"

    [price] = read_grid_prices(f"{head}quelle\n{row}\n".encode())

    facts = dict(price.facts)
    assert facts["module3_peak_windows"] == "17:00-22:00"
    assert facts["module3_months"] == (1, 2, 3)
    assert price.valid.end is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("9999001000014;Strom;01.01.2026;84;7,57;17:00-22:00;1;P", "Prüfziffer"),
        ("123;Strom;01.01.2026;84;7,57;17:00-22:00;1;P", "13 Ziffern"),
        ("9999001000013;Strom;01.01.2026;84;7,57;abends;1;P", "17:00-22:00"),
        ("9999001000013;Strom;01.01.2026;84;7,57;;13;P", "von 1 bis 12"),
    ],
)
def test_an_impossible_grid_price_is_refused(row: str, reason: str) -> None:
    head = "netzbetreiber;sparte;gueltig_ab;grundpreis;arbeitspreis;modul3_ht_zeiten;modul3_monate;"

    with pytest.raises(TableRejected, match=reason):
        read_grid_prices(f"{head}quelle\n{row}\n".encode())


def test_a_grid_area_needs_a_postcode_or_a_town() -> None:
    head = "postleitzahl;ort;sparte;netzbetreiber;konzessionsklasse;gueltig_ab;quelle\n"
    row = ";;Strom;9999001000013;bis 25.000 Einwohner;01.01.2026;Amt\n"

    with pytest.raises(TableRejected, match="Postleitzahl oder Ort"):
        read_grid_areas((head + row).encode())


def test_a_participant_is_marked_when_its_code_is_only_for_tests() -> None:
    content = "kennung;name;rolle;fiktiv\n9999001000013;Netze;NB;ja\n"

    [row] = read_participants(content.encode())

    assert row.is_fictitious
    with pytest.raises(TableRejected, match="ja oder nein"):
        read_participants(content.replace("ja", "x").encode())


def test_a_default_supply_tariff_has_a_band_of_consumption() -> None:
    head = "grundversorger;sparte;tarif;ab_kwh;unter_kwh;arbeitspreis_brutto;grundpreis_brutto;"
    row = "9999003000011;Strom;Grund;0;10.000;42,5;166,60;01.01.2026;Aushang"

    [tariff] = read_default_supply(f"{head}gueltig_ab;quelle\n{row}\n".encode())

    assert dict(tariff.facts)["upto_kwh"] == 10_000
    with pytest.raises(TableRejected, match="nicht negativ"):
        read_default_supply(f"{head}gueltig_ab;quelle\n{row.replace(';0;', ';-1;')}\n".encode())
