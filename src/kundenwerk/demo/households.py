"""Who lives in the demo town: the same number of customers always gives the same people."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from kundenwerk.demo import facts, names
from kundenwerk.kernel.energy import RegisterCount, UsageType
from kundenwerk.kernel.ids import malo_from
from kundenwerk.kernel.text import normalise
from kundenwerk.parties.rules import BusinessPartnerData, BusinessPartnerKind, Salutation

_SEED = 20261122
_MALO_SERIES = 4_120_000_000
_HOUSES = 60
_ADULT = date(2004, 12, 31)
_YEARS_SPAN = 60 * 365


class Wave(StrEnum):
    """When a customer came."""

    NOVEMBER_2025 = "2025-11-01"
    DECEMBER_2025 = "2025-12-01"
    MARCH_2026 = "2026-03-01"
    JULY_2026 = "2026-07-01"
    DECEMBER_2026 = "2026-12-01"

    @property
    def start(self) -> date:
        """The first day of supply."""
        return date.fromisoformat(self.value)


class Habit(StrEnum):
    """How somebody pays."""

    DEBIT = "DEBIT"
    DEBIT_RETURNED = "DEBIT_RETURNED"
    TRANSFER = "TRANSFER"
    LATE = "LATE"
    NEVER_LATELY = "NEVER_LATELY"


class Reporting(StrEnum):
    """What comes of the yearly reading."""

    FINE = "FINE"
    ODD = "ODD"
    MISSING = "MISSING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One supply point of a customer.

    Args:
        kwh: forecast of a year; ``actual`` what the meter will count in one.
        first_reading: what the meter shows when supply begins.
    """

    number: int
    tariff: str
    usage: UsageType | None
    registers: RegisterCount
    kwh: int
    actual: int
    first_reading: int
    reporting: Reporting = Reporting.FINE
    moves_in: bool = False

    @property
    def malo_id(self) -> str:
        """A valid MaLo-ID of a made-up series, none that the market simulator refuses."""
        return malo_from(_MALO_SERIES + self.number // 99 * 100 + self.number % 99)

    @property
    def meter_number(self) -> str:
        """As printed on the meter."""
        return f"1EMH00{7_340_000 + self.number * 17:08}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """A customer to be."""

    data: BusinessPartnerData
    wave: Wave
    habit: Habit
    iban: str
    uses: tuple[Use, ...]

    @property
    def is_debited(self) -> bool:
        """Whether a mandate was given."""
        return self.habit in {Habit.DEBIT, Habit.DEBIT_RETURNED}


@lru_cache(maxsize=4)
def households(count: int) -> tuple[Household, ...]:
    """The customers of a town of this size."""
    return tuple(_households(count, random.Random(_SEED)))  # noqa: S311  data for a demonstration


def _households(count: int, chance: random.Random) -> Iterator[Household]:
    points = iter(range(count * 4))
    addresses = _addresses(chance)
    for number in range(count):
        is_firm = number % 17 == 11
        street, house = next(addresses)
        data = _firm(number, chance) if is_firm else _person(number, chance)
        data = _at(data, street, house)
        wave = _wave(number, chance)
        yield Household(
            data=data,
            wave=wave,
            habit=_habit(number, chance),
            iban=facts.iban(number),
            uses=tuple(_uses(data, points, chance)),
        )


def _addresses(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Every house once, then again with a letter."""
    for letter in ("", "a", "b", "c", "d", "e", "f", "g", "h"):
        houses = [
            (street, f"{n}{letter}") for street in names.STREETS for n in range(1, _HOUSES + 1)
        ]
        chance.shuffle(houses)
        yield from houses


def _at(data: BusinessPartnerData, street: str, house: str) -> BusinessPartnerData:
    return replace(
        data,
        street=street,
        house_number=house,
        postcode=facts.POSTCODE,
        town=facts.TOWN,
        state=facts.STATE,
    )


def _person(number: int, chance: random.Random) -> BusinessPartnerData:
    is_woman = chance.random() < 0.51
    first = chance.choice(names.WOMEN if is_woman else names.MEN)
    last = chance.choice(names.SURNAMES)
    if chance.random() < 0.03:
        last = f"{last}-{chance.choice(names.SURNAMES)}"
    return BusinessPartnerData(
        salutation=Salutation.MS if is_woman else Salutation.MR,
        title=chance.choice(names.TITLES) if chance.random() < 0.03 else "",
        first_name=first,
        last_name=last,
        birth_date=_ADULT - timedelta(days=chance.randrange(_YEARS_SPAN)),
        email=f"{_mailbox(f'{first}.{last}')}{number}@example.org" if number % 9 != 4 else "",
        phone=f"03399 {chance.randrange(20_000, 99_999)}" if number % 3 else "",
    )


def _firm(number: int, chance: random.Random) -> BusinessPartnerData:
    last = chance.choice(names.SURNAMES)
    pattern = chance.choice(names.FIRMS)
    first_few = dict(zip(range(11, 17 * 8, 34), names.FIRM_OF_TOWN, strict=False))
    first = chance.choice(names.WOMEN)
    return BusinessPartnerData(
        kind=BusinessPartnerKind.ORGANISATION,
        organisation_name=first_few.get(number) or pattern.format(name=last),
        salutation=Salutation.MS,
        first_name=first,
        last_name=last,
        email=f"info{number}@example.org",
        phone=f"03399 {chance.randrange(1_000, 9_999)}-0",
    )


def _mailbox(name: str) -> str:
    plain = unicodedata.normalize("NFKD", normalise(name)).encode("ascii", "ignore").decode()
    return ".".join(plain.split())


def _wave(number: int, chance: random.Random) -> Wave:
    if number < 3:
        return Wave.NOVEMBER_2025
    weights = {
        Wave.NOVEMBER_2025: 60,
        Wave.DECEMBER_2025: 23,
        Wave.MARCH_2026: 9,
        Wave.JULY_2026: 5,
        Wave.DECEMBER_2026: 3,
    }
    return chance.choices(list(weights), list(weights.values()))[0]


def _habit(number: int, chance: random.Random) -> Habit:
    if number % 20 == 7:
        return Habit.NEVER_LATELY
    weights = {Habit.DEBIT: 68, Habit.DEBIT_RETURNED: 3, Habit.TRANSFER: 21, Habit.LATE: 8}
    return chance.choices(list(weights), list(weights.values()))[0]


def _uses(data: BusinessPartnerData, points: Iterator[int], chance: random.Random) -> Iterator[Use]:
    if data.kind == BusinessPartnerKind.ORGANISATION:
        kwh = chance.randrange(60, 480) * 100
        yield _use(next(points), "GEWERBE", None, kwh, chance)
        return
    kwh = chance.choice((1400, 1500, 1900, 2300, 2500, 2800, 3200, 3500, 3900, 4200, 5000))
    tariffs = {"BASIS": 27, "FIX": 20, "NATUR": 18, "ONLINE": 21, "GRUND": 14}
    tariff = chance.choices(list(tariffs), list(tariffs.values()))[0]
    yield _use(next(points), tariff, UsageType.HOUSEHOLD, kwh, chance)
    extra = chance.random()
    if extra < 0.07:
        kwh = chance.randrange(32, 68) * 100
        yield _use(next(points), "WAERME", UsageType.HEAT_PUMP, kwh, chance)
    elif extra < 0.11:
        kwh = chance.randrange(18, 34) * 100
        yield _use(next(points), "LADEN", UsageType.EV_CHARGING, kwh, chance)


def _use(number: int, tariff: str, usage: UsageType | None, kwh: int, chance: random.Random) -> Use:
    reporting = {10: Reporting.ODD, 15: Reporting.MISSING}.get(number % 31, Reporting.FINE)
    two_registers = usage == UsageType.HEAT_PUMP and chance.random() < 0.5
    return Use(
        number=number,
        tariff=tariff,
        usage=usage,
        registers=RegisterCount.DUAL if two_registers else RegisterCount.SINGLE,
        kwh=kwh,
        actual=round(kwh * chance.uniform(0.82, 1.2)),
        first_reading=chance.randrange(400, 62_000),
        reporting=reporting,
        moves_in=chance.random() < 0.25,
    )
