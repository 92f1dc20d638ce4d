"""A draft of a version as one value: kept as plain data, compared, told apart in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import format_day, format_decimal
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.rules.bands import Band
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.tiers import TierData
from kundenwerk.tariffs.rules.version import VersionData
from kundenwerk.tariffs.rules.vocabulary import PRICE_KIND_LABELS, ConditionKind, PriceKind


@dataclass(frozen=True, slots=True)
class DraftData:
    """Everything that can be changed of a version that is not approved."""

    version: VersionData
    tiers: tuple[TierData, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The same as JSON can hold it; equal drafts give equal data."""
        one = self.version
        return {
            "label": one.label,
            "prices": _days(one.prices),
            "sale": _days(one.sale),
            "price_kind": one.price_kind.value,
            "minimum_term_months": one.minimum_term_months,
            "notice_weeks": one.notice_weeks,
            "renewal_months": one.renewal_months,
            "guarantee_until": one.guarantee_until and one.guarantee_until.isoformat(),
            "new_customer_bonus": one.new_customer_bonus.cents,
            "instant_bonus": one.instant_bonus.cents,
            "grid_operators": sorted(one.grid_operator_ids),
            "tiers": [_plain_tier(tier) for tier in self.tiers],
        }

    @property
    def digest(self) -> str:
        """The same for equal drafts only."""
        return hashlib.sha256(json.dumps(self.plain(), sort_keys=True).encode()).hexdigest()

    def operators(self) -> set[int]:
        """The grid operators named anywhere."""
        return set(self.version.grid_operator_ids).union(
            *(tier.grid_operator_ids for tier in self.tiers)
        )

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> DraftData:
        """The draft that ``plain`` was made of."""
        until = plain["guarantee_until"]
        version = VersionData(
            label=plain["label"],
            prices=_period(plain["prices"]),
            sale=_period(plain["sale"]),
            price_kind=PriceKind(plain["price_kind"]),
            minimum_term_months=plain["minimum_term_months"],
            notice_weeks=plain["notice_weeks"],
            renewal_months=plain["renewal_months"],
            guarantee_until=date.fromisoformat(until) if until else None,
            new_customer_bonus=Money(plain["new_customer_bonus"]),
            instant_bonus=Money(plain["instant_bonus"]),
            grid_operator_ids=tuple(plain["grid_operators"]),
        )
        return cls(version, tuple(_tier(tier) for tier in plain["tiers"]))


def _days(period: Period) -> list[str | None]:
    return [period.start.isoformat(), period.end.isoformat() if period.end else None]


def _period(days: list[str | None]) -> Period:
    start, end = days
    assert start is not None
    return Period(date.fromisoformat(start), date.fromisoformat(end) if end else None)


def _plain_tier(tier: TierData) -> dict[str, Any]:
    return {
        "group": tier.operator_group,
        "from": tier.from_kwh,
        "upto": tier.upto_kwh,
        "energy": _text(tier.energy_ct),
        "offpeak": _text(tier.energy_offpeak_ct),
        "base": _text(tier.base_eur_per_year),
        "grid_operators": sorted(tier.grid_operator_ids),
        "conditions": [one.plain() for one in tier.conditions],
    }


def _text(price: Decimal | None) -> str | None:
    """Every decimal that counts, and none that does not."""
    return None if price is None else f"{price.normalize():f}"


def _tier(plain: Mapping[str, Any]) -> TierData:
    offpeak = plain["offpeak"]
    return TierData(
        from_kwh=plain["from"],
        upto_kwh=plain["upto"],
        energy_ct=Decimal(plain["energy"]),
        energy_offpeak_ct=None if offpeak is None else Decimal(offpeak),
        base_eur_per_year=Decimal(plain["base"]),
        operator_group=plain["group"],
        grid_operator_ids=tuple(plain["grid_operators"]),
        conditions=tuple(ConditionData.read(one) for one in plain["conditions"]),
    )


def told(draft: DraftData, operators: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """The facts of a draft in German words, in the order of the form.

    Args:
        draft: what is told.
        operators: names of grid operators by their ids; an unknown one is told by its id.
    """
    one = draft.version
    yield "Bezeichnung", one.label
    yield "Preise gültig", str(one.prices)
    yield "Im Vertrieb", str(one.sale)
    yield "Preisart", PRICE_KIND_LABELS[one.price_kind]
    yield "Mindestlaufzeit Monate", str(one.minimum_term_months)
    yield "Kündigungsfrist Wochen", str(one.notice_weeks)
    yield (
        "Verlängerung Monate",
        "unbefristet" if one.renewal_months is None else str(one.renewal_months),
    )
    yield "Preisgarantie bis", format_day(one.guarantee_until) if one.guarantee_until else ""
    yield "Neukundenbonus", str(one.new_customer_bonus)
    yield "Sofortbonus", str(one.instant_bonus)
    yield "Netzbetreiber", _names(one.grid_operator_ids, operators)
    for tier in draft.tiers:
        group = f"Gruppe {tier.operator_group}, " if tier.operator_group else ""
        yield f"Staffel {group}{Band(tier.from_kwh, tier.upto_kwh)}", _price_words(tier, operators)


def _price_words(tier: TierData, operators: Mapping[int, str]) -> str:
    words = [f"{format_decimal(tier.energy_ct.normalize())} ct/kWh"]
    if tier.energy_offpeak_ct is not None:
        words.append(f"NT {format_decimal(tier.energy_offpeak_ct.normalize())} ct/kWh")
    words.append(f"{format_decimal(tier.base_eur_per_year.normalize())} €/Jahr")
    if tier.grid_operator_ids:
        words.append(_names(tier.grid_operator_ids, operators))
    words += [f"Kondition {_condition(one)}" for one in tier.conditions]
    return ", ".join(words)


def _condition(one: ConditionData) -> str:
    amount = ""
    if one.price is not None:
        unit = "ct/kWh" if one.kind == ConditionKind.ENERGY else "€/Jahr"
        amount = f" {format_decimal(one.price.normalize())} {unit}"
    elif one.once is not None:
        amount = f" {one.once}"
    elif one.guarantee_months is not None:
        amount = f" {one.guarantee_months} Monate"
    return f"„{one.label}“{amount}"


def _names(ids: tuple[int, ...], operators: Mapping[int, str]) -> str:
    return ", ".join(sorted(operators.get(one, str(one)) for one in ids)) or "alle"


def apart(
    mine: DraftData, theirs: DraftData, operators: Mapping[int, str]
) -> list[tuple[str, str, str]]:
    """What differs between two drafts: label, own value, the other's."""
    left, right = dict(told(mine, operators)), dict(told(theirs, operators))
    return [
        (label, left.get(label, ""), right.get(label, ""))
        for label in dict.fromkeys([*left, *right])
        if left.get(label, "") != right.get(label, "")
    ]
