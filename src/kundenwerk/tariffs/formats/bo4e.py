"""Tariffs as BO4E documents: ``Tarifinfo`` and ``Tarifpreisblatt`` of the schema 202607.

What the schema has no field for travels as ``zusatzAttribute``, its own way of extension.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.exchange import TierCopy, VersionCopy
from kundenwerk.tariffs.rules.vocabulary import ConditionKind, PriceKind, SupplyKind

VERSION: Final = "202607.1.0"
COMMODITIES: Final = {Commodity.ELECTRICITY: "STROM", Commodity.GAS: "GAS"}
REGISTERS: Final = {
    RegisterCount.SINGLE: "EINTARIF",
    RegisterCount.DUAL: "ZWEITARIF",
    RegisterCount.MULTI: "MEHRTARIF",
}
SUPPLY_KINDS: Final = {
    SupplyKind.SPECIAL: "SONDERTARIF",
    SupplyKind.DEFAULT_SUPPLY: "GRUNDVERSORGUNG",
    SupplyKind.FALLBACK_SUPPLY: "ERSATZVERSORGUNG",
}
CUSTOMERS: Final = {
    UsageType.HOUSEHOLD: "HAUSHALT",
    UsageType.EV_CHARGING: "LADESAEULE",
    UsageType.STORAGE_HEATING: "SPEICHERHEIZUNG",
    UsageType.HEAT_PUMP: "WAERMEPUMPE",
}
GUARANTEES: Final = {
    PriceKind.COMPONENTS: "PREISBESTANDTEILE_OHNE_ABGABEN",
    PriceKind.END_PRICE: "ALLE_PREISBESTANDTEILE_NETTO",
    PriceKind.DYNAMIC: "PREISBESTANDTEILE_OHNE_ABGABEN",
}
NEW_CUSTOMER, INSTANT = "Neukundenbonus", "Sofortbonus"
_TARGETS: Final = {ConditionKind.ENERGY: "ARBEITSPREIS_HT_NT", ConditionKind.BASE: "GRUNDPREIS"}

Plain = dict[str, Any]


def write(copies: Sequence[VersionCopy], *, supplier: str) -> bytes:
    """The versions as a list of ``Tarifpreisblatt``."""
    return _dump(price_sheet(copy, supplier=supplier) for copy in copies)


def write_infos(copies: Sequence[VersionCopy], *, supplier: str) -> bytes:
    """The versions as a list of ``Tarifinfo``, without prices."""
    return _dump(info(copy, supplier=supplier) for copy in copies)


def _dump(documents: Iterable[Plain]) -> bytes:
    return json.dumps(list(documents), ensure_ascii=False, indent=2).encode()


def info(copy: VersionCopy, *, supplier: str) -> Plain:
    """What identifies a tariff (BO Tarifinfo)."""
    tariff, version = copy.tariff, copy.version
    return {
        "_typ": "TARIFINFO",
        "_version": VERSION,
        "_id": f"{tariff.code}/{version.prices.start}",
        "bezeichnung": tariff.name,
        "anbietername": supplier,
        "sparte": COMMODITIES[tariff.commodity],
        "kundentypen": _customers(copy),
        **_registers(copy),
        "tariftyp": SUPPLY_KINDS[tariff.supply_kind],
        "tarifmerkmale": _features(copy),
        "zeitlicheGueltigkeit": _span(version.prices.start, version.prices.last_day),
        "vertragskonditionen": _terms(copy),
        "zusatzAttribute": [
            {"name": f"kundenwerk.{name}", "wert": value} for name, value in _extras(copy).items()
        ],
    }


def _customers(copy: VersionCopy) -> list[str]:
    kinds = sorted(CUSTOMERS[usage] for usage in copy.tariff.usage_types)
    return kinds or ["GEWERBE" if copy.tariff.is_b2b else "PRIVAT"]


def _registers(copy: VersionCopy) -> Plain:
    counts = sorted(copy.tariff.register_counts)
    return {"registeranzahl": REGISTERS[counts[0]]} if len(counts) == 1 else {}


def _features(copy: VersionCopy) -> list[str]:
    features = ["ONLINE"] if copy.tariff.is_online else []
    return [*features, "FESTPREIS"] if copy.version.guarantee_until else features or ["STANDARD"]


def _span(first: date | None, last: date | None) -> Plain:
    """Both days belong to it."""
    span: Plain = {"_typ": "ZEITRAUM"}
    if first is not None:
        span["startdatum"] = first.isoformat()
    if last is not None:
        span["enddatum"] = last.isoformat()
    return span


def _terms(copy: VersionCopy) -> Plain:
    version = copy.version
    terms: Plain = {
        "_typ": "VERTRAGSKONDITIONEN",
        "vertragslaufzeit": _lasting(f"P{version.minimum_term_months}M"),
        "kuendigungsfrist": _lasting(f"P{version.notice_weeks}W"),
    }
    if version.renewal_months is not None:
        terms["vertragsverlaengerung"] = _lasting(f"P{version.renewal_months}M")
    return terms


def _lasting(duration: str) -> Plain:
    return {"_typ": "ZEITRAUM", "dauer": duration}


def _extras(copy: VersionCopy) -> Plain:
    tariff, sale = copy.tariff, copy.version.sale
    return {
        "kuerzel": tariff.code,
        "zeitscheibe": copy.version.label,
        "preisart": copy.version.price_kind.value,
        "oeko": tariff.is_green,
        "grosskunden": tariff.is_b2b,
        "verbrauchsarten": sorted(usage.value for usage in tariff.usage_types),
        "tarifanzahlen": sorted(count.value for count in tariff.register_counts),
        "verkaufAb": sale.start.isoformat(),
        "verkaufBis": sale.last_day.isoformat() if sale.last_day else None,
        "netzbetreiber": list(copy.operators),
        "staffeln": [_tier_extras(tier) for tier in copy.tiers],
    }


def _tier_extras(tier: TierCopy) -> Plain:
    """A tier's place, and what of it is not a price."""
    return {
        "gruppe": tier.data.operator_group,
        "abKwh": tier.data.from_kwh,
        "netzbetreiber": list(tier.operators),
        "konditionen": [one.plain() for one in tier.data.conditions],
    }


