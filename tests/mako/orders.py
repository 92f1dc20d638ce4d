"""An ordered supply contract, and the market around it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.market.models import MarketParticipant, OwnCompany
from kundenwerk.tariffs.models import TariffVersion
from tests.factories import contracts, parties, supply, tariffs
from tests.factories.calls import fresh_call
from tests.mako import letters

ORDERED_ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
new_call = fresh_call


def market() -> None:
    """We, the grid operator and the former supplier."""
    own = participant(letters.SUPPLIER, "LF", "Stadtwerke Muster")
    participant(letters.GRID, "NB", "Netz Muster")
    participant(letters.OLD_SUPPLIER, "LF", "Altstrom")
    OwnCompany.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Stadtwerke Muster",
            "participant": own,
            "balancing_group": letters.BALANCING_GROUP,
        },
    )


def participant(code: str, role: str, name: str) -> MarketParticipant:
    """A company in the market."""
    found, _ = MarketParticipant.objects.get_or_create(
        code=code, defaults={"name": name, "role": role}
    )
    return found


def ordered_contract(
    *,
    malo_id: str = letters.MALO,
    last_name: str = "Muster",
    previous_contract_number: str | None = None,
) -> int:
    """An order for 1 December 2026 whose registration has not begun.

    With a previous contract, known by its number or an empty one, it is a change of supplier.
    """
    switches = previous_contract_number is not None
    market()
    grid = MarketParticipant.objects.get(code=letters.GRID)
    ordered = contracts.contract(
        customer=parties.business_partner(last_name=last_name, day=ORDERED_ON),
        supply_point=supply.supply_point(malo_id=malo_id, grid_operator_id=grid.pk),
        version=TariffVersion.objects.first() or tariffs.tariff_version(),
        ordered_on=ORDERED_ON,
        requested_start=letters.START,
        situation=SupplySituation.SWITCH if switches else SupplySituation.MOVE_IN,
        previous_supplier_id=MarketParticipant.objects.get(code=letters.OLD_SUPPLIER).pk,
        previous_contract_number=previous_contract_number or "",
    )
    return ordered.pk


def state_of(contract_id: int) -> str:
    """The state of a contract as stored now."""
    return SupplyContract.objects.get(pk=contract_id).state
