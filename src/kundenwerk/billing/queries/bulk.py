"""Bills of a chunk by the kernel; what it does not cover goes to the readable rule (ADR 0020)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kundenwerk.billing.queries import facts, readable
from kundenwerk.billing.queries.prices import Placed
from kundenwerk.billing.queries.readable import Frame
from kundenwerk.billing.queries.rows import Contract, Terms
from kundenwerk.billing.rules.bill import NotBillable
from kundenwerk.billing.rules.booking import Amount
from kundenwerk.billing.rules.bulk import kernel
from kundenwerk.billing.rules.bulk.cases import (
    KIND_OF_REGISTER,
    Agreed,
    Case,
    Counted,
    Prepaid,
    batch_of,
    checked,
)
from kundenwerk.billing.rules.bulk.catalogue import Catalogue, NotCovered, Track, scaled
from kundenwerk.billing.rules.bulk.columns import PERCENT_SCALE
from kundenwerk.billing.rules.bulk.ready import Ready, ready_of
from kundenwerk.billing.rules.bulk.spelling import PLACES_OF_ENERGY, digest, dump, inside
from kundenwerk.billing.rules.bulk.text import german
from kundenwerk.billing.rules.bulk.traces import Scribe
from kundenwerk.billing.rules.drafts import due_day, hints_of
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.series import required_components
from kundenwerk.metering.rules.usage import Usage
from kundenwerk.supply.rules import LevyPrivilege
from kundenwerk.tariffs.rules.profiles import WH_PER_KWH

Outcome = Ready | NotBillable


@dataclass(frozen=True, slots=True)
class Chosen:
    """A bill the kernel computes."""

    wanted: Wanted
    contract: Contract
    counted: Sequence[Usage]
    case: Case


def bills(
    wanted: Sequence[Wanted], *, issued_on: date, with_facts: bool = True
) -> dict[int, Outcome]:
    """The bill of every contract asked for, or why there can be none, in the order asked.

    The same as ``drafts``, to the letter; ``with_facts`` is needed to issue them.
    """
    if not wanted:
        return {}
    frame = readable.frame_of(wanted, issued_on, in_numbers=True)
    catalogue = Catalogue(span_of(wanted))
    refused: dict[int, NotBillable] = {}
    chosen = []
    for one in wanted:
        try:
            chosen.append(choose(one, frame, catalogue))
        except NotBillable as refusal:
            refused[one.contract_id] = refusal
        except NotCovered:
            continue
    known = refused | _computed(chosen, catalogue, frame, with_facts=with_facts)
    return {one.contract_id: known.get(one.contract_id) or _readable(one, frame) for one in wanted}


def span_of(wanted: Sequence[Wanted]) -> Period:
    """All days from the first to the last that any of the bills holds."""
    ends = [one.period.end for one in wanted if one.period.end]
    return Period(min(one.period.start for one in wanted), max(ends))


def _readable(wanted: Wanted, frame: Frame) -> Outcome:
    outcome = readable.outcome(wanted, frame)
    return outcome if isinstance(outcome, NotBillable) else ready_of(outcome)


def choose(wanted: Wanted, frame: Frame, catalogue: Catalogue) -> Chosen:
    """A bill for the kernel.

    Raises:
        NotBillable: see ``readable.outcome``.
        NotCovered: the readable rule has to look at it.
    """
    contract = frame.loaded.contracts[wanted.contract_id]
    readable.check(wanted, contract, frame.loaded)
    if contract.pk in frame.loaded.quarters:
        raise NotCovered
    counted = frame.loaded.usages_of(contract)
    assert wanted.period.end is not None  # only closed periods are billed
    case = Case(
        start=wanted.period.start.toordinal(),
        end=wanted.period.end.toordinal(),
        profile=readable.profile_of(contract),
        agreed=_agreed(wanted.period, contract, frame, catalogue),
        usages=[_counted(usage) for usage in counted],
        bonuses=[
            (bonus.label, bonus.gross.cents)
            for bonus in readable.bonuses_of(wanted, contract, frame.loaded)
        ],
        prepaid=[
            Prepaid(
                scaled(one.part.vat_percent, PERCENT_SCALE),
                one.part.net.cents,
                one.part.vat.cents,
            )
            for one in frame.loaded.instalments.get(contract.pk, ())
        ],
    )
    return Chosen(wanted, contract, counted, checked(case))


def _agreed(period: Period, contract: Contract, frame: Frame, catalogue: Catalogue) -> list[Agreed]:
    """The prices of the days of a bill, by the terms and the region that hold on them."""
    found = []
    for row in frame.loaded.terms.get(contract.pk, ()):
        for placed in frame.loaded.placed[contract.pk]:
            shared = _shared(period, row.valid, placed.valid)
            if shared is None or shared.end is None:
                continue
            track = _track(contract, row, placed, frame, catalogue)
            if track is None:
                raise NotCovered
            found.append(Agreed(shared.start.toordinal(), shared.end.toordinal(), track))
    return found


def _shared(period: Period, *others: Period) -> Period | None:
    found: Period | None = period
    for other in others:
        found = found and found.intersect(other)
    return found


def _track(
    contract: Contract, row: Terms, placed: Placed, frame: Frame, catalogue: Catalogue
) -> Track | None:
    region, book = placed.region, frame.loaded.prices
    commodity = Commodity(contract.commodity)
    is_privileged = contract.levy_privilege != LevyPrivilege.NONE
    prices = (row.price_kind, row.energy_ct, row.energy_offpeak_ct, row.base_eur)
    source = readable.source_of(contract, row, frame.loaded)
    return catalogue.track(
        (region, commodity, is_privileged, prices, source),
        readable.dated_terms(contract, row, frame.loaded),
        (
            book.components.get(region, ()) if region else (),
            book.vat.get(commodity, ()),
            required_components(
                commodity, levy_privilege=is_privileged, control_module=placed.module
            ),
        ),
    )


def _counted(usage: Usage) -> Counted:
    assert usage.period.end is not None  # between two readings
    start, end = (
        german(scaled(one.value, WH_PER_KWH), PLACES_OF_ENERGY) for one in (usage.start, usage.end)
    )
    return Counted(
        KIND_OF_REGISTER[usage.kind],
        usage.period.start.toordinal(),
        usage.period.end.toordinal(),
        scaled(usage.kwh, WH_PER_KWH),
        f"Zähler {inside(usage.meter_number)}: {end} − {start}",
    )


def _computed(
    chosen: Sequence[Chosen], catalogue: Catalogue, frame: Frame, *, with_facts: bool
) -> dict[int, Outcome]:
    """The bills the kernel computes; those beyond its bounds are missing."""
    if not chosen:
        return {}
    cases = [one.case for one in chosen]
    batch = batch_of(cases, catalogue)
    figures = kernel.compute(batch)
    scribe = Scribe(cases, catalogue, batch, figures)
    bonus = figures.bonus.tolist()
    found: dict[int, Outcome] = {}
    for number, one in enumerate(chosen):
        if figures.fits[number]:
            found[one.wanted.contract_id] = _ready(
                one, scribe, (number, bonus[number]), frame, with_facts=with_facts
            )
    return found


def _ready(
    one: Chosen, scribe: Scribe, bill: tuple[int, int], frame: Frame, *, with_facts: bool
) -> Ready:
    wanted, contract = one.wanted, one.contract
    number, bonus = bill
    taxes = [Amount(*tax) for tax in scribe.taxes(number)]
    prepaid = [Amount(part.rate, part.net, part.vat) for part in one.case.prepaid]
    due = sum(t.net + t.vat for t in taxes) - sum(p.net + p.vat for p in prepaid)
    wh = sum(usage.wh for usage in one.case.usages)
    estimated = any(usage.is_estimated for usage in one.counted)
    trace = scribe.trace(number)
    return Ready(
        wanted=wanted,
        account_id=contract.account_id,
        business_partner_id=contract.business_partner_id,
        debtor_id=contract.debtor_id,
        commodity=Commodity(contract.commodity),
        due_on=due_day(due, frame.usual_day(contract), frame.issued_on),
        hints=hints_of(wh, due, wanted, frame.expected(contract), estimated=estimated),
        instalment_ids=frame.instalment_ids(contract),
        facts=dump(facts.of(contract, wanted, frame.loaded, frame.issued_on)) if with_facts else "",
        trace=trace,
        digest=digest(trace),
        lines=scribe.lines(number) if with_facts else (),
        taxes=taxes,
        prepaid=prepaid,
        bonus=bonus,
        wh=wh,
    )
