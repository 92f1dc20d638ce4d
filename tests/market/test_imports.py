"""Imports of market data: all or nothing, twice is once, and no day with two values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period
from kundenwerk.market import commands, queries
from kundenwerk.market.formats.tables import TableRejected
from kundenwerk.market.models import (
    DefaultSupplyTariff,
    GridPrice,
    MarketParticipant,
    Place,
    PriceComponent,
    PriceComponentKind,
)
from kundenwerk.platform.models import AuditRow
from tests.factories.calls import fresh_call

pytestmark = pytest.mark.django_db

HEAD = "bestandteil;sparte;klasse;einheit;gueltig_ab;gueltig_bis;wert;quelle\n"
OPERATOR = "9999001000013"
SUPPLIER = "9999003000011"


def levy(start: str, end: str, value: str) -> str:
    """A row."""
    return f"KWKG-Umlage;Strom;;ct/kWh;{start};{end};{value};Amt\n"


def load(*rows: str) -> dict[str, int]:
    """Import components."""
    return commands.import_components(fresh_call(), content=(HEAD + "".join(rows)).encode())


def values() -> list[tuple[str, str]]:
    """What is stored, in order."""
    found = PriceComponent.objects.order_by("valid")
    return [(str(one.valid), str(one.value.normalize())) for one in found]


def test_the_same_table_twice_changes_nothing() -> None:
    table = [levy("01.01.2026", "31.12.2026", "0,446"), levy("01.01.2027", "", "0,5")]
    first = load(*table)

    second = load(*table)

    assert first == {"new": 2, "changed": 0, "unchanged": 0}
    assert second == {"new": 0, "changed": 0, "unchanged": 2}


def test_a_later_value_ends_an_open_one() -> None:
    load(levy("01.01.2026", "", "0,446"))

    result = load(levy("01.01.2027", "", "0,5"))

    assert result == {"new": 1, "changed": 1, "unchanged": 0}
    assert values() == [
        ("01.01.2026 bis 31.12.2026", "0.446"),
        ("01.01.2027 bis auf Weiteres", "0.5"),
    ]


def test_a_correction_replaces_the_value_and_keeps_the_old_image() -> None:
    load(levy("01.01.2026", "31.12.2026", "0,446"))

    result = load(levy("01.01.2026", "31.12.2026", "0,447"))

    assert result["changed"] == 1
    old = AuditRow.objects.get(table_name="market_pricecomponent")
    assert old.old["value"] == 0.446


@pytest.mark.row("BAD-B24", "BAD-B25")
@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (levy("01.06.2026", "31.05.2027", "0,5"), "überschneidet sich ab 01.06.2026"),
        (levy("01.01.2026", "31.12.2026", "0,5") * 2, "derselbe Beginn"),
        (
            levy("01.01.2027", "31.12.2027", "0,5") + levy("01.06.2027", "", "0,6"),
            "mit Zeile 3",
        ),
        (levy("01.01.2030", "31.12.2029", "0,5"), "vor"),
    ],
)
def test_two_values_for_one_day_are_refused_and_nothing_is_stored(row: str, reason: str) -> None:
    load(levy("01.01.2026", "31.12.2026", "0,446"))

    with pytest.raises(TableRejected, match=reason):
        load(levy("01.01.2030", "", "1"), row)

    assert values() == [("01.01.2026 bis 31.12.2026", "0.446")]


def test_the_database_itself_refuses_two_values_for_one_day() -> None:
    load(levy("01.01.2026", "", "0,446"))
    kind = PriceComponentKind.objects.get()

    with pytest.raises(IntegrityError, match="component_one_value_per_day"), transaction.atomic():
        PriceComponent.objects.create(
            kind=kind, valid=Period(date(2026, 5, 1)), value=Decimal(1), source="x"
        )


def test_a_series_keeps_its_unit() -> None:
    load(levy("01.01.2026", "31.12.2026", "0,446"))

    with pytest.raises(TableRejected, match="Gespeichert ist ct/kWh"):
        load(levy("01.01.2027", "", "0,5").replace("ct/kWh", "%"))
    with pytest.raises(TableRejected, match="hat eine andere"):
        load(levy("01.01.2027", "", "0,5") + levy("01.01.2028", "", "1").replace("ct/kWh", "%"))


def participants() -> None:
    """One of each role."""
    rows = f"{OPERATOR};Netze;NB;ja\n9999002000012;Messung;MSB;ja\n{SUPPLIER};Versorger;LF;ja\n"
    content = f"kennung;name;rolle;fiktiv\n{rows}".encode()
    commands.import_participants(fresh_call(), content=content)


def test_a_participant_is_renamed_by_a_later_table() -> None:
    participants()

    result = commands.import_participants(
        fresh_call(), content=f"kennung;name;rolle;fiktiv\n{OPERATOR};Netz GmbH;NB;ja\n".encode()
    )

    assert result == {"new": 0, "changed": 1, "unchanged": 0}
    assert MarketParticipant.objects.get(code=OPERATOR).name == "Netz GmbH"


def test_a_participant_twice_in_one_table_is_refused() -> None:
    row = f"{OPERATOR};Netze;NB\n"

    with pytest.raises(TableRejected, match="dieselbe Kennung"):
        commands.import_participants(
            fresh_call(), content=f"kennung;name;rolle\n{row}{row}".encode()
        )


def test_a_place_the_table_lacks_can_be_added_once() -> None:
    content = "postleitzahl;ort;bundesland\n12345;Ä-Stadt;Hessen\n".encode()

    first = commands.import_places(fresh_call(), content=content)
    second = commands.import_places(fresh_call(), content=content)

    assert (first, second) == (1, 0)
    assert [place.town_key for place in queries.places("12345")] == ["ae stadt"]


@pytest.mark.parametrize("row", ["1234;A;Hessen", "12345;;Hessen", "12345;A;Preußen"])
def test_an_impossible_place_is_refused(row: str) -> None:
    with pytest.raises(TableRejected):
        commands.import_places(
            fresh_call(), content=f"postleitzahl;ort;bundesland\n{row}\n".encode()
        )

    assert not Place.objects.exists()


PRICE_HEAD = "netzbetreiber;sparte;gueltig_ab;gueltig_bis;grundpreis;arbeitspreis;quelle\n"


def test_grid_prices_follow_each_other() -> None:
    participants()
    row = f"{OPERATOR};Strom;01.01.2026;31.12.2026;84;7,57;Preisblatt\n"

    first = commands.import_grid_prices(fresh_call(), content=(PRICE_HEAD + row).encode())
    second = commands.import_grid_prices(
        fresh_call(), content=(PRICE_HEAD + row + row.replace("2026", "2027")).encode()
    )

    assert (first["new"], second["new"], second["unchanged"]) == (1, 1, 1)
    assert GridPrice.objects.count() == 2


def test_an_unknown_participant_is_told_at_its_row() -> None:
    row = f"{OPERATOR};Strom;01.01.2026;;84;7,57;Preisblatt\n"

    with pytest.raises(TableRejected, match=f"Zeile 2, netzbetreiber: Den Marktpartner {OPERATOR}"):
        commands.import_grid_prices(fresh_call(), content=(PRICE_HEAD + row).encode())


AREA_HEAD = "postleitzahl;ort;sparte;netzbetreiber;konzessionsklasse;gueltig_ab;quelle\n"


@pytest.mark.parametrize(
    ("postcode", "town", "places"), [("", "Musterstadt", 2), ("12345", "", 2), ("12345", "Dorf", 1)]
)
def test_a_grid_area_can_cover_a_town_a_postcode_or_one_place(
    postcode: str, town: str, places: int
) -> None:
    participants()
    for code, name in (("12345", "Musterstadt"), ("12346", "Musterstadt"), ("12345", "Dorf")):
        Place.objects.create(postcode=code, town=name, town_key=name.lower(), state="Hessen")
    row = f"{postcode};{town};Strom;{OPERATOR};bis 25.000 Einwohner;01.01.2026;Amt\n"

    result = commands.import_grid_areas(fresh_call(), content=(AREA_HEAD + row).encode())

    assert result["new"] == places


def test_a_grid_area_in_an_unknown_town_is_refused() -> None:
    participants()
    row = f"12345;Nirgendwo;Strom;{OPERATOR};bis 25.000 Einwohner;01.01.2026;Amt\n"

    with pytest.raises(TableRejected, match="Diesen Ort kennen wir nicht"):
        commands.import_grid_areas(fresh_call(), content=(AREA_HEAD + row).encode())


SUPPLY_HEAD = (
    "grundversorger;sparte;tarif;ab_kwh;unter_kwh;arbeitspreis_brutto;grundpreis_brutto;"
    "gueltig_ab;quelle\n"
)


@pytest.mark.row("AP-048")
def test_the_default_supply_tariff_is_found_by_consumption_and_day() -> None:
    participants()
    rows = (
        f"{SUPPLIER};Strom;Klein;0;2.500;45;100;01.01.2026;Aushang\n"
        f"{SUPPLIER};Strom;Groß;2.500;;42;120;01.01.2026;Aushang\n"
    )

    commands.import_default_supply(fresh_call(), content=(SUPPLY_HEAD + rows).encode())

    supplier = MarketParticipant.objects.get(code=SUPPLIER).pk

    def name(kwh: int, day: date) -> str | None:
        found = queries.default_supply(supplier, Commodity.ELECTRICITY, Decimal(kwh), day)
        return found.name if found else None

    assert name(2499, date(2026, 5, 1)) == "Klein"
    assert name(2500, date(2026, 5, 1)) == "Groß"
    assert name(2500, date(2025, 5, 1)) is None
    assert queries.default_supply(None, Commodity.ELECTRICITY, Decimal(1), date(2026, 5, 1)) is None


def test_overlapping_bands_of_default_supply_are_refused_by_the_database() -> None:
    participants()
    rows = (
        f"{SUPPLIER};Strom;Klein;0;2.500;45;100;01.01.2026;Aushang\n"
        f"{SUPPLIER};Strom;Groß;2.000;;42;120;01.01.2026;Aushang\n"
    )

    with pytest.raises(TableRejected, match="default_supply_one_electricity_price_per_band"):
        commands.import_default_supply(fresh_call(), content=(SUPPLY_HEAD + rows).encode())

    assert not DefaultSupplyTariff.objects.exists()
