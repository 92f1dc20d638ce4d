"""The dated prices of a contract joined with the dated prices of others, day by day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kundenwerk.kernel.energy import RegisterKind
from kundenwerk.kernel.numbers import format_day, round_to
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.series import DatedValue
from kundenwerk.market.rules.vocabulary import COMPONENT_LABELS, Component, Unit
from kundenwerk.tariffs.rules.vocabulary import PriceKind

# Prices carry as many decimals as their columns; amounts are rounded later and once.
PRICE_PLACES = 6


@dataclass(frozen=True, slots=True)
class PricePart:
    """A share of a unit price; ``component`` None is the supplier's own share."""

    component: Component | None
    value: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class DatedTerms:
    """The prices a supplier agreed with a customer for a period, net.

    Args:
        energy_ct: ct/kWh; for two registers the peak price (HT); for a dynamic tariff the
            markup on the exchange price.
        energy_offpeak_ct: ct/kWh of the off-peak register (NT); None: the same price.
        base_eur: € per year.
        source: what the customer knows it by, such as the tariff and its version.
        varying: means of prices that change with the quarter hour, for these days.
    """

    valid: Period
    price_kind: PriceKind
    energy_ct: Decimal
    energy_offpeak_ct: Decimal | None
    base_eur: Decimal
    source: str
    varying: tuple[PricePart, ...] = ()


class PriceGap(LookupError):
    """A day has no price, so nothing can be computed; ``reason`` is a German sentence."""

    def __init__(self, component: Component | None, day: date, reason: str = "") -> None:
        what = COMPONENT_LABELS[component] if component else "den Vertragspreis"
        self.reason = reason or f"Für {what} ist am {format_day(day)} kein Wert hinterlegt."
        super().__init__(self.reason)
        self.component = component
        self.day = day


class PriceConflict(ValueError):
    """A day has two prices; ``reason`` is a German sentence."""

    def __init__(self, component: Component | None, day: date) -> None:
        what = COMPONENT_LABELS[component] if component else "den Vertragspreis"
        self.reason = f"Für {what} sind am {format_day(day)} mehrere Werte hinterlegt."
        super().__init__(self.reason)
        self.component = component
        self.day = day


