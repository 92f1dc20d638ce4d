"""How long a quote binds us."""

from __future__ import annotations

from datetime import date, timedelta


def binding_until(quoted_on: date, *, last_day_of_sale: date | None, days: int) -> date:
    """The last day on which a quote can be accepted.

    Args:
        quoted_on: the day from which the days count.
        last_day_of_sale: of the tariff version; None without an end.
        days: setting of the supplier.

    Source: § 145 BGB (binding offer); DEC-05.
    """
    usual = quoted_on + timedelta(days=days)
    return usual if last_day_of_sale is None else min(usual, last_day_of_sale)
