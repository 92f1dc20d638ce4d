"""Taking back what was just entered or decided about a reading."""

from __future__ import annotations

from kundenwerk.metering.models import Reading
from kundenwerk.metering.rules.readings import STATE_LABELS, ReadingState
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command


@undo.inverse
@command
def withdraw_reading(*, reading_id: int, left: str, replaced_id: int | None) -> int:
    """Let a reading never count that was entered by mistake.

    Args:
        reading_id: the reading.
        left: the state it was entered in.
        replaced_id: the reading that no longer counted because of it.

    Raises:
        Overtaken: somebody has decided about it since.
    """
    reading = _locked(reading_id, left)
    reading.state, reading.reason = ReadingState.REPLACED.value, "Eingabe zurückgenommen"
    reading.save(update_fields=["state", "reason"])
    _count_again(replaced_id)
    return reading_id


@undo.inverse
@command
def doubt_again(*, reading_id: int, left: str, reason: str, replaced_id: int | None) -> int:
    """Hold a reading again that was just released or discarded.

    Args:
        reading_id: the reading.
        left: the state the decision gave it.
        reason: why it was doubted.
        replaced_id: the reading that no longer counted because of the release.

    Raises:
        Overtaken: somebody has decided otherwise since.
    """
    reading = _locked(reading_id, left)
    reading.state, reading.reason = ReadingState.HELD.value, reason
    reading.rolled_over = False
    reading.save(update_fields=["state", "reason", "rolled_over"])
    _count_again(replaced_id)
    return reading_id


def _locked(reading_id: int, left: str) -> Reading:
    reading = Reading.objects.select_for_update().get(pk=reading_id)
    if reading.state != left:
        before, present = (
            STATE_LABELS[ReadingState(left)],
            STATE_LABELS[ReadingState(reading.state)],
        )
        raise undo.Overtaken([undo.Difference(f"Zählerstand {reading}", before, present)])
    return reading


def _count_again(reading_id: int | None) -> None:
    if reading_id is not None:
        Reading.objects.filter(pk=reading_id).update(state=ReadingState.VALID)
