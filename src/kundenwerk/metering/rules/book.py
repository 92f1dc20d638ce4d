"""The valid readings of one register while new ones are compared with them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kundenwerk.kernel.period import Period
from kundenwerk.metering.rules.plausibility import Known, RegisterFacts


@dataclass(slots=True)
class RegisterBook:
    """One register with its valid readings; new ones are added as they are accepted.

    Args:
        expected_per_year: in the unit the register counts; None when nobody knows.
    """

    register_id: int
    digits: int
    installed: Period
    expected_per_year: Decimal | None
    is_only_register: bool
    valid: dict[date, Known] = field(default_factory=dict)

    def facts(self, day: date) -> RegisterFacts:
        """What is known around a day."""
        days = sorted(self.valid)
        place = bisect_left(days, day)
        same = self.valid.get(day)
        after = place + 1 if same else place
        return RegisterFacts(
            digits=self.digits,
            installed=self.installed,
            previous=self.valid[days[place - 1]] if place else None,
            following=self.valid[days[after]] if after < len(days) else None,
            same_day=same,
            expected_per_year=self.expected_per_year,
            is_only_register=self.is_only_register,
        )

    def used_per_year(self, before: date) -> Decimal | None:
        """The last known consumption of this register, or what is expected of it."""
        days = [day for day in sorted(self.valid) if day <= before]
        if len(days) > 1:
            first, last = self.valid[days[0]], self.valid[days[-1]]
            rolls = sum(self.valid[day].rolled_over for day in days[1:])
            used = last.value - first.value + rolls * Decimal(10) ** self.digits
            return used * 365 / (last.day - first.day).days
        return self.expected_per_year if self.is_only_register else None
