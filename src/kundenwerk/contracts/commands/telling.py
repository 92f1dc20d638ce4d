"""What a clerk sees of a contract: time line and search."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.queries import SEARCH_KIND, contracts
from kundenwerk.platform import search
from kundenwerk.work.commands import Happening, record_all
from kundenwerk.work.rules import EntryKind


def tell(
    contract: SupplyContract, what: str, detail: str = "", *, at: datetime | None = None
) -> None:
    """Put a step of one contract on the customer's time line (step)."""
    tell_all([contract], what, lambda _: detail, at=at)


def _nothing(_: SupplyContract) -> str:
    return ""


def tell_all(
    changed: Collection[SupplyContract],
    what: str,
    detail: Callable[[SupplyContract], str] = _nothing,
    *,
    at: datetime | None = None,
) -> None:
    """Put the same step of many contracts on their time lines (step)."""
    record_all(
        [
            Happening(
                business_partner_id=contract.business_partner_id,
                kind=EntryKind.CONTRACT,
                title=f"Vertrag {contract.number} {what}",
                detail=detail(contract),
                url=f"/vertraege/{contract.pk}/",
                at=at,
            )
            for contract in changed
        ]
    )


def reindex(contract_ids: Collection[int]) -> None:
    """Renew the search entries of contracts; queries do not grow (step)."""
    search.index(
        search.Entry(
            kind=SEARCH_KIND,
            object_id=contract.pk,
            title=f"Vertrag {contract.number}",
            subtitle=f"{contract.business_partner}, {contract.supply_point}",
            url=f"/vertraege/{contract.pk}/",
            text=f"{contract.number} {contract.contract_account.number}",
        )
        for contract in contracts(contract_ids)
    )
