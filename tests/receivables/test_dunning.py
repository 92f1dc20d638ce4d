"""Letters to who is late: once, with their fee, and only while the reason lasts."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from kundenwerk.correspondence.models import Dispatch, Document
from kundenwerk.correspondence.queries import pdf
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.ledger import commands as ledger
from kundenwerk.ledger import queries as books
from kundenwerk.ledger.models import OpenItem
from kundenwerk.platform import jobs as queue
from kundenwerk.platform.models import Run, RunChunk
from kundenwerk.platform.runs import work_on_chunk
from kundenwerk.receivables import commands, jobs
from kundenwerk.receivables.formats.letter import letter
from kundenwerk.receivables.models import DunningNotice
from kundenwerk.receivables.queries import notices as letters
from kundenwerk.receivables.queries import violations
from kundenwerk.receivables.rules.vocabulary import Reason
from kundenwerk.work.models import TimelineEntry
from tests.factories.calls import fresh_call
from tests.payments.factories import Customer, call, claim
from tests.receivables.late import DAY, dun, late, told, unclear_payment

del jobs  # registers the work of the run

NEXT = date(2026, 12, 9)


def paid(of: Customer, cents: int) -> None:
    """Money on the customer's account that settles the oldest claim as far as it goes."""
    lines = [
        ledger.Line(Money(cents), use=ledger.Use.BANK),
        ledger.Line(Money(-cents), debtor_id=of.ledger_id, due_on=DAY),
    ]
    entry = ledger.Entry(
        f"paid:{fresh_call().key}", ledger.EntryKind.PAYMENT, DAY, "Zahlung", "Auszug", lines
    )
    credit = OpenItem.objects.get(posting__entry=ledger.post_entry(call(), entry=entry))
    owed = books.open_items(of.ledger_id).filter(open_amount__gt=ZERO).first()
    assert owed is not None
    ledger.clear_items(
        call(),
        debit_item_id=owed.pk,
        credit_item_id=credit.pk,
        amount=min(owed.open_amount, Money(cents)),
        day=DAY,
    )


def sound() -> bool:
    return violations.violations() == [] and books.violations() == []


@pytest.mark.django_db
@pytest.mark.row("D-6", "KM-061")
def test_a_letter_is_written_once_and_the_next_one_costs() -> None:
    of = late()

    first = DunningNotice.objects.get(pk=dun(of))
    reason = told(of).refusal
    second = DunningNotice.objects.get(pk=dun(of, NEXT))

    assert (first.level_number, first.fee, first.to_pay) == (1, ZERO, Money(5_000))
    assert reason is not None
    assert reason.reason == Reason.TERM_RUNNING
    assert reason.change.day == NEXT
    assert (second.level_number, second.fee, second.to_pay) == (2, Money(150), Money(5_150))
    assert books.balance(of.ledger_id) == Money(5_150)
    fee = OpenItem.objects.get(account=of.ledger_id, kind="FEE")
    assert (fee.reference, fee.due_on) == (second.number, second.pay_by)
    assert sound()


@pytest.mark.django_db
def test_the_letter_is_made_sent_and_told_on_the_time_line() -> None:
    of = late()
    dun(of)
    notice = DunningNotice.objects.get(pk=dun(of, NEXT))

    queue.run_pending()

    document = Document.objects.get(kind="DUNNING", number=notice.number)
    assert pdf(document.pk).startswith(b"%PDF")
    assert document.title == "1. Mahnung: 51,50 € bis 21.12.2026"
    assert Dispatch.objects.get(key=f"dunning:{notice.pk}").channel == "LETTER"
    happened = TimelineEntry.objects.filter(business_partner=notice.account.business_partner_id)
    assert f"1. Mahnung {notice.number}" in set(happened.values_list("title", flat=True))


@pytest.mark.django_db
@pytest.mark.row("D-6", "KM-064")
def test_a_payment_of_this_minute_keeps_the_letter_in_the_house() -> None:
    payer, late_one = late(), late()
    run = Run.objects.get(pk=commands.start_dunning(call(), day=DAY, expected=2))
    paid(payer, 5_000)

    work_off(run)

    assert [one.account_id for one in DunningNotice.objects.all()] == [late_one.account_id]
    (problem,) = run.chunks.get().problems
    assert problem["reason"].startswith("Keine Forderung ist offen.")


def work_off(run: Run) -> None:
    for chunk in RunChunk.objects.filter(run=run):
        work_on_chunk(chunk_id=chunk.pk)


