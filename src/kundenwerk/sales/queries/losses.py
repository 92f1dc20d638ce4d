"""Why quotes are lost: rejected on the way, declined, run out; by reason, tariff and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from kundenwerk.sales.models import Quote, Rejection
from kundenwerk.sales.rules.stages import LOSS_LABELS, LossReason
from kundenwerk.sales.rules.vocabulary import QuoteState
from kundenwerk.tariffs.models import Tariff


@dataclass(frozen=True, slots=True)
class Loss:
    """How often something was lost for a reason in a month.

    Args:
        tariff: of the quote; empty for a rejection before one, where several were shown.
        month: its first day.
    """

    reason: LossReason
    tariff: str
    month: date
    count: int


@dataclass(frozen=True, slots=True)
class Losses:
    """The statistic of a span of months.

    Args:
        shown: how often a tariff was among those shown to somebody who rejected.
        won: quotes that were accepted in the span.
    """

    rows: list[Loss]
    shown: Counter[str]
    won: int

    @property
    def total(self) -> int:
        """All losses."""
        return sum(row.count for row in self.rows)

    @property
    def months(self) -> list[date]:
        """The months with a loss."""
        return sorted({row.month for row in self.rows})

    def by(self, name: str) -> list[tuple[str, int, list[int]]]:
        """Label, sum and counts per month for each ``reason`` or ``tariff``, most first."""
        labels = {_label(row, name) for row in self.rows}
        found = [
            (label, [self._count(name, label, month) for month in self.months]) for label in labels
        ]
        return sorted(
            ((label, sum(counts), counts) for label, counts in found),
            key=lambda one: (-one[1], one[0]),
        )

    def _count(self, name: str, label: str, month: date) -> int:
        return sum(
            row.count for row in self.rows if row.month == month and _label(row, name) == label
        )


def _label(row: Loss, name: str) -> str:
    if name == "reason":
        return LOSS_LABELS[row.reason]
    return row.tariff or "vor dem Angebot abgelehnt"


def losses(first: date, end: date) -> Losses:
    """What was lost from ``first`` up to the day before ``end``; three queries."""
    won = Quote.objects.filter(state=QuoteState.ACCEPTED, decided_on__gte=first, decided_on__lt=end)
    return Losses([*_rejections(first, end), *_quotes(first, end)], _shown(first, end), won.count())


def _rejections(first: date, end: date) -> Iterator[Loss]:
    rows = Rejection.objects.filter(rejected_on__gte=first, rejected_on__lt=end)
    counted = rows.annotate(month=TruncMonth("rejected_on")).values_list("reason", "month")
    for reason, month, count in counted.annotate(Count("pk")).order_by():
        yield Loss(LossReason(reason), "", month, count)


def _quotes(first: date, end: date) -> Iterator[Loss]:
    rows = Quote.objects.filter(
        state__in=[QuoteState.DECLINED, QuoteState.EXPIRED],
        decided_on__gte=first,
        decided_on__lt=end,
    )
    counted = rows.annotate(month=TruncMonth("decided_on")).values_list(
        "decline_reason", "calculation__tariff_version__tariff__name", "month"
    )
    for reason, tariff, month, count in counted.annotate(Count("pk")).order_by():
        yield Loss(LossReason(reason or LossReason.EXPIRED), tariff, month, count)


def _shown(first: date, end: date) -> Counter[str]:
    """How often each tariff was shown to somebody who then rejected, by its name."""
    rows = Rejection.objects.filter(rejected_on__gte=first, rejected_on__lt=end)
    codes = Counter(code for shown in rows.values_list("shown", flat=True) for code in shown)
    names = dict(Tariff.objects.filter(code__in=list(codes)).values_list("code", "name"))
    found: Counter[str] = Counter()
    for code, count in codes.items():
        found[names.get(code, code)] += count
    return found