def price_sheet(copy: VersionCopy, *, supplier: str) -> Plain:
    """A version with its prices (BO Tarifpreisblatt)."""
    sheet = info(copy, supplier=supplier) | {
        "_typ": "TARIFPREISBLATT",
        "tarifpreise": list(_prices(copy)),
    }
    adjustments = [*_bonuses(copy), *_conditions(copy)]
    if adjustments:
        sheet["tarifAufAbschlaege"] = adjustments
    if copy.version.guarantee_until is not None:
        sheet["preisgarantie"] = {
            "_typ": "PREISGARANTIE",
            "preisgarantietyp": GUARANTEES[copy.version.price_kind],
            "zeitlicheGueltigkeit": _span(None, copy.version.guarantee_until),
        }
    return sheet


def _prices(copy: VersionCopy) -> Iterable[Plain]:
    groups = sorted({tier.data.operator_group for tier in copy.tiers})
    for group in groups:
        tiers = [tier.data for tier in copy.tiers if tier.data.operator_group == group]
        two = any(tier.energy_offpeak_ct is not None for tier in tiers)
        peak = "ARBEITSPREIS_HT" if two else "ARBEITSPREIS_EINTARIF"
        bands = [(tier.from_kwh, tier.upto_kwh) for tier in tiers]
        yield _position(peak, "CT", "KWH", bands, [tier.energy_ct for tier in tiers])
        if two:
            low = [tier.energy_offpeak_ct for tier in tiers]
            yield _position("ARBEITSPREIS_NT", "CT", "KWH", bands, low)
        base = [tier.base_eur_per_year for tier in tiers]
        yield _position("GRUNDPREIS", "EUR", "JAHR", bands, base)


def _position(
    kind: str,
    unit: str,
    per: str,
    bands: Sequence[tuple[int, int | None]],
    prices: Sequence[Decimal | None],
) -> Plain:
    """Prices by bands; the schema counts them ``0 - 1000, 1001 - 2000``."""
    steps = []
    for (lower, upper), price in zip(bands, prices, strict=True):
        if price is None:
            continue
        step: Plain = {"_typ": "PREISSTAFFEL", "preis": number(price)}
        step["staffelgrenzeVon"] = str(lower)
        if upper is not None:
            step["staffelgrenzeBis"] = str(upper - 1)
        steps.append(step)
    return {
        "_typ": "TARIFPREISPOSITION",
        "preistyp": kind,
        "einheit": unit,
        "bezugseinheit": per,
        "mengeneinheitstaffel": "KWH",
        "preisstaffeln": steps,
    }


def number(value: Decimal) -> str:
    """A decimal as the schema's own library writes it: text, a dot, nothing lost."""
    return f"{value.normalize():f}"


def _bonuses(copy: VersionCopy) -> Iterable[Plain]:
    promised: Sequence[tuple[str, Money]] = [
        (NEW_CUSTOMER, copy.version.new_customer_bonus),
        (INSTANT, copy.version.instant_bonus),
    ]
    for label, gross in promised:
        if gross:
            yield _adjustment(label, "Bonus brutto", "GESAMTPREIS", "EUR", -gross.euros)


def _conditions(copy: VersionCopy) -> Iterable[Plain]:
    """Readable for others; we read our own back from the additional attributes."""
    seen: set[ConditionData] = set()
    for tier in copy.tiers:
        for one in tier.data.conditions:
            amount = one.once.euros if one.once is not None else one.price
            if one in seen or amount is None:
                continue
            seen.add(one)
            target = _TARGETS.get(one.kind, "GESAMTPREIS")
            unit = "CT" if one.kind is ConditionKind.ENERGY else "EUR"
            yield _adjustment(one.label, one.description, target, unit, amount)


def _adjustment(label: str, text: str, target: str, unit: str, amount: Decimal) -> Plain:
    return {
        "_typ": "AUFABSCHLAG",
        "bezeichnung": label,
        "beschreibung": text,
        "aufAbschlagstyp": "ABSOLUT",
        "aufAbschlagsziel": target,
        "einheit": unit,
        "staffeln": [{"_typ": "PREISSTAFFEL", "preis": number(amount)}],
    }
