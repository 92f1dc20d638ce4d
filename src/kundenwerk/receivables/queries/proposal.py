"""All accounts with open claims judged at once in SQL: the same rule as ``rules.judging``.

A test proves on random books that both give the same reason, level and amount for each account.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import BigIntegerField, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import RawSQL

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.debtors.rules import mandate_expires_on
from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.ledger import queries as ledger
from kundenwerk.ledger.queries import ItemFilter
from kundenwerk.parties.rules.person import BusinessPartnerKind
from kundenwerk.platform import rows
from kundenwerk.receivables.queries.procedures import procedures_on
from kundenwerk.receivables.queries.unassigned import LOOSE
from kundenwerk.receivables.rules.vocabulary import CustomerType, Reason

# The "reason" of an account that gets a letter.
DUE: Final = ""
_KINDS: Final = {
    CustomerType.HOUSEHOLD: BusinessPartnerKind.PERSON.value,
    CustomerType.BUSINESS: BusinessPartnerKind.ORGANISATION.value,
}
_JUDGED = f"""
    WITH asked AS (
        SELECT %s::date AS day, %s::date AS expired
    ), terms AS (
        SELECT * FROM unnest(%s::text[], %s::date[], %s::int[]) AS t(kind, ripe_until, levels)
    ), step AS (
        SELECT * FROM unnest(%s::text[], %s::int[], %s::bigint[], %s::date[])
          AS t(kind, level, smallest, pay_by_until)
    ), claim AS (
        SELECT account.id AS account_id, item.open_amount AS cents,
               item.due_on < asked.day AS is_due,
               coalesce(item.due_on <= terms.ripe_until, false) AS is_ripe,
               EXISTS (SELECT FROM payments_collectionitem AS debit
                       WHERE debit.open_item_id = item.id AND debit.state = 'LIVE')
               OR (mandate.id IS NOT NULL AND NOT EXISTS (
                       SELECT FROM payments_collectionitem AS debit
                       WHERE debit.open_item_id = item.id AND debit.state = 'RETURNED'))
               AS is_debited,
               EXISTS (SELECT FROM receivables_dunningblock AS block
                       WHERE NOT block.is_lifted AND block.valid @> asked.day
                         AND (block.open_item_id = item.id OR block.account_id = account.id
                              OR block.business_partner_id = account.business_partner_id))
               AS is_blocked
        FROM ledger_openitem AS item CROSS JOIN asked
        JOIN debtors_contractaccount AS account ON account.ledger_account_id = item.account_id
        JOIN parties_businesspartner AS owner ON owner.id = account.business_partner_id
        LEFT JOIN terms ON terms.kind = owner.kind
        LEFT JOIN debtors_sepamandate AS mandate ON mandate.id = account.mandate_id
             AND account.payment_method = 'DIRECT_DEBIT' AND mandate.state = 'ACTIVE'
             AND mandate.signed_on <= asked.day
             AND coalesce(mandate.last_used_on, mandate.signed_on) > asked.expired
        WHERE item.open_amount <> 0
    ), position AS (
        SELECT account_id, coalesce(-sum(cents) FILTER (WHERE cents < 0), 0) AS credit,
               coalesce(sum(cents) FILTER (WHERE cents > 0 AND is_due), 0) AS due,
               coalesce(sum(cents) FILTER (WHERE cents > 0 AND is_ripe), 0) AS ripe,
               coalesce(sum(cents) FILTER (WHERE cents > 0 AND is_ripe AND NOT is_debited), 0)
               AS undebited,
               coalesce(sum(cents) FILTER (WHERE cents > 0 AND is_ripe AND NOT is_debited
                                                 AND NOT is_blocked), 0) AS free
        FROM claim GROUP BY account_id HAVING bool_or(cents > 0)
    ), loose AS (
        {LOOSE}
    ), latest AS (
        SELECT DISTINCT ON (account_id) id, account_id, level_number, pay_by
        FROM receivables_dunningnotice ORDER BY account_id, id DESC
    ), letter AS (
        SELECT latest.* FROM latest WHERE EXISTS (
            SELECT FROM receivables_dunningnoticeitem AS named
            JOIN ledger_openitem AS item ON item.id = named.open_item_id
            WHERE named.notice_id = latest.id AND item.open_amount > 0)
    ), stand AS (
        SELECT position.*, credit + coalesce(loose.cents, 0) AS covered, letter.pay_by, owner.kind,
               coalesce(letter.level_number, 0) + 1 AS level_number, terms.levels,
               coalesce(account.invoice_recipient_id, account.business_partner_id) AS receiver_id
        FROM position JOIN debtors_contractaccount AS account ON account.id = position.account_id
        JOIN parties_businesspartner AS owner ON owner.id = account.business_partner_id
        LEFT JOIN terms ON terms.kind = owner.kind
        LEFT JOIN loose ON loose.account_id = position.account_id
        LEFT JOIN letter ON letter.account_id = position.account_id
    )
    SELECT stand.account_id, stand.level_number, (free - covered)::bigint AS net, CASE
        WHEN due = 0 THEN 'NOT_DUE'
        WHEN levels IS NULL THEN 'NO_PROCEDURE'
        WHEN ripe = 0 THEN 'GRACE'
        WHEN ripe <= credit THEN 'CREDIT'
        WHEN ripe <= covered THEN 'UNASSIGNED'
        WHEN undebited <= covered THEN 'DIRECT_DEBIT'
        WHEN free <= covered THEN 'BLOCKED'
        WHEN free - covered < step.smallest THEN 'TOO_SMALL'
        WHEN level_number <= levels AND pay_by > step.pay_by_until THEN 'TERM_RUNNING'
        WHEN level_number > levels THEN 'HIGHEST_LEVEL'
        WHEN NOT EXISTS (SELECT FROM parties_address AS address CROSS JOIN asked
                         WHERE address.business_partner_id = receiver_id
                           AND address.kind IN ('MAIN', 'BILLING') AND address.valid @> asked.day)
             AND NOT EXISTS (SELECT FROM parties_contactpoint AS contact
                             WHERE contact.business_partner_id = receiver_id
                               AND contact.kind = 'EMAIL') THEN 'NO_ADDRESS'
        ELSE '' END AS reason
    FROM stand
    LEFT JOIN step ON step.kind = stand.kind AND step.level = least(level_number, levels)
