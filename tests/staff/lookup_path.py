"""The quote path with services beside it: a wider market, and what the page does by itself."""

from __future__ import annotations

import uuid

from django.test import Client
from django.urls import reverse

from kundenwerk.market import commands as market
from kundenwerk.market.models import Provider
from kundenwerk.market.rules.lookups import ProviderKind
from kundenwerk.platform.clock import set_business_date
from tests.factories import sales as given
from tests.factories.calls import fresh_call

_MORE = """kennung;name;rolle;sparte;fiktiv;quelle
9999001000021;Westnetz GmbH;NB;Strom;ja;Test
9999001000047;Avacon Netz GmbH;NB;Strom;ja;Test
9999001000138;enercity Netz GmbH;NB;Strom;ja;Test
"""
_PRICES = f"""{given._PRICE_HEADS}
9999001000021;Strom;01.01.2026;31.12.2026;80;9,5;;;;;;;Test
"""


def wider_market() -> None:
    """The market around Cologne with operators the services name, on the day of the tests."""
    set_business_date(fresh_call(), day=given.DAY)
    given.small_market()
    market.import_participants(fresh_call(), content=_MORE.encode())
    market.import_grid_prices(fresh_call(), content=_PRICES.encode())


def basis(**changes: str) -> dict[str, str]:
    return {**given.BASIS, "town": "Köln", **changes}


def ask(clerk: Client, draft_id: uuid.UUID, values: dict[str, str], query: str = "") -> str:
    """What the page does by itself as soon as the address is complete."""
    tokens = {"version": "0", "page": str(draft_id)}
    address = reverse("staff:quote_grid", args=[draft_id]) + query
    return clerk.post(address, values | tokens).content.decode()


def market_provider(kind: ProviderKind) -> Provider:
    return Provider.objects.get(service="GRID_OPERATOR", kind=kind.value)


def switch_off_the_table() -> None:
    table = market_provider(ProviderKind.TABLE)
    market.switch_provider(fresh_call(), provider_id=table.pk, is_enabled=False)
