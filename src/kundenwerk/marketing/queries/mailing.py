"""Who gets the mail of a campaign, who does not and why; what has been sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.signing import BadSignature
from django.db.models import Count, Q
from django.utils import timezone

from kundenwerk.correspondence.queries import NotToBeSent
from kundenwerk.correspondence.rules import DispatchState, UnusableAddress, checked_address
from kundenwerk.marketing.models import Campaign, CampaignMail
from kundenwerk.marketing.queries.reach import allowed_people, people_of
from kundenwerk.marketing.rules import (
    LEFT_OUT_LABELS,
    Audience,
    CampaignState,
    Channel,
    LeftOut,
    segment_of,
)
from kundenwerk.parties.models import BusinessPartner, Consent
from kundenwerk.parties.rules.consent import ConsentChannel, ConsentPurpose
from kundenwerk.parties.rules.contact import normalised_email
from kundenwerk.parties.rules.person import ContactKind
from kundenwerk.platform.models import Run
from kundenwerk.platform.states import RunState
from kundenwerk.sales.models import Lead
from kundenwerk.sales.queries.links import fingerprint, signer

MAIL_PREFIX = "marketing:mail:"
MAILING = "marketing.mailing"
LINK_SALT = "kundenwerk.marketing.links"
MOST_PEOPLE = 50_000


@dataclass(frozen=True, slots=True)
class Skipped:
    """Somebody a segment means who gets no mail.

    Args:
        person: ``L`` for leads or ``P`` for business partners, with the id.
    """

    person: str
    name: str
    reason: LeftOut

    @property
    def why(self) -> str:
        """The reason in German."""
        return LEFT_OUT_LABELS[self.reason]

    @property
    def url(self) -> str:
        """Where the person is shown."""
        return f"/{'leads' if self.person[0] == 'L' else 'kunden'}/{self.person[1:]}/"


@dataclass(frozen=True, slots=True)
class MailingPlan:
    """Whom a mailing would reach, and whom not."""

    recipients: list[str]
    skipped: list[Skipped]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """How many are left out for each reason."""
        counted = Counter(one.reason for one in self.skipped)
        return [(LEFT_OUT_LABELS[reason], counted[reason]) for reason in LeftOut if counted[reason]]


class TooMany(Exception):
    """More people than one mailing takes."""


def mailing_plan(one: Campaign) -> MailingPlan:
    """Who would get the mail now; the number of queries does not grow with the people.

    Raises:
        TooMany: the segment means more than ``MOST_PEOPLE``.
    """
    segment = segment_of(one.segment)
    audience = segment.audience
    people = people_of(segment)
    if people.count() > MOST_PEOPLE:
        raise TooMany
    allowed = set(allowed_people(audience, Channel.EMAIL).values_list("pk", flat=True))
    column = "lead_id" if audience is Audience.LEADS else "business_partner_id"
    done = set(one.mails.exclude(**{column: None}).values_list(column, flat=True))
    # A mailbox that was written to, be it as a lead or as a customer, gets no second mail.
    used = _mailboxes(one)
    recipients, skipped = [], []
    for row in _rows(people, audience):
        person, address = person_of(audience, row.pk), mailbox(row)
        reason = _reason(address, used, is_allowed=row.pk in allowed, is_done=row.pk in done)
        if reason:
            skipped.append(Skipped(person, str(row), reason))
        else:
            used.add(normalised_email(address))
            recipients.append(person)
    return MailingPlan(recipients, skipped)


def _reason(
    address: str, used: set[str], *, is_allowed: bool = True, is_done: bool = False
) -> LeftOut | None:
    if is_done:
        return LeftOut.MAILED
    if not is_allowed:
        return LeftOut.NO_CONSENT
    if not address:
        return LeftOut.NO_ADDRESS
    try:
        checked_address(address)
    except UnusableAddress:
        return LeftOut.UNUSABLE
    return LeftOut.SAME_MAILBOX if normalised_email(address) in used else None


def _rows(people: Any, audience: Audience) -> Iterator[Any]:
    found = people.order_by("sort_key", "pk")
    if audience is Audience.CUSTOMERS:
        found = found.prefetch_related("contacts")
    return iter(found.distinct())


def _mailboxes(one: Campaign) -> set[str]:
    leads = Lead.objects.filter(pk__in=one.mails.values("lead")).values_list("email", flat=True)
    customers = BusinessPartner.objects.filter(pk__in=one.mails.values("business_partner"))
    known = [*leads, *(mailbox(row) for row in customers.prefetch_related("contacts"))]
    return {normalised_email(address) for address in known if address}


def mailbox(row: Lead | BusinessPartner) -> str:
    """The mail address of a lead, or the preferred one of a business partner; nothing if none."""
    if isinstance(row, Lead):
        return row.email
    ways = [way for way in row.contacts.all() if way.kind == ContactKind.EMAIL]
    return min(ways, key=lambda way: (not way.preferred, way.pk)).value if ways else ""


def person_of(audience: Audience, pk: int) -> str:
    """The word of a run for a person."""
    return f"{'L' if audience is Audience.LEADS else 'P'}{pk}"


def reachable(person: str) -> Lead | BusinessPartner:
    """A person who may be written to now and has a usable address.

    Raises:
        NotToBeSent: otherwise, with the reason.
    """
    audience = Audience.LEADS if person[0] == "L" else Audience.CUSTOMERS
    row = allowed_people(audience, Channel.EMAIL).filter(pk=int(person[1:])).first()
    if row is None:
        raise NotToBeSent(LEFT_OUT_LABELS[LeftOut.NO_CONSENT])
    found: Lead | BusinessPartner = row
    reason = _reason(mailbox(found), set())
    if reason:
        raise NotToBeSent(LEFT_OUT_LABELS[reason])
    return found


def address_of(key: str) -> str:
    """Where the mail with this key of a delivery goes, if it still may.

    Raises:
        NotToBeSent: refused, forgotten or without an address by now, or the campaign is cancelled.
    """
    mail = CampaignMail.objects.select_related("campaign").get(dispatch__key=key)
    if mail.campaign.state == CampaignState.CANCELLED:
        raise NotToBeSent("Die Kampagne ist abgebrochen")
    if mail.refused_on:
        raise NotToBeSent(LEFT_OUT_LABELS[LeftOut.NO_CONSENT])
    person = f"L{mail.lead_id}" if mail.lead_id else f"P{mail.business_partner_id}"
    return mailbox(reachable(person))


def consented_on(row: Lead | BusinessPartner) -> date | None:
    """The day somebody agreed to mails."""
    if isinstance(row, Lead):
        return timezone.localdate(row.consent_at) if row.consent_at else None
    answers = Consent.objects.filter(
        business_partner=row,
        channel=ConsentChannel.EMAIL.value,
        purpose=ConsentPurpose.ADVERTISING.value,
    )
    return answers.order_by("-pk").values_list("given_on", flat=True).first()


def mail_behind(token: str) -> CampaignMail | None:
    """The mail a revocation link stands in; nothing for a link that is not ours."""
    try:
        signer(LINK_SALT).unsign(token)
    except BadSignature:
        return None
    found = CampaignMail.objects.filter(token_hash=fingerprint(token))
    return found.select_related("campaign", "lead", "business_partner").first()


@dataclass(frozen=True, slots=True)
class MailFigures:
    """What became of the mails of a campaign."""

    made: int
    waiting: int
    sent: int
    failed: int
    refused: int


def mail_figures(one: Campaign) -> MailFigures:
    """Count the mails of a campaign; one query."""

    def at(state: DispatchState) -> Count:
        return Count("pk", filter=Q(dispatch__state=state.value))

    counted = one.mails.aggregate(
        made=Count("pk"),
        waiting=at(DispatchState.QUEUED),
        sent=at(DispatchState.SENT),
        failed=at(DispatchState.FAILED),
        refused=Count("pk", filter=Q(refused_on__isnull=False)),
    )
    return MailFigures(**counted)


def mailings(one: Campaign) -> list[Run]:
    """The runs that sent mails of a campaign, newest first."""
    return list(Run.objects.filter(kind=MAILING, params__campaign=one.pk).order_by("-pk"))


def is_sending(one: Campaign) -> bool:
    """Whether a run still puts mails into the queue."""
    running = Run.objects.filter(kind=MAILING, state=RunState.RUNNING.value)
    return running.filter(params__campaign=one.pk).exists()
