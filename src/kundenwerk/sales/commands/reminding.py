"""Tell customers that a quote runs out (S11)."""

from __future__ import annotations

from datetime import date

from kundenwerk.kernel.numbers import format_day
from kundenwerk.market.models import OwnCompany
from kundenwerk.market.queries import own_company
from kundenwerk.platform.commands import command
from kundenwerk.sales.commands.links import invitation
from kundenwerk.sales.commands.mailing import QuoteMail, address_of, send
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.quotes import quote as load
from kundenwerk.sales.queries.reminders import key_of, reminded
from kundenwerk.sales.rules.vocabulary import QuoteState


class NotOpen(Exception):
    """The quote was answered or ran out."""


class AlreadyReminded(Exception):
    """The customer was told of this last day before."""


@command
def remind_of_quote(*, quote_id: int, day: date) -> int:
    """Mail the customer the last day of an open quote, once; returns the id of the delivery.

    Raises:
        NotOpen: nothing can be accepted any more.
        AlreadyReminded: see the exception.
        NoEmailAddress: there is none.
        UnusableAddress: no mail can go there.
    """
    Quote.objects.select_for_update().get(pk=quote_id)
    quote = load(quote_id)
    if quote.state != QuoteState.OPEN or quote.binding_until < day:
        raise NotOpen(quote_id)
    if reminded([quote]):
        raise AlreadyReminded(quote_id)
    address = address_of(quote, day=day)
    how, link = invitation(quote)
    return send(
        quote,
        QuoteMail(
            key=key_of(quote),
            recipient=address,
            subject=f"Ihr Angebot {quote.number} gilt bis {format_day(quote.binding_until)}",
            body=_mail(quote, own_company(), how),
            link=link,
            document_id=quote.document_id,
            title=f"An Angebot {quote.number} erinnert",
            icon="bell",
        ),
    )


def _mail(quote: Quote, own: OwnCompany, how: str) -> str:
    tariff = quote.calculation.tariff_version.tariff
    contact = ", ".join(filter(None, [own.name, own.phone, own.email]))
    return (
        f"Guten Tag {quote.business_partner},\n\n"
        f"Ihr Angebot {quote.number} über {quote.calculation.annual_gross} im Jahr "
        f"gilt noch bis zum {format_day(quote.binding_until)}.\n\n"
        f"{how}\n\n"
        "Passt es nicht mehr, müssen Sie nichts tun: Es endet von selbst.\n\n"
        f"Tarif: {tariff}\nLieferstelle: {quote.supply_point}\n\n"
        f"{contact}\n"
    )
