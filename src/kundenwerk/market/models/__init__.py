"""Tables of the market: participants, places, grid areas, prices of others, their services."""

from __future__ import annotations

from kundenwerk.market.models.areas import GridArea, MarketParticipant, Place
from kundenwerk.market.models.company import OwnCompany
from kundenwerk.market.models.prices import (
    BaseRate,
    DefaultSupplyTariff,
    FormerGridPrice,
    GridFees,
    GridPrice,
    PriceComponent,
    PriceComponentKind,
)
from kundenwerk.market.models.providers import (
    LookupAnswer,
    LookupCall,
    Provider,
    ProviderSecret,
)
from kundenwerk.market.models.spot import FormerSpotDay, SpotDay

__all__ = [
    "BaseRate",
    "DefaultSupplyTariff",
    "FormerGridPrice",
    "FormerSpotDay",
    "GridArea",
    "GridFees",
    "GridPrice",
    "LookupAnswer",
    "LookupCall",
    "MarketParticipant",
    "OwnCompany",
    "Place",
    "PriceComponent",
    "PriceComponentKind",
    "Provider",
    "ProviderSecret",
    "SpotDay",
]
