"""The computation of a bill as data: complete, readable, and checkable by others.

A trace holds text and whole numbers only. Its digest travels with the bill, so a change to
either shows.
"""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from kundenwerk.kernel.numbers import NBSP, format_day, format_decimal
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.rules.breakdown import breakdown
from kundenwerk.tariffs.rules.prices import PriceSegment, UnitPrice
from kundenwerk.tariffs.rules.profiles import EVEN, DayWeights
from kundenwerk.tariffs.rules.rating import Line, LineKind, Rated, Usage

SCHEMA = "kundenwerk.trace/1"
ROUNDING = "je Zeile kaufmännisch auf Cent, Umsatzsteuer je Satz auf die Summe"


def trace_of(rated: Rated) -> dict[str, Any]:
    """Everything a bill was computed from, and every step, ready for JSON."""
    return {
        "schema": SCHEMA,
        "period": _period(rated.period),
        "rounding": ROUNDING,
        "profile": _profile(rated.profile),
        "usages": [_usage(usage) for usage in rated.usages],
        "prices": [_segment(segment) for segment in rated.segments],
        "lines": [_line(line, rated) for line in rated.lines],
        "vat": [
            {
                "percent": plain(amount.percent),
                "net_cents": amount.net.cents,
                "vat_cents": amount.vat.cents,
            }
            for amount in rated.vat
        ],
        "breakdown": [
            {"component": share.component, "label": share.label, "net_cents": share.net.cents}
            for share in breakdown(rated)
        ],
        "net_cents": rated.net.cents,
        "vat_cents": rated.vat_total.cents,
        "gross_cents": rated.gross.cents,
    }


def canonical(trace: dict[str, Any]) -> bytes:
    """The one spelling of a trace over which its digest is taken."""
    return json.dumps(trace, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(trace: dict[str, Any]) -> str:
    """SHA-256 of the canonical spelling, in hexadecimal."""
    return hashlib.sha256(canonical(trace)).hexdigest()


def plain(number: Decimal) -> str:
    """The shortest exact decimal text; equal numbers give equal text."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _period(period: Period) -> list[str]:
    assert period.end is not None  # rate() accepts closed periods only
    return [period.start.isoformat(), period.end.isoformat()]


def _profile(profile: DayWeights) -> dict[str, Any]:
    return {"name": profile.name, "per_day": list(profile.per_day), "source": profile.source}


def _usage(usage: Usage) -> dict[str, Any]:
    return {
        "register": usage.register.value,
        "period": _period(usage.period),
        "kwh": plain(usage.kwh),
        "reference": usage.reference,
    }


def _segment(segment: PriceSegment) -> dict[str, Any]:
    return {
        "period": _period(segment.period),
        "vat_percent": plain(segment.vat_percent),
        "energy_ct": _price(segment.energy),
        "energy_offpeak_ct": _price(segment.energy_offpeak),
        "base_eur_per_year": _price(segment.base),
    }


def _price(price: UnitPrice) -> dict[str, Any]:
    parts = [
        {"component": part.component, "value": plain(part.value), "source": part.source}
        for part in price.parts
    ]
    return {"value": plain(price.value), "parts": parts}


def _line(line: Line, rated: Rated) -> dict[str, Any]:
    return {
        "position": line.position,
        "kind": line.kind.value,
        "label": line.label,
        "period": _period(line.period),
        "quantity": plain(line.quantity),
        "unit": line.unit,
        "unit_price": plain(line.unit_price),
        "price_unit": line.price_unit,
        "vat_percent": plain(line.vat_percent),
        "taken": [{"usage": index, "wh": share} for index, share in line.sources],
        "net_cents": line.net.cents,
        "formula": formula(line),
        "explanation": _explanation(line, rated),
    }


def formula(line: Line) -> str:
    """The computation of a line in numbers, as the customer reads it."""
    price = f"{format_decimal(Decimal(plain(line.unit_price)))}{NBSP}{line.price_unit}"
    if line.kind == LineKind.BASE:
        return f"{price} × {line.quantity} Tage ÷ 365 = {line.net}"
    if line.kind == LineKind.BONUS:
        return f"{price} ÷ {format_decimal(1 + line.vat_percent / 100, places=2)} = {line.net}"
    quantity = format_decimal(Decimal(plain(line.quantity)))
    return f"{quantity}{NBSP}kWh × {price} = {line.net}"


def _explanation(line: Line, rated: Rated) -> list[str]:
    return [_share(rated.usages[index], wh, line, rated.profile) for index, wh in line.sources]


def _share(usage: Usage, wh: int, line: Line, profile: DayWeights) -> str:
    shared = usage.period.intersect(line.period)
    assert shared is not None  # otherwise nothing was taken
    whole = f"{format_decimal(Decimal(plain(usage.kwh)))}{NBSP}kWh"
    reference = f" ({usage.reference})" if usage.reference else ""
    if shared == usage.period:
        return f"{whole} im Zeitraum {usage.period}{reference}"
    part = f"{format_decimal(Decimal(plain(Decimal(wh).scaleb(-3))))}{NBSP}kWh"
    if profile == EVEN:
        how = f"{shared.days} von {usage.period.days} Tagen"
    else:
        how = f"Gewicht {profile.weight(shared)} von {profile.weight(usage.period)}"
        how += f" nach Profil {profile.name}"
    until = format_day(shared.last_day) if shared.last_day else ""
    days = f"{format_day(shared.start)} bis {until}"
    return f"{part} von {whole}{reference} entfallen auf {days}: {how}"
