"""Whatever the description allows, and whatever it forbids: answered as described, never a 500."""

from __future__ import annotations

import json
import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kundenwerk.api.document import openapi
from kundenwerk.platform.clock import set_business_date
from tests.api.program import QUOTE, token
from tests.factories import sales
from tests.factories.calls import fresh_call
from tests.tariffs.test_conditions import PAPER

EXAMPLES = 60
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def sent(shape: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values a schema allows."""
    if "enum" in shape:
        return st.sampled_from(shape["enum"])
    found: st.SearchStrategy[Any] = st.booleans()
    match shape["type"]:
        case "integer":
            found = st.integers(shape["minimum"], shape.get("maximum", 10**12))
        case "array":
            found = st.lists(sent(shape["items"]), max_size=shape["maxItems"])
        case "string" if shape.get("format") == "date":
            found = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat)
        case "string":
            found = st.text(max_size=shape["maxLength"])
    return found


def fits(value: Any, shape: dict[str, Any]) -> list[str]:
    """What of an answer is not as described."""
    if "enum" in shape:
        return [] if value in shape["enum"] else [f"{value!r} is none of {shape['enum']}"]
    kinds = shape.get("type", [])
    names = [kinds] if isinstance(kinds, str) else kinds
    if names and not any(_is(value, name) for name in names):
        return [f"{value!r} is no {names}"]
    wrong = []
    if isinstance(value, dict):
        known = shape.get("properties", {})
        wrong += [f"{name} is missing" for name in shape.get("required", []) if name not in value]
        for name, inner in value.items():
            wrong += fits(inner, known[name]) if name in known else []
    if isinstance(value, list) and "items" in shape:
        wrong += [each for one in value for each in fits(one, shape["items"])]
    return wrong


def _is(value: Any, name: str) -> bool:
    types: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "boolean": bool,
        "null": type(None),
    }
    return isinstance(value, types[name]) and (name != "integer" or not isinstance(value, bool))


PATHS = openapi()["paths"]
OPERATIONS = [
    (path, verb, operation) for path, verbs in PATHS.items() for verb, operation in verbs.items()
]


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, str, dict[str, Any], dict[str, Any], Any, str]:
    """An operation, its query, its body, its number and what is spoilt."""
    path, verb, operation = draw(st.sampled_from(OPERATIONS))
    query = {
        one["name"]: draw(sent(one["schema"]))
        for one in operation.get("parameters", [])
        if one["in"] == "query" and (one.get("required") or draw(st.booleans()))
    }
    body: Any = None
    if "requestBody" in operation:
        shape = operation["requestBody"]["content"]["application/json"]["schema"]
        known = QUOTE if path == "/quotes" else {"accepted_on": sales.DAY.isoformat()}
        names = draw(st.lists(st.sampled_from(sorted(shape["properties"])), max_size=4))
        body = dict(known) | {name: draw(sent(shape["properties"][name])) for name in names}
        if draw(st.booleans()):
            body |= {draw(st.sampled_from(sorted(shape["properties"]))): draw(JUNK)}
    number = draw(st.sampled_from(["A-2026-00001", "A-2026-99999", "x"]))
    return path, verb, operation, query, body, number


@pytest.mark.row("BAD-E01", "BAD-E04", "CD-26")
class TestDescription(TestCase):
    """Each example works in a transaction of its own that is rolled back."""

    @classmethod
    def setUpTestData(cls) -> None:
        """A market, a tariff with a condition, one open quote."""
        sales.small_market()
        set_business_date(fresh_call(), day=sales.DAY)
        cls.version = sales.tariff("PLUS", "12.5", conditions=(PAPER,))
        sales.quote(cls.version)
        cls.key = token()

    @settings(
        max_examples=EXAMPLES,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(asked=requests())
    def test_every_answer_is_one_that_is_described(self, asked: Any) -> None:
        path, verb, operation, query, body, number = asked
        address = "/api/v1" + path.replace("{number}", number)
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": str(uuid.uuid4())}
        if isinstance(body, dict) and path == "/quotes":
            body = {"tariff_version": self.version.pk} | body
        client = Client(raise_request_exception=False)
        if verb == "get":
            answer = client.get(address, query, headers=headers)
        else:
            raw, kind = json.dumps(body), "application/json"
            answer = client.post(address, raw, content_type=kind, headers=headers)

        described = operation["responses"].get(str(answer.status_code))
        assert described, (answer.status_code, answer.content[:300])
        ((media, told),) = described["content"].items()
        assert answer["Content-Type"].partition(";")[0] == media
        assert fits(answer.json(), told["schema"]) == []
