"""Rows of lists as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import QuerySet

from kundenwerk.accounts.models import User
from kundenwerk.ui import lists, tables
from kundenwerk.ui.lists import Column, Listing

HOSTILE = "<script>alert('x')</script> & \"Söhne\""
HARMLESS = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;Söhne&quot;"


@dataclass(frozen=True)
class Line:
    pk: int
    name: str
    value: object = None

    def __str__(self) -> str:
        return self.name


def listing(*columns: Column) -> Listing:
    def find(*_: Any) -> QuerySet[User]:
        return User.objects.none()

    return Listing("test", "Test", "staff:start", "", find, columns)


def drawn(column: Column, line: Line, *, can_pick: bool = False) -> str:
    return tables.body(lists.read(listing(column), {}), [line], can_pick=can_pick)


def test_what_people_typed_is_shown_as_text_everywhere() -> None:
    column = Column("a", "A", str, url=lambda one: f"/x/?q={one.name}")

    found = drawn(column, Line(1, HOSTILE), can_pick=True)

    assert "<script" not in found
    assert found.count(HARMLESS) == 3  # the box, the address, the link


def test_a_label_is_shown_as_text_too() -> None:
    found = drawn(Column("a", "A", str, tag=lambda _: ("ok", "")), Line(1, HOSTILE))

    assert found == f'<tr><td><span class="tag ok">{HARMLESS}</span></td></tr>'


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "ja"),
        (date(2026, 12, 1), "01.12.2026"),
        (Decimal("1234.5"), "1.234,5"),
        ("", ""),
    ],
)
def test_values_are_shown_as_people_read_them(value: object, shown: str) -> None:
    found = drawn(Column("a", "A", lambda one: one.value, is_number=True), Line(1, "x", value))

    assert found == f'<tr><td class="number">{shown}</td></tr>'
