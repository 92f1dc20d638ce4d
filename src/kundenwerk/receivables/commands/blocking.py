"""Dunning blocks: set with a reason and an end, lifted, and both taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.text import clean_text
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command, current_call
from kundenwerk.platform.constraints import violated
from kundenwerk.receivables.models import DunningBlock
from kundenwerk.receivables.rules.vocabulary import BlockReason

LONGEST_NOTE = 300
_PLACES = ("open_item_id", "account_id", "business_partner_id")


class AlreadyBlocked(Exception):
    """A block holds at the same place on some of these days."""


class EndsTooEarly(Exception):
    """The last day of a block lies before its first."""


class NoPlace(Exception):
    """A block holds for exactly one item, account or business partner."""


@command
def block_dunning(
    *,
    reason: BlockReason,
    day: date,
    until: date | None = None,
    note: str = "",
    open_item_id: int | None = None,
    account_id: int | None = None,
    business_partner_id: int | None = None,
) -> int:
    """Let nobody dun an item, an account or a business partner for a time; returns the block.

    Args:
        reason: why.
        day: the first day.
        until: the last day; None until somebody lifts it.
        note: what others should know.
        open_item_id: the item, if it is about one.
        account_id: the contract account, if it is about one.
        business_partner_id: the business partner, if it is about one.

    Raises:
        NoPlace: not exactly one place was named.
        EndsTooEarly: see the exception.
        AlreadyBlocked: see the exception.
        UnusableText: the note is too long or has invisible characters.
    """
    named = dict(zip(_PLACES, (open_item_id, account_id, business_partner_id), strict=True))
    if sum(value is not None for value in named.values()) != 1:
        raise NoPlace
    if until is not None and until < day:
        raise EndsTooEarly
    valid = Period.through(day, until) if until else Period(day)
    _hold_accounts(named)
    values = {"reason": reason.value, "note": clean_text(note, max_length=LONGEST_NOTE)}
    block = _keep(valid, {**named, **values})
    held = f"bis {format_day(until)}" if until else "auf Weiteres"
    undo.offer(f"Mahnsperre {held} gesetzt", lift_block, block_id=block.pk)
    return block.pk


def _hold_accounts(named: dict[str, int | None]) -> None:
    """A letter that is being written about one of the accounts goes first, or not at all."""
    columns = ("ledger_account__openitem", "pk", "business_partner")
    (place,) = [
        {column: value}
        for column, value in zip(columns, named.values(), strict=True)
        if value is not None
    ]
    held = ContractAccount.objects.select_for_update(no_key=True, of=("self",)).filter(**place)
    list(held.order_by("pk").values_list("pk", flat=True))


def _keep(valid: Period, values: dict[str, Any]) -> DunningBlock:
    """Two records that become one may both be blocked, so this place has no key of its own."""
    owner = values["business_partner_id"]
    if owner is not None and _holds(valid, owner):
        raise AlreadyBlocked
    try:
        with transaction.atomic():
            return DunningBlock.objects.create(valid=valid, actor=current_call().actor, **values)
    except IntegrityError as refusal:
        if not (violated(refusal) or "").startswith("dunning_block_once"):
            raise
        raise AlreadyBlocked from refusal


def _holds(valid: Period, business_partner_id: int) -> bool:
    live = DunningBlock.objects.filter(business_partner=business_partner_id, is_lifted=False)
    return live.filter(valid__overlap=valid).exists()


@undo.inverse
@command
def lift_block(*, block_id: int) -> int:
    """End a block at once.

    Raises:
        Overtaken: somebody lifted it before.
    """
    block = DunningBlock.objects.select_for_update().get(pk=block_id)
    if block.is_lifted:
        raise undo.Overtaken([undo.Difference("Mahnsperre", "gesetzt", "schon aufgehoben")])
    block.is_lifted = True
    block.save(update_fields=["is_lifted"])
    undo.offer("Mahnsperre aufgehoben", restore_block, block_id=block_id)
    return block_id


@undo.inverse
@command
def restore_block(*, block_id: int) -> int:
    """Let a lifted block hold again.

    Raises:
        Overtaken: it holds already, or another one was set meanwhile.
    """
    block = DunningBlock.objects.select_for_update().get(pk=block_id)
    if not block.is_lifted:
        raise undo.Overtaken([undo.Difference("Mahnsperre", "aufgehoben", "schon wieder gesetzt")])
    block.is_lifted = False
    try:
        with transaction.atomic():
            block.save(update_fields=["is_lifted"])
    except IntegrityError as refusal:
        raise undo.Overtaken(
            [undo.Difference("Mahnsperre", "aufgehoben", "eine andere gilt")]
        ) from refusal
    undo.offer("Mahnsperre wieder gesetzt", lift_block, block_id=block_id)
    return block_id
