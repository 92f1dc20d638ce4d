"""One action for many rows: what it may change, what not and why, and the work on one row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kundenwerk.platform.commands import Call
from kundenwerk.staff.access import Permission, may
from kundenwerk.ui.forms import CommandForm

# The names of the kinds of run, and how many rows make one part of them.
KIND = "staff.bulk"
UNDO_KIND = "staff.bulk_undo"
CHUNK = 25
# More rows at once are refused; their preview would not be looked at.
MOST = 20_000

Params = dict[str, Any]


class BulkForm(CommandForm):
    """What an action asks beside the rows."""

    def params(self) -> Params:
        """The answers as they are kept with the run."""
        return {}


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done with many rows of one list.

    Args:
        check: why rows cannot be changed, by id; others can. A fixed number of queries.
        work: the change of one row; it calls commands with the call it gets, or keys from it.
        refusals: what the commands may refuse, in German.
        done: what became of a changed row, e.g. "geändert".
        key: a letter that starts it.
    """

    name: str
    label: str
    icon: str
    list_key: str
    permission: Permission
    check: Callable[[Sequence[Any], Params, date], Mapping[int, str]]
    work: Callable[[Call, int, Params, date], object]
    done: str
    form: type[BulkForm] = BulkForm
    refusals: Mapping[type[Exception], str] = field(default_factory=dict)
    key: str = ""

    @property
    def asks(self) -> bool:
        """Whether the preview needs answers first."""
        return self.form is not BulkForm

    def refusal(self, error: Exception) -> str:
        """Why a row was not changed, or nothing for an error nobody expected."""
        return next((text for kind, text in self.refusals.items() if isinstance(error, kind)), "")


@dataclass(frozen=True, slots=True)
class Preview:
    """What an action would do."""

    rows: Sequence[Any]
    changed: Sequence[int]
    refused: Mapping[int, str]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """The reasons with their counts, the most frequent first."""
        counted: dict[str, int] = {}
        for reason in self.refused.values():
            counted[reason] = counted.get(reason, 0) + 1
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))

    def digest(self, params: Params) -> str:
        """Names exactly these rows and answers; another preview has another."""
        text = repr((list(self.changed), sorted(params.items())))
        return hashlib.sha256(text.encode()).hexdigest()


_actions: dict[str, Action] = {}


def register(action: Action) -> None:
    """Offer an action at its list."""
    _actions[action.name] = action


def action_of(name: str) -> Action | None:
    """The action of a name."""
    return _actions.get(name)


def actions_for(user: Any, list_key: str) -> list[Action]:
    """What a login may do with many rows of a list."""
    return [
        one for one in _actions.values() if one.list_key == list_key and may(user, one.permission)
    ]


def preview(action: Action, rows: Sequence[Any], params: Params, day: date) -> Preview:
    """Divide rows into those that would be changed and the others."""
    refused = action.check(rows, params, day)
    changed = [one.pk for one in rows if one.pk not in refused]
    return Preview(rows, changed, {one.pk: refused[one.pk] for one in rows if one.pk in refused})
