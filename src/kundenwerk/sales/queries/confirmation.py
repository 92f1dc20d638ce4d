"""The confirmation of an order as a letter: the contract on one page, then how to withdraw."""

from __future__ import annotations

from datetime import datetime, time

from kundenwerk.correspondence.commands import Writing
from kundenwerk.correspondence.queries import letterhead
from kundenwerk.correspondence.rules import DocumentKind
from kundenwerk.kernel.calendar import BERLIN
from kundenwerk.kernel.numbers import format_day
from kundenwerk.market.queries import own_company
from kundenwerk.parties.queries import customer
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.consumer import contract_summary
from kundenwerk.sales.queries.instructing import withdrawal_of
from kundenwerk.sales.queries.letter import recipient, salutation
from kundenwerk.sales.rules.vocabulary import ACCEPTANCE_LABELS, Acceptance


def confirmation(quote: Quote) -> Writing:
    """Everything the confirmation of an accepted quote says; the same quote, the same document."""
    contract, day = quote.contract, quote.decided_on
    assert contract is not None
    assert day is not None
    receiver = customer(quote.business_partner_id, day=day)
    company = own_company()
    how = ACCEPTANCE_LABELS[Acceptance(quote.decided_how)]
    return Writing(
        kind=DocumentKind.CONFIRMATION,
        number=contract.number,
        title=f"Bestätigung zu Vertrag {contract.number}",
        template="confirmation",
        data={
            "sender": letterhead(company),
            "recipient": recipient(receiver),
            "info": [
                ["Vertrag", contract.number],
                ["Angebot", quote.number],
                ["Datum", format_day(day)],
                ["Kundennummer", quote.business_partner.number],
            ],
            "subject": f"Ihr Vertrag: {quote.calculation.tariff_version.tariff}",
            "salutation": salutation(receiver),
            "intro": f"vielen Dank. Sie haben unser Angebot {quote.number} am {format_day(day)} "
            f"{how} angenommen. Damit ist der Vertrag geschlossen.",
            "summary": [list(row) for row in contract_summary(quote)],
            "start": f"Geplanter Lieferbeginn ist der {format_day(contract.planned_start)}. Wir "
            "melden Sie beim Netzbetreiber an und schreiben Ihnen, sobald er bestätigt hat.",
            "declared": _declared(quote),
            **withdrawal_of(quote, company),
            "closing": "Freundliche Grüße",
            "signature": company.name,
        },
        created_at=datetime.combine(day, time(12), BERLIN),
        business_partner_id=quote.business_partner_id,
    )


def _declared(quote: Quote) -> list[str]:
    """What the customer declared without a clerk, word for word."""
    found = getattr(quote, "declaration", None)
    if found is None:
        return []
    when = found.declared_at.astimezone(BERLIN)
    return [f"Erklärt am {when:%d.%m.%Y} um {when:%H:%M} Uhr.", *found.wording.splitlines()]
