"""Ask services for a draft: first the question, without a transaction, then one short write."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db.models.functions import Now

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market import queries as market
from kundenwerk.market.commands import lookups
from kundenwerk.market.commands.lookups import Found, Moment
from kundenwerk.market.models import DefaultSupplyTariff, MarketParticipant
from kundenwerk.market.rules.lookups import GridAnswer, GridMatch, PublishedTariff
from kundenwerk.market.rules.vocabulary import ConcessionClass, MarketRole
from kundenwerk.platform.commands import command
from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.queries.grid import Grid, address_of, question_about
from kundenwerk.sales.queries.lookups import (
    address_is_due,
    grid_is_due,
    tariff_is_down,
    tariff_is_due,
)
from kundenwerk.sales.queries.offering import compared_with
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.sales.rules.lookups import (
    ADDRESS,
    GRID,
    NAMES,
    TARIFF,
    FoundAddress,
    FoundGrid,
    FoundTariff,
    GridChoice,
    State,
    written,
)
from kundenwerk.sales.rules.vocabulary import DraftState


def look_up_place(
    moment: Moment, *, draft_id: UUID, basis: Basis, again: bool = False
) -> dict[str, str]:
    """Ask what is still unknown about the supply address; returns what the draft now remembers.

    Args:
        moment: who asks and when.
        draft_id: remembers the answers; none before its first keystroke.
        basis: what is typed.
        again: ask even what was asked before.

    Raises:
        InsideCommand: a transaction is open.
    """
    told: dict[str, str] = {}
    if again or address_is_due(basis):
        told[ADDRESS] = written(_address(moment, basis))
    if again or grid_is_due(basis, day=moment.day):
        told[GRID] = written(_grid(moment, basis))
    return _remember(moment, draft_id, told)


def look_up_tariff(
    moment: Moment, *, draft_id: UUID, basis: Basis, grid: Grid, again: bool = False
) -> dict[str, str]:
    """Ask for the default-supply tariff where it is unknown; returns what is remembered.

    Args:
        moment: who asks and when.
        draft_id: remembers the answer.
        basis: place and consumption.
        grid: around the place.
        again: ask a service that did not answer once more.

    Raises:
        InsideCommand: a transaction is open.
    """
    against = compared_with(basis, grid, day=moment.day)
    retries = again and tariff_is_down(basis)
    if not retries and not tariff_is_due(basis, against, day=moment.day):
        return {}
    return _remember(moment, draft_id, {TARIFF: written(_tariff(moment, basis, grid))})


def _remember(moment: Moment, draft_id: UUID, told: dict[str, str]) -> dict[str, str]:
    if told:
        remember_lookups(moment.call.derive("remember"), draft_id=draft_id, told=told)
    return told


@command
def remember_lookups(*, draft_id: UUID, told: Mapping[str, str]) -> bool:
    """Keep answers of services with an open draft; returns whether there was one."""
    assert set(told) <= NAMES
    draft = QuoteDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None or draft.state != DraftState.OPEN:
        return False
    draft.data = {**draft.data, **told}
    draft.version += 1
    draft.updated_at = Now()
    draft.save(update_fields=["data", "version", "updated_at"])
    return True


def _address(moment: Moment, basis: Basis) -> FoundAddress:
    found = lookups.check_address(moment, address_of(basis))
    answer = found.answer
    return FoundAddress(
        question=question_about(basis),
        verdict=answer.verdict if answer else None,
        source=found.source or ", ".join(found.failed),
        asked_at=found.asked_at or moment.at,
        matches=answer.matches if answer else (),
    )


def _grid(moment: Moment, basis: Basis) -> FoundGrid:
    commodity = basis.kind.energy.commodity

    def from_table() -> GridAnswer | None:
        areas = market.grid_areas(basis.postcode, basis.town, commodity, moment.day)
        matches = {
            (area.grid_operator_id, area.concession_class): GridMatch(
                area.grid_operator.code,
                area.grid_operator.name,
                ConcessionClass(area.concession_class),
                area.metering_operator.code if area.metering_operator else "",
                area.default_supplier.code if area.default_supplier else "",
                area.place.town,
            )
            for area in areas
        }
        return GridAnswer(address_known=True, matches=tuple(matches.values())) if matches else None

    found = lookups.find_grid(moment, address_of(basis), commodity, from_table=from_table)
    state, choices, foreign = _ours(found)
    return FoundGrid(
        question=question_about(basis),
        state=state,
        source=found.source or ", ".join(found.failed),
        asked_at=found.asked_at or moment.at,
        choices=choices,
        foreign=foreign,
    )


def _ours(found: Found[GridAnswer]) -> tuple[State, tuple[GridChoice, ...], str]:
    """What a told grid means with the market participants we know."""
    answer = found.answer
    if answer is None:
        return (State.DOWN if found.failed else State.NOTHING), (), ""
    if not answer.address_known:
        return State.UNKNOWN_ADDRESS, (), ""
    codes = {
        code
        for one in answer.matches
        for code in (one.operator_code, one.metering_code, one.supplier_code)
    }
    known = {(row.code, row.role): row for row in MarketParticipant.objects.filter(code__in=codes)}

    def row_id(code: str, role: MarketRole) -> int | None:
        row = known.get((code, role.value))
        return row.pk if row else None

    choices = tuple(
        GridChoice(
            operator.pk,
            operator.name,
            one.concession_class,
            row_id(one.metering_code, MarketRole.MSB),
            row_id(one.supplier_code, MarketRole.LF),
            one.part,
        )
        for one in answer.matches
        if (operator := known.get((one.operator_code, MarketRole.NB.value)))
    )
    foreign = [
        f"{one.operator_name} ({one.operator_code})"
        for one in answer.matches
        if (one.operator_code, MarketRole.NB.value) not in known
    ]
    return (State.FOUND if choices else State.FOREIGN), choices, ", ".join(foreign)


def _tariff(moment: Moment, basis: Basis, grid: Grid) -> FoundTariff:
    commodity, kwh = basis.kind.energy.commodity, basis.annual_kwh

    def from_table() -> PublishedTariff | None:
        row = market.default_supply(grid.default_supplier_id, commodity, Decimal(kwh), moment.day)
        return _published(row) if row else None

    found = lookups.find_default_supply(
        moment, address_of(basis), commodity, kwh, from_table=from_table
    )
    return FoundTariff(
        question=question_about(basis),
        kwh=kwh,
        tariff=found.answer,
        source=found.source or ", ".join(found.failed),
        asked_at=found.asked_at or moment.at,
        is_down=found.answer is None and bool(found.failed),
    )


def _published(row: DefaultSupplyTariff) -> PublishedTariff:
    return PublishedTariff(
        Commodity(row.commodity),
        row.name,
        row.supplier.name,
        row.information,
        row.energy_ct_gross,
        row.base_eur_gross,
        row.from_kwh,
        row.upto_kwh,
        row.valid.start,
        row.valid.last_day,
    )
