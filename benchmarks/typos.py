"""How people write down a record they have only heard or typed in a hurry."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from kundenwerk.parties.rules.person import BusinessPartnerData

Slip = Callable[[random.Random, BusinessPartnerData], BusinessPartnerData]
_NEIGHBOURS: Final = dict(
    zip("qwertzuiopasdfghjklyxcvbnm", "wertzuiopüsdfghjklöxcvbnm,", strict=True)
)
_HEARD: Final = (("ei", "ay"), ("tz", "z"), ("ck", "k"), ("mm", "m"), ("dt", "t"), ("ß", "ss"))
_WRITTEN_OUT: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}


def misspelt(name: str) -> str:
    """A name as somebody writes it who only heard it."""
    for right, wrong in _HEARD:
        if right in name:
            return name.replace(right, wrong, 1)
    return name.replace("k", "c").replace("f", "ph") + "h"


def _within(chance: random.Random, name: str) -> int:
    return chance.randrange(1, len(name) - 1) if len(name) > 2 else 0


def swapped(chance: random.Random, name: str) -> str:
    """Two letters in the wrong order."""
    at = _within(chance, name)
    return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]


def missed(chance: random.Random, name: str) -> str:
    """A letter left out."""
    at = _within(chance, name)
    return name[:at] + name[at + 1 :]


def doubled(chance: random.Random, name: str) -> str:
    """A letter struck twice."""
    at = _within(chance, name)
    return name[:at] + name[at : at + 1] + name[at:]


def beside(chance: random.Random, name: str) -> str:
    """The key beside the one that was meant."""
    at = _within(chance, name)
    return name[:at] + _NEIGHBOURS.get(name[at : at + 1], "e") + name[at + 1 :]


def _date(_: random.Random, data: BusinessPartnerData) -> BusinessPartnerData:
    born = data.birth_date or date(1970, 1, 1)
    month = born.month % 12 + 1
    return replace(data, birth_date=born.replace(day=min(born.day, 28), month=month))


def _written_out(_: random.Random, data: BusinessPartnerData) -> BusinessPartnerData:
    name = "".join(_WRITTEN_OUT.get(letter, letter) for letter in data.last_name)
    return replace(data, last_name=name)


def _of_last(change: Callable[[random.Random, str], str]) -> Slip:
    return lambda chance, data: replace(data, last_name=change(chance, data.last_name))


SLIPS: Final[Mapping[str, Slip]] = {
    "last name as heard": lambda _, data: replace(data, last_name=misspelt(data.last_name)),
    "umlauts written out": _written_out,
    "letters swapped": _of_last(swapped),
    "letter missed": _of_last(missed),
    "letter doubled": _of_last(doubled),
    "key beside": _of_last(beside),
    "first name misspelt": lambda chance, data: replace(
        data, first_name=swapped(chance, data.first_name)
    ),
    "first name shortened": lambda _, data: replace(data, first_name=data.first_name[:1]),
    "names exchanged": lambda _, data: replace(
        data, first_name=data.last_name, last_name=data.first_name
    ),
    "first half of a double name": lambda _, data: replace(
        data, last_name=data.last_name.split("-")[0]
    ),
    "street shortened": lambda _, data: replace(data, street=data.street.replace("straße", "str.")),
    "street misspelt": lambda chance, data: replace(data, street=missed(chance, data.street)),
    "house number wrong": lambda _, data: replace(data, house_number=f"{data.house_number}a"),
    "birth date wrong": _date,
}


def typed(
    chance: random.Random, slip: Slip, data: BusinessPartnerData, *, birth_date: bool
) -> BusinessPartnerData:
    """The record with one slip, without telephone and email, and perhaps without birth date."""
    known = replace(data, email="", phone="", mobile="")
    wrong = slip(chance, known)
    return wrong if birth_date else replace(wrong, birth_date=None)
