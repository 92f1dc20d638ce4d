"""The conditions of an offer in SQL: each once, for what is offered and for what is not.

The readable rule is ``tariffs.rules.eligibility``; a test holds both to the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from kundenwerk.tariffs.models import PriceTier, TariffSettings, TariffVersion
from kundenwerk.tariffs.rules.eligibility import Rule, Wish
from kundenwerk.tariffs.rules.vocabulary import OperatorLevel, PriceKind, VersionState


def conditions(wish: Wish, settings: TariffSettings) -> Mapping[Rule, Q]:
    """What a version must meet beside the commodity, in the order in which it is asked.

    Source: AP-044 to AP-047, AP-054; D-6.
    """
    tiers = PriceTier.objects.filter(version_id=OuterRef("pk"))
    if settings.operator_level == OperatorLevel.TIER:
        tiers = tiers.filter(sold_in(PriceTier, wish.grid_operator_id))
        in_grid = Q(Exists(tiers))
    else:
        in_grid = sold_in(TariffVersion, wish.grid_operator_id)
    return {
        Rule.STATE: Q(state=VersionState.ACTIVE.value),
        Rule.SALE: Q(sale__contains=wish.day),
        Rule.PRICES: Q(prices__contains=wish.start),
        Rule.USAGE: _listed("tariff__usage_types", wish.usage),
        Rule.REGISTERS: _listed("tariff__register_counts", wish.register_count),
        Rule.METERING: Q() if wish.has_smart_meter else ~Q(price_kind=PriceKind.DYNAMIC.value),
        Rule.AUDIENCE: Q() if wish.with_b2b else Q(tariff__is_b2b=False),
        Rule.OPERATOR: in_grid,
        Rule.BAND: Q(Exists(tiers.filter(_in_band(wish)))),
    }


def fitting_tiers(wish: Wish, settings: TariffSettings) -> QuerySet[PriceTier]:
    """The tier of every version that may be offered, in one statement."""
    met = conditions(wish, settings)
    of_tier = settings.operator_level == OperatorLevel.TIER
    asked_of_tiers = {Rule.BAND, Rule.OPERATOR} if of_tier else {Rule.BAND}
    versions = TariffVersion.objects.filter(
        *(met[rule] for rule in met if rule not in asked_of_tiers),
        tariff__commodity=wish.commodity.value,
    )
    tiers = PriceTier.objects.filter(_in_band(wish), version__in=versions.values("pk"))
    if of_tier:
        tiers = tiers.filter(sold_in(PriceTier, wish.grid_operator_id))
    return tiers.select_related("version__tariff").order_by("version__tariff__code", "pk")


def _in_band(wish: Wish) -> Q:
    """The lower bound of a tier belongs to it (DEC-14)."""
    return Q(from_kwh__lte=wish.kwh) & (Q(upto_kwh__isnull=True) | Q(upto_kwh__gt=wish.kwh))


def _listed(column: str, wanted: str | None) -> Q:
    """Nothing asked, nothing listed, or among those listed."""
    return Q() if wanted is None else Q(**{column: []}) | Q(**{f"{column}__contains": [wanted]})


def sold_in(holder: type[PriceTier | TariffVersion], operator_id: int) -> Q:
    """Sold in the grid of an operator; nobody assigned means every one (AP-045, DEC-09)."""
    through = holder.grid_operators.through.objects
    column = f"{holder._meta.model_name}_id"
    return Q(pk__in=through.filter(marketparticipant_id=operator_id).values(column)) | Q(
        is_limited=False
    )
