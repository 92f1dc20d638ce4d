"""A withdrawal that comes in online: confirmed at once, then looked at by a clerk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.correspondence.commands import Letter, dispatch
from kundenwerk.correspondence.rules import Channel, checked_address
from kundenwerk.kernel.calendar import BERLIN
from kundenwerk.market.queries import own_company
from kundenwerk.platform.commands import command, current_call
from kundenwerk.work.commands import open_task


@dataclass(frozen=True, slots=True)
class WithdrawalSaid:
    """What a customer entered; the reference is the number of a contract or a quote."""

    name: str
    reference: str
    email: str


@command
def note_withdrawal(*, said: WithdrawalSaid, at: datetime, day: date) -> int:
    """Confirm that a withdrawal arrived and give it to a clerk; returns the id of the task.

    Whether the contract exists shows in the task only: the answer to the visitor is always the
    same.

    Raises:
        UnusableAddress: no receipt can go there.

    Source: § 356a Abs. 4 BGB (receipt at once with content, date and time).
    """
    key, when = current_call().key, at.astimezone(BERLIN)
    dispatch(
        Letter(
            key=f"sales:withdrawal:{key}",
            channel=Channel.EMAIL,
            recipient=checked_address(said.email),
            subject=f"Ihr Widerruf ist eingegangen am {when:%d.%m.%Y} um {when:%H:%M} Uhr",
            body=_receipt(said, when),
        )
    )
    contract = _contract(said.reference)
    task = open_task(
        key=f"withdrawal:{key}",
        title=f"Widerruf prüfen: {said.name}, {said.reference}",
        role="SERVICE",
        due_on=day,
        business_partner_id=contract.business_partner_id if contract else None,
        detail=_content(said, when),
        url=f"/vertraege/{contract.pk}/widerrufen/" if contract else "",
    )
    return task.pk


def _contract(reference: str) -> SupplyContract | None:
    wanted = reference.strip()
    by_number = SupplyContract.objects.filter(number=wanted)
    return (by_number | SupplyContract.objects.filter(quote__number=wanted)).first()


def _content(said: WithdrawalSaid, when: datetime) -> str:
    return (
        f"Name: {said.name}\nVertrag oder Angebot: {said.reference}\nE-Mail: {said.email}\n"
        f"Eingegangen: {when:%d.%m.%Y, %H:%M:%S} Uhr"
    )


def _receipt(said: WithdrawalSaid, when: datetime) -> str:
    company = own_company()
    contact = ", ".join(filter(None, [company.name, company.phone, company.email]))
    return (
        f"Guten Tag {said.name},\n\n"
        "wir haben Ihre Erklärung erhalten, dass Sie Ihren Vertrag widerrufen:\n\n"
        f"{_content(said, when)}\n\n"
        "Wir prüfen sie und melden uns bei Ihnen.\n\n"
        f"{contact}\n"
    )
