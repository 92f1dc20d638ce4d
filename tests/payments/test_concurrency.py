from __future__ import annotations

import random
from datetime import timedelta

import pytest

from kundenwerk.kernel.money import Money
from kundenwerk.ledger import queries as books
from kundenwerk.payments import commands, queries
from kundenwerk.payments.models import BankEntry, BankFile, CollectionItem
from kundenwerk.platform.commands import Call
from tests.own_database import at_once
from tests.payments.bank_files import entry, statement
from tests.payments.factories import NOW, call, claim, collect, customer, house_bank, take_in

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed")]


def day_of_payments(day: int, count: int, chance: random.Random) -> list[str]:
    """Many payments of a day, a third of them genuine twins."""
    return [
        entry(
            chance.choice([5_000, 7_900, 8_450]),
            f"E{chance.randint(1, count // 3)}",
            day=f"2026-11-{day:02d}",
        )
        for _ in range(count)
    ]


def take(file: bytes) -> int:
    return commands.import_statement(call(), content=file, name="auszug.xml")


@pytest.mark.row("R-08")
def test_eight_imports_of_one_file_at_once_book_everything_once() -> None:
    house_bank()
    chance = random.Random(5)  # noqa: S311 - test data
    days = [day_of_payments(day, 400, chance) for day in (2, 3, 4)]
    first = statement("".join(days[0] + days[1]), message="1")
    overlap = days[1] + days[2]

    outcomes = at_once(8, lambda _: take(first))
    take(statement("".join(overlap), message="2"))
    chance.shuffle(overlap)
    take(statement("".join(overlap), message="3"))

    assert len(set(map(str, outcomes))) == 1
    assert BankFile.objects.count() == 3
    assert BankEntry.objects.count() == 1_200
    assert BankEntry.objects.filter(occurrence__gt=1).count() > 300
    assert books.violations() + queries.violations() == []


def test_different_files_with_the_same_days_at_once_book_everything_once() -> None:
    house_bank()
    chance = random.Random(7)  # noqa: S311 - test data
    payments = day_of_payments(2, 200, chance)
    files = []
    for number in range(8):
        chance.shuffle(payments)
        files.append(statement("".join(payments), message=f"M{number}"))

    outcomes = at_once(8, lambda n: take(files[n]))

    assert all(isinstance(outcome, int) for outcome in outcomes)
    assert BankEntry.objects.count() == 200
    assert books.violations() + queries.violations() == []


@pytest.mark.row("R-09")
def test_two_clerks_collect_at_once_and_each_claim_is_in_one_file() -> None:
    bank = house_bank()
    for _ in range(20):
        claim(customer())

    outcomes = at_once(4, lambda n: collect(bank, NOW + timedelta(seconds=n)))

    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, commands.NothingToCollect) for outcome in outcomes) == 3
    assert CollectionItem.objects.count() == 20


def test_two_clerks_assign_one_payment_and_it_settles_once() -> None:
    house_bank()
    of = customer()
    claim(of, 5_000)
    take_in(statement(entry(5_000, text="ohne Nummer")))
    payment = queries.unclear().get().pk
    item = books.open_items(of.ledger_id).get().pk

    outcomes = at_once(
        4, lambda _: commands.assign_payment(call(), payment_id=payment, open_item_id=item)
    )

    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, commands.AlreadyAssigned) for outcome in outcomes) == 3
    assert books.balance(of.ledger_id) == Money(0)


def test_a_repeated_click_makes_one_file() -> None:
    bank = house_bank()
    claim(customer())
    same: Call = call()

    outcomes = at_once(
        4,
        lambda _: commands.create_collection(
            same, house_bank_id=bank, collect_on=NOW.date() + timedelta(days=11), created_at=NOW
        ),
    )

    assert len(set(map(str, outcomes))) == 1
    assert CollectionItem.objects.count() == 1
