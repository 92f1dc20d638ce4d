"""Reading market processes, what waits to be sent, and what nobody could assign."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import State, SupplySituation
from kundenwerk.kernel.energy import Commodity
from kundenwerk.mako.formats import termination
from kundenwerk.mako.formats.registration import Draft
from kundenwerk.mako.formats.utilmd import Customer
from kundenwerk.mako.models import Channel, ChannelSecret, Interchange, MarketMessage, Process
from kundenwerk.mako.rules.channels import COMMON
from kundenwerk.mako.rules.process import (
    STANDING_STATES,
    Direction,
    InterchangeState,
    MessageState,
    ProcessKind,
    ProcessState,
    use_case,
)
from kundenwerk.market.models import OwnCompany
from kundenwerk.parties.models import Address, BusinessPartner
from kundenwerk.parties.rules.person import AddressKind, BusinessPartnerKind
from kundenwerk.platform import rows

_CONTENTS = """
    SELECT message.interchange_id,
           array_agg(DISTINCT coalesce(message.pid::text, message.kind)),
           (array_agg(DISTINCT contract.number) FILTER (WHERE contract.id IS NOT NULL))[1:%s],
           count(DISTINCT contract.id)
    FROM mako_marketmessage AS message
    LEFT JOIN mako_process AS process ON process.id = message.process_id
    LEFT JOIN contracts_supplycontract AS contract ON contract.id = process.contract_id
    WHERE message.interchange_id = ANY(%s) GROUP BY message.interchange_id
