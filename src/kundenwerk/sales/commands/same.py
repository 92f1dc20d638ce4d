"""Orders without a clerk make new records; a clerk says whether they are from somebody known."""

from __future__ import annotations

from datetime import date

from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.commands import command, current_call
from kundenwerk.sales.models import PossibleDuplicate, Quote
from kundenwerk.sales.queries.same import known_like
from kundenwerk.sales.rules.online import is_without_clerk
from kundenwerk.sales.rules.same import PAIR_LIFE_CYCLE, PairAction, PairState
from kundenwerk.work.commands import close_tasks, open_task


@command
def look_for_known(*, quote_id: int, day: date) -> int:
    """Ask service about everybody a new order may be from; returns how many pairs are new."""
    quote = Quote.objects.select_related("business_partner").get(pk=quote_id)
    if not is_without_clerk(quote.created_by) or quote.business_partner.merged_into_id:
        return 0
    made = 0
    for alike in known_like(quote, day=day):
        pair, is_new = PossibleDuplicate.objects.get_or_create(
            newcomer_id=quote.business_partner_id,
            known_id=alike.business_partner_id,
            defaults={
                "quote": quote,
                "score": alike.likeness.score,
                "reasons": ", ".join(alike.likeness.reasons)[:300],
            },
        )
        made += is_new
        open_task(
            key=task_key(pair),
            title=f"Mögliche Dublette: {quote.business_partner} und {alike.name}",
            role="SERVICE",
            due_on=day,
            business_partner_id=quote.business_partner_id,
            detail=f"{alike.number}: {pair.reasons}",
            url=f"/dubletten/{pair.pk}/",
        )
    return made


@command
def keep_apart(*, pair_id: int) -> int:
    """The records are different customers.

    Raises:
        TransitionNotAllowed: a colleague has decided otherwise.
    """
    pair = locked(pair_id)
    if pair.state != PairState.DIFFERENT:
        decide(pair, PairAction.KEEP)
    return pair.pk


def task_key(pair: PossibleDuplicate) -> str:
    """The reason that opened the task of a pair."""
    return f"sales:duplicate:{pair.pk}"


def locked(pair_id: int) -> PossibleDuplicate:
    """A pair with both records locked, so that nobody merges one of them meanwhile (step)."""
    ids = PossibleDuplicate.objects.values_list("newcomer_id", "known_id").get(pk=pair_id)
    everybody = BusinessPartner.objects.select_for_update().order_by("pk")
    locked = {one.pk: one for one in everybody.filter(pk__in=ids)}
    pair = PossibleDuplicate.objects.select_for_update().get(pk=pair_id)
    pair.newcomer, pair.known = locked[pair.newcomer_id], locked[pair.known_id]
    return pair


def decide(pair: PossibleDuplicate, action: PairAction) -> None:
    """Note what became of a pair; its task needs nobody any more (step)."""
    pair.state = PAIR_LIFE_CYCLE.after(PairState(pair.state), action).value
    pair.decided_by = current_call().actor
    pair.save(update_fields=["state", "decided_by"])
    close_tasks([task_key(pair)])
