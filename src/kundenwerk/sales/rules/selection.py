"""Second and third step of a quote: which tariff, with which bonuses and conditions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from kundenwerk.sales.rules.entries import Incomplete, Reader, Values

# The consumption may still be changed while tariffs are compared.
FIELDS: Final = frozenset({"tariff_version", "annual_kwh", "offpeak_kwh", "no_bonus", "no_instant"})
# The answer is worth nothing without the tier it was given for.
CONDITION_FIELDS: Final = frozenset({"conditions", "conditions_tier"})


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen tariff version and the bonuses that count in the comparison."""

    version_id: int
    with_new_customer_bonus: bool
    with_instant_bonus: bool


def read_selection(values: Values) -> Selection:
    """Read the second step.

    Raises:
        Incomplete: no tariff was chosen.

    Source: AP-044, AP-067, AP-068.
    """
    read = Reader(values)
    version_id = read.row_id("tariff_version", missing="Bitte wählen Sie einen Tarif.")
    read.finish()
    if version_id is None:
        raise Incomplete({"tariff_version": "Bitte wählen Sie einen Tarif."})
    return Selection(
        version_id,
        with_new_customer_bonus=not read.flag("no_bonus"),
        with_instant_bonus=not read.flag("no_instant"),
    )


def is_answered(values: Values, tier_id: int) -> bool:
    """Whether the conditions of this very tier were asked, and perhaps none was wanted."""
    return values.get("conditions_tier", "") == str(tier_id)


def read_conditions(values: Values, *, tier_id: int, offered: Collection[int]) -> frozenset[int]:
    """Read the third step: the chosen of the offered conditions, by id.

    What was chosen for another tier is left aside.

    Raises:
        Incomplete: a condition that the tier does not offer.

    Source: AP-073.
    """
    if not is_answered(values, tier_id):
        return frozenset()
    texts = [text for text in values.get("conditions", "").split(",") if text.strip()]
    ids = {str(one): one for one in offered}
    if any(text.strip() not in ids for text in texts):
        raise Incomplete(
            {"conditions": "Eine der gewählten Konditionen gehört nicht zu diesem Tarif."}
        )
    return frozenset(ids[text.strip()] for text in texts)
