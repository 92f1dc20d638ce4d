"""Noting what somebody agreed to or refused; nothing noted is ever changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kundenwerk.parties.events import ConsentNoted
from kundenwerk.parties.models import BusinessPartner, Consent
from kundenwerk.parties.rules.consent import (
    CONSENT_CHANNEL_LABELS,
    CONSENT_PURPOSE_LABELS,
    ConsentAnswer,
    ConsentEntry,
    checked_consent,
)
from kundenwerk.platform import clock
from kundenwerk.platform.commands import command, current_call, require_transaction
from kundenwerk.platform.events import announce


@command
def record_consents(
    *, business_partner_id: int, entries: Sequence[ConsentEntry], day: date
) -> list[int]:
    """Note answers of a business partner, all or none; returns their ids.

    A refusal that is known already is not noted twice.

    Raises:
        ConsentRefused: see ``checked_consent``.
        BusinessPartner.DoesNotExist: no such record.
    """
    return [note_consent(business_partner_id, entry, day=day).pk for entry in entries]


def note_consent(business_partner_id: int, entry: ConsentEntry, *, day: date) -> Consent:
    """Note an answer of a business partner (step).

    Raises:
        ConsentRefused: see ``checked_consent``.
        BusinessPartner.DoesNotExist: no such record.
        NotInTransaction: no command is running.
    """
    require_transaction()
    # Two answers at once come one after the other.
    BusinessPartner.objects.select_for_update().get(pk=business_partner_id)
    last = last_answer(business_partner_id, entry)
    refuses = entry.answer is ConsentAnswer.REVOKED
    if last and refuses and last.answer == ConsentAnswer.REVOKED:
        return last
    checked = checked_consent(entry, last=last.given_on if last else None, day=day)
    noted = Consent.objects.create(
        business_partner_id=business_partner_id,
        channel=checked.channel.value,
        purpose=checked.purpose.value,
        answer=checked.answer.value,
        source=checked.source.value,
        given_on=checked.given_on,
        wording=checked.wording,
        proof=checked.proof,
        noted_by=current_call().actor,
        noted_at=clock.now(),
    )
    announce(_fact(noted, checked, day))
    return noted


def _fact(noted: Consent, entry: ConsentEntry, day: date) -> ConsentNoted:
    return ConsentNoted(
        consent_id=noted.pk,
        business_partner_id=noted.business_partner_id,
        channel=noted.channel,
        purpose=noted.purpose,
        answer=noted.answer,
        day=day.isoformat(),
        told=f"{CONSENT_CHANNEL_LABELS[entry.channel]}, {CONSENT_PURPOSE_LABELS[entry.purpose]}",
        actor=noted.noted_by,
    )


def last_answer(business_partner_id: int, entry: ConsentEntry) -> Consent | None:
    """The answer known so far for the channel and purpose of another."""
    found = Consent.objects.filter(
        business_partner=business_partner_id,
        channel=entry.channel.value,
        purpose=entry.purpose.value,
    )
    return found.order_by("-pk").first()
