"""What an account owes on a day, and what the judgement about it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.receivables.rules.procedure import Level
from kundenwerk.receivables.rules.vocabulary import BlockReason, ChangeKind, Reason


@dataclass(frozen=True, slots=True)
class Block:
    """A dunning block in force.

    Args:
        until: the last day it holds; None until somebody lifts it.
        note: what who set it wants others to know.
    """

    reason: BlockReason
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An open claim.

    Args:
        amount: what of it is open.
        is_fee: it is a fee itself, and alone bears no other.
        is_debited: a direct debit of it is under way or will be made.
        blocks: in force on the claim itself.
    """

    item_id: int
    reference: str
    text: str
    booked_on: date
    due_on: date
    amount: Money
    is_fee: bool = False
    is_debited: bool = False
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class LastLetter:
    """The latest letter about claims of which some are still open."""

    level: int
    day: date
    pay_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A contract account as it stands on a day.

    Args:
        credit: open credits on the account, as a positive amount.
        unassigned: payments of this customer that nobody has assigned.
        blocks: in force on account or business partner.
    """

    claims: tuple[Claim, ...]
    credit: Money = ZERO
    unassigned: Money = ZERO
    blocks: tuple[Block, ...] = ()
    last: LastLetter | None = None
    can_be_reached: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """The nearest change after which the reason no longer holds.

    Args:
        text: German, says what has to happen.
    """

    kind: ChangeKind
    text: str
    day: date | None = None
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class NotDunned:
    """The one reason why an account is not dunned, and what would change it."""

    reason: Reason
    detail: str
    change: Change


@dataclass(frozen=True, slots=True)
class Due:
    """The letter that is to go out.

    Args:
        owed: the claims less credits and unassigned payments, without the fee.
    """

    level: Level
    claims: tuple[Claim, ...]
    credit: Money
    unassigned: Money
    owed: Money
    fee: Money
    pay_by: date

    @property
    def to_pay(self) -> Money:
        """What the letter asks for."""
        return self.owed + self.fee
