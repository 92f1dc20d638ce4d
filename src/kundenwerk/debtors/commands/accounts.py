"""Writing contract accounts and mandates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kundenwerk.debtors.models import ContractAccount, SepaMandate
from kundenwerk.debtors.rules import (
    MANDATE_LIFE_CYCLE,
    Delivery,
    MandateAction,
    MandateState,
    PaymentMethod,
    checked_reference,
    checked_term,
    usual_term,
)
from kundenwerk.ledger.commands import open_debtors
from kundenwerk.parties.models import BankAccount, BusinessPartner
from kundenwerk.platform.commands import command, require_transaction
from kundenwerk.platform.number_ranges import take_block


class BankAccountNeeded(Exception):
    """Direct debit needs bank details of the customer or of who pays the bills."""


class SignedInFuture(Exception):
    """A mandate cannot be signed after the day it is entered."""


class ReferenceTaken(Exception):
    """Another mandate has this reference already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountData:
    """A contract account to be opened.

    Args:
        bank_account_id: needed for direct debit; a mandate is granted on ``signed_on``.
        invoice_recipient_id: who gets the bills if not the customer.
        payment_term_days: None takes the usual term.
    """

    business_partner_id: int
    payment_method: PaymentMethod
    bank_account_id: int | None = None
    signed_on: date | None = None
    invoice_recipient_id: int | None = None
    delivery: Delivery = Delivery.LETTER
    payment_term_days: int | None = None


def open_account(
    business_partner_id: int,
    payment_method: PaymentMethod,
    bank_account_id: int | None,
    day: date,
    *,
    invoice_recipient_id: int | None = None,
    delivery: Delivery = Delivery.LETTER,
) -> ContractAccount:
    """Open a contract account with its debtor account and, for direct debit, a mandate (step).

    Raises:
        BankAccountNeeded: direct debit without bank details of customer or recipient.
    """
    data = AccountData(
        business_partner_id=business_partner_id,
        payment_method=payment_method,
        bank_account_id=bank_account_id,
        invoice_recipient_id=invoice_recipient_id,
        delivery=delivery,
    )
    return open_accounts([data], day=day)[0]


def open_accounts(entered: Sequence[AccountData], *, day: date) -> list[ContractAccount]:
    """Open many contract accounts (step).

    Raises:
        BankAccountNeeded: direct debit without bank details of customer or recipient.
        TermTooShort: a term of payment below the legal one.
        SignedInFuture: a mandate signed after ``day``.
    """
    require_transaction()
    _check_bank_accounts(entered)
    names = BusinessPartner.objects.in_bulk({data.business_partner_id for data in entered})
    numbers = take_block("CONTRACT_ACCOUNT", len(entered), year=0)
    debtors = open_debtors(
        [
            (number, str(names[each.business_partner_id]))
            for number, each in zip(numbers, entered, strict=True)
        ]
    )
    accounts = ContractAccount.objects.bulk_create(
        ContractAccount(
            number=number,
            business_partner_id=data.business_partner_id,
            ledger_account=debtor,
            payment_method=PaymentMethod.TRANSFER.value,
            payment_term_days=_term(data, day),
            invoice_recipient_id=data.invoice_recipient_id,
            delivery=data.delivery.value,
        )
        for number, data, debtor in zip(numbers, entered, debtors, strict=True)
    )
    _grant_all(
        [
            Grant(account, data.bank_account_id, data.signed_on or day)
            for account, data in zip(accounts, entered, strict=True)
            if data.payment_method == PaymentMethod.DIRECT_DEBIT and data.bank_account_id
        ],
        day=day,
    )
    return accounts


def _check_bank_accounts(entered: Sequence[AccountData]) -> None:
    """Refuse direct debit without bank details, and from bank details of strangers (AP-085)."""
    debited = [data for data in entered if data.payment_method == PaymentMethod.DIRECT_DEBIT]
    owners = dict(
        BankAccount.objects.filter(
            pk__in={data.bank_account_id for data in debited if data.bank_account_id}
        ).values_list("pk", "business_partner_id")
    )
    for data in debited:
        owner = owners.get(data.bank_account_id or 0)
        if owner is None or owner not in {data.business_partner_id, data.invoice_recipient_id}:
            raise BankAccountNeeded


def _term(data: AccountData, day: date) -> int:
    return checked_term(data.payment_term_days or usual_term(day), day=day)


