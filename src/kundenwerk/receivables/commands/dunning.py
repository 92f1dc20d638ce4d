"""Dunning one account: judged again under lock, so that a payment of this minute counts."""

from __future__ import annotations

from datetime import date

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.money import ZERO, total
from kundenwerk.kernel.numbers import format_day
from kundenwerk.ledger import commands as ledger
from kundenwerk.ledger.commands.holding import hold_open_items
from kundenwerk.ledger.rules import Entry, EntryKind, Line, Use
from kundenwerk.platform.commands import command, current_call
from kundenwerk.platform.events import announce
from kundenwerk.platform.number_ranges import next_number
from kundenwerk.receivables.events import Dunned
from kundenwerk.receivables.models import DunningNotice, DunningNoticeItem
from kundenwerk.receivables.queries.positions import Judged, judged
from kundenwerk.receivables.queries.procedures import level_id
from kundenwerk.receivables.rules.position import Due, NotDunned
from kundenwerk.work.commands import record
from kundenwerk.work.rules import EntryKind as Happened

# The key of the entry of a fee; the number of the letter follows.
FEE_KEY = "dunning-fee:"


class NotDue(Exception):
    """The account gets no letter today; holds the reason."""

    def __init__(self, refusal: NotDunned) -> None:
        super().__init__(f"{refusal.detail} {refusal.change.text}")
        self.refusal = refusal


@command
def dun_account(*, account_id: int, day: date, run_id: int | None = None) -> int:
    """Write to an account what is late, book the fee, and have the letter made.

    Nothing of the proposal is taken over: the account is judged anew while its items, its blocks
    and its letters are held.

    Raises:
        NotDue: there is a reason not to write.
        MonthClosed: the fee cannot be booked on that day.

    Source: § 286 BGB; § 17 Abs. 2 StromGVV, GasGVV.
    """
    account = ContractAccount.objects.select_for_update(no_key=True).get(pk=account_id)
    hold_open_items(account.ledger_account_id)
    found = judged([account_id], day)[account_id]
    if found.refusal is not None:
        raise NotDue(found.refusal)
    assert found.due is not None
    notice = _keep(found, found.due, day, run_id)
    _tell(notice, found.due)
    announce(Dunned(notice.pk))
    return notice.pk


def _keep(found: Judged, due: Due, day: date, run_id: int | None) -> DunningNotice:
    account = found.account
    level = level_id(found.kind, day, due.level.number)
    number = next_number("DUNNING", year=day.year)
    notice = DunningNotice.objects.create(
        number=number,
        account=account,
        level_id=level,
        level_number=due.level.number,
        cycle=found.last_cycle + (found.position.last is None),
        day=day,
        pay_by=due.pay_by,
        claimed=total(claim.amount for claim in due.claims),
        credit=due.credit,
        unassigned=due.unassigned,
        fee=due.fee,
        to_pay=due.to_pay,
        fee_entry_id=_book_fee(account.ledger_account_id, number, due, day),
        run_id=run_id,
        actor=current_call().actor,
    )
    DunningNoticeItem.objects.bulk_create(
        DunningNoticeItem(
            notice=notice,
            position=position,
            open_item_id=claim.item_id,
            reference=claim.reference,
            text=claim.text,
            booked_on=claim.booked_on,
            due_on=claim.due_on,
            amount=claim.amount,
        )
        for position, claim in enumerate(due.claims, start=1)
    )
    return notice


def _book_fee(ledger_account_id: int, number: str, due: Due, day: date) -> int | None:
    """The fee as an item of its own; damages bear no tax.

    Source: Abschn. 1.3 Abs. 6 UStAE.
    """
    if due.fee == ZERO:
        return None
    entry = Entry(
        key=f"{FEE_KEY}{number}",
        kind=EntryKind.FEE,
        booked_on=day,
        text=f"Mahnkosten: {due.level.name}",
        reference=number,
        lines=[
            Line(due.fee, debtor_id=ledger_account_id, due_on=due.pay_by),
            Line(-due.fee, use=Use.DUNNING_FEES),
        ],
    )
    return ledger.post([entry])[0]


def _tell(notice: DunningNotice, due: Due) -> None:
    record(
        business_partner_id=notice.account.business_partner_id,
        kind=Happened.PAYMENT,
        icon="mail",
        title=f"{due.level.name} {notice.number}",
        detail=f"{notice.to_pay} bis {format_day(notice.pay_by)}",
        url=f"/mahnungen/{notice.pk}/",
    )
