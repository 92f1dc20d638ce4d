"""Sending the mails of a campaign: one to each person who agreed, once.

Source: § 7 Abs. 2 Nr. 2 und 3 UWG (consent, sender, address for the refusal).
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import Final

from django.conf import settings as installation

from kundenwerk.correspondence.commands import Letter, dispatch
from kundenwerk.correspondence.rules import LINK_MARK
from kundenwerk.correspondence.rules import Channel as Way
from kundenwerk.kernel.numbers import format_day
from kundenwerk.market.models import OwnCompany
from kundenwerk.market.queries import own_company
from kundenwerk.marketing.models import Campaign, CampaignMail
from kundenwerk.marketing.queries.mailing import (
    LINK_SALT,
    MAIL_PREFIX,
    MAILING,
    TooMany,
    consented_on,
    is_sending,
    mailbox,
    mailing_plan,
    reachable,
)
from kundenwerk.marketing.rules import CampaignState, Channel, mail_text
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.commands import command
from kundenwerk.platform.runs import plan_run
from kundenwerk.sales.commands import say
from kundenwerk.sales.models import Lead
from kundenwerk.sales.queries.links import fingerprint, signer
from kundenwerk.work.commands import record
from kundenwerk.work.rules import EntryKind

CHUNK: Final = 50


class MailingRefused(Exception):
    """The campaign cannot be mailed; the message says what to do, in German."""


class CountChanged(Exception):
    """Meanwhile another number of people would get the mail."""

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.count = count


class AlreadyMailed(Exception):
    """The person got the mail of the campaign before."""


@command
def start_mailing(*, campaign_id: int, code: str, expected: int, day: date) -> int:
    """Begin to mail everybody who agreed and was not mailed yet; returns the id of the run.

    Args:
        campaign_id: which.
        code: the response code the mails name.
        expected: how many recipients the clerk was shown.
        day: the business day.

    Raises:
        MailingRefused: see ``why_not``, or nobody is left to be mailed.
        CountChanged: see the exception.
    """
    one = Campaign.objects.select_for_update().get(pk=campaign_id)
    if reason := why_not(one):
        raise MailingRefused(reason)
    if not one.codes.filter(code=code).exists():
        raise MailingRefused("Dieser Aktionscode gehört nicht zur Kampagne.")
    try:
        plan = mailing_plan(one)
    except TooMany:
        raise MailingRefused("Bitte grenzen Sie die Zielgruppe ein.") from None
    if not plan.recipients:
        raise MailingRefused("Niemand ist übrig, der die E-Mail bekommen kann.")
    if len(plan.recipients) != expected:
        raise CountChanged(len(plan.recipients))
    run = plan_run(
        kind=MAILING,
        title=f"E-Mails der Kampagne {one.name}",
        items=plan.recipients,
        params={"campaign": one.pk, "code": code, "day": day.isoformat()},
        chunk_size=CHUNK,
    )
    return run.pk


def why_not(one: Campaign) -> str:
    """Why no mail of the campaign may go out now; empty when it may."""
    own = own_company()
    reasons = (
        (one.channel != Channel.EMAIL, "Der Kanal dieser Kampagne ist nicht E-Mail."),
        (one.state != CampaignState.RUNNING, "E-Mails gehen nur an, solange die Kampagne läuft."),
        (not (one.subject and one.content), "Betreff oder Inhalt fehlt noch."),
        (not own.name, "Die eigenen Firmendaten fehlen. Sie stehen in jeder E-Mail."),
        (
            not installation.PUBLIC_URL,
            "Die öffentliche Adresse (KUNDENWERK_PUBLIC_URL) fehlt für den Link zum Widerruf.",
        ),
        (is_sending(one), "Ein Versand dieser Kampagne läuft noch."),
    )
    return next((reason for applies, reason in reasons if applies), "")


@command
def mail_person(*, campaign_id: int, person: str, code: str, day: date) -> int:
    """Put the mail of a campaign to one person into the queue; returns the id of the mail.

    Raises:
        NotToBeSent: the person may not be written to any more, or has no address.
        AlreadyMailed: see the exception.
        MailingRefused: the campaign no longer runs.
    """
    one = Campaign.objects.get(pk=campaign_id)
    if one.state != CampaignState.RUNNING:
        raise MailingRefused("Die Kampagne läuft nicht mehr")
    rows = Lead.objects if person[0] == "L" else BusinessPartner.objects
    # Whoever refuses at this moment waits for us, or we see it.
    rows.select_for_update().filter(pk=int(person[1:])).first()
    found = reachable(person)
    who = {"lead" if isinstance(found, Lead) else "business_partner": found}
    if one.mails.filter(**who).exists():
        raise AlreadyMailed(person)
    token = signer(LINK_SALT).sign(secrets.token_urlsafe(24))
    customer = found if isinstance(found, BusinessPartner) else None
    letter = Letter(
        key=f"{MAIL_PREFIX}{fingerprint(token)}",
        channel=Way.EMAIL,
        business_partner_id=customer.pk if customer else None,
        recipient=mailbox(customer) if customer else "",
        subject=one.subject,
        body=_body(one, found, code, own_company()),
        secret=f"{installation.PUBLIC_URL}/abmelden/{token}/",
    )
    mail = CampaignMail.objects.create(
        campaign=one,
        code=code,
        dispatch=dispatch(letter),
        token_hash=fingerprint(token),
        mailed_on=day,
        **who,
    )
    _note(one, found)
    return mail.pk


def _body(one: Campaign, found: Lead | BusinessPartner, code: str, own: OwnCompany) -> str:
    agreed = consented_on(found)
    return mail_text(
        content=one.content,
        answer=f"{installation.PUBLIC_URL}/tarifrechner/?aktion={code}",
        agreed=format_day(agreed) if agreed else "",
        refuse=LINK_MARK,
        sender=(
            own.name,
            f"{own.street} {own.house_number}, {own.postcode} {own.town}",
            ", ".join(filter(None, (own.phone, own.email))),
            ", ".join(filter(None, (own.register_court, own.register_number))),
            f"Vertreten durch {own.management}" if own.management else "",
        ),
    )


def _note(one: Campaign, found: Lead | BusinessPartner) -> None:
    title, url = f"E-Mail der Kampagne {one.name}", f"/kampagnen/{one.pk}/"
    if isinstance(found, Lead):
        say(found, "mail", title, one.subject, url)
        return
    record(
        business_partner_id=found.pk,
        kind=EntryKind.CONTACT,
        icon="mail",
        title=title,
        detail=one.subject,
        url=url,
    )
