"""Readings, shares and numbers as a letter shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kundenwerk.kernel.energy import ReadingOrigin
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import NBSP, format_day, format_decimal, format_kwh
from kundenwerk.metering.rules.readings import ORIGIN_LABELS
from kundenwerk.tariffs.rules.trace import plain


def reading(row: dict[str, Any]) -> list[str]:
    """One row of the table of readings."""
    start, end = row["start"], row["end"]
    last_day = date.fromisoformat(end["day"]) - timedelta(days=1)
    return [
        row["meter"] + {"PEAK": " HT", "OFFPEAK": " NT"}.get(row["register"], ""),
        format_day(date.fromisoformat(start["day"])),
        plain_number(start["value"]),
        ORIGIN_LABELS[ReadingOrigin(start["origin"])],
        format_day(last_day),
        plain_number(end["value"]),
        ORIGIN_LABELS[ReadingOrigin(end["origin"])],
        format_kwh(Decimal(plain(Decimal(row["kwh"])))),
    ]


def reading_note(rows: Sequence[dict[str, Any]]) -> str:
    """Estimates with their reason, and how gas became kWh."""
    notes = [
        f"Stand vom {format_day(date.fromisoformat(shown['day']))} geschätzt: "
        f"{shown['reason'] or 'Es lag kein abgelesener Stand vor.'}"
        for row in rows
        for shown in (row["start"], row["end"])
        if shown["origin"] == ReadingOrigin.ESTIMATE
    ]
    gas = [
        f"{plain_number(row['counted'])} m³"
        f" × Zustandszahl {plain_number(row['gas']['volume_factor'])}"
        f" × Brennwert {plain_number(row['gas']['calorific_value'])} kWh/m³"
        f" = {plain_number(row['kwh'])} kWh."
        for row in rows
        if row["gas"]
    ]
    return " ".join([*dict.fromkeys(notes), *gas])


def substitute_note(facts: dict[str, Any]) -> str:
    """How many quarter hours were not measured; empty when all were.

    Source: § 40a Abs. 2 EnWG.
    """
    known = facts.get("quarter_hours")
    if not known or not known["substitutes"]:
        return ""
    count = format_decimal(known["substitutes"])
    one = known["substitutes"] == 1
    return (
        f"{count} von {format_decimal(known['count'])} Viertelstunden "
        f"{'ist ein Ersatzwert' if one else 'sind Ersatzwerte'} des Messstellenbetreibers."
    )


def levies(trace: dict[str, Any]) -> list[list[str]]:
    """The shares of others with their rate."""
    return [
        [share["label"], _rate(share["component"], trace), str(Money(share["net_cents"]))]
        for share in trace.get("breakdown", [])
        if share["component"]
    ]


def _rate(component: str, trace: dict[str, Any]) -> str:
    units = (("energy_ct", "ct/kWh"), ("base_eur_per_year", "€/Jahr"))
    found = {
        f"{plain_number(part['value'])}{NBSP}{unit}"
        for segment in trace["prices"]
        for name, unit in units
        for part in segment[name]["parts"]
        if part["component"] == component
    }
    return found.pop() if len(found) == 1 else "je nach Zeitraum"


def plain_number(text: str) -> str:
    """A number without needless zeros, in German."""
    return format_decimal(Decimal(plain(Decimal(text))))


def percent(rate: Decimal) -> str:
    """A tax rate."""
    return f"{format_decimal(Decimal(plain(rate)))} %"
