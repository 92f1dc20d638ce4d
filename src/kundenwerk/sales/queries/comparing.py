"""Up to three offers side by side, for the screen and for one printed page (S10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import sha256
from json import dumps
from typing import Any, Final

from kundenwerk.correspondence.commands import Writing
from kundenwerk.correspondence.queries import letterhead
from kundenwerk.correspondence.rules import DocumentKind
from kundenwerk.kernel.calendar import BERLIN
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import NBSP, format_day, format_decimal, format_kwh
from kundenwerk.market.queries import own_company
from kundenwerk.sales.queries import customers
from kundenwerk.sales.queries.board import Filters, board
from kundenwerk.sales.queries.grid import grid_of
from kundenwerk.sales.queries.letter import recipient, salutation
from kundenwerk.sales.queries.offering import Comparison
from kundenwerk.sales.queries.progress import basis_of
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.tariffs.queries import Offer

MOST_COMPARED: Final = 3
_NONE: Final = "keine"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison: what it is and what each offer has.

    Args:
        best: the column with the lowest cost or the highest saving; None where nobody wins.
    """

    label: str
    values: tuple[str, ...]
    best: int | None = None

    @property
    def differs(self) -> bool:
        """Whether the offers are not alike here."""
        return len(set(self.values)) > 1


@dataclass(frozen=True, slots=True)
class Compared:
    """Offers beside each other, all computed for the same supply on the same day."""

    basis: Basis
    offers: list[Offer]
    against: Comparison | None
    rows: list[Row]


class NothingToCompare(Exception):
    """None of the chosen tariffs can be offered for what was entered."""


def compared(
    data: Mapping[str, str], version_ids: Sequence[int], filters: Filters, *, day: date
) -> Compared:
    """Compute the chosen offers anew and set them side by side.

    Args:
        data: a draft whose first step is complete.
        version_ids: tariff versions in the order they were chosen; the first three count.
        filters: which bonuses are counted; nothing else of them matters.
        day: the business day.

    Raises:
        Incomplete: the first step lacks something.
        NothingToCompare: no chosen tariff can be offered.
    """
    basis = basis_of(data, day=day)
    every = replace(filters, green=False, online=False, b2b=True, longest_term=None)
    found = board(basis, grid_of(basis, day=day), every, day=day)
    cards = (found.card(pk) for pk in dict.fromkeys(version_ids))
    offers = [card for card in cards if card][:MOST_COMPARED]
    if not offers:
        raise NothingToCompare
    return Compared(basis, offers, found.comparison, _rows(offers, found.comparison))


def _rows(offers: Sequence[Offer], against: Comparison | None) -> list[Row]:
    costs = [offer.cost for offer in offers]
    rows = [
        _cheapest("Abschlag im Monat", [cost.monthly_instalment for cost in costs]),
        _cheapest("Erstes Jahr brutto", [cost.first_year_gross for cost in costs]),
        _cheapest("Folgejahre brutto", [cost.annual_gross for cost in costs]),
        Row("Jahrespreis netto", tuple(str(cost.annual_net) for cost in costs)),
    ]
    if against:
        rows += [
            _largest("Ersparnis im 1. Jahr", [offer.saving for offer in offers]),
            _largest("Ersparnis ab dem 2. Jahr", [offer.saving_following for offer in offers]),
        ]
    rows += [
        Row("Arbeitspreis brutto", tuple(_ct(cost.energy_ct_gross) for cost in costs)),
        Row("Arbeitspreis NT brutto", tuple(_ct(cost.energy_offpeak_ct_gross) for cost in costs)),
        Row("Grundpreis brutto", tuple(_yearly(cost.base_eur_gross) for cost in costs)),
    ]
    rows += [Row(label, tuple(read(offer) for offer in offers)) for label, read in _TERMS]
    return [row for row in rows if any(row.values)]


def _cheapest(label: str, amounts: Sequence[Money]) -> Row:
    best = amounts.index(min(amounts)) if len(set(amounts)) > 1 else None
    return Row(label, tuple(str(amount) for amount in amounts), best)