"""  # noqa: S608
_CHOSEN = f"""
    SELECT account_id FROM ({_JUDGED}) AS judged
    WHERE reason = ANY(%s) AND (%s = 0 OR level_number = %s)
"""  # noqa: S608
_FIGURES = f"""
    SELECT reason, level_number, count(*), sum(net)::bigint FROM ({_JUDGED}) AS judged
    GROUP BY reason, level_number
"""  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFilter:
    """What a list of the proposal is narrowed by.

    Args:
        dunned: True only accounts that get a letter, False only the others, None all.
        reason: one reason why not.
        level: the level of the letter; 0 for any.
    """

    dunned: bool | None = None
    reason: str = ""
    level: int = 0
    text: str = ""

    @property
    def reasons(self) -> list[str]:
        """The reasons to be found."""
        if self.reason:
            return [self.reason]
        if self.dunned or self.level:
            return [DUE]
        others = [reason.value for reason in Reason]
        return others if self.dunned is False else [DUE, *others]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many letters the proposal holds, about how much; and why others get none."""

    letters: int
    owed: Money
    levels: Mapping[int, int]
    reasons: Mapping[str, int]

    @property
    def skipped(self) -> int:
        """How many accounts with open claims get no letter."""
        return sum(self.reasons.values())


def verdicts(day: date) -> dict[int, tuple[str, int, int]]:
    """Reason, level and cents of every account with open claims; nothing of it is stored."""
    found = rows.every(_JUDGED, _facts(day))
    return {account_id: (reason, level, net) for account_id, level, net, reason in found}


def proposal_rows(wanted: ProposalFilter, day: date) -> QuerySet[Any]:
    """Contract accounts of the proposal, in no order, with ``oldest`` and ``open_cents``."""
    chosen = [*_facts(day), wanted.reasons, wanted.level, wanted.level]
    found = ContractAccount.objects.filter(pk__in=RawSQL(_CHOSEN, chosen))  # noqa: S611  no text of others
    for word in wanted.text.split():
        name = Q(ledger_account__name__icontains=word)
        found = found.filter(Q(number__istartswith=word) | name)
    claims = ledger.open_item_rows(ItemFilter(claims=True), day)
    mine = claims.filter(account=OuterRef("ledger_account_id")).order_by().values("account")
    return found.annotate(
        oldest=Subquery(mine.annotate(day=Min("due_on")).values("day")),
        open_cents=Subquery(
            mine.annotate(cents=Sum("open_amount")).values("cents"),
            output_field=BigIntegerField(),
        ),
    ).select_related("business_partner", "ledger_account")


def accounts_due(day: date, level: int = 0) -> list[int]:
    """The accounts that get a letter on a day; of one level only when it is named."""
    found = rows.every(_CHOSEN, [*_facts(day), [DUE], level, level])
    return sorted(account_id for (account_id,) in found)


def figures(day: date) -> Figures:
    """Count the proposal with one query."""
    found = rows.every(_FIGURES, _facts(day))
    reasons: dict[str, int] = {}
    for reason, _, count, _ in found:
        if reason != DUE:
            reasons[reason] = reasons.get(reason, 0) + count
    return Figures(
        letters=sum(count for reason, _, count, _ in found if reason == DUE),
        owed=Money(sum(cents for reason, _, _, cents in found if reason == DUE)),
        levels={level: count for reason, level, count, _ in found if reason == DUE},
        reasons=reasons,
    )


def _facts(day: date) -> list[Any]:
    """The day and the terms that hold on it, as the statement asks for them."""
    known = [(_KINDS[kind], one) for kind, one in procedures_on(day).items()]
    steps = [(kind, one, level) for kind, one in known for level in one.levels]
    return [
        day,
        _expired_since(day),
        [kind for kind, _ in known],
        [one.latest_due(day) for _, one in known],
        [len(one.levels) for _, one in known],
        [kind for kind, _, _ in steps],
        [level.number for _, _, level in steps],
        [level.smallest.cents for _, _, level in steps],
        [one.latest_pay_by(day, level) for _, one, level in steps],
    ]


def _expired_since(day: date) -> date:
    """The latest day a mandate may have been used last so that it is expired on ``day``."""
    since = add_months(day, -35)
    while mandate_expires_on(since, None) > day:
        since -= ONE_DAY
    return since
