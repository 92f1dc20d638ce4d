"""Tariffs in and out over HTTP: preview first, drafts only, a file for every taste."""

from __future__ import annotations

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.market.models import SpotDay
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.models import Run, StoredFile
from kundenwerk.staff.pages import tariff_exchange
from kundenwerk.tariffs import jobs
from kundenwerk.tariffs.commands.exchange import MEDIA_TYPE, FileGone, tariff_file
from kundenwerk.tariffs.models import Tariff, TariffSettings, TariffUpload, TariffVersion
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.tariffs.test_exchange_refusals import BAD_TABLES, csv, row
from tests.tariffs.world import TODAY, market_of_2026, sold, tier, version_data

pytestmark = pytest.mark.django_db


def logged_in(role: Role = Role.ADMINISTRATOR) -> Client:
    client = Client()
    client.force_login(user(role))
    return client


def upload(client: Client, content: bytes, key: uuid.UUID | None = None) -> HttpResponse:
    file = SimpleUploadedFile("tarife.csv", content)
    sent = {"key": str(key or uuid.uuid4()), "file": file}
    return client.post(reverse("staff:tariff_preview"), sent)  # type: ignore[return-value]


def hidden(answer: HttpResponse) -> dict[str, str]:
    """The hidden fields of the confirmation."""
    text = answer.content.decode()
    return {
        name: found[1]
        for name in ("key", "file", "shown")
        if (found := re.search(rf'name="{name}" value="([^"]+)"', text))
    }


def confirm(client: Client, fields: dict[str, str]) -> HttpResponse:
    return client.post(reverse("staff:tariff_take_over"), fields)  # type: ignore[return-value]


TWO = csv(row(unter_kwh="3.000"), row(ab_kwh="3.000", arbeitspreis="11"))


def test_a_file_is_shown_before_it_makes_drafts() -> None:
    client = logged_in()

    shown = upload(client, TWO)
    counted = Tariff.objects.count()
    done = confirm(client, hidden(shown))

    assert shown.status_code == 200
    assert "1 neu, 0 geändert, 0 unverändert" in shown.content.decode()
    assert counted == 0
    assert done.status_code == 302
    version = TariffVersion.objects.get()
    assert (version.state, version.tariff.code, version.tiers.count()) == ("DRAFT", "STROM", 2)
    page = client.get(done["Location"]).content.decode()
    assert "Zeitscheiben eingelesen: 1 neu, 0 geändert, 0 unverändert." in page


@pytest.mark.row("BAD-B28")
def test_sent_twice_it_is_done_once_and_read_again_there_is_nothing_to_do() -> None:
    client = logged_in()
    fields = hidden(upload(client, TWO))

    confirm(client, fields)
    again = confirm(client, fields)
    third = upload(client, TWO)

    assert again.status_code in {302, 409}
    assert TariffVersion.objects.count() == 1
    assert "Alles ist schon so gespeichert" in third.content.decode()


@pytest.mark.parametrize("name", BAD_TABLES)
def test_faults_are_told_by_row_and_nothing_is_stored(name: str) -> None:
    client = logged_in()

    answer = upload(client, BAD_TABLES[name][0])

    assert answer.status_code == 422
    assert "Nichts eingelesen" in answer.content.decode() or "größer als 20 MB" in (
        answer.content.decode()
    )
    assert Tariff.objects.count() == 0


def test_what_changed_meanwhile_is_shown_again() -> None:
    client = logged_in()
    fields = hidden(upload(client, TWO))
    confirm(client, hidden(upload(client, TWO + b"\n")))

    answer = confirm(client, fields)

    assert answer.status_code == 409
    assert "Inzwischen wurde etwas geändert" in answer.content.decode()
    assert TariffVersion.objects.count() == 1


def test_two_clicks_take_over_once_and_both_say_so() -> None:
    client = logged_in()
    fields = hidden(upload(client, TWO))

    first, second = confirm(client, fields), confirm(client, fields)

    assert first["Location"] == second["Location"] == reverse("staff:prices")
    page = client.get(second["Location"]).content.decode()
    assert page.count("Zeitscheiben eingelesen: 1 neu, 0 geändert, 0 unverändert.") == 2
    assert TariffVersion.objects.count() == 1


def kept_files() -> int:
    """Files on the disk and in the tables; both or none."""
    stored = StoredFile.objects.filter(media_type=MEDIA_TYPE)
    assert TariffUpload.objects.count() == stored.count()
    return stored.count()


def test_an_uploaded_file_is_gone_once_it_is_taken_over_or_discarded() -> None:
    client = logged_in()
    fields = hidden(upload(client, TWO))
    assert kept_files() == 1

    confirm(client, fields)
    assert kept_files() == 0

    again = hidden(upload(client, TWO))
    assert kept_files() == 1
    answer = client.post(reverse("staff:tariff_discard"), again, follow=True)
    assert "Die hochgeladene Datei ist gelöscht." in answer.content.decode()
    assert kept_files() == 0
    gone = confirm(client, again | {"key": str(uuid.uuid4())})
    page = client.get(gone["Location"]).content.decode()
    assert "Die Datei liegt nicht mehr vor. Bitte noch einmal einlesen." in page


