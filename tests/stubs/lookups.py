"""The simulator's services on a real socket, and the product told to ask them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from kundenwerk.market import commands as market
from kundenwerk.market.commands.lookups import Moment
from kundenwerk.market.commands.providers import ProviderData
from kundenwerk.market.models import Provider
from kundenwerk.market.rules.lookups import AddressQuestion, ProviderKind, Service
from kundenwerk.platform.clock import BERLIN
from kundenwerk.platform.crypto import Secret
from kundenwerk_simulator.lookups import FAULT_STREET, LookupRules, Lookups
from kundenwerk_simulator.server import SimulatorServer
from tests.factories.calls import fresh_call

DAY = date(2026, 11, 18)
AT = datetime(2026, 11, 18, 10, 0, tzinfo=BERLIN)


@contextmanager
def answering(rules: LookupRules | None = None) -> Iterator[tuple[str, Lookups]]:
    """The address of running services, and the services themselves."""
    lookups = Lookups(rules or LookupRules())
    with SimulatorServer(("127.0.0.1", 0), {}, lookups=lookups) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"{server.url}/auskunft", lookups
        finally:
            server.shutdown()
            thread.join()


def switch_on(
    service: Service,
    address: str,
    *,
    kind: ProviderKind = ProviderKind.HTTP,
    secret: str = "",
    **changes: Any,
) -> Provider:
    """Let the product ask a service at an address, before its own tables."""
    provider = Provider.objects.get(service=service.value, kind=kind.value)
    data = ProviderData(position=changes.pop("position", 0), base_address=address, **changes)
    market.save_provider(
        fresh_call(),
        provider_id=provider.pk,
        version=provider.version,
        data=data,
        secret=Secret(secret) if secret else None,
    )
    market.switch_provider(fresh_call(), provider_id=provider.pk, is_enabled=True)
    provider.refresh_from_db()
    return provider


def moment(at: datetime = AT) -> Moment:
    """A question on the day of the tests."""
    return Moment(fresh_call(), at.date(), at)


def place(street: str = "Domgasse", house_number: str = "7", **changes: str) -> AddressQuestion:
    """An address in Cologne."""
    given = {"postcode": "50667", "town": "Köln", "street": street, "house_number": house_number}
    return AddressQuestion(**given | changes)


def faulty(number: str) -> AddressQuestion:
    """An address whose question ends in a fault of the services."""
    return place(FAULT_STREET, number)
