"""What services still have to be asked for a draft."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kundenwerk.market.queries import providers
from kundenwerk.market.rules.lookups import ProviderKind, Service
from kundenwerk.sales.queries.grid import found_grid, question_about, table_choices
from kundenwerk.sales.queries.offering import Comparison
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


def tariff_is_due(basis: Basis, comparison: Comparison | None, *, day: date) -> bool:
    """Whether a service has to be asked for the default-supply tariff.

    Args:
        basis: place and consumption.
        comparison: what is known to compare with so far.
        day: of the question.

    Source: AP-048; not when switched off (AP-049), nor beside a running contract (AP-064).
    """
    if not tariff_settings().compare_default_supply or (comparison and comparison.is_current):
        return False
    commodity, kwh = basis.kind.energy.commodity, basis.annual_kwh
    found = basis.lookups.tariff
    if found and found.answers(question_about(basis), commodity, kwh, day):
        return False
    return _reaches_a_service(Service.DEFAULT_SUPPLY, table_knows=lambda: comparison is not None)


def tariff_is_down(basis: Basis) -> bool:
    """Whether the service for default-supply tariffs did not answer for this place."""
    found = basis.lookups.tariff
    return bool(found and found.is_down and found.question == question_about(basis))
