"""Quarter hours and the metering of a supply point: read in, entered, billed, proved."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.billing import commands as billing
from kundenwerk.billing.models import Invoice
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market import commands as market
from kundenwerk.market.formats.spot import SpotRow
from kundenwerk.market.models import FormerSpotDay
from kundenwerk.metering.models import LoadDay
from kundenwerk.staff.packing import MAX_BYTES, pack
from kundenwerk.supply.models import MeteringChange
from tests.billing import worlds
from tests.billing.test_letter import letter
from tests.billing.test_load_curve_bills import MALO, SPRING, contract, make_dynamic, spot
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.metering import curves
from tests.staff.test_billing_pages import clerk, key, page

__all__ = ["clerk", "contract"]

pytestmark = pytest.mark.django_db
CORRECTED = "wurden seitdem berichtigt"


def upload(client: Client, content: bytes, name: str = "lastgang.csv") -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("staff:load_curves"), {"key": key(), "file": file})


def confirm(client: Client, shown: HttpResponse) -> HttpResponse:
    found = re.search(r'name="table" value="([0-9A-Za-z+/=]+)"', shown.content.decode())
    assert found
    values = {"key": key(), "table": found[1]}
    return client.post(reverse("staff:load_curves_take_over"), values, follow=True)


@pytest.mark.usefixtures("contract")
def test_a_table_is_shown_first_and_then_stored_once(clerk: Client) -> None:
    week = Period(date(2026, 3, 27), date(2026, 4, 3))
    content = curves.table(MALO, week, lambda _, __: 250, substitute=3)

    shown = upload(clerk, content)

    text = page(shown)
    assert "27.03.2026 bis 02.04.2026" in text
    assert "7 neu" in text
    assert "167 kWh" in text
    assert not LoadDay.objects.exists()
    assert "7 neu, 0 berichtigt, 0 schon bekannt" in page(confirm(clerk, shown))
    assert LoadDay.objects.count() == 7
    assert "es gibt nichts zu tun" in page(upload(clerk, content))


@pytest.mark.row("BAD-F01", "BAD-F05")
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Die Datei ist leer"),
        (b"malo;beginn\n", "kwh: Diese Spalte fehlt"),
        (b"\x00\x01\x02", "keine Textdatei"),
        (
            f"malo;beginn;kwh\n{MALO};2026-05-04T00:00+02:00;0,1".encode(),
            "fehlen 95 Viertelstunden",
        ),
        (
            curves.table("51238696799", Period(date(2026, 5, 4), date(2026, 5, 5)), lambda _, n: n),
            "ist nicht bekannt",
        ),
    ],
)
def test_a_faulty_table_stores_nothing_and_says_why(
    clerk: Client, content: bytes, told: str
) -> None:
    refused = upload(clerk, content)

    assert refused.status_code == 422
    assert told in page(refused)
    assert not LoadDay.objects.exists()


@pytest.mark.parametrize(
    "table", ["", "keine Tabelle", "AAAA", pack(b"\n" * (MAX_BYTES + 1)), pack(b"")]
)
def test_a_preview_somebody_changed_is_asked_for_again(clerk: Client, table: str) -> None:
    address = reverse("staff:load_curves_take_over")

    answer = clerk.post(address, {"key": key(), "table": table}, follow=True)

    assert "Bitte noch einmal einlesen" in page(answer)


def entered(contract: SupplyContract, client: Client, **changes: Any) -> HttpResponse:
    values = {
        "key": key(),
        "since": "01.04.2026",
        "metering_class": "SMART_UPTO_20K",
        "control_module": "MODULES_1_AND_3",
        "device": "HEAT_PUMP",
        "source": "Mitteilung des Netzbetreibers",
    }
    address = reverse("staff:equipment", args=[contract.supply_point_id])
    return client.post(address, values | changes, follow=True)


def test_metering_and_module_are_entered_by_day_and_shown_at_the_supply_point(
    clerk: Client, contract: SupplyContract
) -> None:
    shown = page(entered(contract, clerk))

    assert "ab dem 01.04.2026 gespeichert" in shown
    assert "§ 14a Modul 1 und 3" in shown
    manager = Client()
    manager.force_login(user(Role.SERVICE, username="sven"))
    place = page(manager.get(reverse("staff:supply_point", args=[contract.supply_point_id])))
    assert "zeitvariables Netzentgelt, Wärmepumpe" in place
    assert "gilt seit</dt><dd>01.04.2026" in place


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"since": "31.02.2026"}, "Diesen Tag gibt es nicht"),
        ({"metering_class": "MODERN"}, "Modul 3 braucht ein intelligentes Messsystem"),
        ({"metering_class": "SUNDIAL"}, "SUNDIAL"),
        ({"device": ""}, "was gesteuert werden darf"),
        ({"control_module": "NONE"}, "Bitte leer lassen"),
        ({"source": ""}, "Quelle"),
        ({"source": "x" * 121}, "120"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field(
    clerk: Client, contract: SupplyContract, changes: dict[str, str], told: str
) -> None:
    before = MeteringChange.objects.count()

    answer = entered(contract, clerk, **changes)

    assert answer.status_code == 422
    assert told in page(answer)
    assert MeteringChange.objects.count() == before


def test_an_entry_is_taken_back_once(clerk: Client, contract: SupplyContract) -> None:
    entered(contract, clerk)
    address = reverse("staff:equipment_withdraw", args=[contract.supply_point_id])

    first = page(clerk.post(address, {"key": key(), "since": "01.04.2026"}, follow=True))
    again = page(clerk.post(address, {"key": key(), "since": "01.04.2026"}, follow=True))

    assert "gilt nicht mehr" in first
    assert "gibt es nicht mehr" in again
    assert MeteringChange.objects.count() == 1


@pytest.fixture
def invoice(contract: SupplyContract) -> Invoice:
    """Three months of a dynamic tariff with one substitute value a day in April."""
    make_dynamic(contract)
    spot(SPRING)
    curves.receive(MALO, SPRING)
    curves.receive(MALO, Period(date(2026, 4, 1), SPRING.end), substitute=9)
    made = billing.bill_contract(
        fresh_call(),
        contract_id=contract.pk,
        period=SPRING,
        issued_on=worlds.ISSUED,
        kind=InvoiceKind.INTERIM,
    )
    return Invoice.objects.get(pk=made)


def test_the_bill_tells_each_month_and_proves_every_quarter_hour(
    clerk: Client, invoice: Invoice
) -> None:
    text = page(clerk.get(reverse("staff:invoice", args=[invoice.pk])))
    assert "01.02.2026 bis 28.02.2026" in text
    assert "30 von 8.540 Viertelstunden sind Ersatzwerte" in text
    assert "8,053" in text

    answer = clerk.get(reverse("staff:invoice_quarter_hours", args=[invoice.pk]))

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))[:-1]
    assert len(rows) == 8540
    assert rows[0] == {
        "beginn": "2026-02-01T00:00:00+01:00",
        "kwh": "0,100",
        "ersatzwert": "nein",
        "boersenpreis_ct_kwh": "8,000",
        "netzentgelt_ct_kwh": "",
    }
    assert sum(row["ersatzwert"] == "ja" for row in rows) == 30
    used = sum(Decimal(row["kwh"].replace(",", ".")) for row in rows)
    assert used == sum(Decimal(one["kwh"]) for one in invoice.trace["usages"])


def test_the_letter_tells_each_month(invoice: Invoice) -> None:
    text = letter(invoice)

    assert "Ihr Verbrauch nach Viertelstunden" in text
    assert "01.02.2026 bis 28.02.2026" in text
    assert "Summe und Mittel" in text
    assert "30 von 8.540 Viertelstunden sind Ersatzwerte" in text
    assert "Zählerstände und Verbrauch" not in text


def proved(clerk: Client, invoice: Invoice) -> str:
    answer = clerk.get(reverse("staff:invoice_quarter_hours", args=[invoice.pk]), follow=True)
    return answer.content.decode("utf-8-sig")


def test_prices_put_right_since_leave_the_proof_as_it_was_billed(
    clerk: Client, invoice: Invoice
) -> None:
    shown = reverse("staff:invoice", args=[invoice.pk])
    before = proved(clerk, invoice)
    assert CORRECTED not in page(clerk.get(shown))

    for cents in (1, 2):
        put_right = SpotRow(1, SPRING.start + ONE_DAY, (cents,) * 96, "Berichtigung")
        market.record_spot_prices(fresh_call(), rows=[put_right])
        assert proved(clerk, invoice) == before

    assert CORRECTED in page(clerk.get(shown))
    assert FormerSpotDay.objects.count() == 2
    cancelled = clerk.post(
        reverse("staff:invoice_cancel", args=[invoice.pk]),
        {"key": key(), "reason": "Börsenpreis berichtigt", "correct": "1"},
        follow=True,
    )
    renewed = Invoice.objects.get(corrects=invoice)
    assert renewed.gross != invoice.gross
    assert CORRECTED not in page(cancelled)
    assert "0,002" in proved(clerk, renewed)
    assert proved(clerk, invoice) == before


def test_prices_that_stand_in_no_version_prove_nothing(clerk: Client, invoice: Invoice) -> None:
    day = SPRING.start + ONE_DAY
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE market_spotday DISABLE TRIGGER keep_former")
        cursor.execute("UPDATE market_spotday SET cents_per_mwh[1] = 1 WHERE day = %s", [day])

    told = proved(clerk, invoice)

    assert "Börsenpreise für 01.02.2026 bis 28.02.2026 haben sich seit der Rechnung" in told


def test_values_that_came_later_do_not_change_the_proof(clerk: Client, invoice: Invoice) -> None:
    curves.receive(MALO, Period(SPRING.start, SPRING.start + ONE_DAY), lambda _, __: 1)

    answer = clerk.get(reverse("staff:invoice_quarter_hours", args=[invoice.pk]))

    assert answer.content.decode("utf-8-sig").splitlines()[1].split(";")[1] == "0,100"


def test_a_change_of_billed_days_names_the_bills(clerk: Client, invoice: Invoice) -> None:
    shown = page(entered(invoice.contract, clerk))

    assert f"gibt es schon Rechnungen: {invoice.number}" in shown


def test_other_bills_have_no_such_proof(clerk: Client) -> None:
    worlds.prices()
    worlds.company()
    made = billing.bill_contract(
        fresh_call(),
        contract_id=worlds.billable().pk,
        period=worlds.YEAR,
        issued_on=worlds.ISSUED,
    )

    assert clerk.get(reverse("staff:invoice_quarter_hours", args=[made])).status_code == 404