class QuarterHoursNeeded(PriceGap):
    """A dynamic price was asked for without the exchange prices it follows."""

    def __init__(self, day: date) -> None:
        reason = "Der Tarif ist dynamisch: Er braucht die Werte der Viertelstunden."
        super().__init__(None, day, reason)


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A net price, ct/kWh or € per year, and the parts that add up to it."""

    value: Decimal
    parts: tuple[PricePart, ...]


@dataclass(frozen=True, slots=True)
class OtherPrices:
    """What others ask on one day, net, per kWh of each register and per year."""

    energy: tuple[PricePart, ...]
    energy_offpeak: tuple[PricePart, ...]
    base: tuple[PricePart, ...]
    vat_percent: Decimal
    known: frozenset[Component]


@dataclass(frozen=True, slots=True)
class PriceSegment:
    """Days on which no price and no tax changes.

    Args:
        is_mean: the energy price is the mean of quarter hours.
    """

    period: Period
    energy: UnitPrice
    energy_offpeak: UnitPrice
    base: UnitPrice
    vat_percent: Decimal
    is_mean: bool = False

    def energy_of(self, register: RegisterKind) -> UnitPrice:
        """The price of one register."""
        return self.energy_offpeak if register == RegisterKind.OFFPEAK else self.energy

    def over(self, period: Period) -> PriceSegment:
        """The same prices standing for other days."""
        return replace(self, period=period)


def segments(
    period: Period,
    terms: Sequence[DatedTerms],
    components: Sequence[DatedValue],
    vat: Sequence[DatedValue],
    *,
    required: Collection[Component],
) -> list[PriceSegment]:
    """Cut a period wherever a price or a tax changes; the segments tile it exactly.

    Args:
        period: the days to be priced, with an end.
        terms: what was agreed; exactly one for every day.
        components: values of others; all that are given become part of the price.
        vat: exactly one rate for every day.
        required: components without which a price would be wrong.

    Raises:
        PriceGap: a day without terms, VAT or a required component.
        PriceConflict: a day with two of them.
        ValueError: the period is open.

    Source: § 12 Abs. 2 StromGVV/GasGVV (changes inside a period); § 40 Abs. 3 EnWG.
    """
    if period.end is None:
        raise ValueError("prices need a period with an end")
    spans = [item.valid for item in terms] + [item.valid for item in (*components, *vat)]
    cuts = {day for span in spans for day in (span.start, span.end) if day is not None}
    pieces = []
    for piece in period.split_at(cuts):
        agreed = [item for item in terms if piece.start in item.valid]
        _exactly_one(len(agreed), None, piece.start)
        others = others_on(piece.start, components, vat)
        pieces.append(joined(piece, agreed[0], others, required=required))
    return list(merged(pieces))


def others_on(
    day: date, components: Sequence[DatedValue], vat: Sequence[DatedValue]
) -> OtherPrices:
    """What others ask on a day.

    Raises:
        PriceGap: there is no VAT rate.
        PriceConflict: two values for one component.
    """
    rates = [item for item in vat if day in item.valid]
    _exactly_one(len(rates), Component.VAT, day)
    percent = rates[0].value
    present = [item for item in components if day in item.valid]
    per_kwh = [item for item in present if item.unit == Unit.CT_PER_KWH]
    per_year = [item for item in present if item.unit != Unit.CT_PER_KWH]
    general = [item for item in per_kwh if item.register in {None, RegisterKind.TOTAL}]
    own = {item.component for item in per_kwh if item.register == RegisterKind.OFFPEAK}
    low = [item for item in general if item.component not in own]
    low += [item for item in per_kwh if item.register == RegisterKind.OFFPEAK]
    return OtherPrices(
        energy=_parts(general, percent, day),
        energy_offpeak=_parts(low, percent, day),
        base=_parts(per_year, percent, day),
        vat_percent=percent,
        known=frozenset(item.component for item in present),
    )


def joined(
    period: Period, terms: DatedTerms, others: OtherPrices, *, required: Collection[Component]
) -> PriceSegment:
    """The prices of days on which neither what was agreed nor what others ask changes.

    Raises:
        PriceGap: a required component is missing.
    """
    varying = terms.varying
    known = others.known | {part.component for part in varying if part.component}
    missing = sorted(set(required) - known)
    if missing:
        raise PriceGap(missing[0], period.start)
    if terms.price_kind == PriceKind.DYNAMIC and all(part.component for part in varying):
        raise QuarterHoursNeeded(period.start)
    offpeak_ct = terms.energy_ct if terms.energy_offpeak_ct is None else terms.energy_offpeak_ct
    return PriceSegment(
        period=period,
        energy=_unit_price(terms, terms.energy_ct, varying + others.energy),
        energy_offpeak=_unit_price(terms, offpeak_ct, varying + others.energy_offpeak),
        base=_unit_price(terms, terms.base_eur, others.base),
        vat_percent=others.vat_percent,
        is_mean=bool(varying) and terms.price_kind != PriceKind.END_PRICE,
    )


def _exactly_one(count: int, component: Component | None, day: date) -> None:
    if count == 0:
        raise PriceGap(component, day)
    if count > 1:
        raise PriceConflict(component, day)


def _parts(items: Iterable[DatedValue], percent: Decimal, day: date) -> tuple[PricePart, ...]:
    parts: dict[Component, PricePart] = {}
    for item in sorted(items, key=lambda item: item.component):
        if item.component in parts:
            raise PriceConflict(item.component, day)
        parts[item.component] = PricePart(item.component, _net(item, percent), item.source)
    return tuple(parts.values())


def _net(item: DatedValue, percent: Decimal) -> Decimal:
    """Price caps of metering are published with VAT."""
    if item.unit != Unit.EUR_PER_YEAR_GROSS:
        return item.value
    return round_to(item.value * 100 / (100 + percent), PRICE_PLACES)


def _unit_price(terms: DatedTerms, agreed: Decimal, parts: tuple[PricePart, ...]) -> UnitPrice:
    """The price and what it is made of.

    A lump sum for a controllable device is the customer's whatever was agreed (ADR 0026).
    """
    others = sum([part.value for part in parts], Decimal(0))
    own, value = agreed, agreed + others
    if terms.price_kind is PriceKind.END_PRICE:
        reduction = sum(
            (part.value for part in parts if part.component == Component.GRID_MODULE1), Decimal(0)
        )
        value = agreed + reduction
        own = value - others
    return UnitPrice(value, (PricePart(None, own, terms.source), *parts))


def merged(pieces: Sequence[PriceSegment]) -> Iterable[PriceSegment]:
    """Join neighbours in which nothing differs, so that no bill shows a needless line."""
    current = pieces[0]
    for piece in pieces[1:]:
        if piece == current.over(piece.period):
            current = current.over(Period(current.period.start, piece.period.end))
        else:
            yield current
            current = piece
    yield current
