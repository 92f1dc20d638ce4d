"""Forms of campaigns."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.marketing.models import Campaign
from kundenwerk.marketing.rules import (
    AUDIENCE_LABELS,
    CHANNEL_LABELS,
    LONGEST_CONTENT,
    Audience,
    CampaignData,
    Channel,
    Segment,
    read_codes,
    read_postcodes,
    segment_of,
)
from kundenwerk.platform.constraints import choices
from kundenwerk.sales.rules.stages import STAGE_LABELS, LeadStage
from kundenwerk.ui.forms import (
    Choice,
    CommandForm,
    DayField,
    DecimalField,
    EuroField,
    NameField,
    Several,
    TextField,
)


class SegmentFields(forms.Form):
    """Whom a campaign addresses, by which channel."""

    channel = forms.ChoiceField(
        label="Kanal", choices=choices(CHANNEL_LABELS), widget=Choice, initial="EMAIL"
    )
    audience = forms.ChoiceField(
        label="Zielgruppe", choices=choices(AUDIENCE_LABELS), widget=Choice, initial="LEADS"
    )
    stages = forms.MultipleChoiceField(
        label="Stufen der Leads",
        choices=choices(STAGE_LABELS),
        widget=Several,
        required=False,
    )
    commodity = forms.ChoiceField(
        label="Sparte",
        choices=[("", "alle"), *choices(COMMODITY_LABELS)],
        widget=Choice,
        required=False,
    )
    postcodes = forms.CharField(
        label="Postleitzahlen",
        max_length=1000,
        required=False,
        help_text="Anfänge, mit Komma getrennt: 50, 511",
    )
    ends_from = DayField(label="Vertrag endet ab", required=False)
    ends_until = DayField(
        label="Vertrag endet bis", required=False, help_text="Bei Kunden: Ende der Mindestlaufzeit"
    )

    def clean_postcodes(self) -> tuple[str, ...]:
        """Beginnings of postcodes."""
        found: tuple[str, ...] = _read(read_postcodes, self.cleaned_data["postcodes"])
        return found

    def segment(self) -> Segment:
        """The rule that was typed."""
        given = self.cleaned_data
        return Segment(
            audience=Audience(given["audience"]),
            stages=tuple(LeadStage(code) for code in given["stages"]),
            commodity=Commodity(given["commodity"]) if given["commodity"] else None,
            postcodes=given["postcodes"],
            ends_from=given["ends_from"],
            ends_until=given["ends_until"],
        )


def _read(read: Any, text: str) -> Any:
    try:
        return read(text)
    except UnusableText as refusal:
        raise forms.ValidationError(str(refusal)) from refusal


class CampaignForm(CommandForm, SegmentFields):
    """A campaign; ``version`` is what the form was filled from."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    name = NameField(label="Name", max_length=80)
    goal = TextField(label="Ziel", max_length=300, required=False)
    target_contracts = DecimalField(
        places=0, label="Angestrebte Verträge", required=False, max_length=9
    )
    first = DayField(label="Erster Tag")
    last = DayField(label="Letzter Tag")
    budget = EuroField(label="Budget in €")
    subject = TextField(label="Betreff", max_length=150, required=False)
    content = forms.CharField(
        label="Inhalt", max_length=LONGEST_CONTENT, required=False, widget=forms.Textarea
    )
    codes = forms.CharField(
        label="Aktionscodes",
        max_length=5000,
        required=False,
        widget=forms.Textarea,
        help_text="Je Zeile ein Code, dahinter wo er steht: FLYER26 Flyer Südstadt",
    )

    def clean_codes(self) -> dict[str, str]:
        """Codes with their labels."""
        found: dict[str, str] = _read(read_codes, self.cleaned_data["codes"])
        return found

    def clean_content(self) -> str:
        """Lines of text without invisible characters."""
        lines = self.cleaned_data["content"].splitlines()
        return "\n".join(
            _read(lambda line: clean_text(line, max_length=LONGEST_CONTENT), line) for line in lines
        ).strip()

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first."""
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", "Das Ende liegt vor dem Anfang.")
        return given

    def entered(self) -> CampaignData:
        """What was typed."""
        given = self.cleaned_data
        target = given["target_contracts"]
        return CampaignData(
            name=given["name"],
            goal=given["goal"],
            target_contracts=int(target) if target is not None else None,
            channel=Channel(given["channel"]),
            period=Period(given["first"], given["last"] + ONE_DAY),
            budget=given["budget"],
            subject=given["subject"],
            content=given["content"],
            segment=self.segment(),
            codes=given["codes"],
        )

    @staticmethod
    def shown(one: Campaign) -> dict[str, Any]:
        """The fields as they are stored."""
        segment = segment_of(one.segment)
        last: date | None = one.period.last_day
        return {
            "version": one.version,
            "name": one.name,
            "goal": one.goal,
            "target_contracts": one.target_contracts,
            "channel": one.channel,
            "first": one.period.start,
            "last": last,
            "budget": one.budget,
            "subject": one.subject,
            "content": one.content,
            "codes": "\n".join(f"{code} {code.label}".strip() for code in one.codes.all()),
            "audience": segment.audience.value,
            "stages": [stage.value for stage in segment.stages],
            "commodity": segment.commodity.value if segment.commodity else "",
            "postcodes": ", ".join(segment.postcodes),
            "ends_from": segment.ends_from,
            "ends_until": segment.ends_until,
        }


class SpendingForm(CommandForm):
    """What a campaign has cost so far."""

    spent = EuroField(label="Bisher ausgegeben in €")
