"""What an address asks of a list; whatever stands in it, the list stays a list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from kundenwerk.parties.models import BusinessPartner
from kundenwerk.staff.lists import CUSTOMERS, INVOICES, LISTINGS
from kundenwerk.ui.lists import Asked, read

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def asked(query: str, remembered: str = "", listing: Any = CUSTOMERS) -> Asked:
    return read(listing, QueryDict(query), remembered)


def keys(found: Asked) -> list[str]:
    return [column.key for column in found.columns]


def test_the_address_names_filter_order_columns_and_density() -> None:
    found = asked("q=Groß&art=kunden&sort=-nummer&spalten=nummer,name&dichte=luftig&seite=3")

    assert found.words == {"q": "Groß", "art": "kunden"}
    assert (keys(found), found.sort, found.density, found.page) == (
        ["nummer", "name"],
        "-nummer",
        "luftig",
        3,
    )
    assert found.query() == (
        "q=Gro%C3%9F&art=kunden&sort=-nummer&spalten=nummer%2Cname&dichte=luftig"
    )


def test_reading_the_kept_address_again_gives_the_same_list() -> None:
    first = asked("q=M%C3%BCller+%26+S%C3%B6hne&sort=name&spalten=name&spalten=seit")

    assert read(CUSTOMERS, QueryDict(first.query())) == first
    assert keys(first) == ["name", "seit"]


def test_columns_of_the_address_win_over_those_of_the_person() -> None:
    assert keys(asked("", remembered="seit,name")) == ["seit", "name"]
    assert keys(asked("spalten=nummer", remembered="seit,name")) == ["nummer"]
    assert keys(asked("", remembered="gibtesnicht")) == keys(asked(""))


@pytest.mark.row("BAD-D27")
@pytest.mark.parametrize(
    "query",
    [
        "sort=password",
        "sort=--name",
        "sort=business_partner__owner",
        "spalten=,,,",
        "spalten=" + "x," * 2000,
        "seite=-1",
        "seite=٣",
        "seite=" + "9" * 400,
        "dichte=<script>",
        "art=kunden'--",
        "ansicht=abc",
        "q=" + "x" * 10_000,
    ],
)
def test_what_a_list_does_not_know_is_left_out(query: str) -> None:
    found = asked(query)

    assert len(found.query()) < 150
    assert list(found.rows(DAY)[:1]) == []


def test_numbers_narrow_a_list_without_a_button_of_their_own() -> None:
    found = asked("lauf=12&vertrag=x", listing=INVOICES)

    assert (found.words["lauf"], found.words["vertrag"]) == ("12", "")


@pytest.mark.parametrize("key", sorted(LISTINGS))
def test_every_column_of_every_list_can_be_ordered_as_it_says(key: str) -> None:
    listing = LISTINGS[key]
    words = [f"{sign}{column.key}" for column in listing.columns if column.sort for sign in "+-"]

    for word in words:
        found = read(listing, {"sort": word.lstrip("+")})
        assert list(found.rows(DAY)[:5]) == []
        assert found.sort == word.lstrip("+")


@pytest.mark.parametrize("key", sorted(LISTINGS))
def test_every_filter_of_every_list_can_be_chosen(key: str) -> None:
    listing = LISTINGS[key]

    for choice in listing.choices:
        for word, _ in choice.options:
            found = read(listing, {choice.name: word, "q": "x"})
            assert list(found.rows(DAY)[:5]) == []
            assert found.words[choice.name] == word


@pytest.mark.parametrize("key", sorted(LISTINGS))
def test_no_filter_of_a_list_uses_a_word_every_list_needs(key: str) -> None:
    listing = LISTINGS[key]
    own = {"q", "sort", "spalten", "dichte", "seite", "ansicht", "export"}

    assert not own & {*listing.hidden, *(choice.name for choice in listing.choices)}
    assert len({column.key for column in listing.columns}) == len(listing.columns)
    assert BusinessPartner.objects.count() == 0
