"""Orders without a clerk: by visitors, through the link of a quote, by other programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models.functions import Now

from kundenwerk.platform.commands import command, current_call
from kundenwerk.sales.commands.closing import close
from kundenwerk.sales.commands.deciding import Supplement, accept
from kundenwerk.sales.models import Declaration, Quote, QuoteDraft
from kundenwerk.sales.queries.closing import priced
from kundenwerk.sales.queries.quotes import quote as load
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules import online
from kundenwerk.sales.rules.entries import kept
from kundenwerk.sales.rules.vocabulary import (
    Acceptance,
    BankAccountDuty,
    DraftState,
    Step,
)


class NotOnline(Exception):
    """The draft is a clerk's, or says what only a clerk may say."""


class TermsChanged(Exception):
    """Other general terms hold by now than those that were linked."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What the customer declared.

    Args:
        at: the instant of the click.
        early_start: supply was asked for before the time to withdraw is over.
        terms_id: the version of the general terms that was linked; None where there was none.
    """

    at: datetime
    early_start: bool
    terms_id: int | None = None


@command
def order_online(*, draft_id: UUID, version: int, declared: Declared, day: date) -> int:
    """Make quote and contract of a visitor's draft at once; returns the id of the quote.

    Raises:
        NotOnline: see the exception.
        DraftClosed, DraftChanged, Incomplete: see ``close``.
        SituationOpen, SupplierOpen, PaymentOpen, BankAccountOpen, StartNotReachable,
        EarlyStartOpen: see ``accept``.
        TermsChanged: see the exception.
    """
    draft = QuoteDraft.objects.select_for_update().get(pk=draft_id)
    if draft.owner != online.WEB or not set(draft.data) <= online.ALL_FIELDS:
        raise NotOnline
    online.check_complete(
        draft.data, duty=BankAccountDuty(settings().handover_requires_bank_account)
    )
    quote = close(draft_id, version=version, day=day)
    if quote.general_terms_id != declared.terms_id:
        raise TermsChanged
    _accept(quote, Acceptance.ONLINE, Supplement(), declared, day)
    return quote.pk


@command
def accept_by_link(*, quote_id: int, supplement: Supplement, declared: Declared, day: date) -> int:
    """The customer orders through the link of the quote; returns the id of the contract.

    Raises:
        TransitionNotAllowed, QuoteExpired, SituationOpen, SupplierOpen, PaymentOpen,
        BankAccountOpen, InvalidIdentifier, StartNotReachable, EarlyStartOpen: see ``accept``.
    """
    quote = Quote.objects.select_for_update().get(pk=quote_id)
    return _accept(quote, Acceptance.LINK, supplement, declared, day)


def _accept(
    quote: Quote, how: Acceptance, supplement: Supplement, declared: Declared, day: date
) -> int:
    quote.early_start = declared.early_start
    contract_id = accept(quote, accepted_on=day, how=how, supplement=supplement, day=day)
    found = load(quote.pk)
    text = online.wording(
        str(found.calculation.tariff_version.tariff),
        str(found.calculation.annual_gross),
        str(found.supply_point),
        chosen=[item.label for item in found.items.order_by("position")],
        terms=str(found.general_terms or ""),
        early_start=declared.early_start,
    )
    Declaration.objects.create(
        quote=quote, declared_at=declared.at, wording=text, early_start=declared.early_start
    )
    return contract_id


@command
def quote_at_once(*, values: dict[str, str], day: date) -> int:
    """Make a quote of everything another program knows; returns its id.

    Raises:
        Incomplete: with a sentence per field.
        MaloTaken: another supply point has the MaLo-ID.
    """
    actor = current_call().actor
    entered = {name: text for name, text in kept(values, online.API_FIELDS).items() if text}
    draft = QuoteDraft.objects.create(
        owner=actor, saved_by=actor, data=with_tier(entered, day=day), step=Step.CHECK.value
    )
    return close(draft.pk, version=draft.version, day=day).pk


def with_tier(entered: dict[str, str], *, day: date) -> dict[str, str]:
    """Conditions named without their tier count for the one the consumption falls into.

    Raises:
        Incomplete: the price cannot be computed, with a sentence per field.
    """
    if not entered.get("conditions"):
        return entered
    return entered | {"conditions_tier": str(priced(entered, day=day).tier.pk)}


@command
def drop_online_drafts(*, hours: int) -> int:
    """Delete visitors' drafts nobody has touched for so long; returns how many."""
    old = QuoteDraft.objects.filter(
        owner=online.WEB, state=DraftState.OPEN, updated_at__lt=Now() - timedelta(hours=hours)
    )
    return old.delete()[0]
