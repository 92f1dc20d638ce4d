"""Tables of the market: participants, places, grid areas, dated prices set by others."""

from __future__ import annotations

from kundenwerk.market.models.areas import GridArea, MarketParticipant, Place
from kundenwerk.market.models.company import OwnCompany
from kundenwerk.market.models.prices import (
    BaseRate,
    DefaultSupplyTariff,
    GridPrice,
    PriceComponent,
    PriceComponentKind,
)

__all__ = [
    "BaseRate",
    "DefaultSupplyTariff",
    "GridArea",
    "GridPrice",
    "MarketParticipant",
    "OwnCompany",
    "Place",
    "PriceComponent",
    "PriceComponentKind",
]
