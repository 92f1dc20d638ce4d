"""Made-up facts of the demo town that several parts need."""

from __future__ import annotations

from datetime import date
from typing import Final

from stdnum import iban as iban_number

LAST_DAY: Final = date(2026, 11, 22)
TOWN: Final = "Musterstadt"
POSTCODE: Final = "12345"
STATE: Final = "Brandenburg"
GRID_OPERATOR: Final = "9999004000010"
METERING_OPERATOR: Final = "9999004000028"
FORMER_SUPPLIERS: Final = ("9999004000036", "9999004000044", "9999004000052")
IBAN: Final = "DE02120300000000202051"
CREDITOR_ID: Final = "DE98ZZZ09999999999"

# Sorting codes of banks that Germans have accounts with.
BANK_CODES: Final = (
    "16050000",
    "16062073",
    "10050000",
    "10010010",
    "50010517",
    "43060967",
    "20041155",
    "10090000",
    "37040044",
)


def iban(number: int) -> str:
    """A valid IBAN of a made-up series; the same number gives the same one."""
    basic = f"{BANK_CODES[number % len(BANK_CODES)]}{1_000_000 + number * 7919:010}"
    return f"DE{iban_number.calc_check_digits(f'DE00{basic}')}{basic}"
