"""Bills as they would be issued: loaded for many contracts with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date

from kundenwerk.billing.models import BillingSettings
from kundenwerk.billing.queries import facts, inputs
from kundenwerk.billing.queries.inputs import Loaded
from kundenwerk.billing.queries.rows import Contract, Terms
from kundenwerk.billing.rules.basis import Basis, Controlled, spans
from kundenwerk.billing.rules.bill import Bill, Cause, NotBillable, compute
from kundenwerk.billing.rules.bonuses import Promised, bonuses_in
from kundenwerk.billing.rules.booking import Claim
from kundenwerk.billing.rules.deadlines import received_on
from kundenwerk.billing.rules.drafts import Draft, Expectation, due_day, hints_of
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.debtors.rules import Delivery, due_on
from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.kernel.period import Period
from kundenwerk.metering.rules.usage import Usage as Counted
from kundenwerk.supply.rules import LevyPrivilege
from kundenwerk.tariffs.queries.profiles import profile_for
from kundenwerk.tariffs.rules.conditions import named, once
from kundenwerk.tariffs.rules.dynamic_bulk import TooLarge
from kundenwerk.tariffs.rules.prices import DatedTerms
from kundenwerk.tariffs.rules.profiles import DayWeights, watt_hours
from kundenwerk.tariffs.rules.rating import Deduction, Usage
from kundenwerk.tariffs.rules.vocabulary import PriceKind

Outcome = Draft | NotBillable


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same for all bills of one asking.

    Args:
        in_numbers: quarter hours are taken in whole numbers, the same to the last digit.
    """

    loaded: Loaded
    issued_on: date
    deviation_percent: int
    in_numbers: bool = False
    days: dict[tuple[str, int], date] = field(default_factory=dict)

    def usual_day(self, contract: Contract) -> date:
        """When a bill of the contract is to be paid."""
        key = (contract.delivery, contract.payment_term_days)
        if key not in self.days:
            received = received_on(self.issued_on, Delivery(contract.delivery))
            self.days[key] = due_on(received, contract.payment_term_days)
        return self.days[key]

    def expected(self, contract: Contract) -> Expectation:
        """What the bill of a contract is measured against."""
        return Expectation(contract.forecast_annual_kwh, self.deviation_percent, self.issued_on)

    def instalment_ids(self, contract: Contract) -> tuple[int, ...]:
        """The instalments that the bill of a contract deducts."""
        demanded = self.loaded.instalments.get(contract.pk, ())
        return tuple(pk for one in demanded for pk in one.ids)


def drafts(wanted: Sequence[Wanted], *, issued_on: date) -> dict[int, Outcome]:
    """The bill of every contract asked for, or why there can be none.

    Nothing is written; billing and preview both start here.
    """
    frame = frame_of(wanted, issued_on)
    return {one.contract_id: outcome(one, frame) for one in wanted}


def frame_of(wanted: Sequence[Wanted], issued_on: date, *, in_numbers: bool = False) -> Frame:
    """Everything that is to be known, loaded."""
    settings = BillingSettings.objects.get(pk=1)
    return Frame(inputs.load(wanted, issued_on), issued_on, settings.deviation_percent, in_numbers)


def preview(wanted: Wanted, *, issued_on: date) -> Draft:
    """The bill of one contract as it would be issued.

    Raises:
        NotBillable: something is missing, with the reason.
    """
    found = drafts([wanted], issued_on=issued_on)[wanted.contract_id]
    if isinstance(found, NotBillable):
        raise found
    return found


def already_billed(period: Period) -> NotBillable:
    """The refusal for days that stand on another bill."""
    return NotBillable(Cause.ALREADY_BILLED, f"Für {period} gibt es schon eine Rechnung.")


def outcome(wanted: Wanted, frame: Frame) -> Outcome:
    """The bill of one contract by the readable rule, or why there can be none."""
    try:
        return _draft(wanted, frame)
    except NotBillable as refusal:
        return refusal


def _draft(wanted: Wanted, frame: Frame) -> Draft:
    contract = frame.loaded.contracts[wanted.contract_id]
    check(wanted, contract, frame.loaded)
    counted = _counted(wanted, contract, frame.loaded)
    bill = _bill(wanted, contract, counted, frame)
    usual_day = frame.usual_day(contract)
    expected = frame.expected(contract)
    estimated = any(usage.is_estimated for usage in counted) or has_substitutes(
        contract, frame.loaded
    )
    wh = watt_hours(bill.kwh)
    return Draft(
        wanted=wanted,
        bill=bill,
        facts=facts.of(contract, wanted, frame.loaded, frame.issued_on),
        account_id=contract.account_id,
        business_partner_id=contract.business_partner_id,
        claim=Claim(
            debtor_id=contract.debtor_id,
            commodity=Commodity(contract.commodity),
            due_on=due_day(bill.amount_due.cents, usual_day, frame.issued_on),
        ),
        hints=tuple(hints_of(wh, bill.amount_due.cents, wanted, expected, estimated=estimated)),
        instalment_ids=frame.instalment_ids(contract),
    )


