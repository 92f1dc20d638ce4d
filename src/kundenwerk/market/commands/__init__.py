"""Writes to market data."""

from __future__ import annotations

from kundenwerk.market.commands.company import save_own_company
from kundenwerk.market.commands.imports import (
    import_components,
    import_default_supply,
    import_grid_areas,
    import_grid_prices,
    import_participants,
)
from kundenwerk.market.commands.providers import (
    NoAddress,
    ProviderChanged,
    ProviderData,
    SecretNeeded,
    save_provider,
    switch_provider,
)
from kundenwerk.market.commands.reference import import_places, load_reference_data
from kundenwerk.market.commands.spot import import_spot_prices, record_spot_prices

__all__ = [
    "NoAddress",
    "ProviderChanged",
    "ProviderData",
    "SecretNeeded",
    "import_components",
    "import_default_supply",
    "import_grid_areas",
    "import_grid_prices",
    "import_participants",
    "import_places",
    "import_spot_prices",
    "load_reference_data",
    "record_spot_prices",
    "save_own_company",
    "save_provider",
    "switch_provider",
]
