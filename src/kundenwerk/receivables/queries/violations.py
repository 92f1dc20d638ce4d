"""What must never be between letters and books."""

from __future__ import annotations

from kundenwerk.platform import rows


def violations() -> list[str]:
    """One German sentence for every breach found."""
    return [sentence.format(*row) for sentence, sql in _MUST_BE_EMPTY for row in rows.every(sql)]


_MUST_BE_EMPTY = [
    (
        "Mahnkosten {0} sind gebucht, das Schreiben dazu fehlt.",
        """
        SELECT entry.reference FROM ledger_journalentry AS entry
        LEFT JOIN receivables_dunningnotice AS notice ON notice.fee_entry_id = entry.id
        WHERE starts_with(entry.key, 'dunning-fee:') AND notice.id IS NULL
        """,
    ),
    (
        "Schreiben {0}: Mahnkosten {1} Cent, gebucht {2} Cent.",
        """
        SELECT notice.number, notice.fee, coalesce(sum(posting.amount), 0)
        FROM receivables_dunningnotice AS notice
        JOIN debtors_contractaccount AS account ON account.id = notice.account_id
        LEFT JOIN ledger_posting AS posting ON posting.entry_id = notice.fee_entry_id
             AND posting.debtor_id = account.ledger_account_id
        GROUP BY notice.id HAVING notice.fee <> coalesce(sum(posting.amount), 0)
        """,
    ),
    (
        "Schreiben {0}: Forderungen {1} Cent, die Posten ergeben {2} Cent.",
        """
        SELECT notice.number, notice.claimed, coalesce(sum(item.amount), 0)
        FROM receivables_dunningnotice AS notice
        LEFT JOIN receivables_dunningnoticeitem AS item ON item.notice_id = notice.id
        GROUP BY notice.id HAVING notice.claimed <> coalesce(sum(item.amount), 0)
        """,
    ),
    (
        "Schreiben {0} mahnt einen Posten eines anderen Kontos.",
        """
        SELECT DISTINCT notice.number FROM receivables_dunningnotice AS notice
        JOIN debtors_contractaccount AS account ON account.id = notice.account_id
        JOIN receivables_dunningnoticeitem AS item ON item.notice_id = notice.id
        JOIN ledger_openitem AS claim ON claim.id = item.open_item_id
        WHERE claim.account_id <> account.ledger_account_id
        """,
    ),
]
