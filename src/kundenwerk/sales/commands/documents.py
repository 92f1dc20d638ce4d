"""The document of a quote: set once, sent as often as asked."""

from __future__ import annotations

from datetime import date

from kundenwerk.correspondence.commands import write
from kundenwerk.kernel.numbers import format_day, format_kwh
from kundenwerk.market.models import OwnCompany
from kundenwerk.market.queries import own_company
from kundenwerk.platform.commands import command, current_call
from kundenwerk.sales.commands.links import invitation
from kundenwerk.sales.commands.mailing import QuoteMail, address_of, send
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.letter import quote_letter
from kundenwerk.sales.queries.quotes import quote as load


class CompanyUnknown(Exception):
    """The supplier's own data, printed on every letter, were not entered yet."""


@command
def write_quote(*, quote_id: int) -> int:
    """Set the document of a quote; one that exists stays as it is. Returns its id.

    Raises:
        CompanyUnknown: nobody entered who we are.
        NotTypeset: the document could not be set.
    """
    return _document(load(quote_id))


def _document(quote: Quote) -> int:
    if quote.document_id is None:
        if not own_company().name:
            raise CompanyUnknown
        document = write(quote_letter(quote))
        Quote.objects.filter(pk=quote.pk).update(document=document)
        return document.pk
    return quote.document_id


@command
def send_quote(*, quote_id: int) -> int:
    """Mail the quote to the customer; returns the id of the delivery.

    Raises:
        NoEmailAddress: there is none.
        CompanyUnknown: nobody entered who we are.
        UnusableAddress: no mail can go there.
        NotTypeset: the document could not be set.
    """
    quote = load(quote_id)
    address = address_of(quote, day=quote.quoted_on)
    tariff = str(quote.calculation.tariff_version.tariff)
    how, link = invitation(quote)
    return send(
        quote,
        QuoteMail(
            key=f"sales:quote:{current_call().key}",
            recipient=address,
            subject=f"Ihr Angebot {tariff}: {quote.calculation.annual_gross} im Jahr",
            body=_mail(quote, tariff, how),
            link=link,
            document_id=_document(quote),
            title=f"Angebot {quote.number} per E-Mail versendet",
        ),
    )


@command
def send_summary(*, quote_id: int) -> int:
    """Mail the essentials of a quote with its document again; returns the id of the delivery.

    Raises:
        NoEmailAddress: there is none.
        CompanyUnknown: nobody entered who we are.
        UnusableAddress: no mail can go there.
        NotTypeset: the document could not be set.
    """
    return mail_summary(quote_id, key=f"sales:summary:{current_call().key}")


def mail_summary(quote_id: int, *, key: str) -> int:
    """Mail the essentials of a quote, once for each ``key``; returns the delivery's id (step).

    Raises:
        NoEmailAddress, CompanyUnknown, UnusableAddress, NotTypeset: see ``send_summary``.
    """
    quote = load(quote_id)
    address = address_of(quote, day=quote.quoted_on)
    how, link = invitation(quote)
    return send(
        quote,
        QuoteMail(
            key=key,
            recipient=address,
            subject=f"Ihr Angebot {quote.number} im Überblick",
            body=summary_text(quote, own_company(), how),
            link=link,
            document_id=_document(quote),
            title=f"Zusammenfassung von Angebot {quote.number} per E-Mail versendet",
        ),
    )


def summary_text(quote: Quote, own: OwnCompany, how: str) -> str:
    """The essentials of a quote as the text of a mail."""
    cost = quote.calculation
    start = "nächstmöglicher Termin" if quote.next_possible else _day(quote.requested_start)
    term = f"{cost.minimum_term_months} Monate" if cost.minimum_term_months else "keine"
    lines = [
        f"Tarif: {cost.tariff_version.tariff}",
        f"Lieferstelle: {quote.supply_point}",
        f"Jahresverbrauch: {format_kwh(quote.annual_kwh)}",
        f"Kosten im Jahr: {cost.annual_gross} brutto",
        f"Kosten im 1. Jahr mit Boni: {cost.first_year_gross} brutto",
        f"Abschlag im Monat: {cost.monthly_instalment}",
        f"Lieferbeginn: {start}",
        f"Mindestlaufzeit: {term}, Kündigungsfrist: {cost.notice_weeks} Wochen",
        f"Gültig bis: {format_day(quote.binding_until)}",
    ]
    contact = ", ".join(filter(None, [own.name, own.phone, own.email]))
    return (
        f"Guten Tag {quote.business_partner},\n\n"
        f"hier noch einmal Ihr Angebot {quote.number} im Überblick:\n\n"
        + "\n".join(lines)
        + f"\n\n{how}\n\nBei Fragen antworten Sie einfach auf diese E-Mail.\n\n{contact}\n"
    )


def _day(day: date | None) -> str:
    return format_day(day) if day else ""


def _mail(quote: Quote, tariff: str, how: str) -> str:
    return (
        f"Guten Tag {quote.business_partner},\n\n"
        f"anbei erhalten Sie Ihr Angebot {quote.number} für {tariff}.\n"
        f"Ein Jahr kostet {quote.calculation.annual_gross} brutto.\n\n"
        f"Das Angebot gilt bis zum {format_day(quote.binding_until)}. {how}\n"
    )
