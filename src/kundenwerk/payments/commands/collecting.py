"""Puts due items into direct debit files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kundenwerk.debtors import commands as debtors
from kundenwerk.debtors import queries as debtor_queries
from kundenwerk.debtors.models import SepaMandate
from kundenwerk.kernel.money import Money, total
from kundenwerk.ledger import queries as ledger
from kundenwerk.payments.formats import pain008
from kundenwerk.payments.models import CollectionItem, CollectionRun, CollectionTerms, HouseBank
from kundenwerk.payments.rules import (
    RUN_LIFE_CYCLE,
    CutOff,
    DebitState,
    RunAction,
    RunState,
    check_collection_day,
)
from kundenwerk.platform import files
from kundenwerk.platform.commands import command, current_call


class NothingToCollect(Exception):
    """No due item can be collected on that day."""


class NoTerms(Exception):
    """Nothing is agreed with the bank for that day."""


@dataclass(frozen=True, slots=True)
class _Claim:
    item_id: int
    account_id: int
    amount: Money
    reference: str
    text: str
    mandate: SepaMandate | None
    is_announced: bool


@command
def create_collection(*, house_bank_id: int, collect_on: date, created_at: datetime) -> int:
    """Put every due item of direct debit customers into one file.

    An item that cannot be collected is left out and listed with the reason.

    Raises:
        NoBankingDay: banks do not settle on that day.
        TooEarly: the bank's lead time has passed.
        TooLate: the order would lie with the bank too long.
        NoTerms: nothing is agreed with the bank for that day.
        NothingToCollect: no due item can be collected.

    Source: SEPA Core Direct Debit Rulebook; pre-notification 4.4.
    """
    bank = HouseBank.objects.select_for_update().get(pk=house_bank_id)
    terms = CollectionTerms.objects.filter(house_bank=bank, valid__contains=collect_on).first()
    if terms is None:
        raise NoTerms(collect_on)
    agreed = CutOff(terms.lead_days, terms.most_days, terms.cut_off)
    check_collection_day(collect_on, created_at, agreed)
    claims = _claims(collect_on, terms.notice_days)
    run = CollectionRun.objects.create(
        house_bank=bank,
        collect_on=collect_on,
        message_id=pain008.message_id(bank.iban, str(current_call().key)),
        count=0,
        amount=Money(0),
        created_at=created_at,
    )
    debits, excluded = _sorted_out(claims, run)
    if not debits:
        raise NothingToCollect(collect_on)
    _keep(run, bank, debits, excluded)
    return run.pk


@command
def cancel_collection(*, run_id: int) -> int:
    """Drop a file that was not handed over; its items can be collected again.

    Raises:
        TransitionNotAllowed: it was handed over or dropped before.
    """
    _step(run_id, RunAction.CANCEL)
    CollectionItem.objects.filter(run=run_id).update(state=DebitState.CANCELLED.value)
    return run_id


@command
def mark_collection_sent(*, run_id: int, at: datetime) -> int:
    """Note that the bank has the file.

    Raises:
        TransitionNotAllowed: it was handed over or dropped before.
    """
    run = _step(run_id, RunAction.SEND)
    run.sent_at = at
    run.save(update_fields=["sent_at"])
    mandates = CollectionItem.objects.filter(run=run_id).values_list("mandate", flat=True)
    debtors.mark_used(list(mandates), run.collect_on)
    return run_id


def _step(run_id: int, action: RunAction) -> CollectionRun:
    run = CollectionRun.objects.select_for_update().get(pk=run_id)
    run.state = RUN_LIFE_CYCLE.after(RunState(run.state), action).value
    run.save(update_fields=["state"])
    return run


def _claims(collect_on: date, notice_days: int) -> list[_Claim]:
    """Due items of direct debit customers that are in no live debit, with mandate if any."""
    announced_by = collect_on - timedelta(days=notice_days)
    due = ledger.claims_due(collect_on).filter(
        account__contract_account__payment_method="DIRECT_DEBIT"
    )
    columns = ("pk", "account__contract_account", "open_amount", "reference", "text")
    rows = due.exclude(collections__state=DebitState.LIVE.value).values_list(
        *columns, "kind", "booked_on"
    )
    mandates = debtor_queries.usable_mandates({row[1] for row in rows}, day=collect_on)
    return [
        _Claim(
            item_id=pk,
            account_id=account,
            amount=amount,
            reference=reference,
            text=text,
            mandate=mandates.get(account),
            is_announced=kind != "INVOICE" or booked_on <= announced_by,
        )
        for pk, account, amount, reference, text, kind, booked_on in rows
    ]


def _sorted_out(
    claims: list[_Claim], run: CollectionRun
) -> tuple[list[tuple[_Claim, pain008.Debit]], list[dict[str, object]]]:
    debits, excluded = [], []
    for claim in claims:
        fault = ""
        if claim.mandate is None:
            fault = "Es liegt kein gültiges Mandat vor."
        elif not claim.is_announced:
            fault = "Die Vorabankündigung liegt zu kurz zurück."
        else:
            debit = _debit(claim, claim.mandate, run)
            fault = " ".join(pain008.faults_of(debit))
            if not fault:
                debits.append((claim, debit))
        if fault:
            excluded.append({"open_item": claim.item_id, "reason": fault})
    return debits, excluded


def _debit(claim: _Claim, mandate: SepaMandate, run: CollectionRun) -> pain008.Debit:
    account = mandate.bank_account
    return pain008.Debit(
        end_to_end_id=f"KW-{run.pk}-{claim.item_id}",
        amount=claim.amount,
        mandate_reference=mandate.reference,
        signed_on=mandate.signed_on,
        debtor_name=account.holder,
        debtor_iban=account.iban,
        debtor_bic=account.bic if account.bic.isalnum() else "",
        remittance=f"{claim.reference} {claim.text}",
    )


def _keep(
    run: CollectionRun,
    bank: HouseBank,
    debits: list[tuple[_Claim, pain008.Debit]],
    excluded: list[dict[str, object]],
) -> None:
    """Write items and the bytes of the file in the same transaction."""
    CollectionItem.objects.bulk_create(
        [
            CollectionItem(
                run=run,
                open_item_id=claim.item_id,
                account_id=claim.account_id,
                mandate=claim.mandate,
                amount=debit.amount,
                end_to_end_id=debit.end_to_end_id,
            )
            for claim, debit in debits
        ],
        batch_size=5_000,
    )
    creditor = pain008.Creditor(bank.holder, bank.iban, bank.creditor_id, bank.bic)
    content = pain008.write(
        pain008.Collection(
            run.message_id, run.created_at, run.collect_on, creditor, [debit for _, debit in debits]
        )
    )
    run.file = files.store(content, name=f"{run.message_id}.xml", media_type="application/xml")
    run.count = len(debits)
    run.amount = total(debit.amount for _, debit in debits)
    run.excluded = excluded
    run.save(update_fields=["file", "count", "amount", "excluded"])
