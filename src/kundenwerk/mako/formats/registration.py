"""What a registration at the grid operator needs before it can be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.ids import (
    InvalidIdentifier,
    validate_balancing_group,
    validate_gas_balancing_group,
    validate_malo,
    validate_market_participant,
)
from kundenwerk.kernel.switching import earliest_start
from kundenwerk.mako.formats.edifact import Unwritable, encode, segment
from kundenwerk.mako.formats.utilmd import Customer, Registration
from kundenwerk.mako.formats.values import latin
from kundenwerk.mako.formats.vocabulary import CustomerGroup, LevyStatus


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything known about a supply that is to be registered; may still have gaps."""

    sender: str
    receiver: str
    commodity: Commodity
    malo_id: str
    reason: str
    planned_start: date
    balancing_group: str
    is_household: bool
    levy_privilege: str
    customer: Customer


_LEVIES: Final = {
    "NONE": LevyStatus.NOT_PRIVILEGED,
    "STORAGE": LevyStatus.PRIVILEGED_STORAGE,
    "HEAT_PUMP": LevyStatus.PRIVILEGED_HEAT_PUMP,
}
_BALANCING_GROUPS: Final[dict[Commodity, Callable[[str], str]]] = {
    Commodity.ELECTRICITY: validate_balancing_group,
    Commodity.GAS: validate_gas_balancing_group,
}
_NUMBERS: Final[tuple[tuple[str, Callable[[str], str], str], ...]] = (
    ("sender", validate_market_participant, "Eigene Marktpartner-ID"),
    ("receiver", validate_market_participant, "Marktpartner-ID des Netzbetreibers"),
    ("malo_id", validate_malo, "MaLo-ID der Lieferstelle"),
)


def problems(draft: Draft) -> list[str]:
    """What is missing or wrong, as German sentences; empty when it can be registered."""
    return list(_problems(draft))


def _problems(draft: Draft) -> Iterator[str]:
    balancing = ("balancing_group", _BALANCING_GROUPS[draft.commodity], "Bilanzkreis")
    for name, validate, label in (*_NUMBERS, balancing):
        text = getattr(draft, name)
        try:
            validate(text)
        except InvalidIdentifier as error:
            yield f"{label}: {error.reason if text else 'Die Angabe fehlt.'}"
    customer = draft.customer
    texts = (customer.name, customer.street, customer.town, customer.postcode)
    if not all(text.strip() for text in texts):
        yield "Name und Anschrift des Kunden sind unvollständig."
    for text in texts:
        try:
            encode(segment("NAD", latin(text, len(text))))
        except Unwritable as error:
            yield f"{error} Bitte schreiben Sie den Namen mit lateinischen Buchstaben."


def registration(draft: Draft, *, transaction: str, sent_on: date) -> Registration:
    """The registration to write, for the planned day or the first one still reachable.

    Raises:
        NoLeadTime: no lead time is known for the day of sending.

    Source: DEC-02; BDEW UTILMD AHB 55001, 44001.
    """
    soonest = earliest_start(sent_on, draft.commodity, draft.reason)
    return Registration(
        transaction=transaction,
        malo_id=draft.malo_id,
        start=max(draft.planned_start, soonest),
        reason=draft.reason,
        balancing_group=draft.balancing_group,
        customer_group=CustomerGroup.HOUSEHOLD if draft.is_household else CustomerGroup.OTHER,
        levy_status=_LEVIES[draft.levy_privilege],
        customer=draft.customer,
        commodity=draft.commodity,
    )
