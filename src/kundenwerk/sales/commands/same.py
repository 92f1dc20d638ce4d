"""Orders without a clerk make new records; a clerk says whether they are from somebody known."""

from __future__ import annotations

from datetime import date

from kundenwerk.contracts.commands import move_contracts
from kundenwerk.debtors.commands import move_accounts
from kundenwerk.parties.commands import merge
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform import search
from kundenwerk.platform.commands import command, current_call
from kundenwerk.sales.commands.closing import search_entry
from kundenwerk.sales.models import Lead, PossibleDuplicate, Quote
from kundenwerk.sales.queries.same import is_billed, known_like
from kundenwerk.sales.rules.online import is_without_clerk
from kundenwerk.sales.rules.same import PAIR_LIFE_CYCLE, PairAction, PairState
from kundenwerk.work.commands import close_tasks, move_entries, open_task, record
from kundenwerk.work.rules import EntryKind


class AlreadyBilled(Exception):
    """What was billed under one number stays there."""


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
            key=_key(pair),
            title=f"Mögliche Dublette: {quote.business_partner} und {alike.name}",
            role="SERVICE",
            due_on=day,
            business_partner_id=quote.business_partner_id,
            detail=f"{alike.number}: {pair.reasons}",
            url=f"/dubletten/{pair.pk}/",
        )
    return made


@command
def join_customers(*, pair_id: int, day: date) -> int:
    """Both records are one customer: give everything to the older; returns its id.

    Raises:
        TransitionNotAllowed: a colleague has decided otherwise.
        AlreadyBilled: a contract of the younger record has been billed.
    """
    pair = _locked(pair_id)
    if pair.state == PairState.SAME:
        return pair.known_id
    _decide(pair, PairAction.JOIN)
    if is_billed(pair.newcomer_id):
        raise AlreadyBilled
    newcomer, known = pair.newcomer, pair.known
    move_entries(newcomer.pk, known.pk)
    instead = merge(newcomer, known)
    move_accounts(newcomer.pk, known.pk, instead)
    move_contracts(newcomer.pk, known.pk, day=day)
    _move_quotes(newcomer, known, instead)
    Lead.objects.filter(business_partner=newcomer).update(business_partner=known)
    _drop_others(pair)
    record(
        business_partner_id=known.pk,
        kind=EntryKind.CONTACT,
        icon="users",
        title=f"Mit {newcomer.number} zusammengeführt",
        detail=f"{newcomer}: Angebote und Verträge stehen jetzt hier.",
    )
    return known.pk


@command
def keep_apart(*, pair_id: int) -> int:
    """The records are different customers.

    Raises:
        TransitionNotAllowed: a colleague has decided otherwise.
    """
    pair = _locked(pair_id)
    if pair.state != PairState.DIFFERENT:
        _decide(pair, PairAction.KEEP)
    return pair.pk


def _key(pair: PossibleDuplicate) -> str:
    return f"sales:duplicate:{pair.pk}"


def _locked(pair_id: int) -> PossibleDuplicate:
    """A pair with both records locked, so that nobody merges one of them meanwhile."""
    ids = PossibleDuplicate.objects.values_list("newcomer_id", "known_id").get(pk=pair_id)
    everybody = BusinessPartner.objects.select_for_update().order_by("pk")
    locked = {one.pk: one for one in everybody.filter(pk__in=ids)}
    pair = PossibleDuplicate.objects.select_for_update().get(pk=pair_id)
    pair.newcomer, pair.known = locked[pair.newcomer_id], locked[pair.known_id]
    return pair


def _decide(pair: PossibleDuplicate, action: PairAction) -> None:
    pair.state = PAIR_LIFE_CYCLE.after(PairState(pair.state), action).value
    pair.decided_by = current_call().actor
    pair.save(update_fields=["state", "decided_by"])
    close_tasks([_key(pair)])


def _move_quotes(
    newcomer: BusinessPartner, known: BusinessPartner, instead: dict[int, int]
) -> None:
    theirs = list(Quote.objects.filter(business_partner=newcomer).select_related("supply_point"))
    for quote in theirs:
        quote.business_partner = known
        quote.bank_account_id = instead.get(quote.bank_account_id or 0, quote.bank_account_id)
    Quote.objects.bulk_update(theirs, ["business_partner", "bank_account"], batch_size=1000)
    search.index([search_entry(quote) for quote in theirs])


def _drop_others(pair: PossibleDuplicate) -> None:
    """What was open about the emptied record needs no answer any more."""
    about = PossibleDuplicate.objects.select_for_update().filter(state=PairState.OPEN)
    for other in about.filter(newcomer=pair.newcomer) | about.filter(known=pair.newcomer):
        _decide(other, PairAction.DROP)
