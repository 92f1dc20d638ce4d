"""Another program with a key."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from kundenwerk.accounts import tokens
from kundenwerk.accounts.roles import Scope
from tests.factories import sales as given
from tests.factories.calls import fresh_call

LAST_DAY = date(2099, 12, 31)
QUOTE: dict[str, Any] = {
    "energy_kind": "HAUSHALT",
    "postcode": "50667",
    "street": "Domgasse",
    "house_number": "7",
    "annual_kwh": 3500,
    "start": "2026-12-01",
    "salutation": "MS",
    "first_name": "Petra",
    "last_name": "Sommer",
    "email": "petra@example.org",
    "payment_method": "DIRECT_DEBIT",
    "iban": given.IBAN,
    "situation": "E01",
}


def token(*scopes: Scope, name: str = "erp", last_day: date = LAST_DAY) -> str:
    """A key with these scopes, or with all."""
    text = tokens.new_text()
    tokens.make_token(
        fresh_call("admin"),
        name=name,
        scopes=scopes or tuple(Scope),
        last_day=last_day,
        text_hash=tokens.fingerprint(text),
        start=text[:10],
        day=given.DAY,
    )
    return text


@dataclass(frozen=True)
class Program:
    """Asks with a key."""

    text: str

    def get(self, path: str, **query: Any) -> Any:
        """Read something."""
        return Client().get(f"/api/v1/{path}", query, headers=self._headers())

    def post(self, path: str, body: Any, *, key: str = "", **headers: str) -> Any:
        """Write something, under a key of its own unless one is given."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = headers.pop("content_type", "application/json")
        more = {"Idempotency-Key": key or str(uuid.uuid4())} | headers
        return Client().post(
            f"/api/v1/{path}", raw, content_type=kind, headers=self._headers() | more
        )

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.text}"} if self.text else {}
