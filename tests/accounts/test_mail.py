"""Mails about access: sealed in the queue, kept in a demonstration, sent by the mail server."""

from __future__ import annotations

from email.message import Message
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from django.core.mail import EmailMessage
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from kundenwerk.accounts import jobs
from kundenwerk.accounts.mail import Outbox
from tests.ports import free_port

SECRET = "K7Q4-XX"

pytestmark = pytest.mark.django_db


class Postbox(MessageHandler):
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.mails.append(message)


def waiting() -> str:
    message = EmailMessage("Ihr Code", f"Code {SECRET}", "sw@example.org", ["petra@example.org"])
    Outbox().send_messages([message])
    job = ProcrastinateJob.objects.order_by("-id")[0]
    assert job.task_name == "accounts.jobs.send_access_mail"
    return str(job.args["sealed"])


def test_a_code_cannot_be_read_in_the_queue() -> None:
    assert SECRET not in waiting()


def test_a_mail_reaches_the_mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    monkeypatch.setenv("KUNDENWERK_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
    sealed = waiting()

    server.start()
    try:
        jobs.send_access_mail(sealed=sealed)
    finally:
        server.stop()

    assert [mail["To"] for mail in box.mails] == ["petra@example.org"]
    assert SECRET in str(box.mails[0].get_payload(decode=True))


def test_a_server_that_is_away_lets_the_queue_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUNDENWERK_SMTP_URL", f"smtp://127.0.0.1:{free_port()}")

    with pytest.raises(ConnectionError):
        jobs.send_access_mail(sealed=waiting())


def test_a_demonstration_keeps_its_mails_in_a_folder(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    monkeypatch.delenv("KUNDENWERK_SMTP_URL", raising=False)
    settings.HOME = tmp_path

    jobs.send_access_mail(sealed=waiting())

    (kept,) = (tmp_path / "mail").iterdir()
    assert SECRET in kept.read_text(encoding="utf-8")


def test_without_demonstration_and_server_nothing_lies_around(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    monkeypatch.delenv("KUNDENWERK_SMTP_URL", raising=False)
    settings.HOME, settings.DEMO = tmp_path, False

    jobs.send_access_mail(sealed=waiting())

    assert list(tmp_path.iterdir()) == []
