"""A dynamic tariff in the quote path: only with a smart meter, and told to be an example."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from kundenwerk.billing.queries.forecast import forecasts
from kundenwerk.kernel.calendar import quarter_hours
from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market.models import PriceComponent, PriceComponentKind, SpotDay
from kundenwerk.market.rules.vocabulary import Component, MeteringClass, Unit
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.board import Board, Filters, board
from kundenwerk.sales.queries.grid import grid_of
from kundenwerk.sales.queries.letter import quote_letter
from kundenwerk.sales.queries.progress import basis_of
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.tariffs.queries.profiles import load_profile_for
from kundenwerk.tariffs.rules.load_profile import weights
from kundenwerk.tariffs.rules.verify import faults
from tests import factories
from tests.factories import sales as given

pytestmark = pytest.mark.django_db

LAST_YEAR = Period(date(2025, 11, 22), date(2026, 11, 22))
SMART = {"smart_meter": "1"}


def spot(period: Period = LAST_YEAR, *, evening: int = 16_000, else_: int = 4_000) -> None:
    """Exchange prices: dear from 17 to 20 o'clock."""
    for number in range(period.days):
        day = period.start + number * ONE_DAY
        prices = [else_] * quarter_hours(day)
        prices[-28:-16] = [evening] * 12
        SpotDay.objects.create(day=day, cents_per_mwh=prices, source="Auktion")


def metering_prices() -> None:
    for klass in MeteringClass:
        kind, _ = PriceComponentKind.objects.get_or_create(
            component=Component.METERING.value,
            commodity="ELECTRICITY",
            klass=klass.value,
            defaults={"unit": Unit.EUR_PER_YEAR_GROSS.value},
        )
        if not PriceComponent.objects.filter(kind=kind).exists():
            PriceComponent.objects.create(
                kind=kind, valid=Period(date(2025, 1, 1)), value=Decimal(30), source="MsbG"
            )


@pytest.fixture(autouse=True)
def market() -> None:
    given.small_market()
    metering_prices()


def dynamic() -> TariffVersion:
    version = given.tariff("FLEX", "2.5")
    TariffVersion.objects.filter(pk=version.pk).update(price_kind="DYNAMIC")
    version.refresh_from_db()
    return version


def shown(**changes: str) -> Board:
    basis = basis_of(given.BASIS | changes, day=given.DAY)
    return board(basis, grid_of(basis, day=given.DAY), Filters(), day=given.DAY)


@pytest.mark.row("D-6")
def test_without_a_smart_meter_a_dynamic_tariff_is_withheld_and_says_why() -> None:
    spot()
    dynamic()

    found = shown()

    assert found.cards == []
    (miss,) = found.misses
    assert miss.reason == "Der dynamische Tarif braucht ein intelligentes Messsystem."
    assert "Messstellenbetreiber bestellen" in miss.change


def test_the_card_shows_what_the_last_twelve_months_would_have_cost() -> None:
    spot()
    dynamic()

    (card,) = shown(**SMART).cards

    profile = load_profile_for(Commodity.ELECTRICITY, UsageType.HOUSEHOLD)
    use = weights(profile, LAST_YEAR).astype(float)
    prices = np.concatenate(
        [
            np.array(one, float) / 1000
            for one in SpotDay.objects.order_by("day").values_list("cents_per_mwh", flat=True)
        ]
    )
    mean = float((use * prices).sum() / use.sum())
    spot_part = next(p for p in _parts(card.version) if p.source.startswith("Beispielrechnung"))
    assert float(spot_part.value) == pytest.approx(mean, abs=1e-6)
    assert mean > prices.mean()  # households use more in the evening
    assert card.example == (
        "Beispielrechnung, kein Festpreis: Auktion, Mittel 22.11.2025 bis 21.11.2026 nach BDEW H25"
    )


def _parts(version: TariffVersion) -> tuple[object, ...]:
    quote = given.quote(version, basis=SMART)
    parts = quote.calculation.trace["prices"][0]["energy_ct"]["parts"]
    return tuple(_Part(one["value"], one["source"]) for one in parts)


def _shown_spot(version: TariffVersion) -> str:
    calculation = Quote.objects.get(calculation__tariff_version=version).calculation
    parts = calculation.trace["prices"][0]["energy_ct"]["parts"]
    (value,) = [one["value"] for one in parts if one["source"].startswith("Beispielrechnung")]
    return f"{Decimal(value):.4f}".replace(".", ",")


class _Part:
    def __init__(self, value: str, source: str) -> None:
        self.value, self.source = Decimal(value), source


def test_exchange_prices_of_less_than_a_year_give_no_example() -> None:
    spot(Period(date(2026, 1, 1), LAST_YEAR.end or LAST_YEAR.start))
    dynamic()

    found = shown(**SMART)

    assert found.cards == []
    assert "40 Tage fehlen, der erste ist der 22.11.2025." in found.misses[0].reason


@pytest.mark.row("C19")
def test_quote_calculation_and_letter_say_that_it_is_an_example() -> None:
    spot()
    version = dynamic()
    (card,) = shown(**SMART).cards

    quote = given.quote(version, basis=SMART)

    stored = quote.calculation
    assert stored.annual_gross == card.cost.annual_gross
    assert faults(stored.trace) == []
    assert stored.trace["lines"][0]["label"] == "Arbeitspreis dynamisch, Mittel"
    assert quote.supply_point.metering_class == MeteringClass.SMART_OPTIONAL
    data = quote_letter(Quote.objects.get(pk=quote.pk)).data
    assert "Beispielrechnung, kein Festpreis" in data["key"]["note"]
    assert [row[:2] for row in data["prices"]][:2] == [
        ["Aufschlag auf den Börsenpreis", "2,5000\xa0ct/kWh"],
        ["Börsenpreis, Beispiel", f"{_shown_spot(version)}\xa0ct/kWh"],
    ]
    assert data["prices"][3][0] == "Arbeitspreis im Beispiel"
    assert data["savings"].endswith("im Beispiel gespart")
    yearly = dict(data["summary"])["Preis im Jahr"]
    assert yearly == f"{stored.annual_gross} brutto. Beispielrechnung, kein Festpreis."
    (told,) = [one for one in data["legal"] if "dynamischer Tarif" in one["title"]]
    assert "Mittel 22.11.2025 bis 21.11.2026 nach BDEW H25" in told["text"]
    assert "intelligentes Messsystem" in told["text"]


def test_instalments_of_a_dynamic_contract_follow_the_same_example() -> None:
    spot()
    version = dynamic()
    quote = given.quote(version, basis=SMART)
    contract = factories.supplied_contract(supply_point=quote.supply_point, version=version)
    contract.terms.update(price_kind="DYNAMIC", energy_ct=Decimal("2.5"))

    found = forecasts([contract.pk], date(2026, 11, 22))[contract.pk]

    assert not isinstance(found, Exception), found
    assert found.cost.monthly_instalment.cents > 0
