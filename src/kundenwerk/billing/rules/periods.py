"""Which period of a contract is billed next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kundenwerk.billing.rules.deadlines import latest_end
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.kernel.period import Period


@dataclass(frozen=True, slots=True)
class Wanted:
    """A period of a contract that is to be billed."""

    contract_id: int
    period: Period
    kind: InvoiceKind


def next_period(supply: Period, billed_until: date | None, cut_off: date) -> Period | None:
    """The unbilled days up to the cut-off, a year at most; None when there are none.

    ``billed_until`` is the first day no bill covers yet, ``cut_off`` the first not to be billed.

    Source: § 40b Abs. 1 S. 1 EnWG (a year at most).
    """
    start = billed_until or supply.start
    ends = [cut_off, latest_end(start)]
    if supply.end is not None:
        ends.append(supply.end)
    return Period(start, min(ends)) if min(ends) > start else None


def kind_of(period: Period, supply: Period, asked: InvoiceKind) -> InvoiceKind:
    """The kind of bill: final once the supply is over, else as asked."""
    is_over = supply.end is not None and period.end == supply.end
    return InvoiceKind.FINAL if is_over else asked
