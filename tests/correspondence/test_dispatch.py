from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from kundenwerk.correspondence import commands, gateways, jobs, queries
from kundenwerk.correspondence.commands import Letter, Writing
from kundenwerk.correspondence.models import Dispatch, Document
from kundenwerk.correspondence.rules import Channel, DocumentKind, UnusableAddress
from tests.correspondence import samples
from tests.factories.calls import fresh_call
from tests.stubs.mail import Inbox, mail_server

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    yield from mail_server(monkeypatch)


def writing(number: str = "S-1") -> Writing:
    return Writing(
        kind=DocumentKind.LETTER,
        number=number,
        title="Willkommen",
        template="letter",
        data=samples.LETTER,
        created_at=AT,
    )


def mail(key: str = "welcome:1", document_id: int | None = None, to: str = "k@example.org") -> int:
    letter = Letter(
        key,
        Channel.EMAIL,
        document_id=document_id,
        recipient=to,
        subject="Willkommen bei Müller",
        body="Guten Tag,\n\nanbei Ihr Schreiben.",
    )
    return commands.dispatch_letter(fresh_call(), letter=letter)


def test_a_document_is_set_once() -> None:
    first = commands.write_document(fresh_call(), writing=writing())

    again = commands.write_document(fresh_call(), writing=writing())

    assert first == again
    assert Document.objects.count() == 1
    assert queries.pdf(first).startswith(b"%PDF-")


def test_a_mail_goes_out_with_its_document(inbox: Inbox) -> None:
    document = commands.write_document(fresh_call(), writing=writing())
    mail(document_id=document)

    sent = jobs.send_waiting_mail()

    (received,) = inbox.mails
    assert sent == 1
    assert received["Subject"] == "Willkommen bei Müller"
    (attached,) = received.iter_attachments()
    assert attached.get_filename() == "S-1.pdf"
    assert attached.get_content() == queries.pdf(document)


def test_a_sent_mail_is_not_sent_again(inbox: Inbox) -> None:
    mail()
    jobs.send_waiting_mail()

    jobs.send_waiting_mail()

    assert len(inbox.mails) == 1


def test_the_same_occasion_makes_one_mail() -> None:
    assert mail("welcome:1") == mail("welcome:1")


def test_a_refused_mail_is_marked_and_can_be_tried_again(inbox: Inbox) -> None:
    pk = mail()
    inbox.answer = "550 no such customer"
    jobs.send_waiting_mail()
    refused = Dispatch.objects.get(pk=pk)
    inbox.answer = "250 OK"

    commands.try_again(fresh_call(), dispatch_id=pk)
    jobs.send_waiting_mail()

    assert (refused.state, "550" in refused.problem) == ("FAILED", True)
    assert Dispatch.objects.get(pk=pk).state == "SENT"


def test_a_mail_waits_while_the_server_is_busy(inbox: Inbox) -> None:
    pk = mail()
    inbox.answer = "451 later"

    jobs.send_waiting_mail()

    assert Dispatch.objects.get(pk=pk).state == "QUEUED"


def test_a_mail_waits_while_the_server_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUNDENWERK_SMTP_URL", "smtp://127.0.0.1:1")
    pk = mail()

    jobs.send_waiting_mail()

    assert Dispatch.objects.get(pk=pk).state == "QUEUED"


@pytest.mark.parametrize(
    "address",
    [
        "a@b",
        "x" * 300 + "@example.org",
        "a@b.de\r\nBcc: all@example.org",
        "a@b.de,c@d.de",
        "",
        "<a@b.de>",
        "a b@example.org",
    ],
)
def test_an_address_no_mail_can_go_to_is_refused(address: str) -> None:
    with pytest.raises(UnusableAddress):
        mail(to=address)

    assert not Dispatch.objects.exists()


def test_a_header_with_a_line_break_never_leaves(inbox: Inbox) -> None:
    hostile = gateways.Mail("<1@x>", "a@b.de", "c@d.de", "Hallo\r\nBcc: e@f.de", "x", AT)

    with pytest.raises(gateways.MailRefused):
        gateways.send(hostile)

    assert inbox.mails == []
