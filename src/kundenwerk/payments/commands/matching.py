"""Finds what a payment settles: sure matches at once, the rest as proposals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.payments.commands import assigning
from kundenwerk.payments.commands.batches import split_batches
from kundenwerk.payments.models import BankPayment, MatchingSettings, MatchProposal
from kundenwerk.payments.rules import MatchRule, PaymentState, references_in
from kundenwerk.platform.commands import command

_MOST_PROPOSALS = 5
_STEP = 5_000
_CANDIDATES = """
    WITH pay AS (
        SELECT id, amount, end_to_end_id, mandate_reference, iban_index
        FROM payments_bankpayment WHERE id = ANY(%(ids)s)
    ), tokens AS (
        SELECT * FROM unnest(%(token_ids)s::bigint[], %(tokens)s::text[]) AS t(payment_id, token)
    ), named AS (
        SELECT pay.id, pay.iban_index, item.id AS item_id, account.business_partner_id
        FROM pay JOIN tokens ON tokens.payment_id = pay.id
        JOIN ledger_openitem AS item ON item.reference = tokens.token
             AND item.open_amount = pay.amount
        JOIN debtors_contractaccount AS account ON account.ledger_account_id = item.account_id
        UNION
        SELECT pay.id, pay.iban_index, item.id, account.business_partner_id
        FROM pay JOIN tokens ON tokens.payment_id = pay.id
        JOIN debtors_contractaccount AS account ON account.number = tokens.token
        JOIN ledger_openitem AS item ON item.account_id = account.ledger_account_id
             AND item.open_amount = pay.amount
    ), found AS (
        SELECT pay.id, debit.open_item_id AS item_id, 'END_TO_END' AS rule, debit.id AS debit_id,
               %(end_to_end)s::int AS confidence
        FROM pay JOIN payments_collectionitem AS debit
             ON debit.end_to_end_id = pay.end_to_end_id AND debit.amount = pay.amount
        WHERE debit.state = 'LIVE'
        UNION ALL
        SELECT pay.id, debit.open_item_id, 'MANDATE', debit.id, %(mandate)s
        FROM pay JOIN debtors_sepamandate AS mandate ON mandate.reference = pay.mandate_reference
        JOIN payments_collectionitem AS debit
             ON debit.mandate_id = mandate.id AND debit.amount = pay.amount
        WHERE debit.state = 'LIVE'
        UNION ALL
        SELECT named.id, named.item_id, 'REFERENCE', NULL, CASE
            WHEN named.iban_index = '' THEN %(reference_new_iban)s
            WHEN EXISTS (SELECT 1 FROM parties_bankaccount AS own
                         WHERE own.business_partner_id = named.business_partner_id
                         AND own.iban_index = named.iban_index) THEN %(reference_own_iban)s
            WHEN EXISTS (SELECT 1 FROM parties_bankaccount AS other
                         WHERE other.iban_index = named.iban_index) THEN %(reference_foreign_iban)s
            ELSE %(reference_new_iban)s END
        FROM named
        UNION ALL
        SELECT pay.id, item.id, 'IBAN', NULL, %(iban)s
        FROM pay JOIN parties_bankaccount AS bank ON bank.iban_index = pay.iban_index
        JOIN debtors_contractaccount AS account
             ON account.business_partner_id = bank.business_partner_id
        JOIN ledger_openitem AS item ON item.account_id = account.ledger_account_id
             AND item.open_amount = pay.amount
        WHERE pay.iban_index <> ''
    )
    SELECT DISTINCT ON (found.id, found.item_id) found.id, found.item_id, found.rule,
           found.debit_id, found.confidence, item.account_id, item.open_amount
    FROM found JOIN ledger_openitem AS item ON item.id = found.item_id
    WHERE item.open_amount > 0
    ORDER BY found.id, found.item_id, found.confidence DESC
"""


class NoMatchingSettings(Exception):
    """Nobody has said how sure the rules are on that day."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    payment_id: int
    item_id: int
    rule: MatchRule
    debit_id: int | None
    confidence: int
    account_id: int
    open_amount: Money


