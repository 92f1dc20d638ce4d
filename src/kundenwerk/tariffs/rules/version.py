"""What a clerk enters for a tariff and one of its versions, checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.text import UnusableText, clean_name, clean_text
from kundenwerk.tariffs.rules.vocabulary import PriceKind, SupplyKind

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}")
LONGEST_TERM_MONTHS = 24
# Beyond these somebody has typed one digit too many.
MOST_MONTHS, MOST_WEEKS, MOST_BONUS = 120, 104, Money(1_000_000)


@dataclass(frozen=True, slots=True)
class TariffData:
    """A product under one name; empty sets mean no limit."""

    code: str
    name: str
    commodity: Commodity
    usage_types: frozenset[UsageType] = frozenset()
    register_counts: frozenset[RegisterCount] = frozenset()
    is_green: bool = False
    is_online: bool = False
    is_b2b: bool = False
    supply_kind: SupplyKind = SupplyKind.SPECIAL


@dataclass(frozen=True, slots=True)
class VersionData:
    """Terms of a version.

    Args:
        new_customer_bonus: gross, as promised; ``instant_bonus`` likewise.
        renewal_months: None means for an indefinite time.
    """

    label: str
    prices: Period
    sale: Period
    price_kind: PriceKind
    minimum_term_months: int = 0
    notice_weeks: int = 4
    renewal_months: int | None = None
    guarantee_until: date | None = None
    new_customer_bonus: Money = ZERO
    instant_bonus: Money = ZERO
    grid_operator_ids: tuple[int, ...] = ()


class TariffRefused(ValueError):
    """Fields that cannot be; German reason per field."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {reason}" for name, reason in faults.items()))
        self.faults = faults


def check_tariff(data: TariffData) -> tuple[str, str]:
    """Code and name, cleaned.

    Raises:
        TariffRefused: with every field that cannot be.
    """
    faults = {}
    code, name = data.code.strip().upper(), data.name
    if not _CODE.fullmatch(code):
        faults["code"] = "Ein Kürzel hat 2 bis 20 Zeichen: A bis Z, Ziffern und Bindestriche."
    try:
        name = clean_name(data.name)
    except UnusableText as refusal:
        faults["name"] = str(refusal)
    if data.commodity == Commodity.GAS and (data.usage_types or data.register_counts):
        faults["usage_types"] = "Gas hat keine Verbrauchsart und keine Tarifanzahl."
    if faults:
        raise TariffRefused(faults)
    return code, name


def check_version(data: VersionData, *, is_b2b: bool) -> str:
    """The label, cleaned.

    Raises:
        TariffRefused: with every field that cannot be.

    Source: § 309 Nr. 9 BGB: consumers are bound for two years at most, may end a renewed
    contract at any time with a month's notice.
    """
    faults = {}
    label = data.label
    try:
        label = clean_text(data.label, max_length=80)
    except UnusableText as refusal:
        faults["label"] = str(refusal)
    if not label and "label" not in faults:
        faults["label"] = "Die Bezeichnung fehlt."
    faults |= _impossible(data)
    if not is_b2b:
        faults |= _consumer_faults(data)
    if faults:
        raise TariffRefused(faults)
    return label


def _impossible(data: VersionData) -> dict[str, str]:
    faults = {}
    for name, bonus in (
        ("new_customer_bonus", data.new_customer_bonus),
        ("instant_bonus", data.instant_bonus),
    ):
        if bonus < ZERO:
            faults[name] = "Ein Bonus kann nicht negativ sein."
        elif bonus > MOST_BONUS:
            faults[name] = f"Ein Bonus beträgt höchstens {MOST_BONUS}."
    for name, number, least, most in (
        ("minimum_term_months", data.minimum_term_months, 0, MOST_MONTHS),
        ("notice_weeks", data.notice_weeks, 0, MOST_WEEKS),
        ("renewal_months", data.renewal_months or 1, 1, MOST_MONTHS),
    ):
        if not least <= number <= most:
            faults[name] = f"Möglich ist {least} bis {most}."
    return faults | _impossible_days(data)


def _impossible_days(data: VersionData) -> dict[str, str]:
    faults = {}
    if data.guarantee_until is not None and data.guarantee_until < data.prices.start:
        faults["guarantee_until"] = "Die Preisgarantie endet, bevor die Preise gelten."
    if data.prices.end is not None and data.sale.start >= data.prices.end:
        faults["sale"] = "Der Verkauf beginnt erst, wenn die Preise nicht mehr gelten."
    return faults


def _consumer_faults(data: VersionData) -> dict[str, str]:
    faults = {}
    if data.minimum_term_months > LONGEST_TERM_MONTHS:
        faults["minimum_term_months"] = "Verbraucher werden höchstens 24 Monate gebunden."
    if data.renewal_months is not None:
        faults["renewal_months"] = "Bei Verbrauchern verlängert sich der Vertrag unbefristet."
    if data.notice_weeks > 4:
        faults["notice_weeks"] = "Verbraucher kündigen mit höchstens einem Monat Frist."
    return faults
