"""What becomes of a quote: accepted, declined, expired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kundenwerk.contracts.commands import order
from kundenwerk.contracts.rules import OrderData, SupplySituation, TermsData
from kundenwerk.debtors.commands import open_account
from kundenwerk.debtors.rules import Delivery, PaymentMethod
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.text import clean_text
from kundenwerk.parties.commands import add_bank_account
from kundenwerk.parties.queries import customer
from kundenwerk.parties.rules.person import ContactKind
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command, require_transaction
from kundenwerk.platform.events import announce
from kundenwerk.sales import events
from kundenwerk.sales.commands.early_start import check_early_start
from kundenwerk.sales.commands.following import quote_was_reopened, quotes_were_decided
from kundenwerk.sales.commands.handing_over import open_handover
from kundenwerk.sales.commands.naming import previous_supplier_of
from kundenwerk.sales.commands.telling import tell
from kundenwerk.sales.models import PriceCalculation, Quote
from kundenwerk.sales.queries.options import situation
from kundenwerk.sales.queries.settings import own_ibans, settings
from kundenwerk.sales.rules.binding import check_acceptance
from kundenwerk.sales.rules.vocabulary import (
    LIFE_CYCLE,
    QUOTE_LABELS,
    REJECTION_LABELS,
    Acceptance,
    BankAccountDuty,
    QuoteAction,
    QuoteState,
    RejectionReason,
)
from kundenwerk.tariffs.rules.vocabulary import PriceKind


class SituationOpen(Exception):
    """Whether the customer moves in or changes the supplier must be known by now."""


class PaymentOpen(Exception):
    """How the customer pays must be known by now."""


class BankAccountOpen(Exception):
    """Bank details must be known by now (DEC-01)."""


class SupplierOpen(Exception):
    """A supplier change needs the previous supplier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """What a quote left open and the acceptance brings; empty fields change nothing.

    Args:
        situation: the code of one of the supply situations.
    """

    situation: str = ""
    previous_supplier_id: int | None = None
    payment_method: PaymentMethod | None = None
    iban: str = ""
    holder: str = ""


@command
def accept_quote(
    *,
    quote_id: int,
    accepted_on: date,
    how: Acceptance,
    supplement: Supplement,
    day: date,
    early_start: bool | None = None,
) -> int:
    """Make a contract of an open quote; returns the id of the contract.

    Raises:
        TransitionNotAllowed, AcceptedTooEarly, QuoteExpired, SituationOpen, SupplierOpen,
        PaymentOpen, BankAccountOpen, InvalidIdentifier, StartNotReachable, EarlyStartOpen: see
            ``accept``.
    """
    quote = Quote.objects.select_for_update().get(pk=quote_id)
    quote.early_start = early_start
    return accept(quote, accepted_on=accepted_on, how=how, supplement=supplement, day=day)


def accept(
    quote: Quote, *, accepted_on: date, how: Acceptance, supplement: Supplement, day: date
) -> int:
    """Make a contract of a quote whose row is locked; returns the id of the contract (step).

    Raises:
        TransitionNotAllowed: the quote is no longer open.
        AcceptedTooEarly: before the quote was made, or a day still to come.
        QuoteExpired: after the binding period.
        SituationOpen, SupplierOpen, PaymentOpen, BankAccountOpen: something is still missing.
        InvalidIdentifier: the IBAN is wrong.
        NotTheirs: the previous supplier does not exist.
        StartNotReachable: the wished start comes too soon by now.
        EarlyStartOpen: a consumer was asked and does not want supply that early.
    """
    require_transaction()
    state = LIFE_CYCLE.after(QuoteState(quote.state), QuoteAction.ACCEPT)
    check_acceptance(accepted_on, quoted_on=quote.quoted_on, until=quote.binding_until, today=day)
    _complete(quote, supplement)
    account_id = quote.contract_account_id or _account(quote, accepted_on)
    contract = order(_order(quote, account_id, accepted_on))
    check_early_start(quote, contract, accepted_on)
    quote.state, quote.contract_id = state.value, contract.pk
    quote.decided_on, quote.decided_how = accepted_on, how.value
    quote.save()
    open_handover(quote, contract_id=contract.pk, day=day)
    tell(quote, "circle-check", f"Angebot {quote.number} angenommen")
    quotes_were_decided([quote], day)
    announce(events.Accepted(quote.pk, contract.pk))
    return contract.pk


def _complete(quote: Quote, supplement: Supplement) -> None:
    chosen = situation(supplement.situation)
    if chosen and not quote.situation:
        quote.situation, quote.situation_option = chosen.meaning, chosen
    if not quote.previous_supplier_id:
        commodity = Commodity(quote.supply_point.commodity)
        quote.previous_supplier = previous_supplier_of(supplement.previous_supplier_id, commodity)
    quote.payment_method = quote.payment_method or (supplement.payment_method or "")
    if supplement.iban and not quote.bank_account_id:
        payer = quote.invoice_recipient_id or quote.business_partner_id
        quote.bank_account = add_bank_account(
            payer, supplement.iban, supplement.holder, own_ibans=own_ibans()
        )
    _check_complete(quote)


