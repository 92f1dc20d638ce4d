"""How long a quote binds, and when it can be accepted."""

from __future__ import annotations

from datetime import date

import pytest

from kundenwerk.sales.rules.binding import AcceptedTooEarly, QuoteExpired, check_acceptance

QUOTED = date(2026, 11, 18)
UNTIL = date(2026, 12, 2)


@pytest.mark.row("DEC-05")
def test_a_quote_is_accepted_on_its_last_day_but_not_after() -> None:
    check_acceptance(UNTIL, quoted_on=QUOTED, until=UNTIL, today=date(2026, 12, 5))

    with pytest.raises(QuoteExpired):
        check_acceptance(date(2026, 12, 3), quoted_on=QUOTED, until=UNTIL, today=date(2026, 12, 5))


@pytest.mark.parametrize("day", [date(2026, 11, 17), date(2026, 11, 21)])
def test_a_quote_is_accepted_neither_before_it_was_made_nor_in_the_future(day: date) -> None:
    with pytest.raises(AcceptedTooEarly):
        check_acceptance(day, quoted_on=QUOTED, until=UNTIL, today=date(2026, 11, 20))
