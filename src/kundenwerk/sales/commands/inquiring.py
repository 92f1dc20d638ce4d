"""A general inquiry that follows a quote (Allgemeine Anfrage)."""

from __future__ import annotations

from datetime import date

from kundenwerk.kernel.text import clean_name, clean_text
from kundenwerk.platform.commands import command, current_call
from kundenwerk.sales.models import Quote
from kundenwerk.work.commands import open_task, record
from kundenwerk.work.rules import EntryKind


@command
def take_inquiry(*, quote_id: int, subject: str, detail: str, role: str, due_on: date) -> int:
    """Note what a customer asks and have colleagues answer; returns the id of the task.

    Raises:
        UnusableText: a subject nobody can read, or too long a text.

    Source: AP-109.
    """
    quote = Quote.objects.get(pk=quote_id)
    title, text = clean_name(subject, max_length=150), clean_text(detail, max_length=1000)
    task = open_task(
        key=f"inquiry:{current_call().key}",
        title=f"Anfrage: {title}",
        detail=text,
        role=role,
        due_on=due_on,
        business_partner_id=quote.business_partner_id,
        url=f"/angebote/{quote.pk}/",
    )
    record(
        business_partner_id=quote.business_partner_id,
        kind=EntryKind.CONTACT,
        icon="message",
        title=f"Allgemeine Anfrage: {title}",
        detail=text,
        url=f"/angebote/{quote.pk}/",
    )
    return task.pk
