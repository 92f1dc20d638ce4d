"""A registration that waits for its answer, and the way an interchange comes in."""

from __future__ import annotations

from kundenwerk.mako import commands
from kundenwerk.mako.formats import interchange
from kundenwerk.mako.models import Interchange, Process
from tests.mako import letters, orders
from tests.mako.orders import NOW


def waiting() -> Process:
    """A registration that was sent."""
    process_id = commands.register_supply(
        orders.new_call(), contract_id=orders.ordered_contract(), at=NOW
    )
    stored = Interchange.objects.get(messages__process=process_id)
    commands.begin_sending(orders.new_call(), interchange_id=stored.pk)
    commands.end_sending(
        orders.new_call(), interchange_id=stored.pk, error="", is_final=False, at=NOW
    )
    return Process.objects.get(pk=process_id)


def receive(content: bytes) -> Interchange:
    """What became of an interchange."""
    row = commands.receive_interchange(
        orders.new_call(), name="eingang.edi", content=content, at=NOW
    )
    return Interchange.objects.get(pk=row)


def replies() -> list[interchange.Message]:
    """What we wrote to the market and have not sent; the market finds no fault in it."""
    written = Interchange.objects.filter(state="PENDING").order_by("id")
    for stored in written:
        assert letters.objections(bytes(stored.content), NOW.date()) == []
    return [interchange.read(bytes(stored.content)).messages[0] for stored in written]