def test_a_file_nobody_takes_over_is_removed_after_the_days_of_the_setting() -> None:
    set_business_date(fresh_call(), day=TODAY)
    TariffSettings.objects.update(import_file_days=3)
    fields = hidden(upload(logged_in(), TWO))

    jobs.begin_day(fresh_call(), TODAY + timedelta(days=3))
    assert kept_files() == 1
    jobs.begin_day(fresh_call(), TODAY + timedelta(days=4))

    assert kept_files() == 0
    with pytest.raises(FileGone):
        tariff_file(fields["file"], "administration")


def test_the_same_file_belongs_to_each_who_uploaded_it() -> None:
    mine, hers = logged_in(), logged_in(Role.SALES)
    fields = hidden(upload(mine, TWO))
    upload(hers, TWO)

    confirm(mine, fields)

    assert TariffUpload.objects.count() == 1
    assert hidden(upload(hers, TWO))["file"] == fields["file"]


def test_nobody_takes_over_or_discards_the_file_of_another() -> None:
    fields = hidden(upload(logged_in(), TWO))
    other = logged_in(Role.SALES)

    confirm(other, fields | {"key": str(uuid.uuid4())})
    other.post(reverse("staff:tariff_discard"), fields | {"key": str(uuid.uuid4())})

    assert TariffVersion.objects.count() == 0
    assert kept_files() == 1


@pytest.mark.parametrize("change", [{"file": "0" * 64}, {"file": "x"}, {"shown": ""}, {"key": ""}])
def test_a_made_up_confirmation_does_nothing(change: dict[str, str]) -> None:
    client = logged_in()

    answer = confirm(client, hidden(upload(client, TWO)) | change)

    assert answer.status_code in {302, 409}
    assert TariffVersion.objects.count() == 0


def test_a_long_file_is_taken_over_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tariff_exchange, "AT_ONCE", 1)
    client = logged_in()
    file = csv(row(), row(kuerzel="STROM2"))

    answer = confirm(client, hidden(upload(client, file)))

    run = Run.objects.get(kind="tariffs.import")
    assert answer["Location"] == reverse("staff:run", args=[run.pk])
    run.chunks.update(done=1)
    page = client.get(answer["Location"]).content.decode()
    assert "1 von 2 (50 %)" in page
    assert re.search(r", [\d.]+(,\d)? je Sekunde", page)
    assert "alle oder keine" in page


def test_everything_can_be_given_out_by_who_may_read() -> None:
    market_of_2026()
    sold("PLAIN", tier())
    sold("LATER", tier(), version=version_data(label="Entwurf"))
    TariffVersion.objects.filter(label="Entwurf").update(state="DRAFT", approved_on=None)
    client = logged_in(Role.AUDITOR)
    page = client.get(reverse("staff:tariff_exchange")).content.decode()

    def get(kind: str, **more: str) -> HttpResponse:
        return client.get(reverse("staff:tariff_export"), {"art": kind, **more})  # type: ignore[return-value]

    assert "Vorschau zeigen" not in page
    assert "Datei ausgeben" in page
    assert "PLAIN;" in get("csv").content.decode()
    assert "LATER;" not in get("csv").content.decode()
    assert "LATER;" in get("csv", stand="alle").content.decode()
    assert get("xlsx").content.startswith(b"PK")
    (sheet,) = json.loads(get("bo4e").content)
    assert (sheet["_typ"], sheet["bezeichnung"]) == ("TARIFPREISBLATT", "Strom PLAIN")
    (info,) = json.loads(get("tarifinfo").content)
    assert info["_typ"] == "TARIFINFO"
    assert get("tarifinfo")["Content-Disposition"].startswith('attachment; filename="tarifinfo-')


@pytest.mark.parametrize("role", [Role.SERVICE, Role.ACCOUNTING, Role.AUDITOR])
def test_who_may_not_change_tariffs_is_turned_away(role: Role) -> None:
    client = logged_in(role)

    assert upload(client, TWO).status_code == 403
    assert confirm(client, {}).status_code == 403


def test_exchange_prices_are_read_in_like_every_table_and_gaps_are_told() -> None:
    client = logged_in()
    quarters = [
        f"{day}.05.2026 {n // 4:02}:{n % 4 * 15:02};{n},00"
        for day in ("04", "07")
        for n in range(96)
    ]
    file = SimpleUploadedFile("spot.csv", "\n".join(["beginn;preis", *quarters]).encode())

    address = reverse("staff:prices_import")

    shown = client.post(address, {"key": str(fresh_call().key), "what": "spotpreise", "file": file})

    text = shown.content.decode()
    assert "2 neu, 0 geändert, 0 schon bekannt" in text
    assert "0,00 bis 95,00 €/MWh, im Mittel 47,50 €/MWh" in text
    assert not SpotDay.objects.exists()
    (table,) = re.findall(r'name="table" value="([^"]+)"', text)
    taken = {"key": str(fresh_call().key), "table": table}
    answer = client.post(address, taken, follow=True)
    text = answer.content.decode()
    assert "Börsenpreise je Viertelstunde: 2 neu, 0 geändert, 0 schon bekannt." in text
    assert "2 Tage fehlen, der erste ist der 05.05.2026." in text
