"""Entering our accounts and what was agreed for them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import time

from stdnum import iban as iban_number
from stdnum.eu import at_02

from kundenwerk.kernel.period import Period
from kundenwerk.payments.models import CollectionTerms, HouseBank, MatchingSettings
from kundenwerk.platform.commands import command


class UnusableBankData(ValueError):
    """IBAN or creditor id of our own account is wrong; the message is German."""


@dataclass(frozen=True, slots=True)
class BankData:
    """One of our accounts with its first terms.

    Args:
        lead_days: TARGET days the bank needs.
        most_days: calendar days an order may lie ahead.
        notice_days: calendar days between pre-notification and collection.
        source: the agreement these terms come from.
    """

    name: str
    holder: str
    iban: str
    creditor_id: str
    valid: Period
    cut_off: time
    lead_days: int
    most_days: int
    notice_days: int
    source: str
    bic: str = ""


@dataclass(frozen=True, slots=True)
class Confidences:
    """How sure each rule is in percent, and from where no clerk needs to look."""

    valid: Period
    source: str
    auto_threshold: int
    end_to_end: int
    reference_own_iban: int
    reference_new_iban: int
    reference_foreign_iban: int
    mandate: int
    iban: int


@command
def set_up_house_bank(*, data: BankData) -> int:
    """Enter an account of ours; one that is known keeps its terms.

    Raises:
        UnusableBankData: IBAN or creditor id is wrong.
    """
    iban = data.iban.replace(" ", "").upper()
    if not iban_number.is_valid(iban):
        raise UnusableBankData("Die IBAN der Hausbank ist ungültig.")
    if not at_02.is_valid(data.creditor_id):
        raise UnusableBankData("Die Gläubiger-Identifikationsnummer ist ungültig.")
    bank, is_new = HouseBank.objects.get_or_create(
        iban=iban,
        defaults={
            "name": data.name,
            "holder": data.holder,
            "bic": data.bic,
            "creditor_id": data.creditor_id,
        },
    )
    if is_new:
        CollectionTerms.objects.create(
            house_bank=bank,
            valid=data.valid,
            lead_days=data.lead_days,
            most_days=data.most_days,
            cut_off=data.cut_off,
            notice_days=data.notice_days,
            source=data.source,
        )
    return bank.pk


@command
def set_matching(*, confidences: Confidences) -> int:
    """Enter how payments are assigned from a day on; the former settings end there."""
    start = confidences.valid.start
    for former in MatchingSettings.objects.filter(valid__contains=start):
        if former.valid.start < start:
            former.valid = Period(former.valid.start, start)
            former.save(update_fields=["valid"])
        else:
            former.delete()
    values = {each.name: getattr(confidences, each.name) for each in fields(confidences)}
    return MatchingSettings.objects.create(**values).pk
