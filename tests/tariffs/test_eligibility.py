"""Which tariff fits, and why another does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.rules.bands import Band, BandsNotGapless, check_bands
from kundenwerk.tariffs.rules.eligibility import (
    Rule,
    TierFacts,
    VersionFacts,
    Wish,
    first_refusal,
    fitting_tier,
)
from kundenwerk.tariffs.rules.vocabulary import VersionState

WISH = Wish(
    day=date(2026, 11, 22),
    start=date(2026, 12, 1),
    commodity=Commodity.ELECTRICITY,
    usage=UsageType.HOUSEHOLD,
    register_count=RegisterCount.SINGLE,
    kwh=Decimal(3500),
    grid_operator_id=7,
)
FITTING = VersionFacts(
    commodity=Commodity.ELECTRICITY,
    usage_types=frozenset({"HOUSEHOLD"}),
    register_counts=frozenset({"SINGLE"}),
    is_b2b=False,
    state=VersionState.ACTIVE,
    sale=Period(date(2026, 11, 1), date(2027, 1, 1)),
    prices=Period(date(2026, 1, 1), date(2027, 1, 1)),
    operators=frozenset({7}),
    tiers=(TierFacts(Band(0, 5000)),),
    operator_names=("Netze BW GmbH",),
)


def test_a_tariff_that_meets_every_condition_is_offered() -> None:
    assert first_refusal(WISH, FITTING) is None


@pytest.mark.row("D-6", "AP-044")
@pytest.mark.parametrize(
    ("rule", "reason", "changed"),
    [
        (Rule.COMMODITY, "für Gas", {"commodity": Commodity.GAS}),
        (Rule.STATE, "noch nicht aktiv", {"state": VersionState.DRAFT}),
        (Rule.STATE, "beendet", {"state": VersionState.ENDED}),
        (Rule.SALE, "beginnt am 01.12.2026", {"sale": Period(date(2026, 12, 1))}),
        (
            Rule.SALE,
            "endete am 31.10.2026",
            {"sale": Period(date(2026, 1, 1), date(2026, 11, 1))},
        ),
        (Rule.PRICES, "erst ab 01.01.2027", {"prices": Period(date(2027, 1, 1))}),
        (
            Rule.PRICES,
            "bis 30.11.2026",
            {"prices": Period(date(2026, 1, 1), date(2026, 12, 1))},
        ),
        (Rule.USAGE, "Wärmepumpe", {"usage_types": frozenset({"HEAT_PUMP"})}),
        (Rule.REGISTERS, "Zweitarifzähler", {"register_counts": frozenset({"DUAL"})}),
        (Rule.AUDIENCE, "Großkunden", {"is_b2b": True}),
        (Rule.OPERATOR, "Netze BW GmbH", {"operators": frozenset({8})}),
        (Rule.BAND, "ab 4.000 kWh", {"tiers": (TierFacts(Band(4000, None)),)}),
    ],
)
def test_a_refusal_names_the_first_failing_condition_and_a_change(
    rule: Rule, reason: str, changed: dict[str, object]
) -> None:
    version = replace(FITTING, **changed)  # type: ignore[arg-type]

    refusal = first_refusal(WISH, version)

    assert refusal is not None
    assert refusal.rule == rule
    assert reason in refusal.reason
    assert refusal.change.endswith(".")


@pytest.mark.row("AP-045", "DEC-09")
def test_grid_operators_can_be_assigned_to_the_tier_instead_of_the_version() -> None:
    tiers = (
        TierFacts(Band(0, 5000), frozenset({8})),
        TierFacts(Band(5000, None), frozenset({7})),
    )
    by_tier = replace(FITTING, by_tier=True, tiers=tiers)

    refusal = first_refusal(WISH, by_tier)

    assert refusal is not None
    assert refusal.rule == Rule.BAND
    assert first_refusal(replace(WISH, grid_operator_id=8), by_tier) is None


@pytest.mark.row("AP-046", "DEC-14")
@pytest.mark.parametrize(
    ("kwh", "lower"),
    [("0", 0), ("1999.999", 0), ("2000", 2000), ("4999", 2000), ("5000", None)],
)
def test_the_lower_limit_belongs_to_a_tier_and_the_upper_does_not(
    kwh: str, lower: int | None
) -> None:
    version = replace(FITTING, tiers=(TierFacts(Band(0, 2000)), TierFacts(Band(2000, 5000))))

    tier = fitting_tier(replace(WISH, kwh=Decimal(kwh)), version)

    assert (tier.band.from_kwh if tier else None) == lower


@pytest.mark.row("DEC-14")
def test_tiers_without_a_hole_are_accepted() -> None:
    check_bands([Band(0, 1000), Band(1000, 2000), Band(2000, None)])


@pytest.mark.parametrize(
    ("bands", "row", "reason"),
    [
        ([], 1, "Mindestens eine"),
        ([Band(100, None)], 1, "Lücke"),
        ([Band(0, 1000), Band(1001, 2000)], 2, "bei 1.000 kWh beginnen"),
        ([Band(0, 1000), Band(900, None)], 2, "Überschneidung"),
        ([Band(0, 0)], 1, "über der unteren"),
        ([Band(0, None), Band(1000, None)], 2, "nach oben offenen"),
    ],
)
def test_tiers_with_a_hole_or_an_overlap_are_refused_at_their_row(
    bands: list[Band], row: int, reason: str
) -> None:
    with pytest.raises(BandsNotGapless, match=reason) as refused:
        check_bands(bands)

    assert refused.value.row == row
