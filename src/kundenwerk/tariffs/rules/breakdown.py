"""What part of a bill goes to whom: grid, levies, taxes, and the supplier's own share."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from kundenwerk.kernel.energy import RegisterKind
from kundenwerk.kernel.money import Money, round_cents, total
from kundenwerk.market.rules.vocabulary import COMPONENT_LABELS, Component
from kundenwerk.tariffs.rules.prices import PricePart, PriceSegment
from kundenwerk.tariffs.rules.rating import DAYS_OF_A_PRICE_YEAR, Line, LineKind, Rated

OWN_SHARE_LABEL = "Beschaffung, Vertrieb und Service"

_REGISTER_OF_KIND = {
    LineKind.ENERGY: RegisterKind.TOTAL,
    LineKind.ENERGY_PEAK: RegisterKind.PEAK,
    LineKind.ENERGY_OFFPEAK: RegisterKind.OFFPEAK,
}


@dataclass(frozen=True, slots=True)
class Share:
    """A net share of a bill; ``component`` None is the supplier's own."""

    component: Component | None
    label: str
    net: Money


def breakdown(rated: Rated) -> list[Share]:
    """Split the net sum, without bonuses, into the parts the law names.

    Every part of others is rounded once over the whole bill, after one division; the supplier's
    share is what remains, so the shares add up to the sum of the energy and base lines.

    Source: § 40 Abs. 3 EnWG (supplier's share: § 3 Nr. 106 EnWG).
    """
    by_energy: dict[Component, Decimal] = defaultdict(Decimal)
    by_days: dict[Component, Decimal] = defaultdict(Decimal)
    charged = [line for line in rated.lines if line.kind != LineKind.BONUS]
    by_period = {segment.period: segment for segment in rated.segments}
    for line in charged:
        for part in _parts(line, by_period[line.period]):
            if part.component is not None:
                exact = by_days if line.kind == LineKind.BASE else by_energy
                exact[part.component] += part.value * line.quantity
    shares = [
        Share(
            component,
            COMPONENT_LABELS[component],
            round_cents(by_energy[component] / 100 + by_days[component] / DAYS_OF_A_PRICE_YEAR),
        )
        for component in Component
        if component in by_energy or component in by_days
    ]
    rest = total(line.net for line in charged) - total(share.net for share in shares)
    return [Share(None, OWN_SHARE_LABEL, rest), *shares]


def _parts(line: Line, segment: PriceSegment) -> tuple[PricePart, ...]:
    if line.kind == LineKind.BASE:
        return segment.base.parts
    return segment.energy_of(_REGISTER_OF_KIND[line.kind]).parts
