"""Changing and ending contracts: new prices, withdrawal, termination."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from kundenwerk.contracts import events
from kundenwerk.contracts.commands.supplying import step
from kundenwerk.contracts.commands.telling import tell, tell_all
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import Action, deadlines
from kundenwerk.kernel.calendar import start_of_day
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market.models import MarketParticipant
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.platform.events import announce
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.tariffs.commands import approved_version, mark_used
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.tariffs.rules.vocabulary import SupplyKind


class NoSuchSupplier(Exception):
    """No other supplier of the commodity."""


@command
def withdraw(
    *, contract_id: int, received_on: date, instructed: bool = True, at: datetime | None = None
) -> int:
    """Undo a contract because the consumer withdrew in time.

    Raises:
        TransitionNotAllowed: supply has begun or the contract is over.
        WithdrawalTooLate: the period of withdrawal is over.
    """
    contract = step(contract_id, Action.WITHDRAW)
    last_day = deadlines.withdrawal_until(contract.ordered_on, instructed=instructed)
    if received_on > last_day:
        raise deadlines.WithdrawalTooLate(last_day)
    tell(contract, "widerrufen", f"Widerruf eingegangen am {format_day(received_on)}", at=at)
    announce(events.Withdrawn(contract_id))
    return contract_id


@command
def terminate(
    *,
    contract_id: int,
    received_on: date,
    requested_end: date | None = None,
    at: datetime | None = None,
) -> str:
    """End a running contract for the customer; returns the first day without supply (ISO).

    ``requested_end`` is the first day without supply; None means the earliest possible.

    Raises:
        TransitionNotAllowed: the contract is not in supply.
        EndTooEarly: the requested day lies before the earliest possible one.
    """
    contract = step(contract_id, Action.TERMINATE)
    earliest = earliest_end(contract, received_on)
    end = requested_end or earliest
    if end < earliest:
        raise deadlines.EndTooEarly(end, earliest)
    contract.supply = Period(contract.supplied.start, end)
    contract.termination_received_on = received_on
    contract.save(update_fields=["supply", "termination_received_on"])
    last_day = contract.supplied.last_day
    assert last_day is not None
    tell(contract, "gekündigt", f"Belieferung bis {format_day(last_day)}", at=at)
    announce(events.Terminated(contract_id, end.isoformat()))
    return end.isoformat()


@command
def name_service_provider(*, contract_id: int, participant_id: int | None) -> int:
    """Note who supplies under a contract that we only brokered; None means ourselves (AP-093).

    Raises:
        NoSuchSupplier: no other supplier of this commodity.
    """
    contract = SupplyContract.objects.select_for_update().get(pk=contract_id)
    before = contract.service_provider_id
    if before == participant_id:
        return contract_id
    if participant_id is not None:
        commodity = SupplyPoint.objects.get(pk=contract.supply_point_id).commodity
        suppliers = MarketParticipant.objects.filter(
            Q(commodity=commodity) | Q(commodity=None), role="LF", is_own=False
        )
        if not suppliers.filter(pk=participant_id).exists():
            raise NoSuchSupplier
    contract.service_provider_id = participant_id
    contract.save(update_fields=["service_provider"])
    undo.offer(
        "Serviceanbieter geändert",
        restore_service_provider,
        contract_id=contract_id,
        before=before,
        left=participant_id,
    )
    return contract_id


@undo.inverse
@command
def restore_service_provider(*, contract_id: int, before: int | None, left: int | None) -> int:
    """Give a contract its former service provider.

    Raises:
        Overtaken: somebody has changed it again.
    """
    contract = SupplyContract.objects.select_for_update().get(pk=contract_id)
    if contract.service_provider_id != left:
        names = {
            pk: str(one)
            for pk, one in MarketParticipant.objects.in_bulk(
                [pk for pk in (left, contract.service_provider_id) if pk]
            ).items()
        }
        was, now = (names.get(pk or 0, "wir selbst") for pk in (left, contract.service_provider_id))
        raise undo.Overtaken([undo.Difference("Serviceanbieter", was, now)])
    contract.service_provider_id = before
    contract.save(update_fields=["service_provider"])
    return contract_id


def earliest_end(contract: SupplyContract, received_on: date) -> date:
    """The first day without supply if a termination arrives on a day."""
    terms = contract.terms.filter(valid__contains=max(received_on, contract.supplied.start)).get()
    agreed = deadlines.EndTerms(
        supply_kind=SupplyKind(contract.tariff.supply_kind),
        start=contract.supplied.start,
        minimum_term_months=terms.minimum_term_months,
        notice_weeks=terms.notice_weeks,
    )
    return max(deadlines.earliest_end(agreed, received_on), contract.supplied.start + ONE_DAY)


@dataclass(frozen=True, slots=True)
class _Affected:
    """Rows a price change meets: contracts that change, contracts that keep their price."""

    changing: list[int]
    guaranteed: list[int]


_AFFECTED = """
    SELECT t.contract_id, coalesce(t.guarantee_until >= %(start)s, false)
    FROM contracts_contractterms t JOIN contracts_supplycontract c ON c.id = t.contract_id
    WHERE c.tariff_id = %(tariff)s AND c.state IN ('CONFIRMED', 'ACTIVE', 'TERMINATED')
      AND c.supply && daterange(%(start)s, NULL)
      AND t.valid @> %(start)s AND lower(t.valid) < %(start)s AND upper_inf(t.valid)
    ORDER BY t.contract_id FOR UPDATE OF c, t
