"""What happens below and belongs on the time line."""

from __future__ import annotations

from kundenwerk.parties.events import ConsentNoted, DataChanged
from kundenwerk.parties.rules.consent import ConsentAnswer
from kundenwerk.platform.commands import Call
from kundenwerk.platform.events import on
from kundenwerk.work.commands import record_fact


@on(DataChanged)
def show_changed_data(event: DataChanged) -> None:
    """Let a change of master data appear on the time line."""
    record_fact(
        Call.of_job("work.record_change", event.business_partner_id, event.version),
        business_partner_id=event.business_partner_id,
        title="Stammdaten geändert",
        detail=event.fields,
        by=event.actor,
    )


@on(ConsentNoted)
def show_answer(event: ConsentNoted) -> None:
    """Let a consent or a refusal appear on the time line."""
    granted = event.answer == ConsentAnswer.GRANTED
    record_fact(
        Call.of_job("work.record_answer", event.consent_id),
        business_partner_id=event.business_partner_id,
        icon="shield-check" if granted else "ban",
        title="Einwilligung erteilt" if granted else "Einwilligung widerrufen",
        detail=event.told,
        url=f"/kunden/{event.business_partner_id}/einwilligungen/",
        by=event.actor,
    )
