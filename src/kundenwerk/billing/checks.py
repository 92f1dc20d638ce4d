"""What must hold for bills, whatever happened: proved by ``check-books``."""

from __future__ import annotations

from django.db import connection

from kundenwerk.platform.books import register

_MUST_BE_EMPTY = [
    (
        "Rechnung {0}: Positionen und Steuer ergeben {1} Cent, die Rechnung {2} Cent.",
        """
        SELECT bill.number, coalesce(lines.net, 0) + coalesce(taxes.vat, 0), bill.gross
        FROM billing_invoice AS bill
        LEFT JOIN (SELECT invoice_id, sum(net) AS net FROM billing_invoiceline GROUP BY 1)
          AS lines ON lines.invoice_id = bill.id
        LEFT JOIN (SELECT invoice_id, sum(vat) AS vat FROM billing_invoicevat GROUP BY 1)
          AS taxes ON taxes.invoice_id = bill.id
        WHERE coalesce(lines.net, 0) + coalesce(taxes.vat, 0) <> bill.gross
        """,
    ),
    (
        "Position {1} gehört zu keiner Rechnung ({0}).",
        """
        SELECT line.invoice_id, line.position FROM billing_invoiceline AS line
        LEFT JOIN billing_invoice AS bill ON bill.id = line.invoice_id WHERE bill.id IS NULL
        """,
    ),
    (
        "Umsatzsteuer {1} % gehört zu keiner Rechnung ({0}).",
        """
        SELECT tax.invoice_id, replace(trim_scale(tax.rate)::text, '.', ',')
        FROM billing_invoicevat AS tax
        LEFT JOIN billing_invoice AS bill ON bill.id = tax.invoice_id WHERE bill.id IS NULL
        """,
    ),
    (
        "Rechnung {0}: Zahlbetrag {1} Cent, auf dem Kundenkonto gebucht {2} Cent.",
        """
        SELECT bill.number, bill.amount_due, coalesce(booked.cents, 0)
        FROM billing_invoice AS bill
        LEFT JOIN (SELECT posting.entry_id, account.id AS account_id, sum(posting.amount) AS cents
                   FROM ledger_posting AS posting
                   JOIN debtors_contractaccount AS account
                     ON account.ledger_account_id = posting.debtor_id
                   GROUP BY 1, 2) AS booked
          ON booked.entry_id = bill.entry_id AND booked.account_id = bill.contract_account_id
        WHERE bill.amount_due <> coalesce(booked.cents, 0)
        """,
    ),
    (
        "Rechnung {0}: {1} offene Posten statt einem über den Zahlbetrag.",
        """
        SELECT bill.number, count(item.id)
        FROM billing_invoice AS bill
        LEFT JOIN ledger_posting AS posting
          ON posting.entry_id = bill.entry_id AND posting.debtor_id IS NOT NULL
        LEFT JOIN ledger_openitem AS item
          ON item.posting_id = posting.id AND item.amount = bill.amount_due
        WHERE bill.amount_due <> 0
        GROUP BY bill.id, bill.number HAVING count(item.id) <> 1
        """,
    ),
    (
        "Vertrag {0}: Rechnungen {1} und {2} berechnen dieselben Tage.",
        """
        SELECT one.contract_id, one.number, other.number
        FROM billing_invoice AS one
        JOIN billing_invoice AS other
          ON other.contract_id = one.contract_id AND other.id > one.id
         AND other.period && one.period
        WHERE one.state = 'ISSUED' AND other.state = 'ISSUED'
          AND one.reverses_id IS NULL AND other.reverses_id IS NULL
        """,
    ),
    (
        "Rechnungsnummern {0}: {1} vergeben, {2} Rechnungen.",
        """
        SELECT series.year, series.last, count(bill.id)
        FROM platform_numberrange AS series
        LEFT JOIN billing_invoice AS bill
          ON extract(year FROM bill.issued_on)::int = series.year
        WHERE series.series = 'INVOICE'
        GROUP BY series.id, series.year, series.last HAVING count(bill.id) <> series.last
        """,
    ),
    (
        "Rechnung {0} ist storniert, aber ohne Stornorechnung.",
        """
        SELECT bill.number FROM billing_invoice AS bill
        LEFT JOIN billing_invoice AS counter ON counter.reverses_id = bill.id
        WHERE (bill.state = 'CANCELLED') <> (counter.id IS NOT NULL)
        """,
    ),
    (
        "Abschlag {0} vom {1}: abgerechnet ohne gültige Rechnung.",
        """
        SELECT instalment.id, instalment.due_on FROM billing_instalment AS instalment
        LEFT JOIN billing_invoice AS bill ON bill.id = instalment.invoice_id
        WHERE (instalment.state = 'SETTLED') <> (bill.id IS NOT NULL AND bill.state = 'ISSUED')
        """,
    ),
]


@register("Rechnungen")
def invoices() -> list[str]:
    """Bills add up, are booked once, cover no day twice, and their numbers have no gap."""
    return [sentence.format(*row) for sentence, sql in _MUST_BE_EMPTY for row in _rows(sql)]


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
