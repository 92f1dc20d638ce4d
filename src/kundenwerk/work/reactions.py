"""What happens below and belongs on the time line."""

from __future__ import annotations

from kundenwerk.parties.events import DataChanged
from kundenwerk.platform.commands import Call
from kundenwerk.platform.events import on
from kundenwerk.work.commands import record_change


@on(DataChanged)
def show_changed_data(event: DataChanged) -> None:
    """Let a change of master data appear on the time line."""
    record_change(
        Call.of_job("work.record_change", event.business_partner_id, event.version),
        business_partner_id=event.business_partner_id,
        fields=event.fields,
        by=event.actor,
    )
