"""What a bill consists of, computed from plain values: the same for preview, run and booking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import ZERO, Money, total
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.series import DatedValue, required_components
from kundenwerk.market.rules.vocabulary import ControlModule
from kundenwerk.tariffs.rules.dynamic import (
    Curve,
    QuarterHoursMissing,
    Varying,
    by_quarter_hours,
)
from kundenwerk.tariffs.rules.prices import (
    DatedTerms,
    PriceConflict,
    PriceGap,
    PriceSegment,
    segments,
)
from kundenwerk.tariffs.rules.profiles import EVEN, DayWeights, TooFine
from kundenwerk.tariffs.rules.rating import Deduction, LineKind, Rated, Usage, UsageGap, rate
from kundenwerk.tariffs.rules.vocabulary import PriceKind


class Cause(StrEnum):
    """Why a contract cannot be billed yet."""

    READING_MISSING = "READING_MISSING"
    READING_HELD = "READING_HELD"
    QUARTERS_MISSING = "QUARTERS_MISSING"
    PRICE_MISSING = "PRICE_MISSING"
    ADDRESS_MISSING = "ADDRESS_MISSING"
    NOT_SUPPLIED = "NOT_SUPPLIED"
    ALREADY_BILLED = "ALREADY_BILLED"
    NO_ACCOUNT = "NO_ACCOUNT"
    CHANGED = "CHANGED"


CAUSE_LABELS: Final = {
    Cause.READING_MISSING: "Zählerstand fehlt",
    Cause.READING_HELD: "Zählerstand ungeprüft",
    Cause.QUARTERS_MISSING: "Viertelstundenwerte fehlen",
    Cause.PRICE_MISSING: "Preis fehlt",
    Cause.ADDRESS_MISSING: "Anschrift fehlt",
    Cause.NOT_SUPPLIED: "keine Belieferung",
    Cause.ALREADY_BILLED: "schon abgerechnet",
    Cause.NO_ACCOUNT: "Konto fehlt",
    Cause.CHANGED: "seit der Vorschau geändert",
}
REMEDIES: Final = {
    Cause.READING_MISSING: "Zählerstand erfassen oder beim Kunden anfordern",
    Cause.READING_HELD: "Zählerstand prüfen und freigeben",
    Cause.QUARTERS_MISSING: "Lastgang beim Messstellenbetreiber anfordern",
    Cause.PRICE_MISSING: "Preis oder Preisbestandteil für den Zeitraum ergänzen",
    Cause.ADDRESS_MISSING: "Anschrift des Rechnungsempfängers ergänzen",
    Cause.NOT_SUPPLIED: "Lieferzeitraum des Vertrags prüfen",
    Cause.ALREADY_BILLED: "bestehende Rechnung prüfen",
    Cause.NO_ACCOUNT: "Kontenzuordnung ergänzen",
    Cause.CHANGED: "Vorschau erneuern und prüfen",
}


class NotBillable(Exception):
    """A contract cannot be billed for a period; ``reason`` is a German sentence."""

    def __init__(self, cause: Cause, reason: str) -> None:
        super().__init__(reason)
        self.cause = cause
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Prepaid:
    """Instalments of one rate that were demanded for the period, with their tax."""

    vat_percent: Decimal
    net: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class QuarterHours:
    """What was used in every quarter hour, and the prices that change with it."""

    curve: Curve
    varying: Sequence[Varying]


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything a bill is computed from.

    Args:
        components: values of others that hold for the supply point.
        levy_privilege: the supply point pays no KWKG and offshore levy.
        control_module: what lowers its grid fee.
        quarter_hours: the use and the prices of each, where they are known.
    """

    period: Period
    commodity: Commodity
    usages: Sequence[Usage]
    terms: Sequence[DatedTerms]
    components: Sequence[DatedValue]
    vat: Sequence[DatedValue]
    levy_privilege: bool = False
    control_module: ControlModule = ControlModule.NONE
    quarter_hours: QuarterHours | None = None
    profile: DayWeights = EVEN
    bonuses: Sequence[Deduction] = ()
    prepaid: Sequence[Prepaid] = ()


