"""States and labels of readings."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kundenwerk.kernel.energy import ReadingOrigin


class ReadingState(StrEnum):
    """Whether a reading counts."""

    VALID = "VALID"
    HELD = "HELD"
    REPLACED = "REPLACED"


STATE_LABELS: Final = {
    ReadingState.VALID: "gültig",
    ReadingState.HELD: "zu prüfen",
    ReadingState.REPLACED: "ersetzt",
}
ORIGIN_LABELS: Final = {
    ReadingOrigin.CUSTOMER: "Kundenablesung",
    ReadingOrigin.GRID_OPERATOR: "Netzbetreiber",
    ReadingOrigin.METERING: "Messstellenbetreiber",
    ReadingOrigin.REMOTE: "Fernauslesung",
    ReadingOrigin.STAFF: "Ablesung durch uns",
    ReadingOrigin.ESTIMATE: "geschätzt",
}
