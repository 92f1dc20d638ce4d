"""Changing how leads are kept and quotes are followed up."""

from __future__ import annotations

from typing import Any

from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.sales.commands.settings import locked_settings, write_settings
from kundenwerk.sales.models import SalesSettings

_LABELS = {
    "follow_up_days": "Tage vor der Bindefrist",
    "lead_retention_days": "Leads löschen nach Tagen",
    "lead_consent_text": "Text der Einwilligung",
}


@command
def save_lead_settings(*, follow_up_days: int, retention_days: int, consent_text: str) -> None:
    """Store when quotes are followed up, how long leads stay and what they consent to.

    Args:
        follow_up_days: before the last day of a quote, 0 to 30.
        retention_days: without any movement, 30 to 1095.
        consent_text: read out or shown to new leads from now on.

    Raises:
        UnusableText: the text is empty, too long or has invisible characters.
    """
    text = clean_text(consent_text, max_length=1000)
    if not text:
        raise UnusableText("Ohne Text kann niemand einwilligen.")
    row = locked_settings()
    before = _values(row)
    after = {
        "follow_up_days": follow_up_days,
        "lead_retention_days": retention_days,
        "lead_consent_text": text,
    }
    if before != after:
        write_settings(row, after)
        undo.offer("Einstellungen gespeichert", restore_lead_settings, before=before, left=after)


@undo.inverse
@command
def restore_lead_settings(*, before: dict[str, Any], left: dict[str, Any]) -> None:
    """Give the settings their former values.

    Raises:
        Overtaken: somebody has changed them again.
    """
    row = locked_settings()
    present = _values(row)
    differences = [
        undo.Difference(label, str(left[name]), str(present[name]))
        for name, label in _LABELS.items()
        if left[name] != present[name]
    ]
    if differences:
        raise undo.Overtaken(differences)
    write_settings(row, before)


def _values(row: SalesSettings) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _LABELS}
