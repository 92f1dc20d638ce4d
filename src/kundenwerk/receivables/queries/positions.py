"""Accounts as they stand on a day, for the readable rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.debtors.queries import names_of_usable_mandates
from kundenwerk.kernel.money import ZERO, total
from kundenwerk.ledger import queries as ledger
from kundenwerk.ledger.queries import ItemFilter
from kundenwerk.ledger.rules import EntryKind
from kundenwerk.parties.models import Address, ContactPoint
from kundenwerk.payments.models import CollectionItem
from kundenwerk.payments.rules import DebitState
from kundenwerk.receivables.models import DunningBlock, DunningNotice, DunningNoticeItem
from kundenwerk.receivables.queries.procedures import customer_type, procedures_on
from kundenwerk.receivables.queries.unassigned import unassigned_of
from kundenwerk.receivables.rules.judging import judge
from kundenwerk.receivables.rules.position import (
    Block,
    Claim,
    Due,
    LastLetter,
    NotDunned,
    Position,
)
from kundenwerk.receivables.rules.vocabulary import BlockReason, CustomerType


@dataclass(frozen=True, slots=True)
class Judged:
    """An account with what is to be done about it.

    Args:
        last_cycle: the sequence of letters the account is in, or was in last; 0 before any.
    """

    account: ContractAccount
    kind: CustomerType
    position: Position
    verdict: Due | NotDunned
    last_cycle: int

    @property
    def due(self) -> Due | None:
        """The letter that is to go out, if any."""
        return self.verdict if isinstance(self.verdict, Due) else None

    @property
    def refusal(self) -> NotDunned | None:
        """Why none goes out, if so."""
        return self.verdict if isinstance(self.verdict, NotDunned) else None


def judged(account_ids: Collection[int], day: date) -> dict[int, Judged]:
    """Judge accounts by the readable rule, with a fixed number of queries."""
    related = ("business_partner", "invoice_recipient", "ledger_account")
    found = ContractAccount.objects.filter(pk__in=list(account_ids)).select_related(*related)
    accounts = list(found.order_by("pk"))
    procedures = procedures_on(day)
    facts = _Facts(accounts, day)
    result = {}
    for account in accounts:
        kind = customer_type(account.business_partner.kind)
        position = facts.position(account)
        verdict = judge(position, procedures.get(kind), day)
        cycle = facts.cycles.get(account.pk, 0)
        result[account.pk] = Judged(account, kind, position, verdict, cycle)
    return result


def receiver_id(account: ContractAccount) -> int:
    """Who gets the letters of an account."""
    return account.invoice_recipient_id or account.business_partner_id


class _Facts:
    """Everything known about some accounts, loaded at once."""

    def __init__(self, accounts: Sequence[ContractAccount], day: date) -> None:
        self.day = day
        ids = [account.pk for account in accounts]
        found = ledger.open_item_rows(ItemFilter(), day)
        ledgers = [account.ledger_account_id for account in accounts]
        self.items = _grouped(found.filter(account__in=ledgers).order_by("pk"), "account_id")
        item_ids = [item.pk for mine in self.items.values() for item in mine]
        self.debits = _debit_states(item_ids)
        self.mandates = names_of_usable_mandates(ids, day=day)
        self.unassigned = unassigned_of(ids)
        self.blocks = _blocks(accounts, item_ids, day)
        self.letters, self.cycles = _last_letters(ids)
        self.reachable = _reachable([receiver_id(account) for account in accounts], day)

    def position(self, account: ContractAccount) -> Position:
        mine = self.items.get(account.ledger_account_id, [])
        own = ("account", account.pk), ("business_partner", account.business_partner_id)
        return Position(
            claims=tuple(self._claim(item, account) for item in mine if item.open_amount > ZERO),
            credit=-total(item.open_amount for item in mine if item.open_amount < ZERO),
            unassigned=self.unassigned.get(account.pk, ZERO),
            blocks=tuple(block for place in own for block in self.blocks.get(place, [])),
            last=self.letters.get(account.pk),
            can_be_reached=receiver_id(account) in self.reachable,
        )

    def _claim(self, item: Any, account: ContractAccount) -> Claim:
        states = self.debits.get(item.pk, set())
        will_be = account.pk in self.mandates and DebitState.RETURNED not in states
        return Claim(
            item_id=item.pk,
            reference=item.reference,
            text=item.text,
            booked_on=item.booked_on,
            due_on=item.due_on,
            amount=item.open_amount,
            is_fee=item.kind == EntryKind.FEE,
            is_debited=DebitState.LIVE in states or will_be,
            blocks=tuple(self.blocks.get(("open_item", item.pk), [])),
        )


def _grouped(rows: Iterable[Any], column: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def _debit_states(item_ids: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = CollectionItem.objects.filter(open_item__among=item_ids)
    for item_id, state in rows.values_list("open_item_id", "state"):
        found[item_id].add(state)
    return found


def _blocks(
    accounts: Sequence[ContractAccount], item_ids: Sequence[int], day: date
) -> dict[tuple[str, int], list[Block]]:
    places = (
        Q(account__in=[account.pk for account in accounts])
        | Q(business_partner__in=[account.business_partner_id for account in accounts])
        | Q(open_item__in=list(item_ids))
    )
    found: dict[tuple[str, int], list[Block]] = defaultdict(list)
    for row in blocks_on(day).filter(places).order_by("pk"):
        block = Block(BlockReason(row.reason), row.valid.last_day, row.note)
        for place in ("open_item", "account", "business_partner"):
            if (target := getattr(row, f"{place}_id")) is not None:
                found[place, target].append(block)
    return found


def blocks_on(day: date) -> Any:
    """The blocks in force on a day."""
    return DunningBlock.objects.filter(is_lifted=False, valid__contains=day)


def _last_letters(account_ids: Sequence[int]) -> tuple[dict[int, LastLetter], dict[int, int]]:
    """The latest letter of each account whose claims are still open, and the latest cycles."""
    rows = DunningNotice.objects.filter(account__in=account_ids).order_by("account_id", "-pk")
    latest = {row.account_id: row for row in rows.distinct("account_id")}
    still_open = set(
        DunningNoticeItem.objects.filter(
            notice__in=[row.pk for row in latest.values()], open_item__open_amount__gt=ZERO
        ).values_list("notice_id", flat=True)
    )
    letters = {
        pk: LastLetter(row.level_number, row.day, row.pay_by)
        for pk, row in latest.items()
        if row.pk in still_open
    }
    return letters, {pk: row.cycle for pk, row in latest.items()}


def _reachable(business_partner_ids: Sequence[int], day: date) -> set[int]:
    at_home = Address.objects.filter(
        business_partner__in=business_partner_ids, kind__in=["MAIN", "BILLING"], valid__contains=day
    )
    by_mail = ContactPoint.objects.filter(business_partner__in=business_partner_ids, kind="EMAIL")
    return {
        pk for rows in (at_home, by_mail) for pk in rows.values_list("business_partner", flat=True)
    }
