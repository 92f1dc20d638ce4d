from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from kundenwerk.debtors.commands import suspend_mandate
from kundenwerk.debtors.models import SepaMandate
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.parties.models import BankAccount
from kundenwerk.payments import commands, jobs, queries
from kundenwerk.payments.formats import pain008
from kundenwerk.payments.models import CollectionItem
from kundenwerk.payments.rules import NoBankingDay, TooEarly, TooLate
from kundenwerk.platform.commands import command
from tests.payments.factories import COLLECT, NOW, call, claim, collect, customer, house_bank

pytestmark = pytest.mark.django_db
SCHEMA = etree.XMLSchema(etree.parse(str(pain008.SCHEMA)))


@pytest.mark.row("KM-046")
def test_due_claims_of_direct_debit_customers_go_into_one_valid_file() -> None:
    bank = house_bank()
    claim(customer(), 5_000)
    claim(customer(), 7_050)
    claim(customer(PaymentMethod.TRANSFER), 9_900)

    run = queries.collection(collect(bank))

    root = etree.fromstring(queries.collection_file(run.pk))
    SCHEMA.assertValid(root)
    assert (run.count, run.amount) == (2, Money(12_050))
    assert root.findtext(".//{*}GrpHdr/{*}CtrlSum") == "120.50"
    assert queries.violations() == []


def test_a_claim_that_is_not_due_waits() -> None:
    bank = house_bank()
    claim(customer(), due_on=COLLECT + timedelta(days=1))

    with pytest.raises(commands.NothingToCollect):
        collect(bank)


@pytest.mark.row("R-09", "KM-046", "BAD-I07")
def test_a_claim_in_collection_is_not_collected_again() -> None:
    bank = house_bank()
    claim(customer())
    collect(bank)

    with pytest.raises(commands.NothingToCollect):
        collect(bank, NOW + timedelta(minutes=1))


def test_a_dropped_file_frees_its_claims() -> None:
    bank = house_bank()
    claim(customer())
    first = collect(bank)

    commands.cancel_collection(call(), run_id=first)

    assert queries.collection(collect(bank, NOW + timedelta(minutes=1))).count == 1


@command
def _suspend(*, mandate_id: int) -> None:
    suspend_mandate(mandate_id)


def test_a_claim_without_usable_mandate_is_listed_with_the_reason() -> None:
    bank = house_bank()
    good, bad = customer(), customer()
    claim(good)
    claim(bad)
    _suspend(call(), mandate_id=SepaMandate.objects.get(reference=bad.mandate).pk)

    run = queries.collection(collect(bank))

    assert run.count == 1
    assert [left_out["reason"] for left_out in run.excluded] == [
        "Es liegt kein gültiges Mandat vor."
    ]


@pytest.mark.row("BAD-I06")
def test_one_wrong_iban_does_not_spoil_the_file() -> None:
    bank = house_bank()
    good, bad = customer(), customer()
    claim(good)
    claim(bad)
    account = SepaMandate.objects.get(reference=bad.mandate).bank_account_id
    BankAccount.objects.filter(pk=account).update(iban="DE98370400440532013000")

    run = queries.collection(collect(bank))

    SCHEMA.assertValid(etree.fromstring(queries.collection_file(run.pk)))
    assert run.count == 1
    assert "IBAN" in run.excluded[0]["reason"]


@pytest.mark.row("M16")
def test_a_bill_that_came_too_late_for_its_notice_waits() -> None:
    bank = house_bank()
    claim(customer(), booked_on=COLLECT - timedelta(days=4))

    with pytest.raises(commands.NothingToCollect):
        collect(bank)


@pytest.mark.parametrize(
    ("collect_on", "at", "refusal"),
    [
        (date(2026, 11, 29), NOW, NoBankingDay),
        (date(2026, 12, 25), NOW, NoBankingDay),
        (date(2026, 11, 20), NOW, TooEarly),
        (date(2026, 11, 23), NOW + timedelta(hours=3), TooEarly),
        (date(2026, 12, 7), NOW, TooLate),
    ],
)
def test_a_day_the_bank_would_not_collect_on_is_refused(
    collect_on: date, at: datetime, refusal: type[Exception]
) -> None:
    bank = house_bank()
    claim(customer())

    with pytest.raises(refusal):
        commands.create_collection(call(), house_bank_id=bank, collect_on=collect_on, created_at=at)


def test_before_the_cut_off_the_next_banking_day_is_early_enough() -> None:
    assert queries.earliest_day(house_bank(), NOW, COLLECT) == date(2026, 11, 23)


@pytest.mark.row("R-09", "BAD-I07")
def test_the_file_is_handed_over_once_and_stays_the_same(
    tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    settings.BANK_MAILBOX = str(tmp_path)  # type: ignore[attr-defined]
    bank = house_bank()
    claim(customer())
    run_id = collect(bank)
    before = queries.collection_file(run_id)

    jobs.send_collection(run_id=run_id)
    jobs.send_collection(run_id=run_id)

    delivered = [path for path in tmp_path.rglob("*.xml") if path.is_file()]
    assert [path.read_bytes() for path in delivered] == [before]
    assert queries.collection_file(run_id) == before
    assert SepaMandate.objects.get().last_used_on == COLLECT


def test_a_file_at_the_bank_cannot_be_dropped() -> None:
    bank = house_bank()
    claim(customer())
    run_id = collect(bank)
    commands.mark_collection_sent(call(), run_id=run_id, at=NOW)

    with pytest.raises(TransitionNotAllowed):
        commands.cancel_collection(call(), run_id=run_id)

    assert CollectionItem.objects.get().state == "LIVE"


def test_an_account_of_ours_needs_a_valid_creditor_id() -> None:
    bank = queries.house_banks().get(pk=house_bank())

    assert bank.creditor_id == "DE98ZZZ09999999999"