@command
def match_file(*, bank_file_id: int, day: date) -> int:
    """Assign the payments of a file as far as they are sure; returns how many were.

    Raises:
        NoMatchingSettings: nothing is set for that day.
    """
    settings = MatchingSettings.objects.filter(valid__contains=day).first()
    if settings is None:
        raise NoMatchingSettings(day)
    split_batches(bank_file_id)
    waiting = _waiting(bank_file_id)
    done = 0
    for start in range(0, len(waiting), _STEP):
        done += _match([p for p in waiting[start : start + _STEP] if p.amount > ZERO], settings)
    return done + _returns([p for p in waiting if p.amount < ZERO and p.return_reason])


def _waiting(bank_file_id: int) -> list[BankPayment]:
    found = BankPayment.objects.select_for_update(of=("self",)).select_related("bank_entry")
    return list(
        found.filter(
            bank_entry__statement__bank_file=bank_file_id, state=PaymentState.OPEN.value
        ).order_by("pk")
    )


def _match(payments: Sequence[BankPayment], settings: MatchingSettings) -> int:
    """Two payments may want one item, one payment two items: then a clerk decides."""
    candidates = _candidates(payments, settings)
    best = _best(candidates)
    wanted: dict[int, list[_Candidate]] = defaultdict(list)
    for candidate in best.values():
        wanted[candidate.item_id].append(candidate)
    sure = {
        c.payment_id: c
        for c in best.values()
        if c.confidence >= settings.auto_threshold and len(wanted[c.item_id]) == 1
    }
    assigning.assign(
        [
            assigning.Assignment(
                payment, c.item_id, c.account_id, c.open_amount, c.rule, c.debit_id
            )
            for payment in payments
            if (c := sure.get(payment.pk)) is not None
        ]
    )
    _propose(c for c in candidates if c.payment_id not in sure)
    return len(sure)


def _candidates(payments: Sequence[BankPayment], settings: MatchingSettings) -> list[_Candidate]:
    tokens = [(p.pk, token) for p in payments for token in references_in(p.remittance)]
    values: dict[str, Any] = {
        "ids": [payment.pk for payment in payments],
        "token_ids": [pk for pk, _ in tokens],
        "tokens": [token for _, token in tokens],
    }
    names = ("end_to_end", "mandate", "iban", "reference_own_iban", "reference_new_iban")
    for name in (*names, "reference_foreign_iban"):
        values[name] = getattr(settings, name)
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, values)
        return [
            _Candidate(pk, item, MatchRule(rule), debit, sure, account, Money(cents))
            for pk, item, rule, debit, sure, account, cents in cursor.fetchall()
        ]


def _best(candidates: Sequence[_Candidate]) -> dict[int, _Candidate]:
    """The surest item of each payment; none when two are equally sure."""
    by_payment: dict[int, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_payment[candidate.payment_id].append(candidate)
    best = {}
    for payment_id, options in by_payment.items():
        options.sort(key=lambda option: -option.confidence)
        if len(options) == 1 or options[0].confidence > options[1].confidence:
            best[payment_id] = options[0]
    return best


def _propose(candidates: Iterable[_Candidate]) -> None:
    by_payment: dict[int, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_payment[candidate.payment_id].append(candidate)
    proposals = [
        MatchProposal(
            payment_id=c.payment_id,
            open_item_id=c.item_id,
            rule=c.rule.value,
            confidence=c.confidence,
        )
        for options in by_payment.values()
        for c in sorted(options, key=lambda c: (-c.confidence, c.item_id))[:_MOST_PROPOSALS]
    ]
    MatchProposal.objects.bulk_create(proposals, ignore_conflicts=True, batch_size=_STEP)
    BankPayment.objects.filter(pk__in=list(by_payment)).update(state=PaymentState.PROPOSED.value)


def _returns(payments: Sequence[BankPayment]) -> int:
    done = 0
    for payment in payments:
        receipt = _receipt_of(payment)
        if receipt is not None:
            assigning.give_back(payment, receipt)
            done += 1
    return done


def _receipt_of(payment: BankPayment) -> BankPayment | None:
    """The one earlier receipt that a returned payment takes back."""
    paid = BankPayment.objects.select_related("debit").filter(
        state=PaymentState.ASSIGNED.value, amount=payment.original, return_reason=""
    )
    live = paid.exclude(debit__state="RETURNED")
    if payment.end_to_end_id:
        found = live.filter(end_to_end_id=payment.end_to_end_id)
    elif payment.mandate_reference:
        found = live.filter(debit__mandate__reference=payment.mandate_reference)
    else:
        return None
    receipts = list(found.order_by("-pk")[:2])
    return receipts[0] if len(receipts) == 1 else None
