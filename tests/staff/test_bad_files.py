"""Whatever is uploaded, wherever: a German sentence, nothing stored, at once."""

from __future__ import annotations

import time

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from tests.factories.users import user
from tests.payments.bank_files import entry, statement
from tests.payments.test_camt053 import HOSTILE, zipped

pytestmark = pytest.mark.django_db

UPLOADS = ["statements", "prices_import", "readings_import", "load_curves"]
LIMITS = {"statements": 20, "prices_import": 5, "readings_import": 1, "load_curves": 5}
MEBIBYTE = 1024 * 1024
ROWS = b"malo;datum;stand\n" + b"51238696781;01.11.2026;1234\n" * 1_000_001

CONTENT = {
    **HOSTILE,
    "one byte": b"x",
    "only a mark": b"\xef\xbb\xbf",
    "only a head": b"malo;datum;stand\n",
    "program": b"MZ\x90\x00" * 100,
    "picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    "page": b"<html><script>alert(1)</script></html>",
    "lone half of a pair": "malo;stand\n\ud800;1\n".encode("utf-8", "surrogatepass"),
    "quote that swallows the rest": b'name;ort\n"Meier;Bonn\nSchulz;K\xc3\xb6ln\n',
    "columns missing and too many": b"a;b;c\n1;2\n1;2;3;4\n",
    "zip in a zip": zipped({"a.zip": zipped({"b.xml": b"<a/>"})}),
    "zip without a file": zipped({}),
    "table of a million rows": ROWS,
}
NAMES = ["../x.xml", "a" * 300 + ".csv", "Zähler 🧾.jpg", "x.pdf.exe", "x.", "=1+1.csv", "<b>.xml"]


@pytest.fixture
def clerk() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user(Role.ADMINISTRATOR))
    return client


def stored() -> dict[str, int]:
    """Rows of every table of the business."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("kundenwerk.")]
    tables = sorted({model._meta.db_table for model in ours})
    counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return dict(cursor.fetchall())


def send(client: Client, upload: str, content: bytes, name: str = "datei.csv") -> tuple[int, str]:
    values = {"file": SimpleUploadedFile(name, content), "what": "marktpartner"}
    form = client.get(reverse("staff:statements")).content.decode()
    key = form.split('name="key" value="')[1].split('"')[0]
    answer = client.post(reverse(f"staff:{upload}"), values | {"key": key})
    return answer.status_code, answer.content.decode()


@pytest.mark.row(
    "BAD-A01", "BAD-A02", "BAD-A04", "BAD-A05", "BAD-A07", "BAD-A08", "BAD-A10", "BAD-A11",
    "BAD-A31", "BAD-B09", "BAD-B10", "BAD-B12", "BAD-B13", "BAD-B16", "BAD-F02", "R-46",
)  # fmt: skip
@pytest.mark.parametrize("upload", UPLOADS)
@pytest.mark.parametrize("content", CONTENT.values(), ids=CONTENT.keys())
def test_a_bad_file_gets_a_sentence_and_stores_nothing(
    clerk: Client, upload: str, content: bytes
) -> None:
    before = stored()
    begin = time.process_time()

    status, text = send(clerk, upload, content)

    assert status == 422
    assert 'class="message' in text or "errors" in text or "error" in text
    assert stored() == before
    assert time.process_time() - begin < 5


@pytest.mark.row("BAD-F06")
@pytest.mark.parametrize("upload", UPLOADS)
def test_a_file_above_the_limit_is_refused_unread(clerk: Client, upload: str) -> None:
    before = stored()

    status, text = send(clerk, upload, b"x" * (LIMITS[upload] * MEBIBYTE + 1))

    assert status == 422
    assert f"größer als {LIMITS[upload]} MB" in text
    assert stored() == before


@pytest.mark.row("BAD-F06")
@pytest.mark.parametrize("upload", UPLOADS)
def test_an_empty_file_is_refused(clerk: Client, upload: str) -> None:
    status, text = send(clerk, upload, b"")

    assert status == 422
    assert "leer" in text or "wählen Sie eine Datei" in text


@pytest.mark.row("BAD-F08")
@pytest.mark.parametrize("upload", UPLOADS)
@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_does_no_harm(clerk: Client, upload: str, name: str) -> None:
    status, text = send(clerk, upload, statement(entry(1, "A")), name)

    assert status in {302, 422}
    assert "<b>.xml" not in text