"""

_CLOSE = """
    UPDATE contracts_contractterms SET valid = daterange(lower(valid), %(start)s)
    WHERE contract_id = ANY(%(contracts)s) AND valid @> %(start)s
"""

_OPEN = """
    INSERT INTO contracts_contractterms
        (contract_id, valid, tariff_version_id, price_kind, energy_ct, energy_offpeak_ct,
         base_eur_per_year, minimum_term_months, notice_weeks, guarantee_until,
         new_customer_bonus, instant_bonus)
    SELECT c.id, daterange(%(start)s, NULL), v.id, v.price_kind, tier.energy_ct + added.per_kwh,
           tier.energy_offpeak_ct + added.per_kwh, tier.base_eur_per_year + added.per_year,
           v.minimum_term_months, v.notice_weeks, v.guarantee_until, 0, 0
    FROM contracts_supplycontract c
    JOIN supply_supplypoint p ON p.id = c.supply_point_id
    JOIN tariffs_tariffversion v ON v.id = %(version)s
    JOIN tariffs_pricetier tier ON tier.version_id = v.id
      AND tier.from_kwh <= coalesce(p.forecast_annual_kwh, 0)
      AND (tier.upto_kwh IS NULL OR coalesce(p.forecast_annual_kwh, 0) < tier.upto_kwh)
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(price) FILTER (WHERE kind = 'ENERGY'), 0) AS per_kwh,
               coalesce(sum(price) FILTER (WHERE kind = 'BASE'), 0) AS per_year
        FROM contracts_contractcondition WHERE contract_id = c.id
    ) AS added
    WHERE c.id = ANY(%(contracts)s)
"""


class TierMissing(Exception):
    """No price tier of the version fits the consumption of ``count`` contracts."""

    def __init__(self, count: int) -> None:
        super().__init__(f"no tier for {count} contracts")
        self.count = count


@command
def apply_tariff_version(
    *, version_id: int, announced_on: date, at: datetime | None = None
) -> dict[str, int]:
    """Give all running contracts of a tariff the prices of a version from its first day on.

    Contracts whose price is guaranteed beyond that day keep it; those whose terms begin on the
    day or later are not touched, so a repetition changes nothing. Conditions of a contract stay
    with it and are added to the new prices. ``announced_on`` is the day the last customer was
    told.

    Returns:
        How many contracts ``changed`` and how many were ``kept`` by their guarantee.

    Raises:
        NoticeTooLate: customers were told too late.
        TierMissing: the version has no price for the consumption of some contract.
        NotApproved: its prices are a draft.
    """
    version = approved_version(version_id)
    affected = _affected(version)
    if affected.changing:
        deadlines.check_price_notice(
            announced_on, version.prices.start, household=_any_household(affected.changing)
        )
        _replace_terms(version, affected.changing)
        mark_used([version.pk], at=at or start_of_day(announced_on))
        changed = SupplyContract.objects.filter(pk__in=affected.changing)
        since = f"ab {format_day(version.prices.start)}: {version.label}"
        tell_all(changed, "mit neuen Preisen", lambda _: since, at=at)
    return {"changed": len(affected.changing), "kept": len(affected.guaranteed)}


def _affected(version: TariffVersion) -> _Affected:
    with connection.cursor() as cursor:
        cursor.execute(_AFFECTED, {"tariff": version.tariff_id, "start": version.prices.start})
        rows = cursor.fetchall()
    return _Affected(
        [contract_id for contract_id, guaranteed in rows if not guaranteed],
        [contract_id for contract_id, guaranteed in rows if guaranteed],
    )


def _any_household(contract_ids: list[int]) -> bool:
    return SupplyPoint.objects.filter(contracts__in=contract_ids, is_household=True).exists()


def _replace_terms(version: TariffVersion, contract_ids: list[int]) -> None:
    values: dict[str, Any] = {
        "start": version.prices.start,
        "contracts": contract_ids,
        "version": version.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, values)
        cursor.execute(_OPEN, values)
        if cursor.rowcount != len(contract_ids):
            raise TierMissing(len(contract_ids) - cursor.rowcount)
