"""Read ``Tarifpreisblatt`` documents; BO4E checks nothing, so everything is checked here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NoReturn

from kundenwerk.kernel.energy import RegisterCount, UsageType
from kundenwerk.kernel.ids import InvalidIdentifier, validate_market_participant
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.market.formats.tables import MAX_BYTES, RowFault, TableRejected
from kundenwerk.tariffs.formats import bo4e
from kundenwerk.tariffs.formats.bo4e_fields import (
    FieldRefused,
    coded,
    day_of,
    flag_of,
    lasting,
    listed,
    mapped,
    number_of,
    one_of,
    period_of,
    several,
    text_of,
    whole_of,
)
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.exchange import TierCopy, VersionCopy
from kundenwerk.tariffs.rules.tiers import TierData
from kundenwerk.tariffs.rules.version import TariffData, VersionData
from kundenwerk.tariffs.rules.vocabulary import PriceKind

_NOTHING: Final = "Die Datei ist kein lesbares BO4E-Dokument (JSON)."


def read(content: bytes) -> list[VersionCopy]:
    """The versions of one document or a list of them; rows count documents from one.

    Raises:
        TableRejected: no JSON, no ``Tarifpreisblatt``, or a field that cannot be.
    """
    documents = _documents(content)
    faults, found = [], []
    for row, document in enumerate(documents, start=1):
        try:
            found.append(_version(document, row))
        except FieldRefused as refusal:
            faults.append(RowFault(row, refusal.field, str(refusal)))
    if faults:
        raise TableRejected(faults)
    return found


def _documents(content: bytes) -> list[Any]:
    if len(content) > MAX_BYTES:
        raise TableRejected([RowFault(0, "", "Die Datei ist größer als 20 MB.")])
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_float=str, parse_constant=_constant)
    except (ValueError, RecursionError) as damage:
        raise TableRejected([RowFault(0, "", _NOTHING)]) from damage
    documents = found if isinstance(found, list) else [found]
    if not documents:
        raise TableRejected([RowFault(0, "", "Die Datei enthält keinen Tarif.")])
    return documents


def _constant(name: str) -> NoReturn:
    raise ValueError(name)


def _version(document: Any, row: int) -> VersionCopy:
    if not isinstance(document, dict) or document.get("_typ") != "TARIFPREISBLATT":
        raise FieldRefused("_typ", "Hier wird ein Tarifpreisblatt mit Preisen gebraucht.")
    extras = _extras(document)
    tiers = _tiers(document, extras, row)
    return VersionCopy(
        tariff=_tariff(document, extras),
        version=_terms(document, extras),
        operators=_operators(extras.get("netzbetreiber")),
        tiers=tuple(tiers),
        row=row,
    )


def _extras(document: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for one in listed(document.get("zusatzAttribute"), "zusatzAttribute"):
        name = one.get("name") if isinstance(one, dict) else None
        if isinstance(name, str) and name.startswith("kundenwerk."):
            found[name.removeprefix("kundenwerk.")] = one.get("wert")
    for name in ("kuerzel", "zeitscheibe", "preisart", "verkaufAb"):
        if not isinstance(found.get(name), str):
            reason = f"Das Attribut „kundenwerk.{name}“ fehlt; ohne es bleibt der Tarif offen."
            raise FieldRefused("zusatzAttribute", reason)
    return found


def _tariff(document: Mapping[str, Any], extras: Mapping[str, Any]) -> TariffData:
    return TariffData(
        code=extras["kuerzel"].strip().upper(),
        name=text_of(document, "bezeichnung"),
        commodity=coded(document, "sparte", bo4e.COMMODITIES),
        usage_types=several(extras, "verbrauchsarten", UsageType),
        register_counts=several(extras, "tarifanzahlen", RegisterCount),
        is_green=flag_of(extras, "oeko"),
        is_online="ONLINE" in listed(document.get("tarifmerkmale"), "tarifmerkmale"),
        is_b2b=flag_of(extras, "grosskunden"),
        supply_kind=coded(document, "tariftyp", bo4e.SUPPLY_KINDS),
    )


def _terms(document: Mapping[str, Any], extras: Mapping[str, Any]) -> VersionData:
    valid = mapped(document, "zeitlicheGueltigkeit")
    terms = mapped(document, "vertragskonditionen")
    guarantee = mapped(mapped(document, "preisgarantie"), "zeitlicheGueltigkeit")
    sale_end = extras.get("verkaufBis")
    return VersionData(
        label=extras["zeitscheibe"],
        prices=period_of(valid.get("startdatum"), valid.get("enddatum"), "zeitlicheGueltigkeit"),
        sale=period_of(extras["verkaufAb"], sale_end, "verkaufAb"),
        price_kind=one_of(extras["preisart"], "preisart", PriceKind),
        minimum_term_months=lasting(terms, "vertragslaufzeit", "M") or 0,
        notice_weeks=lasting(terms, "kuendigungsfrist", "W") or 0,
        renewal_months=lasting(terms, "vertragsverlaengerung", "M"),
        guarantee_until=day_of(guarantee["enddatum"], "preisgarantie")
        if "enddatum" in guarantee
        else None,
        new_customer_bonus=_bonus(document, bo4e.NEW_CUSTOMER),
        instant_bonus=_bonus(document, bo4e.INSTANT),
    )


def _tiers(document: Mapping[str, Any], extras: Mapping[str, Any], row: int) -> list[TierCopy]:
    """The prices by position, joined with the places of the tiers, group after group."""
    places = [one for one in listed(extras.get("staffeln"), "staffeln") if isinstance(one, dict)]
    groups = sorted({whole_of(one.get("gruppe"), "gruppe") for one in places}) or [0]
    positions = [
        one for one in listed(document.get("tarifpreise"), "tarifpreise") if isinstance(one, dict)
    ]
    steps = {
        kind: [_steps(one) for one in positions if one.get("preistyp") == kind]
        for kind in ("ARBEITSPREIS_EINTARIF", "ARBEITSPREIS_HT", "ARBEITSPREIS_NT", "GRUNDPREIS")
    }
    energy = [_steps(one) for one in positions if one.get("preistyp") in _PEAK]
    if len(energy) != len(groups) or len(steps["GRUNDPREIS"]) != len(groups):
        raise FieldRefused("tarifpreise", "Arbeitspreis oder Grundpreis fehlt.")
    low = iter(steps["ARBEITSPREIS_NT"])
    found = []
    for group, peak, base in zip(groups, energy, steps["GRUNDPREIS"], strict=True):
        has_low = next((True for one in peak.values() if one[2] == "ARBEITSPREIS_HT"), False)
        found += _joined(row, group, places, (peak, base, next(low, {}) if has_low else {}))
    return found


_PEAK: Final = frozenset({"ARBEITSPREIS_EINTARIF", "ARBEITSPREIS_HT"})
_Steps = dict[int, tuple[int | None, Decimal, str]]


def _joined(
    row: int, group: int, places: Sequence[Mapping[str, Any]], steps: tuple[_Steps, _Steps, _Steps]
) -> list[TierCopy]:
    peak, base, low = steps
    if set(base) != set(peak) or not set(low) <= set(peak):
        raise FieldRefused("tarifpreise", "Arbeits- und Grundpreise haben andere Staffeln.")
    mine = {
        whole_of(one.get("abKwh"), "abKwh"): one for one in places if one.get("gruppe", 0) == group
    }
    lowers = sorted(peak)
    found = []
    for lower, following in zip(lowers, [*lowers[1:], None], strict=True):
        upper, price, _ = peak[lower]
        place = mine.get(lower, {})
        data = TierData(
            from_kwh=lower,
            upto_kwh=_upto(upper, following),
            energy_ct=price,
            base_eur_per_year=base[lower][1],
            energy_offpeak_ct=low[lower][1] if lower in low else None,
            operator_group=group,
            conditions=_conditions(place),
        )
        found.append(TierCopy(data, _operators(place.get("netzbetreiber")), row))
    return found


def _upto(upper: int | None, following: int | None) -> int | None:
    """Where the next begins; others write that bound itself instead of the kWh before it."""
    if upper is None or upper == following:
        return upper
    return upper + 1


def _steps(position: Mapping[str, Any]) -> _Steps:
    kind = str(position.get("preistyp"))
    expected = ("EUR", "JAHR") if kind == "GRUNDPREIS" else ("CT", "KWH")
    if (position.get("einheit"), position.get("bezugseinheit")) != expected:
        raise FieldRefused("tarifpreise", f"{kind} steht in {expected[0]} je {expected[1]}.")
    found: _Steps = {}
    for one in listed(position.get("preisstaffeln"), "preisstaffeln"):
        if not isinstance(one, dict):
            raise FieldRefused("preisstaffeln", _NOTHING)
        lower = whole_of(one.get("staffelgrenzeVon", "0"), "staffelgrenzeVon")
        upper = one.get("staffelgrenzeBis")
        if lower in found:
            raise FieldRefused("preisstaffeln", f"Zwei Preise ab {lower} kWh.")
        bound = None if upper is None else whole_of(upper, "staffelgrenzeBis")
        found[lower] = (bound, number_of(one.get("preis"), "preis"), kind)
    return found


def _conditions(place: Mapping[str, Any]) -> tuple[ConditionData, ...]:
    try:
        return tuple(
            ConditionData.read(one) for one in listed(place.get("konditionen"), "konditionen")
        )
    except (KeyError, TypeError, ValueError, ArithmeticError):
        raise FieldRefused("konditionen", "Eine Kondition ist unvollständig.") from None


def _bonus(document: Mapping[str, Any], label: str) -> Money:
    for one in listed(document.get("tarifAufAbschlaege"), "tarifAufAbschlaege"):
        if isinstance(one, dict) and one.get("bezeichnung") == label:
            steps = listed(one.get("staffeln"), "staffeln")
            amount = -number_of(steps[0].get("preis") if steps else None, "preis")
            if amount != round(amount, 2) or amount < 0:
                raise FieldRefused("tarifAufAbschlaege", "Ein Bonus ist ein Abschlag in Cent.")
            return Money(int(amount.scaleb(2)))
    return ZERO


def _operators(value: Any) -> tuple[str, ...]:
    try:
        return tuple(sorted({validate_market_participant(str(one)) for one in listed(value, "")}))
    except InvalidIdentifier as refusal:
        raise FieldRefused("netzbetreiber", refusal.reason) from None
