"""Reading campaigns."""

from __future__ import annotations

from kundenwerk.marketing.queries.campaigns import (
    Figures,
    Result,
    campaign,
    campaign_counts,
    campaigns,
    data_of,
    give_figures,
    result,
)
from kundenwerk.marketing.queries.reach import Reach, reach, recipients

__all__ = [
    "Figures",
    "Reach",
    "Result",
    "campaign",
    "campaign_counts",
    "campaigns",
    "data_of",
    "give_figures",
    "reach",
    "recipients",
    "result",
]
