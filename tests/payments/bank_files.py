"""Writes the bank's files for tests, independent of the reader under test."""

from __future__ import annotations

from xml.sax.saxutils import escape

IBAN = "DE02120300000000202051"


def entry(
    cents: int,
    end_to_end_id: str = "NOTPROVIDED",
    *,
    day: str = "2026-11-02",
    credit: bool = True,
    name: str = "Erika Muster",
    iban: str = "DE89370400440532013000",
    text: str = "",
    mandate: str = "",
    currency: str = "EUR",
    reversal: bool = False,
    reference: str = "",
) -> str:
    """One booked entry with one payment."""
    party = "Dbtr" if credit else "Cdtr"
    refs = f"<EndToEndId>{end_to_end_id}</EndToEndId>"
    refs += f"<MndtId>{mandate}</MndtId>" if mandate else ""
    return (
        f'<Ntry><Amt Ccy="{currency}">{cents // 100}.{cents % 100:02d}</Amt>'
        f"<CdtDbtInd>{'CRDT' if credit else 'DBIT'}</CdtDbtInd>"
        f"<RvslInd>{str(reversal).lower()}</RvslInd><Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>"
        f"<AcctSvcrRef>{reference}</AcctSvcrRef>"
        f"<NtryDtls><TxDtls><Refs>{refs}</Refs>"
        f"<RltdPties><{party}><Pty><Nm>{escape(name)}</Nm></Pty></{party}>"
        f"<{party}Acct><Id><IBAN>{iban}</IBAN></Id></{party}Acct></RltdPties>"
        f"<RmtInf><Ustrd>{escape(text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def returned(
    cents: int,
    end_to_end_id: str,
    *,
    charges: int = 300,
    reason: str = "MS03",
    day: str = "2026-11-05",
) -> str:
    """A debit of ours that came back, the bank's fee inside the entry."""
    whole = cents + charges
    return (
        f'<Ntry><Amt Ccy="EUR">{whole // 100}.{whole % 100:02d}</Amt><CdtDbtInd>DBIT</CdtDbtInd>'
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt>"
        f"<NtryDtls><TxDtls><Refs><EndToEndId>{end_to_end_id}</EndToEndId></Refs>"
        f'<AmtDtls><InstdAmt><Amt Ccy="EUR">{cents // 100}.{cents % 100:02d}</Amt>'
        "</InstdAmt></AmtDtls>"
        f'<Chrgs><Rcrd><Amt Ccy="EUR">{charges // 100}.{charges % 100:02d}</Amt></Rcrd></Chrgs>'
        f"<RtrInf><Rsn><Cd>{reason}</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>"
    )


def statement(
    entries: str,
    *,
    opening: str = "",
    closing: str = "",
    number: int | None = None,
    version: str = "08",
    iban: str = IBAN,
    message: str = "M1",
    namespace: bool = True,
) -> bytes:
    """A camt.053 file with one statement."""
    space = f' xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"' if namespace else ""
    sequence = f"<ElctrncSeqNb>{number}</ElctrncSeqNb>" if number is not None else ""
    balances = _balance("OPBD", opening) + _balance("CLBD", closing)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document{space}><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>{message}</MsgId></GrpHdr><Stmt><Id>S-{message}</Id>{sequence}"
        f"<Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>{balances}{entries}"
        "</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def _balance(code: str, amount: str) -> str:
    if not amount:
        return ""
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        "<Dt><Dt>2026-11-02</Dt></Dt></Bal>"
    )
