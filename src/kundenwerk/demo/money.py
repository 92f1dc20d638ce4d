"""A year of money: instalments, debits, transfers, returns, and bills at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from django.db.models import QuerySet

from kundenwerk.billing import commands as billing
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.demo.bank import DEBITS, RETURN, TRANSFER, Bank, Booking, Movement
from kundenwerk.demo.facts import LAST_DAY
from kundenwerk.demo.households import Habit, Household, households
from kundenwerk.kernel.calendar import add_target_days, berlin_time, is_target_day
from kundenwerk.kernel.money import Money
from kundenwerk.ledger import queries as ledger
from kundenwerk.payments import commands as payments
from kundenwerk.payments import queries as payment_queries
from kundenwerk.payments.commands import NothingToCollect
from kundenwerk.payments.models import CollectionItem
from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import RunChunk
from kundenwerk.platform.runs import work_on_chunk
from kundenwerk.platform.states import ChunkState

OPENING: Final = Money(25_000_000)
LATE_BY: Final = timedelta(days=10)
STOPPED_PAYING: Final = date(2026, 8, 1)
RETURNED_IN: Final = date(2026, 9, 1)
_RETURN_FEE: Final = Money(300)
_MORNING: Final = time(9, 0)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a household owes, with the numbers it writes on its transfer."""

    payer: Household
    account: str
    reference: str
    amount: Money


class Cashier:
    """Collects and receives what the customers of a town owe."""

    def __init__(self, customers: int, house_bank_id: int) -> None:
        self._bank = Bank(OPENING)
        self._house_bank_id = house_bank_id
        self._households = {use.malo_id: one for one in households(customers) for use in one.uses}

    def round(self, call: Call, due: date) -> None:
        """Collect and receive what is due on a day, on the next banking day."""
        day = due if is_target_day(due) else add_target_days(due, 1)
        claims = self._claims(due)
        debits = self._collect(call.derive("debits"), day)
        bookings = [Booking(DEBITS, debits, batch="SAMMLER")] if debits else []
        bookings += [
            Booking(TRANSFER, [movement])
            for movement in self._transfers(claims, due, {Habit.TRANSFER, Habit.NEVER_LATELY})
        ]
        self._take_in(call.derive("statement"), day, bookings)
        later = day + LATE_BY if is_target_day(day + LATE_BY) else add_target_days(day + LATE_BY, 1)
        if later > LAST_DAY:
            return  # not played any more: who pays late has not paid yet
        bookings = [
            Booking(TRANSFER, [movement]) for movement in self._transfers(claims, due, {Habit.LATE})
        ]
        bookings += [Booking(RETURN, [movement]) for movement in self._returns(day)]
        self._take_in(call.derive("later"), later, bookings)

    def _claims(self, due: date) -> list[Claim]:
        """What customers who transfer are asked for, falling due on a day."""
        known = self._payers()
        asked = ledger.claims_of(due).values_list(
            "account_id", "account__number", "reference", "amount"
        )
        return [
            Claim(known[account_id], number, reference, amount)
            for account_id, number, reference, amount in asked
            if account_id in known and not known[account_id].is_debited
        ]

    def _payers(self) -> dict[int, Household]:
        """The household behind each debtor account."""
        known = SupplyContract.objects.filter(supply_point__malo_id__in=list(self._households))
        pairs = known.values_list("contract_account__ledger_account_id", "supply_point__malo_id")
        return {account: self._households[malo_id] for account, malo_id in pairs if malo_id}

    def _collect(self, call: Call, day: date) -> list[Movement]:
        ordered_at = berlin_time(day - timedelta(days=6), _MORNING)
        try:
            run_id = payments.create_collection(
                call.derive("create"),
                house_bank_id=self._house_bank_id,
                collect_on=day,
                created_at=ordered_at,
            )
        except NothingToCollect:
            return []
        payments.mark_collection_sent(call.derive("send"), run_id=run_id, at=ordered_at)
        return [
            Movement(
                amount=item.amount,
                name=item.mandate.bank_account.holder,
                iban=item.mandate.bank_account.iban,
                end_to_end_id=item.end_to_end_id,
                mandate=item.mandate.reference,
            )
            for item in _items_of(run_id)
        ]

    def _transfers(self, claims: list[Claim], due: date, habits: set[Habit]) -> Iterator[Movement]:
        """What customers of some habits transfer."""
        for claim in claims:
            if claim.payer.habit not in habits or _refuses(claim.payer, due):
                continue
            yield Movement(
                amount=claim.amount,
                name=claim.payer.data.name[:70],
                iban=claim.payer.iban,
                text=f"Kunde {claim.account} {claim.reference}",
            )

    def _returns(self, day: date) -> Iterator[Movement]:
        """Debits that come back for lack of funds, in one month of the year."""
        if (day.year, day.month) != (RETURNED_IN.year, RETURNED_IN.month):
            return
        payers = self._payers()
        items = CollectionItem.objects.filter(run__collect_on=day).select_related(
            "mandate__bank_account", "account"
        )
        for item in items.order_by("pk"):
            payer = payers.get(item.account.ledger_account_id)
            if payer is None or payer.habit != Habit.DEBIT_RETURNED:
                continue
            yield Movement(
                amount=-item.amount,
                name=item.mandate.bank_account.holder,
                iban=item.mandate.bank_account.iban,
                end_to_end_id=item.end_to_end_id,
                mandate=item.mandate.reference,
                return_reason="AM04",
                charges=_RETURN_FEE,
            )

    def _take_in(self, call: Call, day: date, bookings: list[Booking]) -> None:
        """Let the product read the statement of a day; no statement without bookings."""
        if not bookings:
            return
        content = self._bank.statement(day, bookings)
        file_id = payments.import_statement(
            call.derive("import"), content=content, name=f"camt053_{day:%Y%m%d}.xml"
        )
        payments.match_file(call.derive("match"), bank_file_id=file_id, day=day)

    def strangers(self, call: Call, day: date) -> None:
        """Payments nobody can assign without looking."""
        odd = (
            Movement(amount=Money(8_450), name="Brigitte Unbekannt", text="Strom Danke"),
            Movement(amount=Money(12_000), name="Hausverwaltung Seeblick", text="Abschlag 3 WE"),
            Movement(amount=Money(6_125), name="R. Zahlmann", text="Rechnung R-2019-000123"),
        )
        self._take_in(call, day, [Booking(TRANSFER, [movement]) for movement in odd])


def _refuses(payer: Household, due: date) -> bool:
    return payer.habit == Habit.NEVER_LATELY and due >= STOPPED_PAYING


def _items_of(run_id: int) -> QuerySet[CollectionItem]:
    run = payment_queries.collection(run_id)
    return run.items.select_related("mandate__bank_account").order_by("pk")


def bill_everybody(call: Call, *, cut_off: date, issued_on: date) -> int:
    """Preview and issue the yearly bills; returns the id of the run."""
    preview_id = billing.start_preview(
        call.derive("preview"), cut_off=cut_off, kind=InvoiceKind.CYCLE, issued_on=issued_on
    )
    work_off(preview_id)
    run_id = billing.start_billing(call.derive("issue"), preview_id=preview_id)
    work_off(run_id)
    return run_id


def work_off(run_id: int) -> None:
    """Do the chunks of a run here; their jobs will find nothing left to do."""
    chunks = RunChunk.objects.filter(run_id=run_id, state=ChunkState.OPEN.value).order_by("pk")
    for chunk_id in list(chunks.values_list("pk", flat=True)):
        work_on_chunk(chunk_id=chunk_id)
