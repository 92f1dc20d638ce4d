"""Reads who is dunned, who is not and why, and what was written."""

from __future__ import annotations

from kundenwerk.receivables.queries.positions import Judged, judged
from kundenwerk.receivables.queries.proposal import (
    Figures,
    ProposalFilter,
    accounts_due,
    figures,
    proposal_rows,
)

__all__ = [
    "Figures",
    "Judged",
    "ProposalFilter",
    "accounts_due",
    "figures",
    "judged",
    "proposal_rows",
]
