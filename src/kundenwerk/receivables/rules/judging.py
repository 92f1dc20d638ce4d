"""Is an account dunned, and if not, why? One reason, the first in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from kundenwerk.kernel.money import ZERO, Money, total
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.receivables.rules.position import (
    Block,
    Change,
    Claim,
    Due,
    NotDunned,
    Position,
)
from kundenwerk.receivables.rules.procedure import Level, Procedure, waits_until
from kundenwerk.receivables.rules.vocabulary import BLOCK_REASON_LABELS, ChangeKind, Reason

_ONE_CENT: Final = Money(1)


class _Case:
    """An account on a day, narrowed step by step to what may be dunned."""

    def __init__(self, position: Position, procedure: Procedure | None, day: date) -> None:
        self.position, self.procedure, self.day = position, procedure, day

    @cached_property
    def terms(self) -> Procedure:
        assert self.procedure is not None  # asked before anything that needs it
        return self.procedure

    @cached_property
    def overdue(self) -> list[Claim]:
        return [claim for claim in self.position.claims if claim.due_on < self.day]

    @cached_property
    def ripe(self) -> list[Claim]:
        latest = self.terms.latest_due(self.day)
        return [claim for claim in self.overdue if claim.due_on <= latest]

    @cached_property
    def undebited(self) -> list[Claim]:
        return [claim for claim in self.ripe if not claim.is_debited]

    @cached_property
    def free(self) -> list[Claim]:
        if self.position.blocks:
            return []
        return [claim for claim in self.undebited if not claim.blocks]

    @cached_property
    def level(self) -> Level | None:
        return self.terms.next_level(self.position.last.level if self.position.last else 0)

    def net(self, claims: Sequence[Claim]) -> Money:
        """What claims come to after credits and unassigned payments."""
        covered = self.position.credit + self.position.unassigned
        return total(claim.amount for claim in claims) - covered

    def blocked_until(self) -> date | None:
        """The last day on which blocks let nothing through; None when somebody must lift one."""
        ends = {block.until for block in self._blocks() if block.until is not None}
        return next((day for day in sorted(ends) if self._is_free_after(day)), None)

    def _blocks(self) -> list[Block]:
        found = [block for claim in self.undebited for block in claim.blocks]
        return [*self.position.blocks, *found]

    def _is_free_after(self, day: date) -> bool:
        if not _all_ended(self.position.blocks, day):
            return False
        free = [claim for claim in self.undebited if _all_ended(claim.blocks, day)]
        return self.net(free) > ZERO

    def first_block(self) -> Block:
        """The block to name: the one that holds longest."""
        return max(self._blocks(), key=lambda block: block.until or date.max)


def _all_ended(blocks: Sequence[Block], day: date) -> bool:
    return all(block.until is not None and block.until <= day for block in blocks)


def judge(position: Position, procedure: Procedure | None, day: date) -> Due | NotDunned:
    """Say which letter an account gets on a day, or the one reason why it gets none.

    The account is judged as a whole, net of credits and of payments nobody has assigned.

    Source: § 286 Abs. 1 bis 3 BGB; § 17 Abs. 1 und 2 StromGVV, GasGVV.
    """
    case = _Case(position, procedure, day)
    refusal = next((found for ask in _ORDER if (found := ask(case))), None)
    return refusal or _due(case)


def _due(case: _Case) -> Due:
    level = case.level
    assert level is not None  # the highest level is a reason not to dun
    is_late = any(not claim.is_fee for claim in case.free)
    return Due(
        level=level,
        claims=tuple(sorted(case.free, key=lambda claim: (claim.due_on, claim.item_id))),
        credit=case.position.credit,
        unassigned=case.position.unassigned,
        owed=case.net(case.free),
        fee=level.fee if is_late else ZERO,
        pay_by=case.terms.pay_by(case.day, level),
    )


def _nothing_open(case: _Case) -> NotDunned | None:
    if case.position.claims:
        return None
    change = Change(ChangeKind.CLAIM, "Erst eine neue Forderung ändert das.")
    return NotDunned(Reason.NOTHING_OPEN, "Keine Forderung ist offen.", change)


def _not_due(case: _Case) -> NotDunned | None:
    if case.overdue:
        return None
    first = min(claim.due_on for claim in case.position.claims)
    detail = f"Die nächste Forderung ist am {format_day(first)} fällig."
    return NotDunned(Reason.NOT_DUE, detail, _from(first + ONE_DAY, "überfällig"))


def _no_procedure(case: _Case) -> NotDunned | None:
    if case.procedure is not None:
        return None
    change = Change(ChangeKind.PROCEDURE, "Mahnverfahren für diesen Tag festlegen.")
    return NotDunned(Reason.NO_PROCEDURE, "Für diesen Tag gilt kein Mahnverfahren.", change)


def _in_grace(case: _Case) -> NotDunned | None:
    if case.ripe:
        return None
    first = min(claim.due_on for claim in case.overdue)
    days = case.terms.levels[0].days_after
    over = waits_until(first, days, case.terms.bank_days) + ONE_DAY
    detail = (
        f"Fällig seit {format_day(first)}; {days} Tage und {case.terms.bank_days} Bankarbeitstage "
        "sind noch nicht um."
    )
    return NotDunned(Reason.GRACE, detail, _from(over, "mahnbar"))


def _credit_covers(case: _Case) -> NotDunned | None:
    credit = case.position.credit
    if total(claim.amount for claim in case.ripe) > credit:
        return None
    change = Change(ChangeKind.ASSIGN_CREDIT, "Guthaben den Posten zuordnen.", amount=credit)
    return NotDunned(Reason.CREDIT, f"Ein Guthaben von {credit} deckt die Forderung.", change)


def _unassigned_covers(case: _Case) -> NotDunned | None:
    if case.net(case.ripe) > ZERO:
        return None
    amount = case.position.unassigned
    change = Change(ChangeKind.ASSIGN_PAYMENT, "Erst die Zahlung zuordnen.", amount=amount)
    detail = f"{amount} sind eingegangen und noch nicht zugeordnet."
    return NotDunned(Reason.UNASSIGNED, detail, change)


def _debited(case: _Case) -> NotDunned | None:
    if case.net(case.undebited) > ZERO:
        return None
    change = Change(ChangeKind.DEBIT_ENDS, "Erst eine Rückgabe der Lastschrift ändert das.")
    return NotDunned(Reason.DIRECT_DEBIT, "Die Forderung wird per Lastschrift eingezogen.", change)


def _blocked(case: _Case) -> NotDunned | None:
    if case.net(case.free) > ZERO:
        return None
    block, until = case.first_block(), case.blocked_until()
    held = f"bis {format_day(block.until)}" if block.until else "auf Weiteres"
    detail = f"{BLOCK_REASON_LABELS[block.reason]}, gesperrt {held}."
    if block.note:
        detail = f"{detail} „{block.note}“"
    if until is None:
        return NotDunned(
            Reason.BLOCKED, detail, Change(ChangeKind.LIFT, "Die Mahnsperre aufheben.")
        )
    over = until + ONE_DAY
    text = f"Ab {format_day(over)} endet die Sperre von selbst; früher, wenn sie aufgehoben wird."
    return NotDunned(Reason.BLOCKED, detail, Change(ChangeKind.LIFT, text, day=over))


def _too_small(case: _Case) -> NotDunned | None:
    level = case.level or case.terms.levels[-1]
    owed = case.net(case.free)
    if owed >= level.smallest:
        return None
    missing = level.smallest - owed
    detail = f"{owed} liegen unter dem Mindestbetrag von {level.smallest}."
    change = Change(ChangeKind.AMOUNT, f"Ab {missing} mehr wird gemahnt.", amount=missing)
    return NotDunned(Reason.TOO_SMALL, detail, change)


def _term_running(case: _Case) -> NotDunned | None:
    last, level = case.position.last, case.level
    if last is None or level is None or last.pay_by <= case.terms.latest_pay_by(case.day, level):
        return None
    over = waits_until(last.pay_by, level.days_after, case.terms.bank_days) + ONE_DAY
    detail = f"Das letzte Schreiben gibt Zeit bis {format_day(last.pay_by)}."
    return NotDunned(Reason.TERM_RUNNING, detail, _from(over, f"fällig: {level.name}"))


def _highest_level(case: _Case) -> NotDunned | None:
    if case.level is not None:
        return None
    name = case.terms.levels[-1].name
    change = Change(ChangeKind.HAND_ON, "Von Hand weitergeben: anrufen, vereinbaren, abgeben.")
    return NotDunned(Reason.HIGHEST_LEVEL, f"„{name}“ ist die letzte Stufe.", change)


def _no_address(case: _Case) -> NotDunned | None:
    if case.position.can_be_reached:
        return None
    change = Change(ChangeKind.ADDRESS, "Anschrift oder E-Mail-Adresse eintragen.")
    return NotDunned(Reason.NO_ADDRESS, "Weder Anschrift noch E-Mail-Adresse ist bekannt.", change)


def _from(day: date, what: str) -> Change:
    return Change(ChangeKind.DATE, f"Ab {format_day(day)} {what}.", day=day)


_ORDER: Final[Sequence[Callable[[_Case], NotDunned | None]]] = (
    _nothing_open,
    _not_due,
    _no_procedure,
    _in_grace,
    _credit_covers,
    _unassigned_covers,
    _debited,
    _blocked,
    _too_small,
    _term_running,
    _highest_level,
    _no_address,
)
