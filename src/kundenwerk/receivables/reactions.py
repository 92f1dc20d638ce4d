"""What follows when an account was dunned."""

from __future__ import annotations

from kundenwerk.platform.commands import Call
from kundenwerk.platform.events import on
from kundenwerk.receivables.commands import write_letter
from kundenwerk.receivables.events import Dunned


@on(Dunned, queue="documents", priority=-5)
def make_letter(event: Dunned) -> None:
    """Make and send the letter; a repetition finds it made."""
    call = Call.of_job("receivables.write_letter", event.notice_id)
    write_letter(call, notice_id=event.notice_id)
