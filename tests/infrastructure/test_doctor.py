"""What the doctor says of public address, mail, mailboxes and their folders."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from kundenwerk.cli import surroundings
from kundenwerk.cli.surroundings import Verdict
from kundenwerk.platform import database
from kundenwerk.platform.database import Target
from kundenwerk.platform.mailbox import open_mailbox
from tests.infrastructure.program import kundenwerk_command

NOBODY = 65534  # by the Linux Standard Base
PUBLIC = "https://kunden.stadtwerke-muster.de"


@pytest.mark.parametrize(
    ("text", "hosts", "verdict", "told"),
    [
        ("", "", Verdict.HINT, "keine Links"),
        (PUBLIC, "kunden.stadtwerke-muster.de", Verdict.GOOD, PUBLIC),
        (f"{PUBLIC}/", ".stadtwerke-muster.de", Verdict.GOOD, PUBLIC),
        (f"{PUBLIC}:8443", "a.de, kunden.stadtwerke-muster.de", Verdict.GOOD, PUBLIC),
        (PUBLIC, "localhost", Verdict.BAD, "fehlt in KUNDENWERK_HOSTS"),
        ("http://kunden.stadtwerke-muster.de", "*", Verdict.BAD, "nicht mit https://"),
        ("http://127.0.0.1:8100", "*", Verdict.HINT, "an diesem Rechner"),
        ("kunden.stadtwerke-muster.de", "*", Verdict.BAD, "keine Internetadresse"),
        ("ftp://kunden.stadtwerke-muster.de", "*", Verdict.BAD, "keine Internetadresse"),
        ("https://", "*", Verdict.BAD, "keine Internetadresse"),
        ("https://[::1", "*", Verdict.BAD, "keine Internetadresse"),
        ("https://intern", "*", Verdict.BAD, "keinen Rechner, den Kunden erreichen"),
        ("https://10.0.0.7", "*", Verdict.BAD, "keinen Rechner, den Kunden erreichen"),
        ("https://a_b.de", "*", Verdict.BAD, "keinen Rechner, den Kunden erreichen"),
        (f"{PUBLIC}/portal", "*", Verdict.BAD, "mehr als einen Rechner"),
        (f"{PUBLIC}?x=1", "*", Verdict.BAD, "mehr als einen Rechner"),
        ("https://a:b@kunden.stadtwerke-muster.de", "*", Verdict.BAD, "mehr als einen Rechner"),
    ],
)
def test_the_public_address_must_lead_customers_to_us(
    text: str, hosts: str, verdict: Verdict, told: str
) -> None:
    found = surroundings.public_address({"KUNDENWERK_PUBLIC_URL": text, "KUNDENWERK_HOSTS": hosts})

    assert found[0] is verdict
    assert told in found[1]


def test_mail_needs_a_usable_server_a_sender_and_an_answer() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        there = {"KUNDENWERK_SMTP_URL": f"smtp://n:geheim@127.0.0.1:{port}"}
        sender = {"KUNDENWERK_MAIL_FROM": "service@stadtwerke-muster.de"}

        found = [
            surroundings.mail({}),
            surroundings.mail({"KUNDENWERK_SMTP_URL": "mail.example"}),
            surroundings.mail(there),
            surroundings.mail(there | sender),
        ]
    found.append(surroundings.mail(there | sender))

    assert [verdict for verdict, _ in found] == [
        Verdict.HINT, Verdict.BAD, Verdict.BAD, Verdict.GOOD, Verdict.BAD,
    ]  # fmt: skip
    assert "warten" in found[0][1]
    assert "KUNDENWERK_MAIL_FROM" in found[2][1]
    assert "antwortet nicht" in found[4][1]
    assert not any("geheim" in text for _, text in found)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("", Verdict.HINT),
        ("https://:token@as4.example/markt", Verdict.GOOD),
        ("http://127.0.0.1:8101/market", Verdict.GOOD),
        ("http://as4.example/markt", Verdict.BAD),
        ("ftp://as4.example", Verdict.BAD),
        ("https://", Verdict.BAD),
    ],
)
def test_a_mailbox_is_an_encrypted_address_or_a_folder(text: str, verdict: Verdict) -> None:
    found = surroundings.mailbox("KUNDENWERK_MARKET_MAILBOX", text)

    assert found[0] is verdict
    assert "token" not in found[1]


def test_a_folder_is_usable_and_nothing_is_stuck_in_it(tmp_path: Path) -> None:
    root = tmp_path / "netz"
    new = surroundings.mailbox("X", str(root))
    open_mailbox(str(root)).fetch()
    (root / "in" / "a.txt").write_bytes(b"UNB")
    [item] = open_mailbox(str(root)).fetch()
    busy = surroundings.folder(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(surroundings, "_STUCK_SECONDS", -1)
        stuck = surroundings.folder(root)
    open_mailbox(str(root)).reject(item.id, "Kaputt.")
    refused = surroundings.folder(root)
    (tmp_path / "datei").write_bytes(b"")
    file = surroundings.folder(tmp_path / "datei" / "netz")

    assert (new[0], busy[0]) == (Verdict.GOOD, Verdict.GOOD)
    assert stuck == (Verdict.BAD, f"{root}/work: 1 Dateien bleiben liegen; läuft der Worker?")
    assert refused[0] is Verdict.HINT
    assert file == (Verdict.BAD, f"{tmp_path / 'datei'} ist kein Ordner")


def test_a_folder_that_is_closed_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with nobody():
        assert surroundings.folder(tmp_path)[0] is Verdict.BAD


@contextmanager
def nobody() -> Iterator[None]:
    """Root, who may write everywhere, does without it for a moment."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_the_doctor_looks_around_and_ends_with_one_when_something_is_wrong(
    migrated_home: Path,
) -> None:
    (migrated_home / "datei").write_bytes(b"")
    with psycopg.connect(**database.parameters("owner", Target(migrated_home, None))) as owner:
        owner.execute(
            "INSERT INTO market_marketparticipant (code, name, role, is_own, is_fictitious, source)"
            " VALUES ('9900999000023', 'Netz', 'NB', false, true, '') ON CONFLICT DO NOTHING"
        )
        owner.execute(
            "INSERT INTO mako_channel (participant_id, kind, place, is_enabled, version)"
            " SELECT id, 'FOLDER', 'netz', true, 1 FROM market_marketparticipant"
            " WHERE code = '9900999000023'"
        )

    good = kundenwerk_command(migrated_home, "doctor")
    bad = kundenwerk_command(
        migrated_home,
        "doctor",
        KUNDENWERK_PUBLIC_URL="http://kunden.stadtwerke-muster.de",
        KUNDENWERK_EXCHANGE=str(migrated_home / "datei"),
    )

    assert good.returncode == 0, good.stdout
    assert "1 Ordner unter" in good.stdout
    assert bad.returncode == 1
    assert "beginnt nicht mit https://" in bad.stdout
    assert "ist kein Ordner" in bad.stdout
    assert "Zu beheben: 2." in bad.stdout