@dataclass(frozen=True, slots=True)
class Bill:
    """The priced period and what was paid in advance."""

    rated: Rated
    prepaid: tuple[Prepaid, ...]

    @property
    def net(self) -> Money:
        """Sum of the lines."""
        return self.rated.net

    @property
    def vat(self) -> Money:
        """Tax of all rates."""
        return self.rated.vat_total

    @property
    def gross(self) -> Money:
        """What the period costs."""
        return self.rated.gross

    @property
    def prepaid_gross(self) -> Money:
        """Instalments with their tax."""
        return total(part.net + part.vat for part in self.prepaid)

    @property
    def amount_due(self) -> Money:
        """What remains to be paid; negative is a credit."""
        return self.gross - self.prepaid_gross

    @property
    def kwh(self) -> Decimal:
        """The energy of the period."""
        return sum((usage.kwh for usage in self.rated.usages), Decimal(0))

    @property
    def bonus(self) -> Money:
        """Net sum of bonuses and credits, negative; one-time charges are revenue like energy."""
        apart = (line.net for line in self.rated.lines if line.kind == LineKind.BONUS)
        return total(min(net, ZERO) for net in apart)


def compute(basis: Basis) -> Bill:
    """The bill of a period.

    Raises:
        NotBillable: a reading, a price or a tax rate is missing, with the reason.

    Source: § 40 EnWG; § 14 Abs. 5 S. 2 UStG (instalments with their tax are deducted).
    """
    if any(usage.kwh < 0 for usage in basis.usages):
        reason = "Ein Zählerstand ist niedriger als der vorige, ohne Überlauf des Zählwerks."
        raise NotBillable(Cause.READING_HELD, reason)
    try:
        usages, pieces = _priced(basis)
        rated = rate(
            basis.period,
            usages,
            pieces,
            profile=basis.profile,
            deductions=basis.bonuses,
        )
    except (PriceGap, PriceConflict) as gap:
        raise NotBillable(Cause.PRICE_MISSING, gap.reason) from gap
    except QuarterHoursMissing as gap:
        raise NotBillable(Cause.QUARTERS_MISSING, gap.reason) from gap
    except UsageGap as gap:
        raise NotBillable(Cause.READING_MISSING, gap.reason) from gap
    except TooFine as fine:
        reason = "Ein Zählerstand hat mehr als drei Nachkommastellen."
        raise NotBillable(Cause.READING_HELD, reason) from fine
    return Bill(rated, tuple(basis.prepaid))


def _priced(basis: Basis) -> tuple[Sequence[Usage], list[PriceSegment]]:
    """The use and the prices of the period; by the quarter hour where a price needs it.

    Raises:
        QuarterHoursMissing: a price needs them and they are not known.
        PriceGap: see ``segments``.

    Source: § 41a EnWG; § 14a EnWG.
    """
    required = required_components(
        basis.commodity,
        levy_privilege=basis.levy_privilege,
        control_module=basis.control_module,
    )
    others = basis.components, basis.vat
    if not needs_quarter_hours(basis):
        return basis.usages, segments(basis.period, basis.terms, *others, required=required)
    if basis.quarter_hours is None:
        raise QuarterHoursMissing(basis.period.start)
    return by_quarter_hours(
        basis.period,
        basis.quarter_hours.curve,
        basis.terms,
        *others,
        varying=basis.quarter_hours.varying,
        required=required,
    )


def needs_quarter_hours(basis: Basis) -> bool:
    """Whether no price can be told without the use of each quarter hour."""
    dynamic = any(
        one.price_kind == PriceKind.DYNAMIC and one.valid.intersect(basis.period)
        for one in basis.terms
    )
    return dynamic or basis.control_module.varies_by_hour
