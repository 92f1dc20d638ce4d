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
    ConsentChannel,
    ConsentEntry,
    ConsentPurpose,
    ConsentSource,
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
    # Two answers at once come one after the other; an emptied record leads to the kept one.
    owner = BusinessPartner.objects.select_for_update().get(pk=business_partner_id)
    business_partner_id = owner.merged_into_id or owner.pk
    last = last_answer(business_partner_id, entry)
    refuses = entry.answer is ConsentAnswer.REVOKED
    if last and refuses and last.answer == ConsentAnswer.REVOKED:
        return last
    checked = checked_consent(entry, last=last.given_on if last else None, day=day)
    noted = _stored(business_partner_id, checked)
    announce(_fact(noted, checked, day))
    return noted


def _stored(business_partner_id: int, entry: ConsentEntry) -> Consent:
    return Consent.objects.create(
        business_partner_id=business_partner_id,
        channel=entry.channel.value,
        purpose=entry.purpose.value,
        answer=entry.answer.value,
        source=entry.source.value,
        given_on=entry.given_on,
        wording=entry.wording,
        proof=entry.proof,
        noted_by=current_call().actor,
        noted_at=clock.now(),
    )


def carry_refusal(refusal: Consent, business_partner_id: int, *, number: str, day: date) -> Consent:
    """Note a refusal anew for a record that takes in another of the same person (step).

    Args:
        refusal: the answer that a younger consent of the other record would overrule.
        business_partner_id: the record that is kept.
        number: of the record under which it was given.
        day: of the merge.
    """
    require_transaction()
    entry = ConsentEntry(
        channel=ConsentChannel(refusal.channel),
        answer=ConsentAnswer.REVOKED,
        source=ConsentSource(refusal.source),
        given_on=day,
        purpose=ConsentPurpose(refusal.purpose),
        wording=refusal.wording,
        proof=f"Gilt unter {number} seit {refusal.given_on:%d.%m.%Y}, zusammengeführt am "
        f"{day:%d.%m.%Y}",
    )
    noted = _stored(business_partner_id, entry)
    announce(_fact(noted, entry, day))
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
