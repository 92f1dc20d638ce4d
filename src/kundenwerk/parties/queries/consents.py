"""Who agreed to be approached, and what the proof is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from kundenwerk.parties.models import Consent
from kundenwerk.parties.rules.consent import (
    CONSENT_CHANNEL_LABELS,
    CONSENT_PURPOSE_LABELS,
    NEEDS_CONSENT,
    ConsentAnswer,
    ConsentChannel,
    ConsentPurpose,
)


def latest_answer(
    channel: ConsentChannel,
    *,
    whose: str = "pk",
    purpose: ConsentPurpose = ConsentPurpose.ADVERTISING,
) -> Subquery:
    """The answer that counts, for rows whose column ``whose`` names a business partner."""
    answers = Consent.objects.filter(
        business_partner=OuterRef(whose), channel=channel.value, purpose=purpose.value
    )
    return Subquery(answers.order_by("-pk").values("answer")[:1])


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody may be approached one way for one purpose, and the answer behind it."""

    channel: ConsentChannel
    purpose: ConsentPurpose
    last: Consent | None

    @property
    def label(self) -> str:
        """The channel in German."""
        return CONSENT_CHANNEL_LABELS[self.channel]

    @property
    def purpose_label(self) -> str:
        """The purpose in German."""
        return CONSENT_PURPOSE_LABELS[self.purpose]

    @property
    def needs_consent(self) -> bool:
        """Whether silence means no."""
        return self.channel in NEEDS_CONSENT

    @property
    def is_allowed(self) -> bool:
        """Whether it is allowed now."""
        if self.last is None:
            return not self.needs_consent
        return bool(self.last.answer == ConsentAnswer.GRANTED)


def standings(business_partner_id: int) -> list[Standing]:
    """What holds now for every channel and purpose; one query."""
    found = Consent.objects.filter(business_partner=business_partner_id)
    latest = found.order_by("channel", "purpose", "-pk").distinct("channel", "purpose")
    by_kind = {(one.channel, one.purpose): one for one in latest}
    return [
        Standing(channel, purpose, by_kind.get((channel.value, purpose.value)))
        for purpose in ConsentPurpose
        for channel in ConsentChannel
    ]


def may_approach(
    business_partner_id: int,
    channel: ConsentChannel,
    purpose: ConsentPurpose = ConsentPurpose.ADVERTISING,
) -> bool:
    """Whether a business partner may be approached this way now."""
    wanted = (channel, purpose)
    return any(
        one.is_allowed
        for one in standings(business_partner_id)
        if (one.channel, one.purpose) == wanted
    )


def consents_of(business_partner_id: int) -> list[Consent]:
    """Every answer somebody gave, newest first."""
    return list(Consent.objects.filter(business_partner=business_partner_id).order_by("-pk"))
