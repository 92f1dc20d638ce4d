"""When a quote can be accepted."""

from __future__ import annotations

from datetime import date


class QuoteExpired(ValueError):
    """The quote was accepted after its binding period; ``until`` was its last day."""

    def __init__(self, until: date) -> None:
        super().__init__(f"bound until {until}")
        self.until = until


class AcceptedTooEarly(ValueError):
    """The day of acceptance lies before the quote or in the future."""


def check_acceptance(accepted_on: date, *, quoted_on: date, until: date, today: date) -> None:
    """Refuse an acceptance outside the time the quote is open.

    Raises:
        AcceptedTooEarly: before the quote was made, or a day still to come.
        QuoteExpired: after the binding period.

    Source: §§ 146, 148 BGB.
    """
    if accepted_on < quoted_on or accepted_on > today:
        raise AcceptedTooEarly
    if accepted_on > until:
        raise QuoteExpired(until)
