"""Reading leads: the list, one of them, who shares their mail or number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import RawSQL

from kundenwerk.kernel.energy import Commodity
from kundenwerk.parties.queries import Duplicate, DuplicateQuery, duplicates
from kundenwerk.parties.rules.contact import normalised_phone
from kundenwerk.parties.rules.person import BusinessPartnerData, BusinessPartnerKind, Salutation
from kundenwerk.platform import search
from kundenwerk.sales.models import Lead, LeadEntry, Quote
from kundenwerk.sales.rules.leads import LeadData
from kundenwerk.sales.rules.stages import ENDED, LeadSource, LeadStage

LEAD_SEARCH_KIND = "lead"
MAX_FOUND = 500
DUE, OPEN, OVERDUE, UNPLANNED = "DUE", "OPEN", "OVERDUE", "UNPLANNED"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFilter:
    """What the list of leads is narrowed by.

    Args:
        stage: a code of ``LeadStage``; ``OPEN`` for all that are worked on, ``DUE`` for those
            whose next step is due.
        step: ``OVERDUE`` for those whose next step should have been done, ``UNPLANNED`` for those
            that are worked on without one.
        owner: login of who looks after them.
        nobody: only those without an owner.
    """

    stage: str = ""
    text: str = ""
    commodity: str = ""
    source: str = ""
    step: str = ""
    owner: str = ""
    nobody: bool = False


def leads(wanted: LeadFilter, *, day: date) -> QuerySet[Lead]:
    """Leads that name somebody, in no order."""
    found = Lead.objects.filter(erased_on__isnull=True).select_related("business_partner")
    if wanted.stage:
        found = found.filter(_stage(wanted.stage, day))
    if wanted.step:
        found = found.filter(_stage(wanted.step, day))
    if wanted.owner:
        found = found.filter(owner=wanted.owner)
    if wanted.nobody:
        found = found.filter(owner="")
    if wanted.commodity:
        found = found.filter(commodity=wanted.commodity)
    if wanted.source:
        found = found.filter(source=wanted.source)
    if wanted.text.strip():
        hits = search.find(wanted.text, kinds=[LEAD_SEARCH_KIND], limit=MAX_FOUND)
        ids = RawSQL("SELECT unnest(%s::bigint[])", [[hit.object_id for hit in hits]])
        found = found.filter(pk__in=ids)
    return found


def _stage(stage: str, day: date) -> Q:
    at_work = ~Q(stage__in=list(ENDED))
    meanings = {
        OPEN: at_work,
        DUE: at_work & ~Q(next_step="") & Q(due_on__lte=day),
        OVERDUE: at_work & ~Q(next_step="") & Q(due_on__lt=day),
        UNPLANNED: at_work & Q(next_step=""),
    }
    return meanings.get(stage, Q(stage=stage))


def lead_counts(*, day: date) -> dict[str, int]:
    """How many leads are in each stage, are worked on, due or without a step; with one query."""
    wanted = (*LeadStage, DUE, OPEN, OVERDUE, UNPLANNED)
    counted = Lead.objects.filter(erased_on__isnull=True).aggregate(
        **{str(name): Count("pk", filter=_stage(name, day)) for name in wanted}
    )
    return {name: int(number) for name, number in counted.items()}


@dataclass(frozen=True, slots=True)
class Pile:
    """The leads of one stage: how many, and those that come first."""

    stage: LeadStage
    total: int
    first: list[Lead]


def piles(found: QuerySet[Lead], *, most: int) -> list[Pile]:
    """Leads by stage, the most urgent first, the latest of those that are over; seven queries."""
    totals = dict(found.order_by().values_list("stage").annotate(Count("pk")))
    urgent = (F("due_on").asc(nulls_last=True), "-pk")
    latest = ("-touched_on", "-pk")
    return [
        Pile(
            stage,
            totals.get(stage.value, 0),
            list(
                found.filter(stage=stage).order_by(*(latest if stage in ENDED else urgent))[:most]
            ),
        )
        for stage in LeadStage
    ]


def lead(lead_id: int) -> Lead:
    """One lead with the business partner it became.

    Raises:
        Lead.DoesNotExist: no such row.
    """
    return Lead.objects.select_related("business_partner").get(pk=lead_id)


def entries_of(lead_id: int, *, limit: int = 60) -> list[LeadEntry]:
    """What happened with a lead, newest first."""
    return list(LeadEntry.objects.filter(lead_id=lead_id).order_by("-at", "-id")[:limit])


def quotes_of_lead(lead_id: int) -> list[Quote]:
    """The quotes made for a lead, newest first."""
    found = Quote.objects.filter(lead_id=lead_id).select_related(
        "calculation__tariff_version__tariff"
    )
    return list(found.order_by("-pk"))


def data_of(row: Lead) -> LeadData:
    """What is known of a lead in the form it is entered."""
    return LeadData(
        kind=BusinessPartnerKind(row.kind),
        salutation=Salutation(row.salutation),
        first_name=row.first_name,
        last_name=row.last_name,
        organisation_name=row.organisation_name,
        email=row.email,
        phone=row.phone,
        street=row.street,
        house_number=row.house_number,
        postcode=row.postcode,
        town=row.town,
        commodity=Commodity(row.commodity) if row.commodity else None,
        annual_kwh=row.annual_kwh,
        contract_end=row.contract_end,
        source=LeadSource(row.source),
        response_code=row.response_code,
    )


def same_contact(data: LeadData) -> int | None:
    """The id of a lead still worked on with the same mail address or number."""
    shared = Q()
    if data.email:
        shared |= Q(email__iexact=data.email)
    if data.phone:
        shared |= Q(phone_key=normalised_phone(data.phone))
    if not shared:
        return None
    found = Lead.objects.filter(shared, erased_on__isnull=True).exclude(stage__in=list(ENDED))
    return found.order_by("pk").values_list("pk", flat=True).first()


def business_partner_data_of(row: Lead) -> BusinessPartnerData:
    """The lead as master data of a business partner; an address only when it is whole."""
    whole = bool(row.street and row.postcode and row.town)
    return BusinessPartnerData(
        kind=BusinessPartnerKind(row.kind),
        salutation=Salutation(row.salutation),
        first_name=row.first_name,
        last_name=row.last_name,
        organisation_name=row.organisation_name,
        email=row.email,
        phone=row.phone,
        street=row.street if whole else "",
        house_number=row.house_number if whole else "",
        postcode=row.postcode if whole else "",
        town=row.town if whole else "",
    )


def look_alikes_of(row: Lead) -> list[Duplicate]:
    """Business partners that may be this lead, most alike first."""
    return duplicates(DuplicateQuery(data=business_partner_data_of(row)))
