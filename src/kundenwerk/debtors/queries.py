"""Reading contract accounts and mandates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kundenwerk.debtors.models import ContractAccount, SepaMandate
from kundenwerk.debtors.rules import MandateState, mandate_expires_on


def accounts_of(business_partner_id: int) -> list[ContractAccount]:
    """The contract accounts of a customer with mandate and bank details."""
    return list(
        ContractAccount.objects.filter(business_partner_id=business_partner_id)
        .select_related("mandate__bank_account", "invoice_recipient")
        .order_by("id")
    )


def account(account_id: int) -> ContractAccount:
    """One contract account with customer, mandate and bank details.

    Raises:
        ContractAccount.DoesNotExist: no such row.
    """
    return ContractAccount.objects.select_related(
        "business_partner", "mandate__bank_account", "invoice_recipient"
    ).get(pk=account_id)


def usable_mandates(account_ids: Collection[int], *, day: date) -> dict[int, SepaMandate]:
    """The mandate each account may be debited with on a day; none where there is none."""
    mandates = SepaMandate.objects.filter(
        current_for__in=list(account_ids), state=MandateState.ACTIVE, signed_on__lte=day
    ).select_related("bank_account", "current_for")
    return {
        mandate.account_id: mandate
        for mandate in mandates
        if day < mandate_expires_on(mandate.signed_on, mandate.last_used_on)
    }


@dataclass(frozen=True, slots=True)
class MandateName:
    """What a bill says about a mandate."""

    mandate_id: int
    reference: str
    iban_last4: str


def names_of_usable_mandates(account_ids: Collection[int], *, day: date) -> dict[int, MandateName]:
    """Like ``usable_mandates`` without reading, and so deciphering, a single IBAN."""
    rows = SepaMandate.objects.filter(
        current_for__among=account_ids, state=MandateState.ACTIVE, signed_on__lte=day
    ).values_list(
        "account_id", "pk", "reference", "bank_account__iban_last4", "signed_on", "last_used_on"
    )
    return {
        account_id: MandateName(pk, reference, last4)
        for account_id, pk, reference, last4, signed_on, last_used_on in rows
        if day < mandate_expires_on(signed_on, last_used_on)
    }


def mandate_history(account_id: int) -> list[SepaMandate]:
    """All mandates of an account, newest first."""
    return list(
        SepaMandate.objects.filter(account_id=account_id)
        .select_related("bank_account")
        .order_by("-signed_on", "-id")
    )
