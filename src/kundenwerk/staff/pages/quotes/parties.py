"""Fourth step: customer, payment, previous supplier, meter."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.kernel.ids import InvalidIdentifier
from kundenwerk.parties.rules.bank import checked_iban
from kundenwerk.platform.clock import today
from kundenwerk.sales.queries import customers
from kundenwerk.sales.queries.grid import suppliers
from kundenwerk.sales.queries.look_alikes import look_alikes as found_alike
from kundenwerk.sales.queries.progress import basis_of, parties_of
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.basis import Basis, sought_name
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.vocabulary import PaymentChoice, Step
from kundenwerk.staff.pages.quotes.forms import PartiesForm
from kundenwerk.staff.pages.quotes.frame import Frame, context, step_url


def show(frame: Frame) -> HttpResponse:
    """The empty or half-filled step."""
    return _page(frame, frame.data, {})


def submit(frame: Frame) -> HttpResponse:
    """Take the step over; on to the check page when it is complete."""
    values = frame.posted()
    if "use_partner" in values:
        values["partner"] = values["use_partner"]
    elif "forget_partner" in values:
        values["partner"] = ""
    try:
        frame.save(values)
    except Incomplete as unstorable:
        return _page(frame, frame.data | values, unstorable.errors)
    if "use_partner" in values or "forget_partner" in values:
        return redirect(step_url(frame.draft_id, Step.PARTIES))
    data = frame.data | values
    try:
        parties_of(data, basis_of(data, day=today()), day=today())
    except Incomplete as wrong:
        return _page(frame, data, wrong.errors)
    return redirect(step_url(frame.draft_id, Step.CHECK))


def renew(frame: Frame, values: Mapping[str, str]) -> HttpResponse:
    """The fields again after one was left: bank name, look-ups, what is wrong."""
    data = frame.data | dict(values)
    wrong: dict[str, str] = {}
    try:
        parties_of(data, basis_of(data, day=today()), day=today())
    except Incomplete as found:
        wrong = {name: text for name, text in found.errors.items() if data.get(name, "").strip()}
    return _page(frame, data, wrong, template="staff/quotes/_parties.html")


def look_alikes(frame: Frame) -> HttpResponse:
    """Business partners that may be the one being typed (AP-079, S9)."""
    data = frame.data | frame.posted()
    return render(
        frame.request,
        "staff/quotes/_look_alikes.html",
        {"look_alikes": found_alike(data, day=today())},
    )


def _page(
    frame: Frame,
    data: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    template: str = "staff/quotes/parties.html",
) -> HttpResponse:
    basis = basis_of(data, day=today())
    usual = {"kind": "PERSON", "payment_method": PaymentChoice.DIRECT_DEBIT.value}
    shown = usual | sought_name(data.get("sought", "")) | dict(data)
    partner = shown.get("partner", "")
    form = PartiesForm(shown)
    form.offer("previous_supplier", suppliers(basis.kind.energy.commodity))
    form.offer("contract_account", _accounts(partner, basis))
    form.offer("bank_account", customers.bank_accounts(partner))
    form.show(errors)
    more = {
        "form": form,
        "basis": basis,
        "bank": _bank(shown.get("iban", "")),
        "customer": customers.customer_line(partner, day=today()),
        "recipient": customers.customer_line(shown.get("recipient_partner", ""), day=today()),
        "owner": customers.customer_line(shown.get("owner_partner", ""), day=today()),
        "has_accounts": bool(partner) and bool(_accounts(partner, basis)),
        "look_alikes": found_alike(shown, day=today()),
    }
    status = 422 if errors and template.endswith("/parties.html") else 200
    return render(frame.request, template, context(frame, shown, **more), status=status)


def _accounts(partner: str, basis: Basis) -> list[tuple[str, str]]:
    if basis.is_new_point and not settings().existing_account_for_new_supply_point:
        return []
    return customers.contract_accounts(partner)


def _bank(iban: str) -> str:
    """The bank behind a usable IBAN, in words."""
    try:
        found = checked_iban(iban).bank if iban.strip() else None
    except InvalidIdentifier:
        return ""
    return ", ".join(part for part in (found.name, found.bic) if part) if found else ""
