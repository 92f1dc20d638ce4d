"""How likely somebody pays, in three steps."""

from __future__ import annotations

from enum import StrEnum


class CreditClass(StrEnum):
    """A pays, B is worth a look, C rather does not."""

    A = "A"
    B = "B"
    C = "C"


CREDIT_LABELS = {
    CreditClass.A: "A, gut",
    CreditClass.B: "B, mittel",
    CreditClass.C: "C, schwach",
}
