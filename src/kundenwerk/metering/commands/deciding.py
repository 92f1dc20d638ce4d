"""What clerks decide about readings: release, discard, estimate; gas factors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from kundenwerk.kernel.energy import ReadingOrigin
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.metering.commands.recording import (
    MAX_REASON,
    ReadingEntry,
    check_between,
    record_all,
    replace_valid,
)
from kundenwerk.metering.commands.returning import doubt_again
from kundenwerk.metering.models import GasConversion, Reading
from kundenwerk.metering.queries import books
from kundenwerk.metering.rules.estimates import (
    NothingToEstimateFrom,
    Profile,
    extrapolated,
    interpolated,
)
from kundenwerk.metering.rules.readings import ReadingState
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.platform.constraints import violated


class NotHeld(Exception):
    """Nobody has to decide about this reading any more."""


class AlreadyRead(Exception):
    """There is a valid reading for the day; an estimate would be worse."""


class FactorsOverlap(Exception):
    """The supply point has other gas factors on some of these days."""


@command
def release_reading(*, reading_id: int, reason: str, rolled_over: bool = False) -> int:
    """Let a held reading count; another valid one of the same day no longer does.

    Raises:
        NotHeld: it was decided before.
        UnusableText: no reason, or one that cannot be stored.
        NotBetweenNeighbours: the value does not lie between its neighbours.
    """
    reading = _held(reading_id)
    known = books([reading.register_id])[reading.register_id]
    known.valid.pop(reading.day, None)
    doubt = reading.reason
    reading.rolled_over = check_between(reading.day, reading.value, known, rolled_over=rolled_over)
    replaced = replace_valid(reading.register_id, reading.day)
    _decide(reading, ReadingState.VALID, reason)
    _offer_doubt(reading, "Zählerstand freigegeben", doubt, replaced)
    return reading_id


@command
def discard_reading(*, reading_id: int, reason: str) -> int:
    """Let a held reading never count.

    Raises:
        NotHeld: it was decided before.
        UnusableText: no reason, or one that cannot be stored.
    """
    reading = _held(reading_id)
    doubt = reading.reason
    _decide(reading, ReadingState.REPLACED, reason)
    _offer_doubt(reading, "Zählerstand verworfen", doubt, None)
    return reading_id


def _offer_doubt(reading: Reading, text: str, doubt: str, replaced: int | None) -> None:
    undo.offer(
        text,
        doubt_again,
        reading_id=reading.pk,
        left=reading.state,
        reason=doubt,
        replaced_id=replaced,
    )


def _held(reading_id: int) -> Reading:
    reading = Reading.objects.select_for_update().get(pk=reading_id)
    if reading.state != ReadingState.HELD:
        raise NotHeld
    return reading


def _decide(reading: Reading, state: ReadingState, reason: str) -> None:
    text = clean_text(reason, max_length=MAX_REASON)
    if not text:
        raise UnusableText("Bitte begründen Sie die Entscheidung.")
    reading.state = state.value
    reading.reason = text
    reading.save(update_fields=["state", "reason", "rolled_over"])


@command
def estimate_reading(
    *, register_id: int, day: date, reason: str, profile: Profile, today: date
) -> int:
    """Put an estimate where no reading can be had; ``reason`` is printed on the bill.

    Raises:
        AlreadyRead: there is a valid reading for the day.
        NothingToEstimateFrom: no earlier reading, or no idea of the yearly consumption.
        ImpossibleReading: the day lies in the future or outside the installation.
        UnusableText: the reason cannot be stored.

    Source: § 40a Abs. 2 EnWG.
    """
    entry = ReadingEntry(
        register_id=register_id,
        day=day,
        value=estimated_value(register_id, day, profile),
        origin=ReadingOrigin.ESTIMATE,
        confirm_reason=clean_text(reason, max_length=MAX_REASON),
        rolled_over=True,
    )
    return record_all([entry], today=today)[0].pk


def estimated_value(register_id: int, day: date, profile: Profile) -> Decimal:
    """What a register probably showed on a day.

    Raises:
        AlreadyRead: there is a valid reading for the day.
        NothingToEstimateFrom: no earlier reading, or no idea of the yearly consumption.
    """
    known = books([register_id])[register_id]
    facts = known.facts(day)
    if facts.same_day is not None:
        raise AlreadyRead
    if facts.previous is None:
        raise NothingToEstimateFrom
    if facts.following is not None:
        return interpolated(facts.previous, facts.following, day, known.digits, profile)
    per_year = known.used_per_year(day)
    if per_year is None:
        raise NothingToEstimateFrom
    return extrapolated(facts.previous, day, per_year, known.digits, profile)


@command
def save_gas_factors(
    *,
    supply_point_id: int,
    valid: Period,
    calorific_value: Decimal,
    volume_factor: Decimal,
    source: str,
) -> int:
    """Keep the gas factors the grid operator named for a period.

    Raises:
        FactorsOverlap: other factors hold on some of these days.
    """
    try:
        with transaction.atomic():
            row = GasConversion.objects.create(
                supply_point_id=supply_point_id,
                valid=valid,
                calorific_value=calorific_value,
                volume_factor=volume_factor,
                source=source,
            )
    except IntegrityError as error:
        if violated(error) == "gas_conversion_one_per_day":
            raise FactorsOverlap from error
        raise
    return row.pk
