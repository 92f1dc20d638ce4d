"""How a supplier quotes, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.tariffs.rules.vocabulary import OPERATOR_LEVEL_LABELS, OperatorLevel

LONGEST_BINDING_DAYS = 365
MOST_FILE_DAYS = 365
LARGEST_STEP = Money(10_000)


@dataclass(frozen=True, slots=True)
class SettingsData:
    """How this supplier quotes.

    Args:
        instalment_step: instalments are rounded up to a multiple of it.
        import_file_days: how long an uploaded file of tariffs waits to be taken over.
    """

    operator_level: OperatorLevel
    binding_days: int
    compare_default_supply: bool
    instalment_step: Money
    import_file_days: int = 7

    def told(self) -> dict[str, str]:
        """The settings in German words."""
        return {
            "Netzbetreiber stehen an": OPERATOR_LEVEL_LABELS[self.operator_level],
            "Bindefrist in Tagen": str(self.binding_days),
            "Vergleich mit der Grundversorgung": "ja" if self.compare_default_supply else "nein",
            "Abschläge aufrunden auf": str(self.instalment_step),
            "Hochgeladene Tarifdateien behalten, Tage": str(self.import_file_days),
        }

    def faults(self) -> dict[str, str]:
        """What cannot be: German reason per field."""
        found = {}
        if not 1 <= self.binding_days <= LONGEST_BINDING_DAYS:
            found["binding_days"] = (
                f"Die Bindefrist liegt zwischen 1 und {LONGEST_BINDING_DAYS} Tagen."
            )
        if not ZERO < self.instalment_step <= LARGEST_STEP:
            found["instalment_step"] = f"Möglich sind Beträge von 0,01 € bis {LARGEST_STEP}."
        if not 1 <= self.import_file_days <= MOST_FILE_DAYS:
            found["import_file_days"] = f"Möglich sind 1 bis {MOST_FILE_DAYS} Tage."
        return found
