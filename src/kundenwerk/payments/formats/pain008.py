"""The direct debit order pain.008.001.08 as German banks take it (GBIC_5)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from xml.sax.saxutils import escape

from stdnum import iban as iban_number
from stdnum.eu import at_02

from kundenwerk.kernel.money import Money, total
from kundenwerk.kernel.sepa_text import is_identifier, shorten

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"
SCHEMA = Path(__file__).with_name("schemas") / "pain.008.001.08.xsd"
NAME_LIMIT = 70
REMITTANCE_LIMIT = 140
_MOST = Money(99_999_999_999)


class Scheme(StrEnum):
    """The rulebook a mandate was signed for."""

    CORE = "CORE"
    B2B = "B2B"


class SequenceType(StrEnum):
    """Where in the life of a mandate a debit stands; RCUR is right from the first on."""

    FIRST = "FRST"
    RECURRENT = "RCUR"
    FINAL = "FNAL"
    ONE_OFF = "OOFF"


@dataclass(frozen=True, slots=True)
class Creditor:
    """The account that collects."""

    name: str
    iban: str
    creditor_id: str
    bic: str = ""


@dataclass(frozen=True, slots=True)
class Debit:
    """One amount taken from one account under one mandate."""

    end_to_end_id: str
    amount: Money
    mandate_reference: str
    signed_on: date
    debtor_name: str
    debtor_iban: str
    remittance: str
    debtor_bic: str = ""
    scheme: Scheme = Scheme.CORE
    sequence: SequenceType = SequenceType.RECURRENT


@dataclass(frozen=True, slots=True)
class Collection:
    """What one file orders; ``created_at`` in UTC."""

    message_id: str
    created_at: datetime
    collect_on: date
    creditor: Creditor
    debits: Sequence[Debit]
    batch_booking: bool = True


class FaultyCollection(Exception):
    """The file would not be accepted; holds one German sentence per fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


def message_id(*parts: str) -> str:
    """The file's own name: the same parts give the same id, 35 characters at most."""
    return "KW" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:30].upper()


def faults_of(debit: Debit) -> list[str]:
    """Why a bank would reject this debit, in German; empty when it would not.

    Source: DFÜ-Abkommen Anlage 3 V3.9 (GBIC_5), SEPA-Zeichensatz.
    """
    checks = [
        (is_identifier(debit.end_to_end_id), "Die Ende-zu-Ende-Referenz ist unzulässig."),
        (is_identifier(debit.mandate_reference), "Die Mandatsreferenz ist unzulässig."),
        (Money(0) < debit.amount <= _MOST, "Der Betrag muss größer als 0,00 € sein."),
        (bool(shorten(debit.debtor_name, NAME_LIMIT).strip(". ")), "Der Kontoinhaber fehlt."),
        (_is_iban(debit.debtor_iban), "Die IBAN ist ungültig."),
        (debit.signed_on.year >= 1990, "Das Datum der Mandatsunterschrift fehlt."),
    ]
    return [fault for holds, fault in checks if not holds]


def write(collection: Collection) -> bytes:
    """The order as the bank receives it; equal input gives equal bytes.

    Raises:
        FaultyCollection: a field breaks a rule of the format; nothing is cut silently but
            names and remittance text.
    """
    _refuse_faults(collection)
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    parts += [f'<Document xmlns="{NAMESPACE}"><CstmrDrctDbtInitn>', _header(collection)]
    for number, (group, debits) in enumerate(_groups(collection.debits), start=1):
        parts += _payment(collection, number, group, debits)
    parts.append("</CstmrDrctDbtInitn></Document>\n")
    return "".join(parts).encode()


def _refuse_faults(collection: Collection) -> None:
    faults = [] if collection.debits else ["Die Datei enthält keine Lastschrift."]
    if not is_identifier(collection.message_id):
        faults.append("Die Kennung der Datei ist unzulässig.")
    if not at_02.is_valid(collection.creditor.creditor_id):
        faults.append("Die Gläubiger-Identifikationsnummer ist ungültig.")
    if not _is_iban(collection.creditor.iban):
        faults.append("Die IBAN des Gläubigerkontos ist ungültig.")
    seen: set[str] = set()
    for debit in collection.debits:
        faults += [f"{debit.end_to_end_id}: {fault}" for fault in faults_of(debit)]
        if debit.end_to_end_id in seen:
            faults.append(f"{debit.end_to_end_id}: Die Referenz kommt doppelt vor.")
        if debit.signed_on > collection.collect_on:
            faults.append(f"{debit.end_to_end_id}: Das Mandat wurde erst später unterschrieben.")
        seen.add(debit.end_to_end_id)
    if faults:
        raise FaultyCollection(faults)


