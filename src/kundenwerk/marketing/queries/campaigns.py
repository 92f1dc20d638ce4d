"""Reading campaigns: the list, what they brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from kundenwerk.kernel.money import ZERO, Money, total
from kundenwerk.marketing.models import Campaign, ResponseCode
from kundenwerk.marketing.rules import (
    CampaignData,
    CampaignState,
    Channel,
    cost_per_contract,
    segment_of,
    share,
)
from kundenwerk.sales.models import Lead, Quote
from kundenwerk.sales.rules.vocabulary import QuoteState


def campaigns(*, state: str = "", text: str = "") -> QuerySet[Campaign]:
    """Campaigns in no order, narrowed by state and words of their name or codes."""
    found = Campaign.objects.all()
    if state:
        found = found.filter(state=state)
    for word in text.split():
        code = ResponseCode.objects.filter(campaign=OuterRef("pk"), code__istartswith=word)
        found = found.filter(Q(name__icontains=word) | Exists(code))
    return found


def campaign_counts() -> dict[str, int]:
    """How many campaigns are in each state."""
    rows = Campaign.objects.values_list("state").annotate(Count("pk"))
    return dict.fromkeys(map(str, CampaignState), 0) | dict(rows)


def campaign(campaign_id: int) -> Campaign:
    """One campaign with its codes.

    Raises:
        Campaign.DoesNotExist: no such row.
    """
    return Campaign.objects.prefetch_related("codes").get(pk=campaign_id)


def data_of(one: Campaign) -> CampaignData:
    """A campaign in the form it is entered."""
    return CampaignData(
        name=one.name,
        goal=one.goal,
        target_contracts=one.target_contracts,
        channel=Channel(one.channel),
        period=one.period,
        budget=one.budget,
        subject=one.subject,
        content=one.content,
        segment=segment_of(one.segment),
        codes={code.code: code.label for code in one.codes.order_by("code")},
    )


# ---- what they brought


@dataclass(frozen=True, slots=True)
class Figures:
    """What was answered under some codes.

    Args:
        value: annual prices of the contracts, gross.
    """

    label: str
    leads: int = 0
    quotes: int = 0
    contracts: int = 0
    value: Money = ZERO

    @property
    def quote_share(self) -> int | None:
        """Contracts per hundred quotes."""
        return share(self.contracts, self.quotes)


@dataclass(frozen=True, slots=True)
class Result:
    """The report of a campaign: leads, quotes and contracts by code and by month."""

    campaign: Campaign
    by_code: list[Figures]
    by_month: list[Figures]

    @property
    def whole(self) -> Figures:
        """Everything together."""
        return Figures(
            "Summe",
            sum(one.leads for one in self.by_code),
            sum(one.quotes for one in self.by_code),
            sum(one.contracts for one in self.by_code),
            total(one.value for one in self.by_code),
        )

    @property
    def cost(self) -> Money | None:
        """What a contract cost, by what was spent; by the budget while nothing is noted."""
        spent = self.campaign.spent if self.campaign.spent > ZERO else self.campaign.budget
        return cost_per_contract(spent, self.whole.contracts)

    @property
    def target_share(self) -> int | None:
        """Percent of the contracts aimed at."""
        return share(self.whole.contracts, self.campaign.target_contracts or 0)


_WON = Q(state=QuoteState.ACCEPTED, contract__isnull=False)


def result(one: Campaign) -> Result:
    """The report of a campaign; five queries."""
    labels = {code.code: code.label for code in one.codes.all()}
    codes = list(labels)
    leads = dict(_leads(codes).values_list("response_code").annotate(Count("pk")).order_by())
    quotes = {row[0]: row[1:] for row in _quote_figures(codes, "response_code")}
    by_code = [
        Figures(_named(code, labels[code]), leads.get(code, 0), *_of(quotes.get(code)))
        for code in sorted(labels)
    ]
    return Result(one, by_code, _by_month(codes))


def _named(code: str, label: str) -> str:
    return f"{code}, {label}" if label else code


def _of(row: Sequence[Any] | None) -> tuple[int, int, Money]:
    count, won, value = row or (0, 0, None)
    return count, won, value if isinstance(value, Money) else Money(int(value or 0))


def _leads(codes: Sequence[str]) -> QuerySet[Lead]:
    return Lead.objects.filter(response_code__in=codes)


def _quote_figures(codes: Sequence[str], by: str) -> QuerySet[Quote, tuple[Any, ...]]:
    return (
        Quote.objects.filter(response_code__in=codes)
        .values_list(by)
        .annotate(made=Count("pk"), won=Count("pk", filter=_WON))
        .annotate(value=Sum("calculation__annual_gross", filter=_WON))
        .order_by()
    )


def _by_month(codes: Sequence[str]) -> list[Figures]:
    """Leads and quotes by the month they came, contracts by the month of the quote."""
    leads = dict(
        _leads(codes)
        .annotate(month=TruncMonth("created_on"))
        .values_list("month")
        .annotate(Count("pk"))
        .order_by()
    )
    found = Quote.objects.filter(response_code__in=codes).annotate(month=TruncMonth("quoted_on"))
    quotes = {
        row[0]: row[1:]
        for row in found.values_list("month")
        .annotate(made=Count("pk"), won=Count("pk", filter=_WON))
        .annotate(value=Sum("calculation__annual_gross", filter=_WON))
        .order_by()
    }
    return [
        Figures(f"{month:%m.%Y}", leads.get(month, 0), *_of(quotes.get(month)))
        for month in sorted(set(leads) | set(quotes))
    ]


def give_figures(rows: Sequence[Campaign], day: date) -> None:
    """Leads, quotes and contracts of a page of the list, with three queries."""
    del day
    owner = {
        code: one_id
        for one_id, code in Campaign.objects.filter(pk__in=[one.pk for one in rows])
        .exclude(codes__code=None)
        .values_list("pk", "codes__code")
    }
    leads = dict(_leads(list(owner)).values_list("response_code").annotate(Count("pk")).order_by())
    quotes = {row[0]: row[1:3] for row in _quote_figures(list(owner), "response_code")}
    for one in rows:
        mine = [code for code, campaign_id in owner.items() if campaign_id == one.pk]
        counts = (
            sum(leads.get(code, 0) for code in mine),
            sum(quotes.get(code, (0, 0))[0] for code in mine),
            sum(quotes.get(code, (0, 0))[1] for code in mine),
        )
        one.figures = Figures(one.name, *counts)  # type: ignore[attr-defined]
