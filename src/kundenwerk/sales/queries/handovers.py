"""Reading hand-overs: the list, the check list, what another system is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from kundenwerk.kernel.numbers import format_day
from kundenwerk.parties.models import Address
from kundenwerk.parties.queries import customer
from kundenwerk.parties.rules.person import ContactKind
from kundenwerk.sales.models import Handover, HandoverEndpoint, HandoverNotice, Quote
from kundenwerk.sales.queries.quotes import quote as load
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.handover import HandoverFacts, HandoverState, NoticeState
from kundenwerk.sales.rules.vocabulary import BankAccountDuty

_JOINED = (
    "contract",
    "quote__business_partner",
    "quote__supply_point",
    "quote__calculation__tariff_version__tariff",
)


def handovers(*, state: str = "", text: str = "") -> QuerySet[Handover]:
    """Hand-overs for the list, the newest first."""
    found = Handover.objects.select_related(*_JOINED)
    if state:
        found = found.filter(state=state)
    if wanted := text.strip():
        found = found.filter(
            Q(quote__number__icontains=wanted)
            | Q(contract__number__icontains=wanted)
            | Q(quote__business_partner__last_name__icontains=wanted)
            | Q(quote__business_partner__organisation_name__icontains=wanted)
        )
    return found.order_by("-opened_on", "-id")


def counts() -> dict[str, int]:
    """How many hand-overs are in each state."""
    rows = Handover.objects.values_list("state").annotate(Count("pk"))
    return {
        str(state): count for state, count in (dict.fromkeys(HandoverState, 0) | dict(rows)).items()
    }


def handover(handover_id: int) -> Handover:
    """One hand-over with quote and contract.

    Raises:
        Handover.DoesNotExist: no such row.
    """
    return Handover.objects.select_related(*_JOINED).get(pk=handover_id)


def after(handover_id: int, *, state: str = "", limit: int) -> Sequence[Handover]:
    """Hand-overs in the order they were made, from the one after ``handover_id`` on."""
    found = handovers(state=state).filter(pk__gt=handover_id)
    return list(found.order_by("pk")[:limit])


def facts_of(quote: Quote, *, day: date) -> HandoverFacts:
    """What is known of a quote, for the check list of the hand-over."""
    receiver = customer(quote.invoice_recipient_id or quote.business_partner_id, day=day)
    party = customer(quote.business_partner_id, day=day)
    point, born = quote.supply_point, party.business_partner.birth_date
    start = format_day(quote.requested_start) if quote.requested_start else ""
    return HandoverFacts(
        name=str(party.business_partner),
        billing_address=_line(receiver.billing_address or receiver.main_address),
        email=party.contact(ContactKind.EMAIL),
        phone=party.contact(ContactKind.PHONE),
        birth_date=format_day(born) if born else "",
        supply_address=str(point),
        grid_operator=str(point.grid_operator),
        metering_operator=str(point.metering_operator or ""),
        concession_class=point.concession_class,
        meter_number=quote.meter_number or _meter(quote),
        malo_id=point.malo_id or quote.malo_id,
        annual_kwh=quote.annual_kwh,
        tariff=str(quote.calculation.tariff_version.tariff),
        start="nächstmöglicher Termin" if quote.next_possible else start,
        situation=quote.situation,
        previous_supplier=str(quote.previous_supplier or ""),
        previous_contract_number=quote.previous_contract_number,
        payment_method=_payment(quote),
        has_account=bool(quote.bank_account_id or quote.contract_account_id),
        duty=BankAccountDuty(settings().handover_requires_bank_account),
    )


def facts_of_handover(one: Handover, *, day: date) -> HandoverFacts:
    """The same for an accepted quote."""
    return facts_of(load(one.quote_id), day=day)


def _line(address: Address | None) -> str:
    if address is None:
        return ""
    street = f"{address.street} {address.house_number}".strip()
    return f"{street}, {address.postcode} {address.town}"


def _meter(quote: Quote) -> str:
    meter = quote.supply_point.meters.order_by("-id").first()
    return meter.number if meter else ""


def _payment(quote: Quote) -> str:
    account = quote.contract_account
    return account.payment_method if account else quote.payment_method


def endpoint() -> HandoverEndpoint | None:
    """Who is told of hand-overs; None before anybody entered it."""
    return HandoverEndpoint.objects.filter(pk=1).first()


def due_notices(at: datetime) -> QuerySet[HandoverNotice]:
    """Notices whose time has come, the oldest first."""
    return HandoverNotice.objects.filter(state=NoticeState.WAITING, next_at__lte=at).order_by(
        "next_at", "pk"
    )


def notices(limit: int = 50) -> list[HandoverNotice]:
    """The last notices, the newest first."""
    found = HandoverNotice.objects.select_related("handover__quote").order_by("-pk")
    return list(found[:limit])


def message(one: Handover) -> dict[str, Any]:
    """A hand-over as other systems read it; without bank details, which stay here."""
    quote, contract = one.quote, one.contract
    return {
        "id": one.pk,
        "state": one.state,
        "opened_on": one.opened_on.isoformat(),
        "quote": quote.number,
        "contract": contract.number,
        "ordered_on": contract.ordered_on.isoformat(),
        "planned_start": contract.planned_start.isoformat(),
        "situation": contract.situation,
        "previous_supplier": contract.previous_supplier.code
        if contract.previous_supplier
        else None,
        "previous_contract_number": contract.previous_contract_number,
        "customer": {"number": quote.business_partner.number, "name": str(quote.business_partner)},
        "contract_account": contract.contract_account.number,
        "payment_method": contract.contract_account.payment_method,
        "supply_point": _supply_point(quote),
        "tariff": _tariff(one),
    }


def _supply_point(quote: Quote) -> dict[str, Any]:
    point = quote.supply_point
    return {
        "number": point.number,
        "commodity": point.commodity,
        "malo_id": point.malo_id,
        "street": point.street,
        "house_number": point.house_number,
        "postcode": point.postcode,
        "town": point.town,
        "grid_operator": point.grid_operator.code,
        "meter_number": quote.meter_number or _meter(quote),
        "annual_kwh": quote.annual_kwh,
    }


def _tariff(one: Handover) -> dict[str, Any]:
    calculation, contract = one.quote.calculation, one.contract
    terms = contract.terms.order_by("valid").first()
    assert terms is not None
    return {
        "code": calculation.tariff_version.tariff.code,
        "version": calculation.tariff_version_id,
        "price_kind": terms.price_kind,
        "energy_ct": str(terms.energy_ct),
        "energy_offpeak_ct": None
        if terms.energy_offpeak_ct is None
        else str(terms.energy_offpeak_ct),
        "base_eur_per_year": str(terms.base_eur_per_year),
        # The prices contain what these add to them.
        "conditions": [chosen.data.plain() for chosen in contract.conditions.all()],
        "annual_gross_cents": calculation.annual_gross.cents,
        "monthly_instalment_cents": calculation.monthly_instalment.cents,
    }
