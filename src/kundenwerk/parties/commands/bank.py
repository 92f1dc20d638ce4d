"""Adding bank details."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kundenwerk.kernel.text import clean_name
from kundenwerk.parties.commands.indexing import reindex
from kundenwerk.parties.models import BankAccount, BusinessPartner
from kundenwerk.parties.rules.bank import checked_iban
from kundenwerk.platform.commands import command, require_transaction
from kundenwerk.platform.crypto import blind_index


@dataclass(frozen=True, slots=True)
class BankEntry:
    """Bank details of one partner as entered; an empty holder means the partner."""

    business_partner_id: int
    iban: str
    holder: str = ""


def add_bank_account(
    business_partner_id: int, iban: str, holder: str = "", *, own_ibans: Collection[str] = ()
) -> BankAccount:
    """Add bank details, or find the same IBAN this partner has already (step).

    Raises:
        InvalidIdentifier: the IBAN is wrong or cannot be debited.
        UnusableText: the holder is no name.
    """
    return add_bank_accounts([BankEntry(business_partner_id, iban, holder)], own_ibans=own_ibans)[0]


def add_bank_accounts(
    entries: Sequence[BankEntry], *, own_ibans: Collection[str] = ()
) -> list[BankAccount]:
    """Add bank details of many partners, in the order asked (step).

    Raises:
        InvalidIdentifier, UnusableText: of the first entry that cannot be stored.
    """
    require_transaction()
    business_partners = BusinessPartner.objects.in_bulk(
        {entry.business_partner_id for entry in entries}
    )
    fresh = [
        _bank_account(entry, business_partners[entry.business_partner_id], own_ibans)
        for entry in entries
    ]
    BankAccount.objects.bulk_create(fresh, ignore_conflicts=True)
    stored = {
        (account.business_partner_id, account.iban_index): account
        for account in BankAccount.objects.filter(business_partner_id__in=business_partners)
    }
    reindex(business_partners.keys())
    return [stored[account.business_partner_id, account.iban_index] for account in fresh]


@command
def save_bank_account(
    *, business_partner_id: int, iban: str, holder: str, own_ibans: tuple[str, ...] = ()
) -> int:
    """Add bank details from a form; returns the id of the bank account.

    Raises:
        InvalidIdentifier: the IBAN is wrong or cannot be debited.
        UnusableText: the holder is no name.
    """
    return add_bank_account(business_partner_id, iban, holder, own_ibans=own_ibans).pk


def _bank_account(
    entry: BankEntry, business_partner: BusinessPartner, own_ibans: Collection[str]
) -> BankAccount:
    details = checked_iban(entry.iban, own_ibans=own_ibans)
    return BankAccount(
        business_partner=business_partner,
        holder=clean_name(entry.holder, max_length=120) if entry.holder else str(business_partner),
        iban=details.iban,
        iban_index=blind_index(details.iban),
        iban_last4=details.last4,
        bic=details.bank.bic if details.bank else "",
        bank_name=details.bank.name if details.bank else "",
    )
