"""Readings: entered at a supply point with plausibility at once, or read from a table."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kundenwerk.metering.models import Reading
from tests.billing import worlds
from tests.staff.test_billing_pages import clerk, key, page

__all__ = ["clerk"]

pytestmark = pytest.mark.django_db

METER = "1ESY0000000001"


def enter(client: Client, **changes: Any) -> HttpResponse:
    contract = worlds.SupplyContract.objects.get()
    (register,) = worlds.meter_of(contract).registers.all()
    values = {
        "key": key(),
        "register": register.pk,
        "day": "01.01.2027",
        "value": "4.500",
        "origin": "CUSTOMER",
    }
    address = reverse("staff:reading_new", args=[contract.supply_point_id])
    return client.post(address, values | changes)


@pytest.mark.row("V5")
def test_a_plausible_reading_is_stored_at_once_without_a_reason(clerk: Client) -> None:
    worlds.read(worlds.supplied(), worlds.START, 1000)

    response = enter(clerk)

    assert response.status_code == 302
    assert Reading.objects.latest("pk").value == 4500
    assert Reading.objects.latest("pk").state == "VALID"


@pytest.mark.row("V5", "BAD-B19")
def test_an_implausible_reading_asks_for_a_reason_first(clerk: Client) -> None:
    worlds.read(worlds.supplied(), worlds.START, 1000)

    doubted = enter(clerk, value="95.000")
    assert doubted.status_code == 422
    assert "deutlich höher als erwartet" in page(doubted)
    assert Reading.objects.count() == 1
    accepted = enter(clerk, value="95.000", reason="Wärmepumpe eingebaut")

    assert accepted.status_code == 302
    assert Reading.objects.latest("pk").reason == "Wärmepumpe eingebaut"


@pytest.mark.row("BAD-D13", "BAD-B21")
@pytest.mark.parametrize(
    "change",
    [
        {"value": "12.345.6"},
        {"value": "12345 kWh"},
        {"value": "-5"},
        {"value": "12345678"},
        {"value": "1e5"},
        {"day": "01.01.2099"},
        {"day": "01.01.1990"},
        {"day": "31.02.2026"},
        {"register": "999999"},
    ],
)
def test_what_no_register_can_show_is_refused_at_the_field(
    clerk: Client, change: dict[str, str]
) -> None:
    worlds.read(worlds.supplied(), worlds.START, 1000)

    response = enter(clerk, **change)

    assert response.status_code == 422
    assert 'class="error"' in page(response)
    assert Reading.objects.count() == 1


def upload(client: Client, content: bytes) -> HttpResponse:
    file = SimpleUploadedFile("staende.csv", content, "text/csv")
    return client.post(reverse("staff:readings_import"), {"key": key(), "file": file})


def confirm(client: Client, shown: HttpResponse) -> HttpResponse:
    content = re.search(r'name="content" value="([^"]*)"', shown.content.decode())
    assert content
    return client.post(
        reverse("staff:readings_import"),
        {"key": key(), "content": content[1].replace("&quot;", '"'), "confirm": "1"},
        follow=True,
    )


@pytest.mark.row("BAD-B01", "BAD-B03")
@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_table_is_shown_first_and_stored_after_confirmation(
    clerk: Client, separator: str
) -> None:
    worlds.supplied()
    lines = ["zaehler;datum;stand", f"{METER};01.02.2026;1.000", f"{METER};01.01.2027;4.500"]
    content = "\n".join(lines).replace(";", separator).encode()

    shown = upload(clerk, content)
    assert "2 Zählerstände werden gespeichert" in page(shown)
    assert not Reading.objects.exists()
    confirm(clerk, shown)

    assert sorted(Reading.objects.values_list("value", flat=True)) == [1000, 4500]


@pytest.mark.row("KM-036", "BAD-B28")
def test_the_same_table_twice_stores_nothing_more(clerk: Client) -> None:
    worlds.supplied()
    content = f"zaehler;datum;stand\n{METER};01.02.2026;1000\n".encode()

    for _ in range(2):
        confirm(clerk, upload(clerk, content))

    assert Reading.objects.count() == 1


@pytest.mark.row("BAD-B19", "BAD-B22")
def test_doubtful_rows_are_held_for_a_clerk(clerk: Client) -> None:
    worlds.read(worlds.supplied(), worlds.START, 1000)
    content = f"zaehler;datum;stand\n{METER};01.11.2026;900\n".encode()

    shown = upload(clerk, content)
    assert "Niedriger als der letzte Stand" in page(shown)
    done = confirm(clerk, shown)

    assert "davon 1 zu prüfen" in page(done)
    assert Reading.objects.get(state="HELD").value == 900


BAD_TABLES = {
    "B06 other dates": "zaehler;datum;stand\n{meter};12/31/2026;5\n{meter};45992;5\n",
    "B07 shortened MaLo": "malo;datum;stand\n5,0000000001E+10;01.12.2026;5\n",
    "B09 open quote": 'zaehler;datum;stand\n"{meter};01.12.2026;5\n{meter};01.12.2026;6\n',
    "B10 too few cells": "zaehler;datum;stand\n{meter};01.12.2026\n",
    "B12 header only": "zaehler;datum;stand\n",
    "B12 one byte": "x",
    "B12 byte order mark": "\ufeff",
    "B16 control character": "zaehler;datum;stand\n{meter}\x1b;01.12.2026;5\n",
    "B21 future": "zaehler;datum;stand\n{meter};01.01.2099;5\n",
    "B21 before installation": "zaehler;datum;stand\n{meter};01.01.1990;5\n",
    "unknown meter": "zaehler;datum;stand\nX1;01.12.2026;5\n",
    "B04 dot as comma": "zaehler;datum;stand\n{meter};01.12.2026;12.5\n",
    "B30 SQL": "zaehler;datum;stand\n'; drop table kunde; --;01.12.2026;5\n",
}


@pytest.mark.row(
    "BAD-B04",
    "BAD-B06",
    "BAD-B07",
    "BAD-B09",
    "BAD-B10",
    "BAD-B12",
    "BAD-B16",
    "BAD-B21",
    "BAD-B30",
)
@pytest.mark.parametrize("name", BAD_TABLES)
def test_a_faulty_table_is_refused_whole_with_the_row(clerk: Client, name: str) -> None:
    worlds.read(worlds.supplied(), worlds.START, 1000)

    response = upload(clerk, BAD_TABLES[name].replace("{meter}", METER).encode())

    assert response.status_code == 422
    assert 'role="alert"' in page(response)
    assert Reading.objects.count() == 1


def test_an_empty_file_is_refused(clerk: Client) -> None:
    assert upload(clerk, b"").status_code == 422


def test_a_clerk_releases_or_discards_a_doubtful_reading(clerk: Client) -> None:
    contract = worlds.supplied()
    worlds.read(contract, worlds.START, 1000)
    confirm(clerk, upload(clerk, f"zaehler;datum;stand\n{METER};01.11.2026;90000\n".encode()))
    held = Reading.objects.get(state="HELD")
    address = reverse("staff:reading_decide", args=[held.pk])

    without = clerk.post(address, {"key": key(), "reason": ""}, follow=True)
    assert "Begründung" in page(without)
    clerk.post(address, {"key": key(), "reason": "Foto liegt vor"})

    held.refresh_from_db()
    assert (held.state, held.day) == ("VALID", date(2026, 11, 1))
    again = clerk.post(address, {"key": key(), "reason": "nochmals"}, follow=True)
    assert "schon entschieden" in page(again)
