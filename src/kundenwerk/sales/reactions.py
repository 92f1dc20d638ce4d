"""What follows from a quote."""

from __future__ import annotations

import logging
from datetime import date

from kundenwerk.parties.events import ConsentNoted
from kundenwerk.parties.rules.consent import (
    NEEDS_CONSENT,
    ConsentAnswer,
    ConsentChannel,
    ConsentPurpose,
)
from kundenwerk.platform.clock import today
from kundenwerk.platform.commands import Call
from kundenwerk.platform.events import on
from kundenwerk.sales.commands import (
    CompanyUnknown,
    confirm_order,
    look_for_known,
    stop_leads_of,
    write_quote,
)
from kundenwerk.sales.events import Accepted, Quoted

log = logging.getLogger(__name__)


@on(Quoted)
def set_document(event: Quoted) -> None:
    """Set the document of a new quote, so that it is there when somebody asks."""
    call = Call.of_job("sales.write_quote", event.quote_id)
    try:
        write_quote(call, quote_id=event.quote_id)
    except CompanyUnknown:
        log.warning("no document: the company's own data are missing")


@on(Quoted)
def find_known(event: Quoted) -> None:
    """Ask service whether an order without a clerk is from somebody we know."""
    call = Call.of_job("sales.look_for_known", event.quote_id)
    look_for_known(call, quote_id=event.quote_id, day=today())


@on(Accepted)
def confirm_contract(event: Accepted) -> None:
    """Confirm a new contract to the customer with everything the law asks for."""
    call = Call.of_job("sales.confirm_order", event.quote_id)
    try:
        confirm_order(call, quote_id=event.quote_id)
    except CompanyUnknown:
        log.warning("no confirmation: the company's own data are missing")


@on(ConsentNoted)
def stop_leads(event: ConsentNoted) -> None:
    """Who no longer wants mails or calls is not approached as a lead either."""
    channel = ConsentChannel(event.channel)
    refused = (event.answer, event.purpose) == (ConsentAnswer.REVOKED, ConsentPurpose.ADVERTISING)
    if refused and channel in NEEDS_CONSENT:
        stop_leads_of(
            Call.of_job("sales.stop_leads", event.consent_id),
            business_partner_id=event.business_partner_id,
            channel=channel,
            day=date.fromisoformat(event.day),
        )
