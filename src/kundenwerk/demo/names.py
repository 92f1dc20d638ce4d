"""Names, streets and firms a believable German town is made of."""

from __future__ import annotations

from importlib import resources
from typing import Final


def _lines(name: str) -> tuple[str, ...]:
    file = resources.files("kundenwerk.demo").joinpath("data", f"{name}.txt")
    return tuple(file.read_text(encoding="utf-8").split("\n")[:-1])


WOMEN: Final = _lines("women")
MEN: Final = _lines("men")
SURNAMES: Final = _lines("surnames")
STREETS: Final = _lines("streets")
TITLES: Final = ("Dr.", "Prof. Dr.")
FIRMS: Final = (
    "Bäckerei {name} GmbH",
    "Autohaus {name} GmbH & Co. KG",
    "Tischlerei {name}",
    "Zahnarztpraxis Dr. {name}",
    "Gasthof Zum Löwen, Inh. {name}",
    "{name} Dachdecker GmbH",
    "Physiotherapie {name}",
    "Friseursalon {name}",
    "{name} & Söhne Metallbau GmbH",
    "Hofladen {name} GbR",
    "Kanzlei {name} und Partner",
    "Sportverein Musterstadt 1898 e. V., Abt. {name}",
)
FIRM_OF_TOWN: Final = (
    "Wohnungsgenossenschaft Musterstadt eG",
    "Kindertagesstätte Sonnenschein e. V.",
    "Freiwillige Feuerwehr Musterstadt e. V.",
    "Musterstädter Wohnungsbau GmbH",
)