@pytest.mark.django_db
def test_a_run_that_dies_and_begins_again_writes_each_letter_once() -> None:
    accounts = [late(), late()]
    run = Run.objects.get(pk=commands.start_dunning(call(), day=DAY, expected=2))
    work_off(run)
    RunChunk.objects.filter(run=run).update(state="OPEN", done=0)
    Run.objects.filter(pk=run.pk).update(state="RUNNING", finished_at=None)

    work_off(run)

    assert DunningNotice.objects.filter(run=run).count() == len(accounts)
    assert RunChunk.objects.get(run=run).problems == []


@pytest.mark.django_db
def test_a_run_begins_only_with_the_number_that_was_shown() -> None:
    late()

    with pytest.raises(commands.CountChanged) as changed:
        commands.start_dunning(call(), day=DAY, expected=2)
    with pytest.raises(commands.NobodyDue):
        commands.start_dunning(call(), day=DAY, expected=1, level=2)

    assert changed.value.count == 1
    assert not Run.objects.filter(kind=commands.DUNNING).exists()


def test_two_at_once_write_one_letter(committed: None) -> None:
    del committed
    of, answers = late(), []

    def write() -> None:
        try:
            answers.append(dun(of))
        except commands.NotDue as refusal:
            answers.append(refusal.refusal.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Reason.TERM_RUNNING in answers
    assert DunningNotice.objects.count() == 1


@pytest.mark.django_db
def test_the_same_wish_twice_is_one_letter() -> None:
    of, mine = late(), call()

    first = commands.dun_account(mine, account_id=of.account_id, day=DAY)

    assert commands.dun_account(mine, account_id=of.account_id, day=DAY) == first


@pytest.mark.django_db
@pytest.mark.row("D-6", "KM-063")
def test_money_nobody_has_assigned_comes_first() -> None:
    of = late()
    item = books.open_items(of.ledger_id).get()
    unclear_payment(5_000, item_id=item.pk)

    with pytest.raises(commands.NotDue) as refused:
        dun(of)

    assert refused.value.refusal.reason == Reason.UNASSIGNED
    assert str(refused.value) == (
        "50,00 € sind eingegangen und noch nicht zugeordnet. Erst die Zahlung zuordnen."
    )


@pytest.mark.django_db
@pytest.mark.row("KM-063")
@pytest.mark.parametrize("named", ["account", "claim", "letter"])
def test_money_that_names_account_claim_or_letter_is_theirs(named: str) -> None:
    of, other = late(), late()
    notice = letters.notice(dun(of))
    purpose = {
        "account": f"Strom {notice.account.number.lower()} danke",
        "claim": f"zu {notice.items.get().reference}",
        "letter": letter(letters.letter_data(notice))["payment"]["rows"][-1][1],
    }

    unclear_payment(9_900, remittance=purpose[named])

    refusal = told(of, NEXT).refusal
    assert refusal is not None
    assert refusal.reason == Reason.UNASSIGNED
    assert told(other, NEXT).due is not None


@pytest.mark.django_db
def test_when_the_claims_of_a_letter_are_paid_the_next_one_is_a_first_one_again() -> None:
    of = late()
    dun(of)
    paid(of, 5_000)
    claim(of, 4_000, due_on=DAY, booked_on=DAY)

    again = DunningNotice.objects.get(pk=dun(of, NEXT))

    assert (again.cycle, again.level_number) == (2, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("receivables_dunningnotice", "fee = 0"),
        ("receivables_dunningnoticeitem", "amount = 1"),
        ("receivables_dunninglevel", "fee = 900"),
        ("receivables_dunningprocedure", "bank_days = 0"),
    ],
)
def test_the_database_lets_nobody_rewrite_letters_and_terms(table: str, change: str) -> None:
    dun(late())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change}")


@pytest.mark.django_db
def test_the_books_are_checked_for_fees_without_letters() -> None:
    of = late()
    lines = [
        ledger.Line(Money(150), debtor_id=of.ledger_id, due_on=DAY),
        ledger.Line(Money(-150), use=ledger.Use.DUNNING_FEES),
    ]
    entry = ledger.Entry("dunning-fee:M-1", ledger.EntryKind.FEE, DAY, "Mahnkosten", "M-1", lines)
    ledger.post_entry(call(), entry=entry)

    assert violations.violations() == ["Mahnkosten M-1 sind gebucht, das Schreiben dazu fehlt."]
