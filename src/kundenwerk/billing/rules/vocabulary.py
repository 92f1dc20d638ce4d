"""Kinds, states and units of bills, with the words people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kundenwerk.kernel.states import LifeCycle


class InvoiceKind(StrEnum):
    """Why a bill is made (BO4E: Rechnungstyp)."""

    CYCLE = "CYCLE"
    INTERIM = "INTERIM"
    MONTHLY = "MONTHLY"
    FINAL = "FINAL"


class InvoiceState(StrEnum):
    """Whether a bill holds."""

    ISSUED = "ISSUED"
    CANCELLED = "CANCELLED"


class InvoiceAction(StrEnum):
    """What can happen to a bill."""

    CANCEL = "CANCEL"


class InstalmentState(StrEnum):
    """Where an instalment stands."""

    PLANNED = "PLANNED"
    DEMANDED = "DEMANDED"
    SETTLED = "SETTLED"
    DROPPED = "DROPPED"


class Hint(StrEnum):
    """What a clerk should look at before a bill leaves the house."""

    DEVIATION = "DEVIATION"
    ESTIMATED = "ESTIMATED"
    CREDIT = "CREDIT"
    LATE = "LATE"


HINT_LABELS: Final = {
    Hint.DEVIATION: "Verbrauch weicht ab",
    Hint.ESTIMATED: "geschätzter Stand",
    Hint.CREDIT: "Guthaben",
    Hint.LATE: "Frist überschritten",
}
KIND_LABELS: Final = {
    InvoiceKind.CYCLE: "Turnusrechnung",
    InvoiceKind.INTERIM: "Zwischenrechnung",
    InvoiceKind.MONTHLY: "Monatsrechnung",
    InvoiceKind.FINAL: "Schlussrechnung",
}
STATE_LABELS: Final = {
    InvoiceState.ISSUED: "gültig",
    InvoiceState.CANCELLED: "storniert",
}
INSTALMENT_LABELS: Final = {
    InstalmentState.PLANNED: "geplant",
    InstalmentState.DEMANDED: "gefordert",
    InstalmentState.SETTLED: "abgerechnet",
    InstalmentState.DROPPED: "entfallen",
}

LIFE_CYCLE: Final = LifeCycle(
    {(InvoiceState.ISSUED, InvoiceAction.CANCEL): InvoiceState.CANCELLED},
)