"""


def processes_of(contract_id: int) -> list[Process]:
    """The market processes of a contract, the newest first."""
    mine = Process.objects.filter(contract_id=contract_id).select_related("market_participant")
    return list(mine.order_by("-id"))


def to_send(route: str = COMMON, limit: int = 200) -> list[int]:
    """Interchanges that wait to be sent on a way, the oldest first."""
    waiting = Interchange.objects.filter(state=InterchangeState.PENDING)
    codes = {one.participant.code for one in channels() if route in {COMMON, one.route}}
    concerned = Q(receiver__in=codes)
    mine = waiting.exclude(concerned) if route == COMMON else waiting.filter(concerned)
    return list(mine.order_by("id").values_list("id", flat=True)[:limit])


def channels(*, only_enabled: bool = True) -> list[Channel]:
    """The ways of participants who have one of their own, by name."""
    found = Channel.objects.select_related("participant").order_by("participant__name", "pk")
    return list(found.filter(is_enabled=True) if only_enabled else found)


def channel_rows(kind: str = "") -> QuerySet[Channel]:
    """Ways of participants, in no order."""
    found = Channel.objects.select_related("participant")
    return found.filter(kind=kind) if kind else found


def route_of(code: str) -> str:
    """The way agreed with the participant of a code."""
    own = Channel.objects.filter(participant__code=code, is_enabled=True).first()
    return own.route if own else COMMON


def has_secret(channel: Channel) -> bool:
    """Whether something is kept that opens the mailbox of a way."""
    return ChannelSecret.objects.filter(channel=channel).exists()


def refusal_of(sha256: str) -> str | None:
    """Why an interchange of exactly these bytes was refused; empty if not, None if unknown."""
    known = Interchange.objects.filter(sha256=sha256, direction=Direction.IN).first()
    if known is None:
        return None
    return known.error if known.state == InterchangeState.REFUSED else ""


def clearing_list() -> QuerySet[MarketMessage]:
    """Messages a clerk must look at because they fit no process, the oldest first."""
    unmatched = MarketMessage.objects.filter(state=MessageState.UNMATCHED)
    return unmatched.select_related("interchange", "process__contract").order_by("id")


def interchange_rows(direction: str = "") -> QuerySet[Interchange]:
    """Files sent and received, in no order and without their bytes."""
    found = Interchange.objects.defer("content")
    return found.filter(direction=direction) if direction else found


@dataclass(frozen=True, slots=True)
class Content:
    """What a file is about.

    Args:
        use_cases: in words, each once.
        contracts: numbers of the first contracts.
        contract_count: how many there are in all.
    """

    use_cases: tuple[str, ...] = ()
    contracts: tuple[str, ...] = ()
    contract_count: int = 0


def contents(interchange_ids: Collection[int], *, most: int) -> dict[int, Content]:
    """What each file is about, with at most so many contracts; a file may hold thousands."""
    found = rows.every(_CONTENTS, [most, list(interchange_ids)])
    return {
        interchange_id: Content(tuple(map(use_case, codes)), tuple(numbers or ()), count)
        for interchange_id, codes, numbers, count in found
    }


def overdue(at: datetime) -> QuerySet[Process]:
    """Processes whose answer should have come, the longest waiting first."""
    waiting = Process.objects.filter(state=ProcessState.SENT, due_at__lt=at)
    return waiting.select_related("contract", "market_participant").order_by("due_at", "id")


def own_codes() -> set[str]:
    """The codes under which the market writes to us."""
    company = _own_company()
    known = (company.participant, company.gas_participant) if company else ()
    return {participant.code for participant in known if participant}


def drafts(contract_ids: Collection[int], day: date) -> dict[int, Draft]:
    """What is known for the registration of contracts; queries do not grow."""
    company = _own_company()
    wanted = SupplyContract.objects.filter(pk__in=list(contract_ids))
    loaded = list(wanted.select_related("business_partner", "supply_point__grid_operator"))
    addresses = _main_addresses({one.business_partner_id for one in loaded}, day)
    return {
        one.pk: _draft(one, company, addresses.get(one.business_partner_id, Address()))
        for one in loaded
    }


def endings(contract_ids: Collection[int]) -> dict[int, termination.Draft]:
    """What is known of former supplies that are still to be terminated; queries do not grow."""
    company = _own_company()
    wanted = SupplyContract.objects.filter(
        pk__in=list(contract_ids),
        situation=SupplySituation.SWITCH.value,
        previous_supplier__isnull=False,
    ).exclude(pk__in=standing(contract_ids, ProcessKind.TERMINATION).values("contract_id"))
    loaded = wanted.select_related("previous_supplier", "supply_point").order_by("id")
    return {
        one.pk: termination.Draft(
            sender=company.code_for(Commodity(one.supply_point.commodity)) if company else "",
            receiver=one.previous_supplier.code,
            supplier_id=one.previous_supplier.pk,
            commodity=Commodity(one.supply_point.commodity),
            malo_id=one.supply_point.malo_id or "",
            contract_number=one.previous_contract_number,
        )
        for one in loaded
        if one.previous_supplier
    }


def may_terminate(contract: SupplyContract) -> bool:
    """Whether the former supplier of a registered contract is still to be asked."""
    waits = contract.state in {State.REGISTERED, State.CONFIRMED}
    return waits and bool(endings([contract.pk]))


def standing(contract_ids: Collection[int], kind: ProcessKind) -> QuerySet[Process]:
    """Processes of contracts that await their answer or were agreed to."""
    return Process.objects.filter(
        contract_id__in=list(contract_ids), kind=kind.value, state__in=STANDING_STATES
    )


def _own_company() -> OwnCompany | None:
    return OwnCompany.objects.select_related("participant", "gas_participant").first()


def _main_addresses(business_partner_ids: Collection[int], day: date) -> dict[int, Address]:
    found = Address.objects.filter(
        business_partner_id__in=business_partner_ids,
        kind=AddressKind.MAIN.value,
        valid__contains=day,
    )
    return {address.business_partner_id: address for address in found}


def _draft(contract: SupplyContract, company: OwnCompany | None, address: Address) -> Draft:
    point = contract.supply_point
    commodity = Commodity(point.commodity)
    return Draft(
        sender=company.code_for(commodity) if company else "",
        receiver=point.grid_operator.code,
        commodity=commodity,
        malo_id=point.malo_id or "",
        reason=contract.situation,
        planned_start=contract.planned_start,
        balancing_group=company.balancing_group_for(commodity) if company else "",
        is_household=point.is_household,
        levy_privilege=point.levy_privilege,
        customer=_customer(contract.business_partner, address),
    )


def _customer(business_partner: BusinessPartner, address: Address) -> Customer:
    is_person = business_partner.kind == BusinessPartnerKind.PERSON
    full_name = f"{business_partner.first_name} {business_partner.last_name}".strip()
    return Customer(
        name=full_name if is_person else business_partner.organisation_name,
        is_person=is_person,
        street=f"{address.street} {address.house_number}".strip(),
        town=address.town,
        postcode=address.postcode,
        country=address.country,
    )
