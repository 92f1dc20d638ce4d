"""Dated prices over HTTP: tables are taken over whole or refused row by row."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.market.models import DefaultSupplyTariff, GridPrice, MarketParticipant
from tests.factories import sales as given
from tests.factories.users import user

pytestmark = pytest.mark.django_db

_GRID = "netzbetreiber;sparte;gueltig_ab;gueltig_bis;grundpreis;arbeitspreis;quelle\n"
_LEVY = "bestandteil;sparte;klasse;einheit;gueltig_ab;gueltig_bis;wert;quelle\n"
_AREA = (
    "postleitzahl;ort;sparte;netzbetreiber;messstellenbetreiber;grundversorger;"
    "konzessionsklasse;gueltig_ab;gueltig_bis;quelle\n"
)
_DEFAULT = (
    "grundversorger;sparte;tarif;ab_kwh;unter_kwh;arbeitspreis_brutto;grundpreis_brutto;"
    "information;gueltig_ab;gueltig_bis;quelle\n"
)
TABLES = {
    "preisbestandteile": f"{_LEVY}KWKG-Umlage;Strom;;ct/kWh;01.01.2027;31.12.2027;0,5;Test\n",
    "netzpreise": f"{_GRID}{given.OPERATOR};Strom;01.01.2027;31.12.2027;80;9,9;Test\n",
    "netzgebiete": (
        f"{_AREA}22145;Hamburg;Strom;{given.OPERATOR};{given.METERING};{given.SUPPLIER};"
        "über 500.000 Einwohner;01.01.2025;;Test\n"
    ),
    "marktpartner": "kennung;name;rolle;sparte;fiktiv;quelle\n9999003000045;Elbe;LF;Strom;ja;T\n",
    "grundversorgung": (
        f"{_DEFAULT}{given.SUPPLIER};Strom;Basis 2;0;;43,20;158,00;;01.01.2025;31.12.2025;Test\n"
    ),
}


@pytest.fixture
def clerk() -> Client:
    given.small_market()
    client = Client()
    client.force_login(user(Role.ADMINISTRATOR))
    return client


def bring(clerk: Client, table: str, content: str | bytes) -> Any:
    data = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("tabelle.csv", data, content_type="text/csv")
    values = {"key": str(uuid.uuid4()), "what": table, "file": file}
    return clerk.post(reverse("staff:prices_import"), values, follow=True)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_taken_over_and_the_page_says_what_was_new(clerk: Client, table: str) -> None:
    answer = bring(clerk, table, TABLES[table])

    assert "1 neu, 0 geändert, 0 schon bekannt." in answer.content.decode()


@pytest.mark.parametrize("table", TABLES)
def test_the_same_table_again_changes_nothing(clerk: Client, table: str) -> None:
    bring(clerk, table, TABLES[table])

    answer = bring(clerk, table, TABLES[table])

    assert "0 neu, 0 geändert, 1 schon bekannt." in answer.content.decode()


def test_one_wrong_row_keeps_the_whole_table_out(clerk: Client) -> None:
    before = GridPrice.objects.count()
    wrong = TABLES["netzpreise"] + f"{given.OPERATOR};Strom;01.01.2028;31.12.2028;80;viel;Test\n"

    answer = bring(clerk, "netzpreise", wrong)

    assert answer.status_code == 422
    assert "Zeile 3" in answer.content.decode()
    assert GridPrice.objects.count() == before


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", b"\xff\xfe" + "a;b".encode("utf-16-le"), b"a;b\n", b"%PDF-1.7"],
)
@pytest.mark.parametrize("table", TABLES)
def test_what_is_no_table_is_refused_with_a_sentence(
    clerk: Client, table: str, content: bytes
) -> None:
    stored = MarketParticipant.objects.count(), DefaultSupplyTariff.objects.count()

    answer = bring(clerk, table, content)

    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert (MarketParticipant.objects.count(), DefaultSupplyTariff.objects.count()) == stored


def test_a_missing_file_is_asked_for(clerk: Client) -> None:
    values = {"key": str(uuid.uuid4()), "what": "netzpreise"}

    answer = clerk.post(reverse("staff:prices_import"), values)

    assert answer.status_code == 422
