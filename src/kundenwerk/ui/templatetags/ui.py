"""The parts of the design system as template tags: ``{% load ui %}``."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import ParamSpec, Protocol

import segno
from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.numbers import NBSP, format_age, format_day, format_decimal, format_kwh
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.platform.clock import BERLIN

register = template.Library()


class Bar(Protocol):
    """What a chart needs of a month."""

    @property
    def letter(self) -> str:
        """Below the bar."""

    @property
    def first_day(self) -> date:
        """The month."""

    @property
    def kwh(self) -> Decimal:
        """The height."""

    @property
    def is_expected(self) -> bool:
        """Whether it is a forecast."""


P = ParamSpec("P")


def _drawn_once(draw: Callable[P, SafeString]) -> Callable[P, SafeString]:
    """Keep what is drawn for the same values; types count, for marked text is drawn differently."""
    kept = functools.lru_cache(maxsize=1024, typed=True)(draw)

    @functools.wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> SafeString:
        return draw(*args, **kwargs) if settings.DEBUG else kept(*args, **kwargs)  # type: ignore[arg-type]

    return drawn


@register.simple_tag
@_drawn_once
def head() -> SafeString:
    """The links to styles, fonts and scripts."""
    return render_to_string("ui/_head.html")


@register.simple_tag
@_drawn_once
def navigation(groups: Hashable) -> SafeString:
    """The main navigation: titles with their entries."""
    return render_to_string("ui/_navigation.html", {"groups": groups})


@register.simple_tag
@_drawn_once
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; with a label it speaks, else it is decoration."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon" {}><use href="{}#{}"/></svg>',
        SafeString(spoken),
        static("ui/vendor/icons.svg"),
        name,
    )


@register.simple_tag
@_drawn_once
def tag(text: str, kind: str = "", icon_name: str = "") -> SafeString:
    """A short label; ``kind`` is ok, warn, bad, info or sun."""
    shown = icon(icon_name) if icon_name else ""
    return format_html('<span class="tag {}">{}{}</span>', kind, shown, text)


@register.simple_tag
def qr(text: str, label: str) -> SafeString:
    """A QR code as a drawing inside the page, dark on white for any camera."""
    code = segno.make(text, error="m", micro=False)
    width, height = code.symbol_size(border=4)
    moves = "".join(
        f"M{column + 4} {row + 4}h1v1h-1z"
        for row, line in enumerate(code.matrix)
        for column, module in enumerate(line)
        if module
    )
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}" '
        'shape-rendering="crispEdges"><rect width="100%" height="100%"/><path d="{}"/></svg>',
        label,
        width,
        height,
        moves,
    )


@register.filter
def money(amount: Money | None) -> str:
    """``1.234,56 €``; nothing for none."""
    return "" if amount is None else str(amount)


@register.filter
def minus(amount: Money) -> str:
    """The amount with the other sign, as a credit column shows it."""
    return str(-amount)


@register.filter
def signed(amount: Money | None) -> str:
    """``+12,00 €`` or ``−12,00 €``; nothing for none."""
    if amount is None:
        return ""
    return f"+{amount}" if amount > ZERO else str(amount)


@register.filter
def balance_words(amount: Money) -> str:
    """A customer's balance in words: open, credit or settled."""
    if amount == ZERO:
        return "ausgeglichen"
    return f"{amount} offen" if amount > ZERO else f"{-amount} Guthaben"


@register.filter
def number(value: Decimal | int | None, places: int | None = None) -> str:
    """German notation; ``places`` rounds for display."""
    return "" if value is None else format_decimal(value, places=places)


@register.filter
def kwh(value: Decimal | int | None) -> str:
    """``3.500 kWh``; nothing for none."""
    return "" if value is None else format_kwh(value)


@register.filter
def ct(value: Decimal | None) -> str:
    """A price per kWh in cents with two to four decimals."""
    if value is None:
        return ""
    places = max(2, min(4, -int(value.normalize().as_tuple().exponent)))
    return f"{format_decimal(value, places=places)}{NBSP}ct/kWh"


@register.filter
def euros(value: Decimal | None) -> str:
    """A price in euros with two decimals."""
    return "" if value is None else f"{format_decimal(value, places=2)}{NBSP}€"