def check(wanted: Wanted, contract: Contract, loaded: Loaded) -> None:
    """Refuse what cannot be billed whatever it costs.

    Raises:
        NotBillable: not supplied, billed before, nobody to send the bill to, no open account.
    """
    if contract.supply is None or not contract.supply.covers(wanted.period):
        reason = f"Der Vertrag beliefert nicht den ganzen Zeitraum {wanted.period}."
        raise NotBillable(Cause.NOT_SUPPLIED, reason)
    if any(wanted.period.intersect(period) for period in loaded.billed.get(contract.pk, ())):
        raise already_billed(wanted.period)
    if contract.pk not in loaded.recipients:
        reason = "Der Rechnungsempfänger hat keine gültige Anschrift."
        raise NotBillable(Cause.ADDRESS_MISSING, reason)
    if not contract.account_is_open:
        reason = f"Das Kundenkonto zum Vertragskonto {contract.account_number} ist gesperrt."
        raise NotBillable(Cause.NO_ACCOUNT, reason)


def _counted(wanted: Wanted, contract: Contract, loaded: Loaded) -> list[Counted]:
    """What registers counted; who is billed by quarter hours throughout needs no readings.

    Raises:
        NotBillable: see ``Loaded.usages_of``.
    """
    known = loaded.usages[contract.pk]
    if isinstance(known, list):
        return known
    terms = [dated_terms(contract, row, loaded) for row in loaded.terms.get(contract.pk, ())]
    if all(
        one.by_quarter_hours for one in spans(wanted.period, terms, _controlled(contract, loaded))
    ):
        return []
    return loaded.usages_of(contract)


def has_substitutes(contract: Contract, loaded: Loaded) -> bool:
    """Whether values the metering operator put in are among the quarter hours billed."""
    return contract.pk in loaded.quarters and loaded.quarters.curve(contract.pk).substitutes > 0


def _controlled(contract: Contract, loaded: Loaded) -> list[Controlled]:
    return [Controlled(one.valid, one.module) for one in loaded.placed[contract.pk]]


def _bill(wanted: Wanted, contract: Contract, counted: Sequence[Counted], frame: Frame) -> Bill:
    """The bill by the readable rule, or where a run asks by its twin as far as that reaches."""
    basis = _basis(wanted, contract, counted, frame.loaded)
    if contract.pk not in frame.loaded.quarters:
        return compute(basis)
    quarters = frame.loaded.quarters
    if frame.in_numbers:
        with suppress(TooLarge):
            return compute(replace(basis, quarter_hours=quarters.numbers(contract.pk)))
    return compute(replace(basis, quarter_hours=quarters.readable(contract.pk)))


def _basis(wanted: Wanted, contract: Contract, counted: Sequence[Counted], loaded: Loaded) -> Basis:
    commodity = Commodity(contract.commodity)
    return Basis(
        period=wanted.period,
        commodity=commodity,
        usages=[_usage(usage) for usage in counted],
        terms=[dated_terms(contract, row, loaded) for row in loaded.terms.get(contract.pk, ())],
        components=loaded.components_of(contract),
        vat=loaded.prices.vat.get(commodity, ()),
        levy_privilege=contract.levy_privilege != LevyPrivilege.NONE,
        controlled=_controlled(contract, loaded),
        profile=profile_of(contract),
        bonuses=bonuses_of(wanted, contract, loaded),
        prepaid=[one.part for one in loaded.instalments.get(contract.pk, ())],
    )


def profile_of(contract: Contract) -> DayWeights:
    """How the consumption of a contract is spread over the year."""
    usage = UsageType(contract.usage_type) if contract.usage_type else None
    return profile_for(Commodity(contract.commodity), usage)


def dated_terms(contract: Contract, row: Terms, loaded: Loaded) -> DatedTerms:
    """Agreed prices as the rating takes them."""
    return DatedTerms(
        valid=row.valid,
        price_kind=PriceKind(row.price_kind),
        energy_ct=row.energy_ct,
        energy_offpeak_ct=row.energy_offpeak_ct,
        base_eur=row.base_eur,
        source=source_of(contract, row, loaded),
    )


def source_of(contract: Contract, row: Terms, loaded: Loaded) -> str:
    """What the customer knows an agreed price by."""
    return named(f"{contract.tariff}, {row.version}", loaded.conditions.get(contract.pk, ()))


def _usage(counted: Counted) -> Usage:
    return Usage(counted.kind, counted.period, counted.kwh, reference_of(counted))


def reference_of(counted: Counted) -> str:
    """How a usage was found: the difference of two readings."""
    start, end = (format_decimal(one.value.normalize()) for one in (counted.start, counted.end))
    return f"Zähler {counted.meter_number}: {end} − {start}"


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


def bonuses_of(wanted: Wanted, contract: Contract, loaded: Loaded) -> tuple[Deduction, ...]:
    """The promised bonuses and one-time amounts of a bill; promised by the first terms."""
    terms = loaded.terms.get(contract.pk)
    if not terms:
        return ()
    assert contract.supply is not None  # checked before
    agreed = once(loaded.conditions.get(contract.pk, ()))
    promised = Promised(terms[0].instant_bonus, terms[0].new_customer_bonus, agreed)
    return bonuses_in(wanted.period, contract.supply.start, promised)
