"""Customers come: partner, supply point, meter, account and order, a wave at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, TypedDict

from kundenwerk.contracts import commands as contracts
from kundenwerk.contracts.rules import OrderData, SupplySituation, TermsData
from kundenwerk.debtors import commands as debtors
from kundenwerk.debtors.commands import AccountData
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.debtors.rules import Delivery, PaymentMethod
from kundenwerk.demo import facts
from kundenwerk.demo.households import Household, Use, Wave, households
from kundenwerk.kernel.energy import Commodity, RegisterCount, RegisterKind, UsageType
from kundenwerk.market.models import MarketParticipant
from kundenwerk.market.rules.vocabulary import ConcessionClass
from kundenwerk.parties import commands as parties
from kundenwerk.parties.commands import BankEntry
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.rules import BusinessPartnerKind
from kundenwerk.platform.commands import command
from kundenwerk.supply import commands as supply
from kundenwerk.supply.commands import Installation
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.supply.rules import LevyPrivilege, RegisterData, SupplyPointData
from kundenwerk.tariffs.commands import mark_used
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from kundenwerk.tariffs.queries.offers import terms_of
from kundenwerk.tariffs.rules.conditions import (
    ConditionData,
    guaranteed_until,
    with_conditions,
)

# One customer in so many chooses a condition.
_CHOOSES: Final = 5
TOTAL = (RegisterData(RegisterKind.TOTAL, "1-0:1.8.0"),)
PEAK_AND_OFFPEAK = (
    RegisterData(RegisterKind.PEAK, "1-0:1.8.1"),
    RegisterData(RegisterKind.OFFPEAK, "1-0:1.8.2"),
)


@command
def settle(
    *, customers: int, wave: Wave, versions: dict[str, int], day: date, at: datetime
) -> list[int]:
    """Let the customers of a wave order; returns the ids of their contracts.

    ``customers`` is the size of the whole town, ``versions`` maps tariff codes to versions.

    Raises:
        UnusableData, UnusableSupplyPoint, StartNotReachable: the town is badly made.
    """
    mine = [one for one in households(customers) if one.wave == wave]
    if not mine:
        return []
    business_partners = parties.create_business_partners([one.data for one in mine], day=day)
    accounts = _accounts(mine, business_partners, day)
    points = _supply_points(mine)
    mark_used(set(versions.values()), at=at)
    orders = _orders(mine, accounts, points, versions, day)
    return [contract.pk for contract in contracts.order_all(orders, at=at)]


def _accounts(
    mine: Sequence[Household], business_partners: Sequence[BusinessPartner], day: date
) -> list[ContractAccount]:
    debited = [
        (one, business_partner)
        for one, business_partner in zip(mine, business_partners, strict=True)
        if one.is_debited
    ]
    banks = parties.add_bank_accounts(
        [BankEntry(business_partner.pk, one.iban) for one, business_partner in debited],
        own_ibans=(facts.IBAN,),
    )
    bank_of = {bank.business_partner_id: bank.pk for bank in banks}
    return debtors.open_accounts(
        [
            AccountData(
                business_partner_id=business_partner.pk,
                payment_method=(
                    PaymentMethod.DIRECT_DEBIT
                    if business_partner.pk in bank_of
                    else PaymentMethod.TRANSFER
                ),
                bank_account_id=bank_of.get(business_partner.pk),
                signed_on=day if business_partner.pk in bank_of else None,
                delivery=Delivery.EMAIL if one.data.email else Delivery.LETTER,
            )
            for one, business_partner in zip(mine, business_partners, strict=True)
        ],
        day=day,
    )


def _supply_points(mine: Sequence[Household]) -> list[SupplyPoint]:
    """Supply points with their meters, in the order of households and their uses."""
    codes = (facts.GRID_OPERATOR, facts.METERING_OPERATOR)
    known = dict(MarketParticipant.objects.filter(code__in=codes).values_list("code", "pk"))
    pairs = [(one, use) for one in mine for use in one.uses]
    points = supply.create_supply_points([_point(one, use, known) for one, use in pairs])
    supply.install_meters(
        [
            Installation(
                point.pk,
                use.meter_number,
                one.wave.start,
                PEAK_AND_OFFPEAK if use.registers == RegisterCount.DUAL else TOTAL,
            )
            for point, (one, use) in zip(points, pairs, strict=True)
        ]
    )
    return points


def _point(one: Household, use: Use, known: dict[str, int]) -> SupplyPointData:
    heats = use.usage == UsageType.HEAT_PUMP
    return SupplyPointData(
        commodity=Commodity.ELECTRICITY,
        usage_type=use.usage,
        register_count=use.registers,
        malo_id=use.malo_id,
        street=one.data.street,
        house_number=one.data.house_number,
        postcode=one.data.postcode,
        town=one.data.town,
        state=one.data.state,
        grid_operator_id=known[facts.GRID_OPERATOR],
        metering_operator_id=known[facts.METERING_OPERATOR],
        concession_class=ConcessionClass.UPTO_100K,
        forecast_annual_kwh=use.kwh,
        levy_privilege=LevyPrivilege.HEAT_PUMP if heats else LevyPrivilege.NONE,
        is_household=one.data.kind == BusinessPartnerKind.PERSON,
    )


def _orders(
    mine: Sequence[Household],
    accounts: Sequence[ContractAccount],
    points: Sequence[SupplyPoint],
    versions: dict[str, int],
    day: date,
) -> list[OrderData]:
    former = list(
        MarketParticipant.objects.filter(code__in=facts.FORMER_SUPPLIERS)
        .order_by("code")
        .values_list("pk", flat=True)
    )
    terms = _Terms(versions)
    owners = [
        (one, account, use) for one, account in zip(mine, accounts, strict=True) for use in one.uses
    ]
    return [
        OrderData(
            business_partner_id=account.business_partner_id,
            supply_point_id=point.pk,
            contract_account_id=account.pk,
            tariff_version_id=versions[use.tariff],
            ordered_on=day,
            situation=SupplySituation.MOVE_IN if use.moves_in else SupplySituation.SWITCH,
            **terms.of(use, one.wave.start),
            requested_start=one.wave.start,
            previous_supplier_id=None if use.moves_in else former[use.number % len(former)],
            previous_contract_number="" if use.moves_in else f"VK-{700_000 + use.number * 13}",
        )
        for point, (one, account, use) in zip(points, owners, strict=True)
    ]


class _Agreed(TypedDict):
    terms: TermsData
    conditions: tuple[ConditionData, ...]


class _Terms:
    """What customers agree to, from the tiers of the versions sold; some choose conditions."""

    def __init__(self, versions: dict[str, int]) -> None:
        self._codes = versions
        self._versions = TariffVersion.objects.in_bulk(versions.values())
        tiers = PriceTier.objects.filter(version__in=versions.values())
        self._tiers = list(tiers.select_related("version__tariff").prefetch_related("conditions"))

    def of(self, use: Use, start: date) -> _Agreed:
        version = self._versions[self._codes[use.tariff]]
        tier = next(
            tier
            for tier in self._tiers
            if tier.version_id == version.pk
            and tier.from_kwh <= use.kwh
            and (tier.upto_kwh is None or use.kwh < tier.upto_kwh)
        )
        offered = [condition.data for condition in tier.conditions.all()]
        chosen = tuple(
            one for place, one in enumerate(offered) if (use.number + place) % _CHOOSES == 0
        )
        prices = with_conditions(terms_of(tier), chosen)
        agreed = TermsData(
            price_kind=prices.price_kind,
            energy_ct=prices.energy_ct,
            energy_offpeak_ct=prices.energy_offpeak_ct,
            base_eur_per_year=prices.base_eur,
            minimum_term_months=version.minimum_term_months,
            notice_weeks=version.notice_weeks,
            guarantee_until=guaranteed_until(version.guarantee_until, chosen, start),
            new_customer_bonus=version.new_customer_bonus,
            instant_bonus=version.instant_bonus,
        )
        return {"terms": agreed, "conditions": chosen}
