"""What a termination at the former supplier needs before it can be written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.ids import InvalidIdentifier, validate_malo, validate_market_participant
from kundenwerk.mako.formats.edifact import Unwritable, encode, segment
from kundenwerk.mako.formats.utilmd import Ending
from kundenwerk.mako.formats.values import latin

_SWITCH: Final = "E03"


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything known about a supply that is to end at another supplier; may have gaps."""

    sender: str
    receiver: str
    supplier_id: int
    commodity: Commodity
    malo_id: str
    contract_number: str


def problems(draft: Draft) -> list[str]:
    """What is missing or wrong, as German sentences; empty when it can be terminated."""
    return list(_problems(draft))


def _problems(draft: Draft) -> Iterator[str]:
    for text, validate, label in (
        (draft.sender, validate_market_participant, "Eigene Marktpartner-ID"),
        (draft.receiver, validate_market_participant, "Marktpartner-ID des Altlieferanten"),
        (draft.malo_id, validate_malo, "MaLo-ID der Lieferstelle"),
    ):
        try:
            validate(text)
        except InvalidIdentifier as error:
            yield f"{label}: {error.reason if text else 'Die Angabe fehlt.'}"
    try:
        encode(segment("FTX", latin(draft.contract_number, len(draft.contract_number))))
    except Unwritable as error:
        yield f"Vertragsnummer beim Altlieferanten: {error}"


def termination(draft: Draft, *, transaction: str, end: date) -> Ending:
    """The termination to write; ``end`` is the first day without the former supply.

    The message has no field for the former contract, so its number travels as a remark.

    Source: AP-099; BDEW UTILMD AHB 55016, 44016, FTX+ACB.
    """
    known = draft.contract_number
    return Ending(
        transaction=transaction,
        malo_id=draft.malo_id,
        end=end,
        reason=_SWITCH,
        note=f"Vertragsnummer beim bisherigen Lieferanten: {known}" if known else "",
        commodity=draft.commodity,
    )
