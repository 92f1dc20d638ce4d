"""Supply contracts from the order to the running supply."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kundenwerk.contracts import commands
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import OrderData, SupplySituation, TermsData
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.tariffs.rules.vocabulary import PriceKind
from tests.factories import debtors, parties, supply, tariffs
from tests.factories.calls import fresh_call, running

ORDERED_ON = date(2026, 1, 5)
START = date(2026, 2, 1)


def terms(**changes: Any) -> TermsData:
    """The terms of the tariff of the tests."""
    values: dict[str, Any] = {
        "price_kind": PriceKind.COMPONENTS,
        "energy_ct": Decimal("12.5"),
        "base_eur_per_year": Decimal(90),
        "minimum_term_months": 12,
        "notice_weeks": 4,
    }
    return TermsData(**(values | changes))


def order_data(
    *,
    customer: BusinessPartner | None = None,
    supply_point: SupplyPoint | None = None,
    version: TariffVersion | None = None,
    **changes: Any,
) -> OrderData:
    """An order for a move-in on 1 February 2026, changed where asked."""
    customer = customer or parties.business_partner()
    point = supply_point or supply.supply_point()
    values: dict[str, Any] = {
        "business_partner_id": customer.pk,
        "supply_point_id": point.pk,
        "contract_account_id": debtors.contract_account(customer).pk,
        "tariff_version_id": (version or tariffs.tariff_version()).pk,
        "ordered_on": ORDERED_ON,
        "situation": SupplySituation.MOVE_IN,
        "requested_start": START,
        "terms": terms(),
    }
    return OrderData(**(values | changes))


def contract(**changes: Any) -> SupplyContract:
    """An ordered contract; takes what ``order_data`` takes."""
    with running():
        return commands.order(order_data(**changes))


def supplied_contract(*, start: date = START, **changes: Any) -> SupplyContract:
    """A contract that was registered, confirmed and started."""
    ordered = contract(**changes)
    with running():
        commands.mark_registered(ordered.pk)
        commands.confirm(ordered.pk, start)
    commands.start_supply(fresh_call(), contract_id=ordered.pk, day=start)
    ordered.refresh_from_db()
    return ordered