def _largest(label: str, amounts: Sequence[Money | None]) -> Row:
    known = [amount for amount in amounts if amount]
    best = amounts.index(max(known)) if known and len(set(amounts)) > 1 else None
    return Row(label, tuple(str(amount) if amount else _NONE for amount in amounts), best)


def _ct(price: Decimal | None) -> str:
    return "" if price is None else f"{format_decimal(price, places=2)}{NBSP}ct/kWh"


def _yearly(price: Decimal) -> str:
    return f"{format_decimal(price, places=2)}{NBSP}€/Jahr"


def _months(months: int, without: str) -> str:
    return f"{months} Monate" if months else without


def _guarantee(offer: Offer) -> str:
    until = offer.version.guarantee_until
    return f"bis {format_day(until)}" if until else _NONE


def _bonus(amount: Money) -> str:
    return str(amount) if amount else _NONE


def _kind(offer: Offer) -> str:
    tariff = offer.version.tariff
    flags = ((tariff.is_green, "Öko"), (tariff.is_online, "Online"), (tariff.is_b2b, "B2B"))
    words = [word for is_set, word in flags if is_set]
    return ", ".join([*words, "Dynamisch"] if offer.example else words)


_TERMS: Final = (
    ("Neukundenbonus", lambda offer: _bonus(offer.version.new_customer_bonus)),
    ("Sofortbonus", lambda offer: _bonus(offer.version.instant_bonus)),
    ("Preisgarantie", _guarantee),
    ("Mindestlaufzeit", lambda offer: _months(offer.version.minimum_term_months, _NONE)),
    ("Verlängerung", lambda offer: _months(offer.version.renewal_months, "unbefristet")),
    ("Kündigungsfrist", lambda offer: f"{offer.version.notice_weeks} Wochen"),
    ("Eigenschaften", _kind),
)


def comparison_letter(
    shown: Compared, business_partner: str, filters: Filters, *, day: date
) -> Writing:
    """The comparison on one page; the same offers for the same supply give the same document."""
    company, known = own_company(), customers.record(business_partner, day=day)
    basis = shown.basis
    data: dict[str, Any] = {
        "sender": letterhead(company),
        "recipient": recipient(known) if known else [],
        "info": [
            ["Datum", format_day(day)],
            ["Jahresverbrauch", format_kwh(basis.annual_kwh)],
            ["Lieferbeginn", format_day(basis.start)],
        ],
        "subject": "Ihr Angebotsvergleich",
        "salutation": salutation(known) if known else "Guten Tag,",
        "intro": f"für die Lieferstelle {basis.address} haben wir diese Angebote verglichen:",
        "heads": [offer.version.tariff.name for offer in shown.offers],
        "labels": [offer.version.label for offer in shown.offers],
        "rows": [[row.label, list(row.values), row.differs, row.best] for row in shown.rows],
        "notes": _notes(shown, filters),
        "signature": company.name,
    }
    digest = sha256(dumps([data, business_partner], sort_keys=True).encode()).hexdigest()
    return Writing(
        kind=DocumentKind.LETTER,
        number=f"VGL-{digest[:16].upper()}",
        title="Angebotsvergleich",
        template="comparison",
        data=data,
        created_at=datetime.combine(day, time(12), BERLIN),
        business_partner_id=known.business_partner.pk if known else None,
    )


def _notes(shown: Compared, filters: Filters) -> list[str]:
    counted = [
        word
        for is_on, word in (
            (filters.new_customer_bonus, "Neukundenbonus"),
            (filters.instant_bonus, "Sofortbonus"),
        )
        if is_on
    ]
    bonuses = " und ".join(counted)
    notes = [
        f"Im ersten Jahr eingerechnet: {bonuses}." if counted else "Boni sind nicht eingerechnet.",
        "Fett gedruckte Zeilen unterscheiden sich, das Häkchen zeigt das günstigste Angebot.",
    ]
    if shown.against:
        against = shown.against
        notes.append(
            f"Ersparnis gegenüber {against.tariff} ({against.supplier}): "
            f"{against.cost.annual_gross} im Jahr, Stand {format_day(against.asked_on)}."
        )
    notes += [offer.example for offer in shown.offers if offer.example]
    notes.append("Der Vergleich ist unverbindlich. Gern erstellen wir Ihnen ein Angebot.")
    return notes
