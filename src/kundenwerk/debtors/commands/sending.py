"""Who gets the bills of a contract account, and how they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.debtors.rules import DELIVERY_LABELS, Delivery
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries import with_mail
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command

# What an account says about its bills, by column.
Sending = Mapping[str, str | int | None]

_DELIVERY: Final = "delivery"
_RECIPIENT: Final = "invoice_recipient_id"
_LABELS: Final = {_DELIVERY: "Versandweg", _RECIPIENT: "Rechnungsempfänger"}


class MailNeeded(Exception):
    """Bills by e-mail need a mail address of who gets them."""


class PayerNeeded(Exception):
    """The direct debit runs over bank details of who gets the bills."""


@command
def set_delivery(*, account_id: int, delivery: Delivery) -> int:
    """Send the bills of an account another way from now on.

    Raises:
        MailNeeded: by e-mail without a mail address of who gets the bills.
    """
    account = _locked(account_id)
    _change(account, {_DELIVERY: delivery.value})
    return account_id


@command
def change_sending(
    *, account_id: int, shown: Sending, delivery: Delivery, recipient_id: int | None
) -> int:
    """Say who gets the bills of an account from now on, and how.

    Args:
        account_id: the contract account.
        shown: what the form was filled with, by column.
        delivery: how bills are sent.
        recipient_id: who gets them; None, or the customer, is the customer.

    Raises:
        Overtaken: somebody has changed it meanwhile.
        MailNeeded, PayerNeeded: see the exceptions.
    """
    account = _locked(account_id)
    if recipient_id == account.business_partner_id:
        recipient_id = None
    wanted = {_DELIVERY: delivery.value, _RECIPIENT: recipient_id}
    present = _present(account, wanted)
    if present not in (shown, wanted):
        raise undo.Overtaken(_differences(wanted, present))
    _change(account, wanted)
    return account_id


@undo.inverse
@command
def restore_sending(*, account_id: int, before: Sending, left: Sending) -> int:
    """Give an account its former recipient and way of sending.

    Raises:
        Overtaken: somebody has changed it again, or what it needs is gone.
    """
    account = _locked(account_id)
    present = _present(account, left)
    if present != left:
        raise undo.Overtaken(_differences(left, present))
    try:
        _put(account, before)
    except MailNeeded:
        lost = undo.Difference("E-Mail-Adresse des Empfängers", "bekannt", "gelöscht")
        raise undo.Overtaken([lost]) from None
    except PayerNeeded:
        lost = undo.Difference("Lastschrift", "wie zuvor", "über den neuen Empfänger")
        raise undo.Overtaken([lost]) from None
    return account_id


def _locked(account_id: int) -> ContractAccount:
    return ContractAccount.objects.select_for_update().get(pk=account_id)


def _change(account: ContractAccount, wanted: Sending) -> None:
    before = _present(account, wanted)
    if before == wanted:
        return
    _put(account, wanted)
    changed = " und ".join(one.label for one in _differences(before, wanted))
    undo.offer(
        f"{changed} geändert", restore_sending, account_id=account.pk, before=before, left=wanted
    )


def _put(account: ContractAccount, values: Sending) -> None:
    for name, value in values.items():
        setattr(account, name, value)
    receiver = account.invoice_recipient_id or account.business_partner_id
    if account.delivery == Delivery.EMAIL and not with_mail([receiver]):
        raise MailNeeded
    if _RECIPIENT in values and account.mandate:
        owner = account.mandate.bank_account.business_partner_id
        if owner not in {account.business_partner_id, account.invoice_recipient_id}:
            raise PayerNeeded
    account.save(update_fields=[*values])


def _present(account: ContractAccount, names: Sending) -> dict[str, str | int | None]:
    return {name: getattr(account, name) for name in names}


def _differences(left: Sending, now: Sending) -> list[undo.Difference]:
    return [
        undo.Difference(label, _word(name, left[name]), _word(name, now[name]))
        for name, label in _LABELS.items()
        if name in left and left[name] != now[name]
    ]


def _word(name: str, value: str | int | None) -> str:
    if name == _DELIVERY:
        return DELIVERY_LABELS[Delivery(str(value))]
    return str(BusinessPartner.objects.get(pk=value)) if value else "wie Kunde"
