"""Campaigns in words: what commands refuse, whom a segment means, what differs."""

from __future__ import annotations

from collections.abc import Mapping

from kundenwerk.kernel.numbers import format_day
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.marketing import commands
from kundenwerk.marketing.rules import AUDIENCE_LABELS, CHANNEL_LABELS, CampaignData, Segment
from kundenwerk.platform.undo import Difference
from kundenwerk.sales.rules.stages import STAGE_LABELS

SENTENCES: dict[type[Exception], tuple[str, str]] = {
    commands.CodeTaken: ("codes", "Einer der Codes gehört schon zu einer anderen Kampagne."),
    commands.CodesMissing: (
        "codes",
        "Ohne Aktionscode lässt sich kein Erfolg messen. Bitte tragen Sie mindestens einen ein.",
    ),
    commands.CampaignFixed: ("", "Eine laufende oder beendete Kampagne bleibt, wie sie ist."),
}
REFUSALS = tuple(SENTENCES)


def segment_words(segment: Segment) -> str:
    """Whom a segment means, in a sentence."""
    stages = [STAGE_LABELS[stage] for stage in segment.stages]
    first, last = segment.ends_from, segment.ends_until
    parts = [
        AUDIENCE_LABELS[segment.audience],
        f"Stufe {' oder '.join(stages)}" if stages else "",
        COMMODITY_LABELS[segment.commodity] if segment.commodity else "",
        f"PLZ {', '.join(segment.postcodes)}" if segment.postcodes else "",
        f"Vertragsende ab {format_day(first)}" if first else "",
        f"Vertragsende bis {format_day(last)}" if last else "",
    ]
    return ", ".join(filter(None, parts))


def _texts(data: CampaignData) -> Mapping[str, str]:
    first, last = data.period.start, data.period.last_day
    return {
        "Name": data.name,
        "Ziel": data.goal,
        "Angestrebte Verträge": str(data.target_contracts or ""),
        "Kanal": CHANNEL_LABELS[data.channel],
        "Zeitraum": f"{format_day(first)} bis {format_day(last) if last else 'offen'}",
        "Budget": str(data.budget),
        "Zielgruppe": segment_words(data.segment),
        "Betreff": data.subject,
        "Inhalt": data.content,
        "Aktionscodes": "\n".join(
            f"{code} {label}".strip() for code, label in sorted(data.codes.items())
        ),
    }


def differences(mine: CampaignData, now: CampaignData) -> list[Difference]:
    """What was typed beside what is stored, where the two differ."""
    typed, stored = _texts(mine), _texts(now)
    return [
        Difference(label, text, stored[label])
        for label, text in typed.items()
        if text != stored[label]
    ]
