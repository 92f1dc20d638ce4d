"""What a bill consists of, computed from plain values: the same for preview, run and booking."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kundenwerk.billing.rules.basis import Basis, BoundaryUnread, Prepaid, priced
from kundenwerk.kernel.money import ZERO, Money, total
from kundenwerk.tariffs.rules.dynamic import QuarterHoursMissing
from kundenwerk.tariffs.rules.prices import PriceConflict, PriceGap
from kundenwerk.tariffs.rules.profiles import TooFine
from kundenwerk.tariffs.rules.rating import LineKind, Rated, UsageGap, rate


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
        usages, pieces = priced(basis)
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
    except (UsageGap, BoundaryUnread) as gap:
        raise NotBillable(Cause.READING_MISSING, gap.reason) from gap
    except TooFine as fine:
        reason = "Ein Zählerstand hat mehr als drei Nachkommastellen."
        raise NotBillable(Cause.READING_HELD, reason) from fine
    return Bill(rated, tuple(basis.prepaid))
