"""Change the prices of one band of a draft, seen beside what others changed meanwhile."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.tariffs.commands.tier_rows import tier_data
from kundenwerk.tariffs.commands.versions import NotDraft
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from kundenwerk.tariffs.rules.tiers import TierPrices, check_tiers

_LABELS = (
    "Arbeitspreis netto, ct/kWh",
    "Arbeitspreis NT netto, ct/kWh",
    "Grundpreis netto, €/Jahr",
)


class StaleTier(Exception):
    """The band holds other prices than the form showed; ``current`` is what it holds now."""

    def __init__(self, current: TierPrices) -> None:
        super().__init__("the band holds other prices by now")
        self.current = current


@command
def set_tier_prices(*, tier_id: int, shown: list[str], new: list[str]) -> int:
    """Change the prices of one band of a draft.

    Args:
        tier_id: the band.
        shown: the prices the change starts from, as ``TierPrices.texts``.
        new: the prices wanted, in the same form.

    Raises:
        NotDraft: the version is approved.
        StaleTier: the band holds other prices than those shown.
        TiersRefused: with the row that cannot be.
    """
    tier = locked_tier(tier_id)
    present = prices_of(tier)
    if present != TierPrices.read(shown):
        raise StaleTier(present)
    _write(tier, TierPrices.read(new))
    undo.offer("Preise gespeichert", restore_tier_prices, tier_id=tier_id, before=shown, left=new)
    return tier_id


@undo.inverse
@command
def restore_tier_prices(*, tier_id: int, before: list[str], left: list[str]) -> int:
    """Give one band of a draft its former prices.

    Args:
        tier_id: the band.
        before: the prices before the change, as ``TierPrices.texts``.
        left: the prices after it.

    Raises:
        NotDraft: the version is approved.
        Overtaken: somebody has changed them again.
    """
    tier = locked_tier(tier_id)
    present = prices_of(tier)
    if present != TierPrices.read(left):
        differences = differing(TierPrices.read(left), present)
        raise undo.Overtaken(differences)
    _write(tier, TierPrices.read(before))
    return tier_id


def differing(left: TierPrices, now: TierPrices) -> list[undo.Difference]:
    """The prices that differ, in words."""
    return [
        undo.Difference(label, _word(mine), _word(theirs))
        for label, mine, theirs in zip(_LABELS, left.values(), now.values(), strict=True)
        if mine != theirs
    ]


def _word(price: Decimal | None) -> str:
    return "" if price is None else format_decimal(price.normalize())


def prices_of(tier: PriceTier) -> TierPrices:
    """What a clerk may change of a band."""
    return TierPrices(tier.energy_ct, tier.energy_offpeak_ct, tier.base_eur_per_year)


def locked_tier(tier_id: int) -> PriceTier:
    """The tier of a draft, its version locked (step).

    Raises:
        NotDraft: the version is approved.
    """
    tier = PriceTier.objects.get(pk=tier_id)
    version = TariffVersion.objects.select_for_update().get(pk=tier.version_id)
    if version.approved_on is not None:
        raise NotDraft
    tier.refresh_from_db()
    return tier


def _write(tier: PriceTier, new: TierPrices) -> None:
    wanted = [
        replace(
            one,
            energy_ct=new.energy_ct,
            energy_offpeak_ct=new.energy_offpeak_ct,
            base_eur_per_year=new.base_eur_per_year,
        )
        if (one.operator_group, one.from_kwh) == (tier.operator_group, tier.from_kwh)
        else one
        for one in tier_data(tier.version)
    ]
    check_tiers(wanted)
    tier.energy_ct = new.energy_ct
    tier.energy_offpeak_ct = new.energy_offpeak_ct
    tier.base_eur_per_year = new.base_eur_per_year
    tier.save(update_fields=["energy_ct", "energy_offpeak_ct", "base_eur_per_year"])
