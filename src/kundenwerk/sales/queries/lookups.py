"""What services still have to be asked for a draft."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from kundenwerk.market import queries as market
from kundenwerk.market.queries import providers
from kundenwerk.market.rules.lookups import ProviderKind, Service
from kundenwerk.sales.queries.grid import Grid, found_grid, question_about, table_choices
from kundenwerk.sales.queries.offering import current_supply
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.tariffs.queries import tariff_settings


def _reaches_a_service(service: Service, *, table_knows: Callable[[], bool]) -> bool:
    """Whether the order of the chain comes to an online service at all."""
    for provider in providers.chain(service):
        if provider.kind == ProviderKind.HTTP:
            return True
        if table_knows():
            return False
    return False


def grid_is_due(basis: Basis, *, day: date) -> bool:
    """Whether a service has to be asked for the grid operator."""

    def table_knows() -> bool:
        commodity = basis.kind.energy.commodity
        return bool(table_choices(basis.postcode, basis.town, commodity, day=day))

    return found_grid(basis) is None and _reaches_a_service(
        Service.GRID_OPERATOR, table_knows=table_knows
    )


def address_is_due(basis: Basis) -> bool:
    """Whether a service has to be asked if there is such an address."""
    checked = basis.lookups.address
    if checked is not None and checked.question == question_about(basis):
        return False
    return providers.is_on(Service.ADDRESS, ProviderKind.HTTP)


def tariff_is_due(basis: Basis, grid: Grid, *, day: date) -> bool:
    """Whether a service has to be asked for the default-supply tariff (AP-048, AP-049, AP-064)."""
    if not tariff_settings().compare_default_supply:
        return False
    commodity, kwh = basis.kind.energy.commodity, basis.annual_kwh
    found = basis.lookups.tariff
    if found and found.answers(question_about(basis), commodity, kwh, day):
        return False

    def table_knows() -> bool:
        supplier = grid.default_supplier_id
        return market.default_supply(supplier, commodity, Decimal(kwh), day) is not None

    reaches = _reaches_a_service(Service.DEFAULT_SUPPLY, table_knows=table_knows)
    return reaches and current_supply(basis, grid, day) is None
