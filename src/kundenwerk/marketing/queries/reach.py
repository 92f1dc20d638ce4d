"""Whom a segment means, and whom its channel may and can reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import State
from kundenwerk.marketing.rules import (
    Audience,
    Channel,
    Segment,
)
from kundenwerk.parties.models import Address, BusinessPartner
from kundenwerk.parties.queries.consents import latest_answer
from kundenwerk.parties.rules.consent import ConsentAnswer, ConsentChannel
from kundenwerk.parties.rules.person import AddressKind, ContactKind
from kundenwerk.sales.models import Lead

MOST_RECIPIENTS = 20_000


@dataclass(frozen=True, slots=True)
class Reach:
    """How many a segment means, and how many of them the channel may and can reach."""

    meant: int
    reached: int
    no_consent: int

    @property
    def no_address(self) -> int:
        """Consented, but no address for the channel is known."""
        return self.meant - self.reached - self.no_consent


def reach(segment: Segment, channel: Channel) -> Reach:
    """Count a segment; who did not consent is never reached."""
    people = people_of(segment)
    allowed, known = _conditions(segment.audience, channel)
    counted = people.aggregate(
        meant=Count("pk", distinct=True),
        allowed=Count("pk", filter=allowed, distinct=True),
        reached=Count("pk", filter=allowed & known, distinct=True),
    )
    return Reach(counted["meant"], counted["reached"], counted["meant"] - counted["allowed"])


def recipients(segment: Segment, channel: Channel, *, day: date) -> list[tuple[str, ...]]:
    """Name, mail, phone and address of everybody the channel may and can reach."""
    allowed, known = _conditions(segment.audience, channel)
    found = people_of(segment).filter(allowed & known).order_by("sort_key", "pk")[:MOST_RECIPIENTS]
    if segment.audience is Audience.LEADS:
        return [_contact(one, channel, one.email, one.phone, one) for one in found]
    people = list(found.prefetch_related("contacts", "addresses"))
    return [
        _contact(
            one,
            channel,
            _first(one, ContactKind.EMAIL),
            _first(one, ContactKind.PHONE),
            next((at for at in one.addresses.all() if _is_main(at, day)), None),
        )
        for one in people
    ]


def allowed_people(audience: Audience, channel: Channel) -> QuerySet[Any]:
    """Everybody who may be approached this way now, in no order."""
    everybody = (
        Lead.objects.filter(erased_on__isnull=True)
        if audience is Audience.LEADS
        else (BusinessPartner.objects.all())
    )
    return everybody.filter(_conditions(audience, channel)[0])


def _is_main(at: Address, day: date) -> bool:
    return at.kind == AddressKind.MAIN and day in at.valid


def _first(one: BusinessPartner, kind: ContactKind) -> str:
    return next((way.value for way in one.contacts.all() if way.kind == kind), "")


def _contact(
    one: Lead | BusinessPartner, channel: Channel, email: str, phone: str, at: Any
) -> tuple[str, ...]:
    """Only what the channel needs leaves the house."""
    place = (f"{at.street} {at.house_number}".strip(), at.postcode, at.town) if at else ("",) * 3
    by_post = channel is Channel.POST
    return (
        str(one),
        email if channel is Channel.EMAIL else "",
        phone if channel is Channel.PHONE else "",
        *(place if by_post else ("", "", "")),
    )


def people_of(segment: Segment) -> QuerySet[Any]:
    """Everybody a segment means, in no order."""
    return _lead_rows(segment) if segment.audience is Audience.LEADS else _customers(segment)


def _lead_rows(segment: Segment) -> QuerySet[Lead]:
    found = Lead.objects.filter(erased_on__isnull=True)
    if segment.stages:
        found = found.filter(stage__in=[stage.value for stage in segment.stages])
    if segment.commodity:
        found = found.filter(commodity=segment.commodity.value)
    if segment.postcodes:
        found = found.filter(_begins("postcode", segment.postcodes))
    return found.filter(_ends("contract_end", segment))


def _customers(segment: Segment) -> QuerySet[BusinessPartner]:
    supplied = SupplyContract.objects.filter(business_partner=OuterRef("pk"), state=State.ACTIVE)
    if segment.commodity:
        supplied = supplied.filter(supply_point__commodity=segment.commodity.value)
    if segment.postcodes:
        supplied = supplied.filter(_begins("supply_point__postcode", segment.postcodes))
    supplied = supplied.filter(_ends("minimum_term_end", segment))
    return BusinessPartner.objects.filter(Exists(supplied))


def _begins(column: str, beginnings: Sequence[str]) -> Q:
    wanted = Q()
    for beginning in beginnings:
        wanted |= Q(**{f"{column}__startswith": beginning})
    return wanted


def _ends(column: str, segment: Segment) -> Q:
    wanted = Q()
    if segment.ends_from:
        wanted &= Q(**{f"{column}__gte": segment.ends_from})
    if segment.ends_until:
        wanted &= Q(**{f"{column}__lte": segment.ends_until})
    return wanted


_WAYS = {
    Channel.EMAIL: ConsentChannel.EMAIL,
    Channel.PHONE: ConsentChannel.PHONE,
    Channel.POST: ConsentChannel.POST,
}


def _conditions(audience: Audience, channel: Channel) -> tuple[Q, Q]:
    """Who may be approached this way, and whose address for it is known.

    Source: § 7 Abs. 2 UWG: mail and calls need consent; a letter does not, but no one who
    objected gets one (Art. 21 Abs. 2 DSGVO).
    """
    way = _WAYS.get(channel)
    if audience is Audience.LEADS:
        return _of_leads(channel, way)
    agreed = _answered(way, ConsentAnswer.GRANTED) if way else Q(pk__isnull=False)
    ways = {
        Channel.EMAIL: (agreed, Q(contacts__kind="EMAIL")),
        Channel.PHONE: (agreed, Q(contacts__kind__in=["PHONE", "MOBILE"])),
        Channel.POST: (
            ~_answered(ConsentChannel.POST, ConsentAnswer.REVOKED),
            Q(addresses__kind="MAIN"),
        ),
    }
    return ways.get(channel, (Q(pk__isnull=False), Q(pk__isnull=False)))


def _of_leads(channel: Channel, way: ConsentChannel | None) -> tuple[Q, Q]:
    ways = {
        Channel.EMAIL: (Q(allows_email=True), ~Q(email="")),
        Channel.PHONE: (Q(allows_phone=True), ~Q(phone="")),
        Channel.POST: (Q(), ~Q(street="") & ~Q(postcode="") & ~Q(town="")),
    }
    agreed, known = ways.get(channel, (Q(), Q(pk__isnull=False)))
    still = Q(withdrawn_on__isnull=True)
    if way:
        still &= ~_answered(way, ConsentAnswer.REVOKED, whose="business_partner_id")
    return agreed & still, known


def _answered(way: ConsentChannel, answer: ConsentAnswer, *, whose: str = "pk") -> Q:
    """Whether the latest word of a business partner on this way is the answer."""
    last = Coalesce(latest_answer(way, whose=whose), Value(""))
    return Q(Exact(last, Value(answer.value)))