def _is_iban(text: str) -> bool:
    return text.isascii() and text.isalnum() and text.isupper() and iban_number.is_valid(text)


def _groups(debits: Iterable[Debit]) -> Iterator[tuple[tuple[Scheme, SequenceType], list[Debit]]]:
    groups: dict[tuple[Scheme, SequenceType], list[Debit]] = {}
    for debit in debits:
        groups.setdefault((debit.scheme, debit.sequence), []).append(debit)
    yield from sorted(groups.items())


def _header(collection: Collection) -> str:
    created = collection.created_at.astimezone(UTC)
    return (
        f"<GrpHdr><MsgId>{collection.message_id}</MsgId>"
        f"<CreDtTm>{created:%Y-%m-%dT%H:%M:%SZ}</CreDtTm>"
        f"{_control(collection.debits)}"
        f"<InitgPty><Nm>{_text(collection.creditor.name, NAME_LIMIT)}</Nm></InitgPty></GrpHdr>"
    )


def _control(debits: Sequence[Debit]) -> str:
    amount = total(debit.amount for debit in debits).euros
    return f"<NbOfTxs>{len(debits)}</NbOfTxs><CtrlSum>{amount}</CtrlSum>"


def _payment(
    collection: Collection,
    number: int,
    group: tuple[Scheme, SequenceType],
    debits: Sequence[Debit],
) -> Iterator[str]:
    scheme, sequence = group
    creditor = collection.creditor
    yield (
        f"<PmtInf><PmtInfId>{collection.message_id}-{number}</PmtInfId><PmtMtd>DD</PmtMtd>"
        f"<BtchBookg>{str(collection.batch_booking).lower()}</BtchBookg>{_control(debits)}"
        f"<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl><LclInstrm><Cd>{scheme}</Cd></LclInstrm>"
        f"<SeqTp>{sequence}</SeqTp></PmtTpInf>"
        f"<ReqdColltnDt>{collection.collect_on.isoformat()}</ReqdColltnDt>"
        f"<Cdtr><Nm>{_text(creditor.name, NAME_LIMIT)}</Nm></Cdtr>"
        f"<CdtrAcct><Id><IBAN>{creditor.iban}</IBAN></Id></CdtrAcct>"
        f"<CdtrAgt>{_agent(creditor.bic)}</CdtrAgt><ChrgBr>SLEV</ChrgBr>"
        f"<CdtrSchmeId><Id><PrvtId><Othr><Id>{creditor.creditor_id}</Id>"
        "<SchmeNm><Prtry>SEPA</Prtry></SchmeNm></Othr></PrvtId></Id></CdtrSchmeId>"
    )
    yield from map(_transaction, debits)
    yield "</PmtInf>"


def _transaction(debit: Debit) -> str:
    return (
        f"<DrctDbtTxInf><PmtId><EndToEndId>{_id(debit.end_to_end_id)}</EndToEndId></PmtId>"
        f'<InstdAmt Ccy="EUR">{debit.amount.euros}</InstdAmt>'
        f"<DrctDbtTx><MndtRltdInf><MndtId>{_id(debit.mandate_reference)}</MndtId>"
        f"<DtOfSgntr>{debit.signed_on.isoformat()}</DtOfSgntr></MndtRltdInf></DrctDbtTx>"
        f"<DbtrAgt>{_agent(debit.debtor_bic)}</DbtrAgt>"
        f"<Dbtr><Nm>{_text(debit.debtor_name, NAME_LIMIT)}</Nm></Dbtr>"
        f"<DbtrAcct><Id><IBAN>{debit.debtor_iban}</IBAN></Id></DbtrAcct>"
        f"{_remittance(debit.remittance)}</DrctDbtTxInf>"
    )


def _remittance(text: str) -> str:
    kept = _text(text, REMITTANCE_LIMIT)
    return f"<RmtInf><Ustrd>{kept}</Ustrd></RmtInf>" if kept else ""


def _agent(bic: str) -> str:
    known = f"<BICFI>{bic}</BICFI>" if bic else "<Othr><Id>NOTPROVIDED</Id></Othr>"
    return f"<FinInstnId>{known}</FinInstnId>"


def _text(text: str, limit: int) -> str:
    return escape(shorten(text, limit))


def _id(text: str) -> str:
    return escape(text)