@register.filter
def day(value: date | datetime | None) -> str:
    """``01.12.2026``; nothing for none."""
    if value is None:
        return ""
    return format_day(value.astimezone(BERLIN) if isinstance(value, datetime) else value)


@register.filter
def day_before(end: date | None) -> str:
    """The last day before an end that no longer belongs; nothing for none."""
    return format_day(end - ONE_DAY) if end else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    """``14:32 Uhr``; nothing for none."""
    return f"{value.astimezone(BERLIN):%H:%M} Uhr" if value else ""


@register.filter
def ago(age: timedelta) -> str:
    """``vor 3 Stunden``."""
    return format_age(age)


@register.filter
def day_in(value: datetime | date, today: date) -> str:
    """``Heute``, ``Gestern``, ``19.11.`` or with the year when it is another."""
    moment = value.astimezone(BERLIN).date() if isinstance(value, datetime) else value
    near = {0: "Heute", 1: "Gestern"}.get((today - moment).days)
    return near or (f"{moment:%d.%m.}" if moment.year == today.year else f"{moment:%d.%m.%y}")


@register.filter
def last_day(period: Period | None, otherwise: str = "auf Weiteres") -> str:
    """The last day that belongs, or the words for an open end."""
    if period is None:
        return ""
    return format_day(period.last_day) if period.last_day else otherwise


@register.filter
def actor(name: str) -> str:
    """Who did something: a login, or nobody in particular."""
    return "automatisch" if name.startswith("job:") else name


@register.filter
def spaced(text: str, groups: str = "2333") -> str:
    """Digits in groups for reading aloud, e.g. a MaLo-ID as ``51 238 696 781``."""
    parts, start = [], 0
    for size in groups:
        parts.append(text[start : start + int(size)])
        start += int(size)
    return NBSP.join(filter(None, [*parts, text[start:]]))


@register.simple_block_tag
def crumbs(content: str) -> SafeString:
    """The way to a page, an ``<li>`` for each step; the last one is the page itself."""
    before, last, here = content.rpartition("<li>")
    here = f'<li aria-current="page">{here}' if last and "<a " not in here else f"{last}{here}"
    way = SafeString(before + here)
    return format_html('<nav aria-label="Weg"><ol class="crumbs">{}</ol></nav>', way)


@register.inclusion_tag("ui/_bar.html")
def bar(percent: int, label: str, kind: str = "done") -> dict[str, object]:
    """A horizontal share from 0 to 100."""
    return {"percent": max(0, min(100, percent)), "label": label, "kind": kind}


@register.inclusion_tag("ui/_empty.html")
def empty(
    text: str, icon_name: str = "info-circle", url: str = "", action: str = ""
) -> dict[str, str]:
    """An empty state: why it is empty and what to do next."""
    return {"text": text, "icon_name": icon_name, "url": url, "action": action}


@register.inclusion_tag("ui/_sort.html", takes_context=True)
def sort_head(
    context: template.Context, label: str, column: str, *, numeric: bool = False
) -> dict[str, object]:
    """A column head that sorts the list; the order stands in the address as ``sort``."""
    present = str(context["request"].GET.get("sort", ""))
    wanted = f"-{column}" if present == column else column
    order = {column: "ascending", f"-{column}": "descending"}.get(present, "none")
    return {
        "label": label,
        "wanted": wanted,
        "order": order,
        "numeric": numeric,
        "request": context["request"],
    }


@register.inclusion_tag("ui/_chart.html")
def month_bars(months: Sequence[Bar], label: str) -> dict[str, object]:
    """Twelve bars drawn on the server; each says its value, expected ones are lighter."""
    highest = max((month.kwh for month in months), default=Decimal(0)) or Decimal(1)
    bars = []
    for position, month in enumerate(months):
        height = max(1, round(month.kwh / highest * 70))
        words = "erwartet" if month.is_expected else "gemessen"
        bars.append(
            {
                "x": 6 + position * 28,
                "middle": 16 + position * 28,
                "y": 74 - height,
                "height": height,
                "letter": month.letter,
                "kind": "forecast" if month.is_expected else "value",
                "title": f"{month.first_day:%m.%Y}: {format_kwh(month.kwh)} {words}",
            }
        )
    return {"bars": bars, "label": label}
