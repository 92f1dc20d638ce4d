from __future__ import annotations

import io
import resource
import socket
import time
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.payments.formats import camt053
from kundenwerk.payments.formats.errors import UnreadableStatement
from tests.payments.bank_files import entry, returned, statement

FULL = statement(entry(5000, "E2E1", text="R-2026-000007"), opening="100.00", closing="150.00")


def only(data: bytes) -> camt053.Statement:
    (found,) = camt053.read(data).statements
    return found


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("version", ["02", "04", "08"])
def test_a_payment_is_read_the_same_from_every_version(version: str) -> None:
    data = statement(entry(5000, "E2E1", text="R-2026-000007"), version=version)

    (booking,) = only(data).entries

    assert (booking.amount, booking.is_credit) == (Money(5000), True)
    assert booking.booked_on == date(2026, 11, 2)
    assert booking.details[0].end_to_end_id == "E2E1"
    assert booking.details[0].counterparty_name == "Erika Muster"
    assert booking.details[0].counterparty_iban == "DE89370400440532013000"


def test_a_file_without_namespace_is_read() -> None:
    found = camt053.read(statement(entry(1, "A"), namespace=False))

    assert found.kind == "053"
    assert len(found.statements[0].entries) == 1


def test_a_returned_debit_separates_the_bank_fee_from_the_amount() -> None:
    (booking,) = only(statement(returned(5000, "E2E9", charges=300))).entries

    detail = booking.details[0]
    assert booking.signed == Money(-5300)
    assert (detail.original, detail.charges) == (Money(5000), Money(300))
    assert (detail.return_reason, detail.end_to_end_id) == ("MS03", "E2E9")


def test_a_batch_lists_its_payments() -> None:
    payments = "".join(
        f'<TxDtls><Refs><EndToEndId>E{n}</EndToEndId></Refs><Amt Ccy="EUR">{n}.00</Amt></TxDtls>'
        for n in (1, 2)
    )
    booked = "<BookgDt><Dt>2026-11-02</Dt></BookgDt>"
    batch = "<Btch><PmtInfId>KW1-1</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>"
    data = statement(
        f'<Ntry><Amt Ccy="EUR">3.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>{booked}'
        f"<NtryDtls>{batch}{payments}</NtryDtls></Ntry>"
    )

    (booking,) = only(data).entries

    assert booking.is_batch
    assert booking.batch_reference == "KW1-1"
    assert [detail.amount for detail in booking.details] == [Money(100), Money(200)]


def test_a_statement_fits_when_opening_and_entries_give_closing() -> None:
    assert only(FULL).difference == ZERO


def test_a_closing_balance_that_does_not_fit_shows_the_difference() -> None:
    data = statement(entry(5000, "X"), opening="100.00", closing="149.99")

    assert only(data).difference == Money(-1)


def test_foreign_currency_never_becomes_euro() -> None:
    (booking,) = only(statement(entry(5000, "X", currency="USD"))).entries

    assert (booking.amount, booking.face, booking.currency) == (ZERO, "50.00", "USD")


@pytest.mark.row("BAD-A23")
@pytest.mark.parametrize(
    "amount", ["0.00", "-5.00", "5.005", "5e2", "5,00", "NaN", "", "1" * 20, "٥.00"]
)
def test_an_amount_of_another_form_is_refused_with_its_line(amount: str) -> None:
    data = statement("\n" + entry(5000, "X").replace("50.00", amount, 1))

    with pytest.raises(UnreadableStatement) as refusal:
        camt053.read(data)

    assert refusal.value.line == 2


def test_blanks_around_an_amount_do_no_harm() -> None:
    (booking,) = only(statement(entry(5000, "X").replace("50.00", " 50.00 ", 1))).entries

    assert booking.amount == Money(5000)


LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
)
HOSTILE = {
    "billion laughs": (LAUGHS + "]><Document>&a9;</Document>").encode(),
    "quadratic blow-up": (
        '<!DOCTYPE l [<!ENTITY a "' + "A" * 100_000 + '">]><Document>' + "&a;" * 20_000
    ).encode(),
    "external document type": b'<!DOCTYPE l SYSTEM "http://127.0.0.1:9/evil.dtd"><Document/>',
    "depth": b"<Document>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</Document>",
    "depth inside an entry": statement("<Ntry>" + "<a>" * 200_000),
    "endless text": statement('<Ntry><Amt Ccy="EUR">' + "1" * 30_000_000 + "</Amt></Ntry>"),
    "encoding lie": statement(entry(1, "X", name="Müller")).decode().encode("latin-1"),
    "nul byte": FULL[:100] + b"\x00" + FULL[100:],
    "truncated": FULL[:-40],
    "MT940": b":20:STARTUMS\r\n:25:12030000/202051\r\n",
    "empty": b"",
    "no statement": b"<Document><BkToCstmrStmt/></Document>",
    "other XML": b"<html/>",
    "binary": bytes(range(256)),
    "no day": statement(entry(1, "X").replace("<BookgDt><Dt>2026-11-02</Dt></BookgDt>", "")),
    "impossible day": statement(entry(1, "X", day="2026-02-31")),
    "no sign": statement(entry(1, "X").replace("CRDT", "")),
}


@pytest.mark.row("BAD-A01", "BAD-A02", "BAD-A05", "BAD-A07", "BAD-A10")
@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_or_broken_file_is_refused_at_once(data: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()

    with pytest.raises(UnreadableStatement):
        camt053.read_all(data)

    assert time.process_time() - start < 3
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


@pytest.mark.row("BAD-A04")
def test_nobody_is_asked_for_an_external_document_type() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        asks = f'<!DOCTYPE l SYSTEM "http://127.0.0.1:{port}/evil.dtd"><Document/>'

        with pytest.raises(UnreadableStatement):
            camt053.read_all(asks.encode())

        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.row("BAD-A08")
def test_a_wrong_encoding_is_named_with_its_byte() -> None:
    with pytest.raises(UnreadableStatement) as refusal:
        camt053.read(HOSTILE["encoding lie"])

    assert refusal.value.byte == HOSTILE["encoding lie"].index(b"\xfc")


@pytest.mark.row("BAD-A31")
def test_an_mt940_file_is_called_by_its_name() -> None:
    with pytest.raises(UnreadableStatement, match="MT940"):
        camt053.read(HOSTILE["MT940"])


def test_a_zip_archive_holds_several_files() -> None:
    files = camt053.read_all(zipped({"a.xml": FULL, "b.xml": statement(entry(1, "B"))}))

    assert [file.name for file in files] == ["a.xml", "b.xml"]


@pytest.mark.row("BAD-A13")
def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableStatement, match="dicht"):
        camt053.read_all(zipped({"a.xml": b"0" * 50_000_000}))


def test_a_damaged_archive_is_refused() -> None:
    with pytest.raises(UnreadableStatement, match="beschädigt"):
        camt053.read_all(zipped({"a.xml": FULL})[:60])


@pytest.mark.row("BAD-A26")
def test_twenty_thousand_tokens_in_the_text_are_cut() -> None:
    tokens = " ".join(f"R-2026-{n:06d}" for n in range(20_000))

    (booking,) = only(statement(entry(5000, "X", text=tokens))).entries

    assert len(booking.details[0].remittance) == 2_000


@given(st.integers(0, len(FULL) - 1), st.binary(min_size=1, max_size=3))
def test_damage_anywhere_ends_in_the_declared_refusal_or_a_statement(at: int, junk: bytes) -> None:
    damaged = FULL[:at] + junk + FULL[at + len(junk) :]

    try:
        found = camt053.read_all(damaged)
    except UnreadableStatement:
        return

    assert found[0].statements
