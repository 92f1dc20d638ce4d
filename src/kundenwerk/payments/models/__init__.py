"""Our accounts at banks, collections, statements and what was paid."""

from __future__ import annotations

from kundenwerk.payments.models.banks import CollectionTerms, HouseBank, MatchingSettings
from kundenwerk.payments.models.collections import CollectionItem, CollectionRun
from kundenwerk.payments.models.statements import (
    BankEntry,
    BankFile,
    BankPayment,
    BankStatement,
    MatchProposal,
)

__all__ = [
    "BankEntry",
    "BankFile",
    "BankPayment",
    "BankStatement",
    "CollectionItem",
    "CollectionRun",
    "CollectionTerms",
    "HouseBank",
    "MatchProposal",
    "MatchingSettings",
]