@dataclass(frozen=True, slots=True)
class Grant:
    """A mandate about to be granted; an empty reference gets the next number."""

    account: ContractAccount
    bank_account_id: int
    signed_on: date
    reference: str = ""


def grant_mandate(
    account: ContractAccount,
    bank_account_id: int,
    signed_on: date,
    *,
    day: date,
    reference: str = "",
) -> SepaMandate:
    """Let an account be debited from now on; an older mandate is revoked (step).

    Raises:
        SignedInFuture: signed after ``day``.
        UnusableReference: the reference breaks the rules of SEPA.
        ReferenceTaken: another mandate has it.
    """
    require_transaction()
    _end_mandate(account, day)
    return _grant_all([Grant(account, bank_account_id, signed_on, reference)], day=day)[0]


def _grant_all(grants: Sequence[Grant], *, day: date) -> list[SepaMandate]:
    if any(grant.signed_on > day for grant in grants):
        raise SignedInFuture
    given = [checked_reference(grant.reference) for grant in grants if grant.reference]
    if SepaMandate.objects.filter(reference__in=given).exists():
        raise ReferenceTaken
    needed = len(grants) - len(given)
    fresh = iter(take_block("MANDATE", needed, year=0) if needed else [])
    mandates = SepaMandate.objects.bulk_create(
        SepaMandate(
            reference=grant.reference.strip() or next(fresh),
            account=grant.account,
            bank_account_id=grant.bank_account_id,
            signed_on=grant.signed_on,
        )
        for grant in grants
    )
    for mandate in mandates:
        mandate.account.mandate = mandate
        mandate.account.payment_method = PaymentMethod.DIRECT_DEBIT.value
    ContractAccount.objects.bulk_update(
        [mandate.account for mandate in mandates], ["mandate", "payment_method"], batch_size=1000
    )
    return mandates


@command
def change_bank_details(
    *, account_id: int, bank_account_id: int, signed_on: date, day: date, reference: str = ""
) -> int:
    """Debit another bank account from now on; returns the id of the new mandate.

    Raises:
        BankAccountNeeded: the bank account belongs to somebody else.
        SignedInFuture: signed after ``day``.
        UnusableReference: the reference breaks the rules of SEPA.
        ReferenceTaken: another mandate has it.
    """
    account = ContractAccount.objects.select_for_update().get(pk=account_id)
    payers = [account.business_partner_id, account.invoice_recipient_id]
    if not BankAccount.objects.filter(pk=bank_account_id, business_partner_id__in=payers).exists():
        raise BankAccountNeeded
    return grant_mandate(account, bank_account_id, signed_on, day=day, reference=reference).pk


@command
def switch_to_transfer(*, account_id: int, day: date) -> int:
    """Let the customer pay by bank transfer; the mandate is revoked."""
    account = ContractAccount.objects.select_for_update().get(pk=account_id)
    _end_mandate(account, day)
    return account_id


def _end_mandate(account: ContractAccount, day: date) -> None:
    mandate = account.mandate
    account.mandate = None
    account.payment_method = PaymentMethod.TRANSFER.value
    account.save(update_fields=["mandate", "payment_method"])
    if mandate and mandate.state != MandateState.REVOKED:
        mandate.state = MANDATE_LIFE_CYCLE.after(
            MandateState(mandate.state), MandateAction.REVOKE
        ).value
        mandate.ended_on = day
        mandate.save(update_fields=["state", "ended_on"])


def suspend_mandate(mandate_id: int) -> None:
    """Stop debiting after a return until somebody has looked (step).

    Raises:
        TransitionNotAllowed: it is not active.
    """
    _step_mandate(mandate_id, MandateAction.SUSPEND)


@command
def resume_mandate(*, mandate_id: int) -> int:
    """Debit again.

    Raises:
        TransitionNotAllowed: it is not suspended.
    """
    _step_mandate(mandate_id, MandateAction.RESUME)
    return mandate_id


def _step_mandate(mandate_id: int, action: MandateAction) -> None:
    require_transaction()
    mandate = SepaMandate.objects.select_for_update().get(pk=mandate_id)
    mandate.state = MANDATE_LIFE_CYCLE.after(MandateState(mandate.state), action).value
    mandate.save(update_fields=["state"])


def mark_used(mandate_ids: Sequence[int], day: date) -> None:
    """Note that mandates were used for a collection on a day (step)."""
    require_transaction()
    SepaMandate.objects.filter(pk__in=mandate_ids).exclude(last_used_on__gte=day).update(
        last_used_on=day
    )
