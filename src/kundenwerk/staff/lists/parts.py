"""Columns and filters that several lists share."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from operator import attrgetter
from typing import TypeVar

from kundenwerk.platform.constraints import choices
from kundenwerk.staff.addresses import address
from kundenwerk.ui.lists import Column, Tag

E = TypeVar("E", bound=StrEnum)
K = TypeVar("K")
Options = tuple[tuple[str, str], ...]

_ALL = ("", "Alle")


def options(labels: Mapping[E, str]) -> Options:
    """Everything, or one of the codes of the database."""
    return (_ALL, *choices(labels))


def worded(words: Mapping[str, K], labels: Mapping[K, str]) -> Options:
    """Everything, or one of the German words that stand for codes in an address."""
    return (_ALL, *((word, labels[code]) for word, code in words.items()))


def customer(path: str = "business_partner") -> Column:
    """The business partner at the end of a dotted path, with the way to the record."""
    name, pk = attrgetter(path), attrgetter(f"{path}_id")
    return Column(
        "kunde",
        "Kunde",
        lambda one: str(name(one)),
        sort=f"{path.replace('.', '__')}__sort_key",
        url=lambda one: address("staff:customer", pk(one)),
    )


def supply_point(path: str = "supply_point", *, is_shown: bool = True) -> Column:
    """The supply point at the end of a dotted path."""
    place = attrgetter(path)
    return Column("lieferstelle", "Lieferstelle", lambda one: str(place(one)), is_shown=is_shown)


def contract(*, is_shown: bool = True) -> Column:
    """The contract of a row, with the way to it."""
    return Column(
        "vertrag",
        "Vertrag",
        lambda one: one.contract.number,
        sort="contract__number",
        url=lambda one: address("staff:contract", one.contract_id),
        is_narrow=True,
        is_shown=is_shown,
    )


def state(tags: Mapping[str, Tag], others: Tag = ("", "")) -> Column:
    """The state of a row as a tag; ``others`` is that of all states not named."""
    return Column(
        "status",
        "Status",
        lambda one: one.get_state_display(),
        sort="state",
        tag=lambda one: tags.get(one.state, others),
    )
