"""Rating and tax of many bills at once, in whole numbers: the same cents as the readable rule.

What is right says ``tariffs.rules.rating``; ``tests/billing/test_bulk_rules.py`` proves that
both agree in every line. Nothing here is rounded but through the one ``Rounding``.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kundenwerk.billing.rules.bulk.columns import (
    PERCENT_SCALE,
    PRICE_SCALE,
    UNIT_PRICE,
    Batch,
    Figures,
    Flags,
    Ints,
    Kind,
    Lines,
    Prices,
    Rounding,
    Shares,
    Taxes,
    half_away,
)
from kundenwerk.tariffs.rules.profiles import WH_PER_KWH
from kundenwerk.tariffs.rules.rating import DAYS_OF_A_PRICE_YEAR

Floats = npt.NDArray[np.float64]

_ENERGY_PER_CENT = WH_PER_KWH * PRICE_SCALE
_BASE_PER_CENT = DAYS_OF_A_PRICE_YEAR * PRICE_SCALE // 100
_HUNDRED_PERCENT = 100 * PERCENT_SCALE
# Sums and doubled numerators need three bits beside the sign.
_LIMIT = float(2**60)


def compute(batch: Batch, rounding: Rounding = half_away) -> Figures:
    """Price every bill of a batch.

    Bills with figures beyond 64 bits are marked, not computed.

    Source: see ``tariffs.rules.rating.rate`` and ``tariffs.rules.breakdown.breakdown``.
    """
    fits = _within_bounds(batch)
    shares = _shares(batch)
    lines = _lines(batch, shares, rounding)
    taxes = _taxes(lines, rounding)
    part, has_part = _parts(batch, lines, rounding)
    charged = lines.kind != Kind.BONUS
    once = lines.net[~charged]
    apart = _sums(batch.bills, lines.bill[~charged], once)
    net = _sums(batch.bills, taxes.bill, taxes.net)
    return Figures(
        fits=fits,
        shares=shares,
        lines=lines,
        taxes=taxes,
        net=net,
        vat=_sums(batch.bills, taxes.bill, taxes.vat),
        bonus=_sums(batch.bills, lines.bill[~charged], np.minimum(once, 0)),
        part=part,
        has_part=has_part,
        own=net - apart - part.sum(axis=1),
    )


def _sums(size: int, where: Ints, what: Ints) -> Ints:
    found = np.zeros(size, np.int64)
    np.add.at(found, where, what)
    return found


def _within_bounds(batch: Batch) -> Flags:
    """Whether no product can exceed 64 bits, estimated from above in floating point."""
    pieces, usages = batch.pieces, batch.usages
    per_kwh, per_year = np.zeros(batch.bills), np.zeros(batch.bills)
    np.maximum.at(per_kwh, pieces.bill, _highest(batch.prices, slice(0, 2))[pieces.price])
    np.maximum.at(per_year, pieces.bill, _highest(batch.prices, slice(2, 3))[pieces.price])
    energy, days, bonus = np.zeros(batch.bills), np.zeros(batch.bills), np.zeros(batch.bills)
    np.add.at(energy, usages.bill, np.abs(usages.wh.astype(float)))
    np.add.at(days, pieces.bill, (pieces.end - pieces.start).astype(float))
    np.add.at(bonus, batch.bonus_bill, np.abs(batch.bonus_cents.astype(float)))
    heaviest = float(np.diff(batch.weights.upto).max(initial=1))
    products = (energy * per_kwh, energy * days * heaviest, days * per_year, bonus * 10**6)
    fits = np.ones(batch.bills, np.bool_)
    for product in products:
        fits &= product < _LIMIT
    np.logical_and.at(fits, usages.bill, usages.wh >= 0)
    return fits


def _highest(prices: Prices, units: slice) -> Floats:
    """The largest number, with any sign, that some unit prices or their parts have."""
    value = np.abs(prices.value[units]).max(axis=0, initial=0)
    part = np.abs(prices.part[units]).max(axis=(0, 2), initial=0)
    return np.asarray(np.maximum(value, part), np.float64)


def _shares(batch: Batch) -> Shares:
    """Spread every usage over the pieces it touches; the parts add up exactly."""
    pieces, usages = batch.pieces, batch.usages
    first = np.searchsorted(pieces.bill, usages.bill, "left")
    count = np.searchsorted(pieces.bill, usages.bill, "right") - first
    usage = np.repeat(np.arange(len(usages.bill)), count)
    piece = _ranges(first, count)
    start = np.maximum(usages.start[usage], pieces.start[piece])
    end = np.minimum(usages.end[usage], pieces.end[piece])
    touching = start < end
    usage, piece = usage[touching], piece[touching]
    weight = batch.weights.between(
        batch.profile[usages.bill[usage]], start[touching], end[touching]
    )
    wh = _split(usages.wh, usage, weight)
    order = np.lexsort((usage, usages.kind[usage], piece))
    keys = piece[order] * len(Kind) + usages.kind[usage[order]]
    return Shares(keys, usage[order], wh[order])


def _ranges(first: Ints, count: Ints) -> Ints:
    """``first, first + 1, …`` for each count, one after the other."""
    before = np.repeat(np.cumsum(count) - count, count)
    return np.asarray(np.repeat(first, count) + np.arange(count.sum()) - before, np.int64)


def _split(whole_wh: Ints, usage: Ints, weight: Ints) -> Ints:
    """Differences of rounded running totals, for each usage anew."""
    if not len(usage):
        return np.zeros(0, np.int64)
    running = np.cumsum(weight)
    begins = np.flatnonzero(np.diff(usage, prepend=-1))
    size = np.diff(np.append(begins, len(usage)))
    before = np.repeat(running[begins] - weight[begins], size)
    running = running - before
    whole = np.repeat(running[begins + size - 1], size)
    upto = (2 * whole_wh[usage] * running + whole) // (2 * whole)
    previous = np.concatenate((np.zeros(1, np.int64), upto[:-1]))
    previous[begins] = 0
    return np.asarray(upto - previous, np.int64)


def _lines(batch: Batch, shares: Shares, rounding: Rounding) -> Lines:
    """The lines in order; ``shares.line`` holds sort keys and is changed into positions."""
    pieces, prices = batch.pieces, batch.prices
    count = len(pieces.bill)
    energy_keys, first = np.unique(shares.line, return_index=True)
    energy = np.add.reduceat(shares.wh, first) if len(first) else np.zeros(0, np.int64)
    base_keys = np.arange(count) * len(Kind) + Kind.BASE
    last = np.searchsorted(pieces.bill, batch.bonus_bill, "right") - 1
    bonus_keys = last * len(Kind) + Kind.BONUS
    keys = np.concatenate((energy_keys, base_keys, bonus_keys))
    amount = np.concatenate((energy, pieces.end - pieces.start, np.ones_like(bonus_keys)))
    promised = np.concatenate((np.zeros(len(energy) + count, np.int64), batch.bonus_cents))
    order = np.argsort(keys, kind="stable")
    shares.line[:] = np.searchsorted(keys[order], shares.line)
    keys, amount, promised = keys[order], amount[order], promised[order]
    piece, kind = keys // len(Kind), keys % len(Kind)
    price = prices.value[UNIT_PRICE[kind], pieces.price[piece]]
    vat = prices.vat[pieces.price[piece]]
    net = np.where(
        kind == Kind.BONUS,
        -rounding(promised * _HUNDRED_PERCENT, _HUNDRED_PERCENT + vat),
        rounding(amount * price, np.where(kind == Kind.BASE, _BASE_PER_CENT, _ENERGY_PER_CENT)),
    )
    shown = np.where(kind == Kind.BONUS, -promised, price)
    return Lines(pieces.bill[piece], piece, kind, amount, shown, net, vat)


def _taxes(lines: Lines, rounding: Rounding) -> Taxes:
    """Tax on the sum of the lines of a rate, the lowest rate first."""
    order = np.lexsort((lines.vat, lines.bill))
    bill, rate = lines.bill[order], lines.vat[order]
    is_new = (np.diff(bill, prepend=-1) != 0) | (np.diff(rate, prepend=-1) != 0)
    first = np.flatnonzero(is_new)
    net = np.add.reduceat(lines.net[order], first) if len(first) else np.zeros(0, np.int64)
    vat = rounding(net * rate[first], _HUNDRED_PERCENT)
    return Taxes(bill[first], rate[first], net, vat)


def _parts(batch: Batch, lines: Lines, rounding: Rounding) -> tuple[Ints, Flags]:
    """What goes to others, each component rounded once over the whole bill.

    A component is charged either by energy or by time, as the catalogue makes sure.
    """
    prices, charged = batch.prices, lines.kind != Kind.BONUS
    used = np.flatnonzero(prices.has_part.any(axis=(0, 1)))
    row = (UNIT_PRICE[lines.kind[charged]], batch.pieces.price[lines.piece[charged]])
    first = np.searchsorted(lines.bill[charged], np.arange(batch.bills))
    exact = prices.part[:, :, used][row] * lines.amount[charged][:, None]
    by_time = prices.has_part[2][:, used].any(axis=0)
    divisor = np.where(by_time, _BASE_PER_CENT, _ENERGY_PER_CENT)[None, :]
    shape = (batch.bills, prices.part.shape[2])
    cents, seen = np.zeros(shape, np.int64), np.zeros(shape, np.bool_)
    cents[:, used] = rounding(np.add.reduceat(exact, first), divisor)
    seen[:, used] = np.logical_or.reduceat(prices.has_part[:, :, used][row], first)
    return cents, seen
