"""Lists as one part: columns, filters and order, all of it readable from the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.utils.datastructures import MultiValueDict

MAX_TEXT = 100
MAX_WORD = 40
LAST_PAGE = 20_000
DENSITIES = {"dicht": "dense", "luftig": "roomy"}
# What a filter like "meine" needs to know; never part of the address.
VIEWER = "viewer"

Tag = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what is shown is what is exported.

    Args:
        key: its word in the address.
        sort: a field of the database to order by; empty when the list cannot be sorted by it.
        empty_last: rows without a value stand at the end in both directions.
        tag: kind and icon of the label the value is drawn as.
        permission: what a login needs to see the column, beyond the list itself.
    """

    key: str
    label: str
    value: Callable[[Any], object]
    sort: str = ""
    empty_last: bool = False
    url: Callable[[Any], str] | None = None
    tag: Callable[[Any], Tag] | None = None
    unit: str = ""
    is_number: bool = False
    is_narrow: bool = False
    is_shown: bool = True
    permission: Any = None

    @property
    def css(self) -> str:
        """The class of its cells."""
        return "number" if self.is_number else "nowrap" if self.is_narrow else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of which one word is chosen; the empty word is everything.

    Args:
        hides_empty: words that nothing belongs to are not offered.
    """

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    counts: Callable[[date], Mapping[str, int]] | None = None
    hides_empty: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the search mask of a list.

    Args:
        name: its word in the address.
        problem: says in German what is wrong with a text on a day; nothing is found then.
    """

    name: str
    label: str
    mode: str = "text"
    problem: Callable[[str, date], str] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of the product: how it is found, narrowed, ordered, shown and exported.

    Args:
        permission: what a login needs to see it.
        find: rows for the chosen words on a day, not ordered.
        order: fields for the order when the address names none.
        fields: each narrows the list by one fact; together they are its search mask.
        hidden: numbers in the address that narrow the list without a button of their own.
        row_title: names a row for readers who cannot see it.
        prepare: gives the rows of a page what only one question for all of them can find.
        peek: the address of the essentials of a row.
    """

    key: str
    title: str
    url_name: str
    permission: Any
    find: Callable[[Mapping[str, str], date], QuerySet[Any]]
    columns: Sequence[Column]
    choices: Sequence[Choice] = ()
    fields: Sequence[Field] = ()
    order: Sequence[str] = ("-pk",)
    hidden: Sequence[str] = ()
    search_hint: str = ""
    empty_text: str = "Keine Einträge passen zu dieser Auswahl."
    empty_icon: str = "search"
    row_title: Callable[[Any], str] = str
    prepare: Callable[[Sequence[Any], date], None] | None = None
    peek: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of a list; everything unknown in it is left out.

    Args:
        viewer: login of who asks; ``find`` gets it as the word ``VIEWER``.
    """

    listing: Listing
    words: Mapping[str, str]
    columns: Sequence[Column]
    sort: str = ""
    density: str = ""
    page: int = 1
    view: str = ""
    viewer: str = ""
    names_columns: bool = field(default=False, compare=False)

    def rows(self, day: date) -> QuerySet[Any]:
        """The rows in the order asked for."""
        words = {**self.words, VIEWER: self.viewer}
        return self.listing.find(words, day).order_by(*self._order())

    def _order(self) -> list[Any]:
        key = self.sort.removeprefix("-")
        column = next((one for one in self.listing.columns if one.key == key and one.sort), None)
        if column is None:
            return list(self.listing.order)
        is_down = self.sort.startswith("-")
        last = "-pk" if is_down else "pk"
        if not column.empty_last:
            return [f"-{column.sort}" if is_down else column.sort, last]
        value = F(column.sort)
        return [value.desc(nulls_last=True) if is_down else value.asc(nulls_last=True), last]

    def query(self, **changed: str) -> str:
        """The address of this state without page and view, as a saved view keeps it."""
        parts = {name: word for name, word in self.words.items() if word}
        if self.sort:
            parts["sort"] = self.sort
        if self.names_columns:
            parts["spalten"] = ",".join(column.key for column in self.columns)
        if self.density:
            parts["dichte"] = self.density
        return urlencode(parts | changed)


def read(
    listing: Listing, address: Mapping[str, Any], remembered: str = "", *, viewer: str = ""
) -> Asked:
    """What an address asks for; ``remembered`` are columns kept for the person."""
    if isinstance(address, MultiValueDict):
        wanted = ",".join(address.getlist("spalten"))
    else:
        wanted = str(address.get("spalten", ""))
    named = _columns(listing, wanted)
    usual = [one for one in listing.columns if one.is_shown]
    sort = str(address.get("sort", ""))[:MAX_WORD]
    sortable = {one.key for one in listing.columns if one.sort}
    density = str(address.get("dichte", ""))
    return Asked(
        listing,
        _words(listing, address),
        named or _columns(listing, remembered) or usual,
        sort if sort.removeprefix("-") in sortable else "",
        density if density in DENSITIES else "",
        _number(str(address.get("seite", "")), LAST_PAGE) or 1,
        str(_number(str(address.get("ansicht", "")), 2**62) or ""),
        viewer,
        names_columns=bool(named),
    )


def _columns(listing: Listing, wanted: str) -> list[Column]:
    known = {column.key: column for column in listing.columns}
    keys = dict.fromkeys(wanted.split(","))
    return [known[key] for key in keys if key in known]


def _words(listing: Listing, address: Mapping[str, Any]) -> dict[str, str]:
    words = {"q": _text(address, "q")} if listing.search_hint else {}
    typed = ((one.name, _text(address, one.name)) for one in listing.fields)
    words |= {name: text for name, text in typed if text}
    for choice in listing.choices:
        word = str(address.get(choice.name, ""))
        words[choice.name] = word if word in dict(choice.options) else ""
    for name in listing.hidden:
        words[name] = str(_number(str(address.get(name, "")), 2**62) or "")
    return words


def _text(address: Mapping[str, Any], name: str) -> str:
    return "".join(filter(str.isprintable, str(address.get(name, ""))))[:MAX_TEXT].strip()


def _number(text: str, largest: int) -> int:
    is_number = text.isdecimal() and text.isascii() and len(text) < 20
    return min(int(text), largest) if is_number else 0


# ---- how it is drawn


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; ``wanted`` is the order a click asks for."""

    label: str
    css: str
    wanted: str
    order: str


def heads(asked: Asked) -> list[Head]:
    """The column heads with their orders."""
    return [
        Head(
            column.label,
            column.css,
            (f"-{column.key}" if asked.sort == column.key else column.key) if column.sort else "",
            {column.key: "ascending", f"-{column.key}": "descending"}.get(asked.sort, "none"),
        )
        for column in asked.columns
    ]
