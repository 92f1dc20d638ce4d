"""Contract accounts."""

from __future__ import annotations

from datetime import date

from kundenwerk.debtors.commands import open_account
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.parties.models import BankAccount, BusinessPartner
from tests.factories.calls import running
from tests.factories.parties import A_DAY


def contract_account(
    owner: BusinessPartner, bank: BankAccount | None = None, day: date = A_DAY
) -> ContractAccount:
    """A contract account; with bank details it is paid by direct debit."""
    method = PaymentMethod.DIRECT_DEBIT if bank else PaymentMethod.TRANSFER
    with running():
        return open_account(owner.pk, method, bank.pk if bank else None, day)
