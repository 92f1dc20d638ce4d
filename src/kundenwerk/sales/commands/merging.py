"""Two records are one customer: everything moves to the one that is kept, and back again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from kundenwerk.contracts.commands import reindex as reindex_contracts
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.parties.commands import merge, part
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries.merging import Merged
from kundenwerk.platform import search
from kundenwerk.platform.changes import Change, change
from kundenwerk.platform.commands import command, current_call
from kundenwerk.sales.commands.closing import search_entry
from kundenwerk.sales.commands.same import decide, locked, task_key
from kundenwerk.sales.models import Merge, PossibleDuplicate, Quote, QuoteDraft
from kundenwerk.sales.queries.merging import held_since, not_taken_back, told
from kundenwerk.sales.queries.same import is_billed
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.parties import OTHER_ROLES
from kundenwerk.sales.rules.same import PAIR_LIFE_CYCLE, PairAction, PairState
from kundenwerk.sales.rules.vocabulary import DraftState
from kundenwerk.work.commands import record, reopen_dropped
from kundenwerk.work.rules import EntryKind

# By which keys a draft names business partners.
_NAMED: Final = ("business_partner", *(f"{role}_business_partner" for role in OTHER_ROLES))


class AlreadyBilled(Exception):
    """What was billed under one number stays there."""


class MergeOver(Exception):
    """The days in which a merge can be taken back are over."""


class MergedFurther(Exception):
    """The kept record was merged with another since; that has to be taken back first."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


@command
def join_customers(*, pair_id: int, day: date, take: Collection[str] = ()) -> int:
    """Both records are one customer: give everything to the older; returns its id.

    Args:
        pair_id: the two records.
        day: of the merge; within the days of the settings it can be taken back.
        take: groups of values that are kept from the younger record.

    Raises:
        TransitionNotAllowed: a colleague has decided otherwise.
        AlreadyBilled: a contract of the younger record has been billed.
        UnknownGroup: no such group of values.
    """
    pair = locked(pair_id)
    if pair.state == PairState.SAME:
        return pair.known_id
    decide(pair, PairAction.JOIN)
    if is_billed(pair.newcomer_id):
        raise AlreadyBilled
    newcomer, known = pair.newcomer, pair.known
    merged = merge(newcomer, known, take=take, day=day)
    merged.changes.extend(_drop_others(pair))
    last_day = day + timedelta(days=settings().merge_undo_days)
    Merge.objects.create(
        pair=pair,
        moved=merged.stored(),
        drafts=_move_drafts(newcomer.pk, known.pk),
        made_on=day,
        made_by=current_call().actor,
        last_day=last_day,
    )
    _reindex(merged)
    _tell(pair, newcomer, f"Mit {known.number} zusammengeführt", f"Alles steht bei {known}.")
    detail = f"{newcomer}: Alles steht jetzt hier. Rücknahme bis {last_day:%d.%m.%Y} möglich."
    _tell(pair, known, f"Mit {newcomer.number} zusammengeführt", detail)
    return known.pk


@command
def part_customers(*, pair_id: int, day: date) -> list[str]:
    """Take a merge back: what moved goes back; returns what cannot, as German sentences.

    Raises:
        TransitionNotAllowed: the records are not merged.
        MergeOver: the last day has gone.
        MergedFurther: the kept record was merged with another since.
    """
    pair = locked(pair_id)
    state = PAIR_LIFE_CYCLE.after(PairState(pair.state), PairAction.PART)
    done = not_taken_back(pair.pk)
    if done is None or day > done.last_day:
        raise MergeOver
    if pair.known.merged_into:
        raise MergedFurther(pair.known.merged_into.number)
    pair.state = state.value
    pair.save(update_fields=["state"])
    merged = Merged.read(done.moved)
    held = held_since(merged, done.made_at, pair)
    stayed, values = part(pair.newcomer, pair.known, merged, held=held.rows)
    _move_drafts(pair.known_id, pair.newcomer_id, only=done.drafts)
    done.stayed = told(stayed, values, held)
    done.taken_back_on, done.taken_back_by = day, current_call().actor
    done.save(update_fields=["stayed", "taken_back_on", "taken_back_by"])
    _reopen(merged, pair)
    _reindex(merged)
    _tell_parted(pair, done.stayed)
    return list(done.stayed)


def _move_drafts(
    from_id: int, to_id: int, *, only: list[list[str]] | None = None
) -> list[list[str]]:
    """Let drafts name another record; returns each with the key, or moves only those named."""
    moved = []
    for draft in QuoteDraft.objects.select_for_update().filter(state=DraftState.OPEN):
        keys = [key for key in _NAMED if draft.data.get(key) == str(from_id)]
        if only is not None:
            keys = [key for key in keys if [str(draft.pk), key] in only]
        for key in keys:
            draft.data[key] = str(to_id)
            moved.append([str(draft.pk), key])
        if keys:
            draft.version += 1
            draft.save(update_fields=["data", "version"])
    return moved


def _drop_others(pair: PossibleDuplicate) -> list[Change]:
    """What was open about the emptied record needs no answer any more."""
    about = PossibleDuplicate.objects.select_for_update().filter(state=PairState.OPEN)
    others = about.filter(newcomer=pair.newcomer) | about.filter(known=pair.newcomer)
    ids = []
    for other in others:
        decide(other, PairAction.DROP)
        ids.append(other.pk)
    states = {"old": PairState.OPEN.value, "new": PairState.DROPPED.value}
    return change(PossibleDuplicate, "state", ids, **states)


def _reopen(merged: Merged, pair: PossibleDuplicate) -> None:
    """The pair, and the others that were dropped for it, are to be answered again."""
    ids = [pair.pk, *merged.ids(PossibleDuplicate._meta.label)]
    for one in PossibleDuplicate.objects.filter(pk__in=ids, state=PairState.OPEN):
        reopen_dropped(key=task_key(one))


def _reindex(merged: Merged) -> None:
    """Let contracts and quotes be found under the name of whose they are now."""
    reindex_contracts(merged.ids(SupplyContract._meta.label))
    quotes = Quote.objects.filter(pk__in=merged.ids(Quote._meta.label))
    found = quotes.select_related("business_partner", "supply_point")
    search.index([search_entry(quote) for quote in found])


def _tell(pair: PossibleDuplicate, owner: BusinessPartner, title: str, detail: str) -> None:
    record(
        business_partner_id=owner.pk,
        kind=EntryKind.CONTACT,
        icon="users",
        title=title,
        detail=detail,
        url=f"/dubletten/{pair.pk}/",
    )


def _tell_parted(pair: PossibleDuplicate, stayed: list[str]) -> None:
    detail = "\n".join(["Alles ging zurück."] if not stayed else ["Nicht zurück ging:", *stayed])
    for owner, other in ((pair.newcomer, pair.known), (pair.known, pair.newcomer)):
        _tell(pair, owner, f"Zusammenführung mit {other.number} zurückgenommen", detail)
