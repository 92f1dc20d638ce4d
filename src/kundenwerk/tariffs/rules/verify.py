"""Check a trace with arithmetic of its own: nothing here calls the rating."""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from kundenwerk.tariffs.rules.trace import SCHEMA

_CENT = Decimal("0.01")


def faults(trace: dict[str, Any]) -> list[str]:
    """What does not add up in a trace, as German sentences; none when all is right."""
    if trace.get("schema") != SCHEMA:
        return ["Das Format der Berechnung ist unbekannt."]
    return [
        *_faults_of_prices(trace),
        *_faults_of_quantities(trace),
        *_faults_of_lines(trace),
        *_faults_of_sums(trace),
    ]


def _faults_of_prices(trace: dict[str, Any]) -> list[str]:
    found = []
    for segment in trace["prices"]:
        for name in ("energy_ct", "energy_offpeak_ct", "base_eur_per_year"):
            price = segment[name]
            parts = sum((Decimal(part["value"]) for part in price["parts"]), Decimal(0))
            if parts != Decimal(price["value"]):
                found.append(f"Preis {name} ab {segment['period'][0]}: Teile ergeben {parts}.")
    return found


def _faults_of_quantities(trace: dict[str, Any]) -> list[str]:
    taken: dict[int, int] = defaultdict(int)
    found = []
    for line in trace["lines"]:
        of_line = sum(share["wh"] for share in line["taken"])
        for share in line["taken"]:
            taken[share["usage"]] += share["wh"]
        if line["taken"] and Decimal(of_line).scaleb(-3) != Decimal(line["quantity"]):
            found.append(f"Zeile {line['position']}: Die Mengen ergeben {of_line} Wh.")
    for index, usage in enumerate(trace["usages"]):
        if Decimal(taken[index]).scaleb(-3) != Decimal(usage["kwh"]):
            found.append(f"Verbrauch {index + 1}: {taken[index]} Wh sind verteilt.")
    return found


def _faults_of_lines(trace: dict[str, Any]) -> list[str]:
    return [
        f"Zeile {line['position']}: Die Rechnung ergibt {_cents(_exact(line))} Cent."
        for line in trace["lines"]
        if _cents(_exact(line)) != line["net_cents"]
    ]


def _exact(line: dict[str, Any]) -> Decimal:
    quantity, price = Decimal(line["quantity"]), Decimal(line["unit_price"])
    if line["kind"] == "BASE":
        return price * quantity / 365
    if line["kind"] == "BONUS":
        return price * 100 / (100 + Decimal(line["vat_percent"]))
    return price * quantity / 100


def _faults_of_sums(trace: dict[str, Any]) -> list[str]:
    nets: dict[Decimal, int] = defaultdict(int)
    for line in trace["lines"]:
        nets[Decimal(line["vat_percent"])] += line["net_cents"]
    stated = {Decimal(amount["percent"]): amount for amount in trace["vat"]}
    if set(nets) != set(stated):
        return ["Die Steuersätze der Zeilen und der Summen sind verschieden."]
    found = []
    for percent, net in nets.items():
        vat = _cents(Decimal(net).scaleb(-2) * percent / 100)
        if (stated[percent]["net_cents"], stated[percent]["vat_cents"]) != (net, vat):
            found.append(f"Umsatzsteuer {percent} %: {net} Cent netto, {vat} Cent Steuer.")
    return found + _faults_of_total(trace)


def _faults_of_total(trace: dict[str, Any]) -> list[str]:
    net = sum(amount["net_cents"] for amount in trace["vat"])
    vat = sum(amount["vat_cents"] for amount in trace["vat"])
    charged = sum(line["net_cents"] for line in trace["lines"] if line["kind"] != "BONUS")
    shares = sum(share["net_cents"] for share in trace["breakdown"])
    stated = (trace["net_cents"], trace["vat_cents"], trace["gross_cents"], shares)
    return [] if stated == (net, vat, net + vat, charged) else ["Die Summen stimmen nicht."]


def _cents(euros: Decimal) -> int:
    return int(euros.quantize(_CENT, rounding=ROUND_HALF_UP).scaleb(2))
