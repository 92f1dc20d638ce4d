"""A bill ready to be written among many: whole numbers, and texts as they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kundenwerk.billing.rules.booking import Amount, Side, invoice_sides
from kundenwerk.billing.rules.bulk.columns import PERCENT_SCALE
from kundenwerk.billing.rules.bulk.spelling import ReadyLine, dump
from kundenwerk.billing.rules.drafts import Draft
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import Hint
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.rules.profiles import watt_hours
from kundenwerk.tariffs.rules.trace import canonical


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything a run writes for one contract.

    Args:
        facts: JSON of the facts, empty for a preview.
        trace: the computation in its canonical spelling; ``digest`` is its SHA-256.
        bonus: net sum of bonuses and credits in cents, negative.
        wh: the energy of the period.
    """

    wanted: Wanted
    account_id: int
    business_partner_id: int
    debtor_id: int
    commodity: Commodity
    due_on: date
    hints: Sequence[Hint]
    instalment_ids: Sequence[int]
    facts: str
    trace: str
    digest: str
    lines: Sequence[ReadyLine]
    taxes: Sequence[Amount]
    prepaid: Sequence[Amount]
    bonus: int
    wh: int

    @property
    def net(self) -> int:
        """Net sum of the lines in cents."""
        return sum(part.net for part in self.taxes)

    @property
    def vat(self) -> int:
        """Tax of all rates in cents."""
        return sum(part.vat for part in self.taxes)

    @property
    def prepaid_gross(self) -> int:
        """Deducted instalments with their tax in cents."""
        return sum(part.net + part.vat for part in self.prepaid)

    @property
    def due(self) -> int:
        """What remains to be paid in cents; negative is a credit."""
        return self.net + self.vat - self.prepaid_gross

    def sides(self) -> list[Side]:
        """The booking.

        Raises:
            NotBillable: the chart has no account for a tax rate.
        """
        return invoice_sides(self.taxes, self.prepaid, self.bonus, self.commodity)


def ready_of(draft: Draft) -> Ready:
    """A bill of the readable rule, to be written with the others."""
    bill = draft.bill
    return Ready(
        wanted=draft.wanted,
        account_id=draft.account_id,
        business_partner_id=draft.business_partner_id,
        debtor_id=draft.claim.debtor_id,
        commodity=draft.claim.commodity,
        due_on=draft.claim.due_on,
        hints=draft.hints,
        instalment_ids=draft.instalment_ids,
        facts=dump(draft.facts),
        trace=canonical(draft.trace).decode(),
        digest=draft.digest,
        lines=[
            ReadyLine(
                line.kind,
                line.label,
                *_days(line.period),
                str(line.quantity),
                line.unit,
                str(line.unit_price),
                line.price_unit,
                line.net.cents,
                str(line.vat_percent),
            )
            for line in bill.rated.lines
        ],
        taxes=[
            Amount(int(part.percent * PERCENT_SCALE), part.net.cents, part.vat.cents)
            for part in bill.rated.vat
        ],
        prepaid=[
            Amount(int(part.vat_percent * PERCENT_SCALE), part.net.cents, part.vat.cents)
            for part in bill.prepaid
        ],
        bonus=bill.bonus.cents,
        wh=watt_hours(bill.kwh),
    )


def _days(period: Period) -> tuple[str, str]:
    assert period.end is not None  # bills have closed periods
    return period.start.isoformat(), period.end.isoformat()
