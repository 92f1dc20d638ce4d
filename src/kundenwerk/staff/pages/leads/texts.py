"""What commands about leads refuse, in sentences for the clerk."""

from __future__ import annotations

from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.kernel.text import UnusableText
from kundenwerk.sales import commands
from kundenwerk.sales.rules.stages import STAGE_LABELS

_SENTENCES: dict[type[Exception], str] = {
    commands.LeadErased: "Dieser Lead ist gelöscht. Von ihm ist nichts Persönliches mehr da.",
    commands.LeadEnded: "Dieser Lead ist abgeschlossen. Nehmen Sie ihn zuerst wieder auf.",
    commands.NoStep: "Es ist kein Schritt mehr geplant. Vielleicht war jemand schneller.",
}
REFUSALS: tuple[type[Exception], ...] = (*_SENTENCES, TransitionNotAllowed, UnusableText)


def sentence(refusal: Exception) -> str:
    """What to tell, and what to do about it."""
    if isinstance(refusal, TransitionNotAllowed):
        labels = {code.value: label for code, label in STAGE_LABELS.items()}
        return f"Der Lead steht jetzt auf „{labels[str(refusal.state.value)]}“. Bitte neu ansehen."
    return _SENTENCES.get(type(refusal), str(refusal))
