"""What the letter of a quote says its prices are made of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kundenwerk.kernel.numbers import parse_decimal
from kundenwerk.sales.queries.letter import quote_letter
from tests.factories import sales as given

pytestmark = pytest.mark.django_db


@pytest.mark.row("AP-115")
def test_the_parts_in_the_letter_add_up_to_its_prices() -> None:
    given.small_market()
    quote = given.quote(given.tariff("STROM", "11.9"))

    parts = quote_letter(quote).data["parts"]

    shown = quote.calculation.trace["prices"][0]
    assert parts[0][0] == "Beschaffung, Vertrieb und Service"
    for unit, name in (("ct/kWh", "energy_ct"), ("€/Jahr", "base_eur_per_year")):
        values = [text.split("\u00a0")[0] for _, text in parts if text.endswith(unit)]
        assert len(values) > 1
        assert sum(parse_decimal(value, places=6) for value in values) == Decimal(
            shown[name]["value"]
        )
