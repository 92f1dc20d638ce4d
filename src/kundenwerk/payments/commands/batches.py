"""A bank may book all debits of a file as one amount; this takes it apart again."""

from __future__ import annotations

from kundenwerk.kernel.money import ZERO, total
from kundenwerk.payments.models import BankPayment, CollectionItem
from kundenwerk.payments.rules import DebitState, PaymentState


def split_batches(bank_file_id: int) -> None:
    """Replace a collective credit of one of our files by its single payments (step).

    A credit that differs from what is still in collection is left to a clerk.
    """
    collective = BankPayment.objects.select_related("bank_entry").filter(
        bank_entry__statement__bank_file=bank_file_id,
        state=PaymentState.OPEN.value,
        end_to_end_id="",
        position=1,
        amount__gt=ZERO,
    )
    for payment in collective.exclude(bank_entry__batch_reference=""):
        _split(payment)


def _split(payment: BankPayment) -> None:
    message_id = payment.bank_entry.batch_reference.rpartition("-")[0]
    known = {message_id, payment.bank_entry.batch_reference}
    debits = list(
        CollectionItem.objects.filter(
            run__message_id__in=known, state=DebitState.LIVE.value
        ).order_by("pk")
    )
    siblings = BankPayment.objects.filter(bank_entry=payment.bank_entry).count()
    if siblings > 1 or not debits or total(d.amount for d in debits) != payment.amount:
        return
    first, *others = debits
    payment.amount = payment.original = first.amount
    payment.end_to_end_id = first.end_to_end_id
    payment.save(update_fields=["amount", "original", "end_to_end_id"])
    BankPayment.objects.bulk_create(
        [
            BankPayment(
                bank_entry=payment.bank_entry,
                position=position,
                amount=debit.amount,
                original=debit.amount,
                charges=payment.charges,
                iban="",
                end_to_end_id=debit.end_to_end_id,
            )
            for position, debit in enumerate(others, start=2)
        ],
        batch_size=5_000,
    )
