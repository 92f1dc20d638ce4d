"""Closing the quote process: one transaction writes everything a draft describes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models.functions import Now

from kundenwerk.contracts.rules.deadlines import minimum_term_end
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.platform import search
from kundenwerk.platform.clock import start_of
from kundenwerk.platform.commands import command, current_call, require_transaction
from kundenwerk.platform.events import announce
from kundenwerk.platform.number_ranges import next_number
from kundenwerk.sales import events
from kundenwerk.sales.commands.converting import lead_was_quoted, take_lead
from kundenwerk.sales.commands.drafts import DraftClosed
from kundenwerk.sales.commands.naming import (
    Roles,
    name_payment,
    previous_supplier_of,
    roles_of,
    supply_point_of,
)
from kundenwerk.sales.commands.rating import credit_of
from kundenwerk.sales.commands.telling import tell
from kundenwerk.sales.models import PriceCalculation, Quote, QuoteDraft, QuoteItem
from kundenwerk.sales.queries.closing import Priced, ready
from kundenwerk.sales.queries.options import situation
from kundenwerk.sales.queries.quotes import SEARCH_KIND
from kundenwerk.sales.queries.terms import terms_on
from kundenwerk.sales.rules.parties import Parties
from kundenwerk.sales.rules.vocabulary import DraftState
from kundenwerk.tariffs.commands import mark_used
from kundenwerk.tariffs.models import condition_columns


class DraftChanged(Exception):
    """The draft is no longer what was shown on the check page."""


@command
def close_draft(*, draft_id: UUID, version: int, day: date) -> int:
    """Make a quote of a complete draft; returns the id of the quote.

    Raises:
        DraftClosed, DraftChanged, Incomplete, NotTheirs, AccountNotAllowed, MaloTaken: see
            ``close``.
    """
    return close(draft_id, version=version, day=day, knows_holders=True).pk


def close(draft_id: UUID, *, version: int, day: date, knows_holders: bool = False) -> Quote:
    """Make a quote of a complete draft (step).

    Prices are computed anew from the tariff; nothing a browser sent about them counts.
    ``knows_holders`` says that a clerk closes it, see ``name_payment``.

    Raises:
        DraftClosed: the draft has ended.
        DraftChanged: somebody changed it after the check page was shown.
        Incomplete: something is missing or no longer possible, with a sentence per field.
        NotTheirs: an account or supply point of somebody else.
        AccountNotAllowed: see above.
        MaloTaken: another supply point has the MaLo-ID.
    """
    require_transaction()
    draft = QuoteDraft.objects.select_for_update().get(pk=draft_id)
    if draft.state != DraftState.OPEN:
        raise DraftClosed(draft.quote_id)
    if draft.version != version:
        raise DraftChanged
    priced, parties = ready(draft.data, day=day)
    roles = roles_of(parties, day)
    point = supply_point_of(priced, parties, roles, day)
    quote = _quote(priced, parties, roles, day)
    quote.supply_point = point
    how = {"is_new_point": priced.basis.is_new_point, "knows_holders": knows_holders}
    name_payment(quote, parties.payment, roles, **how)
    mark_used([priced.version.pk], at=start_of(day))
    quote.number = next_number("QUOTE", year=day.year)
    quote.credit_rating = credit_of(draft.data, roles.customer, day)
    take_lead(quote, draft.data)
    _store(quote, priced)
    lead_was_quoted(quote)
    _finish(draft, quote)
    return quote


def _store(quote: Quote, priced: Priced) -> None:
    quote.save(force_insert=True)
    QuoteItem.objects.bulk_create(
        QuoteItem(quote=quote, condition=one, **condition_columns(one.data, position))
        for position, one in enumerate(priced.chosen, start=1)
    )
    _calculation(quote, priced).save(force_insert=True)


def _finish(draft: QuoteDraft, quote: Quote) -> None:
    draft.quote, draft.state, draft.data = quote, DraftState.CLOSED.value, {}
    draft.updated_at = Now()
    draft.save(update_fields=["quote", "state", "data", "updated_at"])
    tell(quote, "file-text", f"Angebot {quote.number} erstellt")
    search.index([search_entry(quote)])
    announce(events.Quoted(quote.pk))


def search_entry(quote: Quote) -> search.Entry:
    """What search knows about a quote."""
    return search.Entry(
        kind=SEARCH_KIND,
        object_id=quote.pk,
        title=f"Angebot {quote.number}",
        subtitle=f"{quote.business_partner}, {quote.supply_point}",
        url=f"/angebote/{quote.pk}/",
        text=f"{quote.number} {quote.business_partner} {quote.supply_point}",
        names=str(quote.business_partner),
    )


def _quote(priced: Priced, parties: Parties, roles: Roles, day: date) -> Quote:
    basis = priced.basis
    return Quote(
        business_partner=roles.customer,
        invoice_recipient=roles.recipient,
        property_owner=roles.owner,
        energy_kind=basis.kind.code,
        register_count=basis.register_count.value if basis.register_count else "",
        annual_kwh=basis.annual_kwh,
        offpeak_kwh=basis.offpeak_kwh,
        quoted_on=day,
        binding_until=priced.binding_until,
        requested_start=None if basis.next_possible else basis.start,
        requested_end=None if basis.next_possible else _end_of_term(priced),
        next_possible=basis.next_possible,
        situation=parties.situation.value if parties.situation else "",
        situation_option=situation(parties.situation_code),
        previous_supplier=previous_supplier_of(
            parties.previous_supplier_id, basis.kind.energy.commodity
        ),
        previous_contract_number=parties.previous_contract_number,
        previous_contract_end=parties.previous_contract_end,
        meter_number=parties.meter_number,
        malo_id=parties.malo_id,
        general_terms=terms_on(day),
        payment_method=parties.payment.method.value,
        created_by=current_call().actor,
    )


def _end_of_term(priced: Priced) -> date | None:
    """The last day of the first term; None for a contract without one."""
    months = priced.version.minimum_term_months
    return minimum_term_end(priced.basis.start, months) - ONE_DAY if months else None


def _calculation(quote: Quote, priced: Priced) -> PriceCalculation:
    cost, version = priced.calculated.cost, priced.version
    return PriceCalculation(
        quote=quote,
        supply_point=quote.supply_point,
        invoice_recipient=quote.invoice_recipient,
        property_owner=quote.property_owner,
        tariff_version=version,
        price_tier=priced.tier,
        annual_kwh=quote.annual_kwh,
        offpeak_kwh=quote.offpeak_kwh,
        price_kind=version.price_kind,
        energy_ct=priced.terms.energy_ct,
        energy_offpeak_ct=priced.terms.energy_offpeak_ct,
        base_eur_per_year=priced.terms.base_eur,
        energy_net=cost.energy_cost,
        base_net=cost.base_price,
        annual_net=cost.annual_net,
        annual_vat=cost.annual_gross - cost.annual_net,
        annual_gross=cost.annual_gross,
        monthly_instalment=cost.monthly_instalment,
        new_customer_bonus=version.new_customer_bonus,
        instant_bonus=version.instant_bonus,
        first_year_gross=cost.first_year_gross,
        comparison_name=priced.comparison_name,
        comparison_gross=priced.comparison_gross,
        minimum_term_months=version.minimum_term_months,
        notice_weeks=version.notice_weeks,
        renewal_months=version.renewal_months,
        guarantee_until=priced.guarantee_until,
        requested_start=quote.requested_start,
        requested_end=quote.requested_end,
        next_possible=quote.next_possible,
        binding_until=quote.binding_until,
        priced_on=priced.priced_on,
        trace=priced.calculated.trace,
        trace_sha256=priced.calculated.sha256,
    )