def _check_complete(quote: Quote) -> None:
    if not quote.situation:
        raise SituationOpen
    if quote.situation == SupplySituation.SWITCH and not quote.previous_supplier_id:
        raise SupplierOpen
    if quote.contract_account_id:
        return
    if not quote.payment_method:
        raise PaymentOpen
    duty = settings().handover_requires_bank_account
    debited = quote.payment_method == PaymentMethod.DIRECT_DEBIT
    if not quote.bank_account_id and (debited or duty == BankAccountDuty.ALWAYS):
        raise BankAccountOpen


def _account(quote: Quote, day: date) -> int:
    payer = customer(quote.invoice_recipient_id or quote.business_partner_id, day=day)
    return open_account(
        quote.business_partner_id,
        PaymentMethod(quote.payment_method),
        quote.bank_account_id,
        day,
        invoice_recipient_id=quote.invoice_recipient_id,
        delivery=Delivery.EMAIL if payer.contact(ContactKind.EMAIL) else Delivery.LETTER,
    ).pk


def _order(quote: Quote, account_id: int, day: date) -> OrderData:
    calculation = quote.calculation
    return OrderData(
        business_partner_id=quote.business_partner_id,
        supply_point_id=quote.supply_point_id,
        contract_account_id=account_id,
        tariff_version_id=calculation.tariff_version_id,
        ordered_on=day,
        situation=SupplySituation(quote.situation),
        terms=_terms(calculation),
        requested_start=quote.requested_start,
        previous_supplier_id=quote.previous_supplier_id,
        previous_contract_number=quote.previous_contract_number,
        previous_contract_end=quote.previous_contract_end,
        conditions=tuple(item.data for item in quote.items.all()),
    )


def _terms(calculation: PriceCalculation) -> TermsData:
    return TermsData(
        price_kind=PriceKind(calculation.price_kind),
        energy_ct=calculation.energy_ct,
        energy_offpeak_ct=calculation.energy_offpeak_ct,
        base_eur_per_year=calculation.base_eur_per_year,
        minimum_term_months=calculation.minimum_term_months,
        notice_weeks=calculation.notice_weeks,
        guarantee_until=calculation.guarantee_until,
        new_customer_bonus=calculation.new_customer_bonus,
        instant_bonus=calculation.instant_bonus,
    )


@command
def decline_quote(*, quote_id: int, reason: RejectionReason, note: str, day: date) -> int:
    """Note that the customer does not want the quote.

    Raises:
        TransitionNotAllowed: the quote is no longer open.
        UnusableText: the note is too long.
    """
    quote = Quote.objects.select_for_update().get(pk=quote_id)
    quote.state = LIFE_CYCLE.after(QuoteState(quote.state), QuoteAction.DECLINE).value
    quote.decided_on, quote.decline_reason = day, reason.value
    quote.decline_note = clean_text(note, max_length=300)
    quote.save(update_fields=["state", "decided_on", "decline_reason", "decline_note"])
    tell(
        quote,
        "ban",
        f"Angebot {quote.number} abgelehnt: {REJECTION_LABELS[reason]}",
        quote.decline_note,
    )
    quotes_were_decided([quote], day)
    undo.offer("Ablehnung festgehalten", reopen_quote, quote_id=quote.pk)
    return quote.pk


@undo.inverse
@command
def reopen_quote(*, quote_id: int) -> int:
    """Take back that a quote was declined.

    Raises:
        Overtaken: it is no longer declined.
    """
    quote = Quote.objects.select_for_update().get(pk=quote_id)
    present = QuoteState(quote.state)
    if present is not QuoteState.DECLINED:
        declined = QUOTE_LABELS[QuoteState.DECLINED]
        raise undo.Overtaken(
            [undo.Difference(f"Angebot {quote.number}", declined, QUOTE_LABELS[present])]
        )
    quote.state = LIFE_CYCLE.after(present, QuoteAction.REOPEN).value
    declined_on = quote.decided_on or quote.quoted_on
    quote.decided_on, quote.decline_reason, quote.decline_note = None, "", ""
    quote.save(update_fields=["state", "decided_on", "decline_reason", "decline_note"])
    tell(quote, "arrow-back-up", f"Angebot {quote.number} wieder offen, Ablehnung zurückgenommen")
    quote_was_reopened(quote, declined_on)
    return quote.pk


@command
def expire_quotes(*, day: date) -> int:
    """Close every open quote whose binding period is over; returns how many (DEC-05)."""
    state = LIFE_CYCLE.after(QuoteState.OPEN, QuoteAction.EXPIRE)
    over = Quote.objects.select_for_update().filter(state=QuoteState.OPEN, binding_until__lt=day)
    quotes = list(over.order_by("pk"))
    for quote in quotes:
        quote.state, quote.decided_on = state.value, day
    Quote.objects.bulk_update(quotes, ["state", "decided_on"], batch_size=1000)
    quotes_were_decided(quotes, day)
    return len(quotes)
