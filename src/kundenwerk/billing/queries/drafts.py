"""Bills as they would be issued: loaded for many contracts with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kundenwerk.billing.models import BillingSettings
from kundenwerk.billing.queries import facts, inputs, prices
from kundenwerk.billing.queries.inputs import Loaded
from kundenwerk.billing.rules import instalments
from kundenwerk.billing.rules.bill import Basis, Cause, NotBillable, Prepaid, compute
from kundenwerk.billing.rules.bonuses import Promised, bonuses_in
from kundenwerk.billing.rules.booking import Claim
from kundenwerk.billing.rules.deadlines import received_on
from kundenwerk.billing.rules.drafts import Draft, Expectation, due_day, hints_of
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.debtors.rules import Delivery, due_on
from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.kernel.money import ZERO
from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.kernel.period import Period
from kundenwerk.metering.rules.usage import Usage as Counted
from kundenwerk.supply.rules import LevyPrivilege
from kundenwerk.tariffs.queries.profiles import profile_for
from kundenwerk.tariffs.rules.prices import DatedTerms
from kundenwerk.tariffs.rules.rating import Deduction, Usage
from kundenwerk.tariffs.rules.vocabulary import PriceKind

Outcome = Draft | NotBillable


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is the same for all bills of one asking."""

    loaded: Loaded
    issued_on: date
    deviation_percent: int


def drafts(wanted: Sequence[Wanted], *, issued_on: date) -> dict[int, Outcome]:
    """The bill of every contract asked for, or why there can be none.

    Nothing is written; billing and preview both start here.
    """
    settings = BillingSettings.objects.get(pk=1)
    frame = _Frame(inputs.load(wanted, issued_on), issued_on, settings.deviation_percent)
    return {one.contract_id: _outcome(one, frame) for one in wanted}


def preview(wanted: Wanted, *, issued_on: date) -> Draft:
    """The bill of one contract as it would be issued.

    Raises:
        NotBillable: something is missing, with the reason.
    """
    outcome = drafts([wanted], issued_on=issued_on)[wanted.contract_id]
    if isinstance(outcome, NotBillable):
        raise outcome
    return outcome


def already_billed(period: Period) -> NotBillable:
    """The refusal for days that stand on another bill."""
    return NotBillable(Cause.ALREADY_BILLED, f"Für {period} gibt es schon eine Rechnung.")


def _outcome(wanted: Wanted, frame: _Frame) -> Outcome:
    try:
        return _draft(wanted, frame)
    except NotBillable as refusal:
        return refusal


def _draft(wanted: Wanted, frame: _Frame) -> Draft:
    contract = frame.loaded.contracts[wanted.contract_id]
    _check(wanted, contract, frame.loaded)
    counted = frame.loaded.usages_of(contract)
    bill = compute(_basis(wanted, contract, counted, frame.loaded))
    account = contract.contract_account
    received = received_on(frame.issued_on, Delivery(account.delivery))
    usual_day = due_on(received, account.payment_term_days)
    expected = Expectation(
        contract.supply_point.forecast_annual_kwh, frame.deviation_percent, frame.issued_on
    )
    estimated = any(usage.is_estimated for usage in counted)
    return Draft(
        wanted=wanted,
        bill=bill,
        facts=facts.of(contract, wanted, frame.loaded, frame.issued_on),
        account_id=account.pk,
        partner_id=contract.partner_id,
        claim=Claim(
            debtor_id=account.ledger_account_id,
            commodity=Commodity(contract.supply_point.commodity),
            due_on=due_day(bill, usual_day, frame.issued_on),
        ),
        hints=tuple(hints_of(bill, wanted, expected, estimated=estimated)),
        instalment_ids=tuple(row.pk for row in frame.loaded.instalments.get(contract.pk, ())),
    )


def _check(wanted: Wanted, contract: SupplyContract, loaded: Loaded) -> None:
    supply: Period | None = contract.supply
    if supply is None or not supply.covers(wanted.period):
        reason = f"Der Vertrag beliefert nicht den ganzen Zeitraum {wanted.period}."
        raise NotBillable(Cause.NOT_SUPPLIED, reason)
    if any(wanted.period.intersect(period) for period in loaded.billed.get(contract.pk, ())):
        raise already_billed(wanted.period)
    if contract.pk not in loaded.recipients:
        reason = "Der Rechnungsempfänger hat keine gültige Anschrift."
        raise NotBillable(Cause.ADDRESS_MISSING, reason)


def _basis(
    wanted: Wanted, contract: SupplyContract, counted: Sequence[Counted], loaded: Loaded
) -> Basis:
    point = loaded.points[contract.supply_point_id]
    region = prices.region_of(contract, point)
    prepaid = [
        Prepaid(row.vat_rate, row.net, row.vat)
        for row in loaded.instalments.get(contract.pk, ())
        if row.vat_rate is not None and row.net is not None and row.vat is not None
    ]
    return Basis(
        period=wanted.period,
        commodity=Commodity(point.commodity),
        usages=[_usage(usage) for usage in counted],
        terms=terms_of(contract),
        components=loaded.prices.components.get(region, ()) if region else (),
        vat=loaded.prices.vat.get(Commodity(point.commodity), ()),
        levy_privilege=point.levy_privilege != LevyPrivilege.NONE,
        profile=profile_for(
            Commodity(point.commodity), UsageType(point.usage_type) if point.usage_type else None
        ),
        bonuses=_bonuses(wanted, contract),
        prepaid=instalments.by_rate(prepaid),
    )


def _usage(counted: Counted) -> Usage:
    start, end = (format_decimal(one.value.normalize()) for one in (counted.start, counted.end))
    reference = f"Zähler {counted.meter_number}: {end} − {start}"
    return Usage(counted.kind, counted.period, counted.kwh, reference)


def terms_of(contract: SupplyContract) -> list[DatedTerms]:
    """The agreed prices of a loaded contract as the rating takes them."""
    return [
        DatedTerms(
            valid=row.valid,
            price_kind=PriceKind(row.price_kind),
            energy_ct=row.energy_ct,
            energy_offpeak_ct=row.energy_offpeak_ct,
            base_eur=row.base_eur_per_year,
            source=f"{contract.tariff.name}, {row.tariff_version.label}",
        )
        for row in contract.terms.all()
    ]


def _bonuses(wanted: Wanted, contract: SupplyContract) -> tuple[Deduction, ...]:
    terms = list(contract.terms.all())
    assert contract.supply is not None  # checked before
    promised = Promised(
        terms[0].instant_bonus if terms else ZERO, terms[0].new_customer_bonus if terms else ZERO
    )
    return bonuses_in(wanted.period, contract.supply.start, promised)
