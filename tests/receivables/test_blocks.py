"""Blocks: at three places, with an end, taken back and lifted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kundenwerk.ledger import queries as books
from kundenwerk.platform import undo
from kundenwerk.platform.commands import Call
from kundenwerk.receivables import commands
from kundenwerk.receivables.rules.vocabulary import BlockReason, Reason
from tests.payments.factories import Customer, call
from tests.receivables.late import DAY, late, told


def places(of: Customer) -> dict[str, int]:
    account = told(of).account
    return {
        "open_item_id": books.open_items(of.ledger_id).get().pk,
        "account_id": account.pk,
        "business_partner_id": account.business_partner_id,
    }


@pytest.mark.django_db
@pytest.mark.row("D-6", "CD-12", "CD-14")
@pytest.mark.parametrize("place", ["open_item_id", "account_id", "business_partner_id"])
def test_a_block_holds_at_three_places_and_ends_by_itself(place: str) -> None:
    of, until = late(), DAY + timedelta(days=7)
    where = {place: places(of)[place]}

    commands.block_dunning(
        call(), reason=BlockReason.COMPLAINT, day=DAY, until=until, note="rief an", **where
    )

    refusal = told(of).refusal
    assert refusal is not None
    assert refusal.reason == Reason.BLOCKED
    assert refusal.detail == "Rechnung beanstandet, gesperrt bis 30.11.2026. „rief an“"
    assert refusal.change.day == until + timedelta(days=1)
    assert told(of, until + timedelta(days=1)).due is not None
    with pytest.raises(commands.AlreadyBlocked):
        commands.block_dunning(call(), reason=BlockReason.OTHER, day=until, **where)


@pytest.mark.django_db
def test_a_block_is_taken_back_and_lifted() -> None:
    of, mine = late(), Call("clerk", call().key)
    block = commands.block_dunning(
        mine, reason=BlockReason.PROMISE, day=DAY, account_id=of.account_id
    )
    offer = undo.offer_of(mine)
    assert offer is not None

    undo.take_back(offer.pk, actor="clerk")

    assert told(of).due is not None
    with pytest.raises(undo.Overtaken):
        commands.lift_block(call(), block_id=block)
    commands.restore_block(call(), block_id=block)
    assert told(of).due is None
    with pytest.raises(undo.Overtaken):
        commands.restore_block(call(), block_id=block)


@pytest.mark.django_db
def test_a_block_needs_one_place_and_an_end_after_its_beginning() -> None:
    with pytest.raises(commands.NoPlace):
        commands.block_dunning(call(), reason=BlockReason.OTHER, day=DAY)
    with pytest.raises(commands.EndsTooEarly):
        commands.block_dunning(
            call(),
            reason=BlockReason.OTHER,
            day=DAY,
            until=DAY - timedelta(days=1),
            account_id=late().account_id,
        )
