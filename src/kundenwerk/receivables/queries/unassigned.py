"""Payments of customers that nobody has assigned yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kundenwerk.kernel.money import Money
from kundenwerk.platform import rows

# By contract account, the cents that probably belong to it. A payment counts when it is proposed
# for an item of the account, names the account or one of its open claims, or came from a bank
# account of its business partner; it counts for each account it may belong to.
LOOSE: Final = """
    WITH pay AS MATERIALIZED (
        SELECT id, amount, iban_index, remittance FROM payments_bankpayment
        WHERE state IN ('OPEN', 'PROPOSED') AND amount > 0
    ), word AS MATERIALIZED (
        SELECT DISTINCT pay.id, pay.amount, word FROM pay,
               regexp_split_to_table(upper(pay.remittance), '[^A-Z0-9-]+') AS word
        WHERE length(word) > 4
    ), found AS (
        SELECT pay.id, pay.amount, account.id AS account_id
        FROM pay JOIN payments_matchproposal AS proposal ON proposal.payment_id = pay.id
        JOIN ledger_openitem AS item ON item.id = proposal.open_item_id
        JOIN debtors_contractaccount AS account ON account.ledger_account_id = item.account_id
        UNION
        SELECT pay.id, pay.amount, account.id
        FROM pay JOIN parties_bankaccount AS bank ON bank.iban_index = pay.iban_index
        JOIN debtors_contractaccount AS account
          ON account.business_partner_id = bank.business_partner_id
        WHERE pay.iban_index <> ''
        UNION
        SELECT word.id, word.amount, account.id
        FROM word JOIN debtors_contractaccount AS account ON account.number = word.word
        UNION
        SELECT word.id, word.amount, account.id
        FROM word JOIN ledger_openitem AS item
          ON item.reference = word.word AND item.open_amount > 0
        JOIN debtors_contractaccount AS account ON account.ledger_account_id = item.account_id
    )
    SELECT account_id, sum(amount)::bigint AS cents FROM found GROUP BY account_id
"""
_OF = f"SELECT account_id, cents FROM ({LOOSE}) AS loose WHERE account_id = ANY(%s)"  # noqa: S608


def unassigned_of(account_ids: Sequence[int]) -> dict[int, Money]:
    """The sums of these accounts; accounts without any are missing."""
    found = rows.every(_OF, [list(account_ids)])
    return {account_id: Money(cents) for account_id, cents in found}
