"""Fourth step: customer, payment, previous supplier, meter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.kernel.ids import InvalidIdentifier
from kundenwerk.parties.queries import Duplicate
from kundenwerk.parties.rules.bank import checked_iban
from kundenwerk.platform.clock import today
from kundenwerk.sales.queries import customers
from kundenwerk.sales.queries.credit import credit_hint
from kundenwerk.sales.queries.grid import suppliers
from kundenwerk.sales.queries.look_alikes import SHORTEST, customers_like
from kundenwerk.sales.queries.look_alikes import look_alikes as found_alike
from kundenwerk.sales.queries.options import meanings, situations
from kundenwerk.sales.queries.progress import basis_of, parties_of
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.basis import Basis, sought_name
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.parties import OTHER_ROLES, PERSON_FIELDS, payer_of
from kundenwerk.sales.rules.vocabulary import PaymentChoice, Step
from kundenwerk.staff.pages.quotes.forms import PartiesForm
from kundenwerk.staff.pages.quotes.frame import Frame, context, step_url

PREFIXES = ("", *(f"{role}_" for role in OTHER_ROLES))


def show(frame: Frame) -> HttpResponse:
    """The empty or half-filled step."""
    data = frame.data
    if frame.draft and Step.PARTIES.value not in frame.draft.touched:
        basis = basis_of(data, day=today())
        known = customers.supplier_of(data.get("business_partner", ""), basis, day=today())
        data = {"previous_supplier": known} | data
    return _page(frame, data, {})


def submit(frame: Frame) -> HttpResponse:
    """Take the step over; on to the check page when it is complete."""
    values = frame.posted()
    if "search" in values:
        return _page(frame, frame.data | values, {})
    is_other = _choose_business_partners(values)
    try:
        frame.save(values)
    except Incomplete as unstorable:
        return _page(frame, frame.data | values, unstorable.errors)
    if is_other:
        return redirect(step_url(frame.draft_id, Step.PARTIES))
    data = frame.data | values
    try:
        parties_of(data, basis_of(data, day=today()), day=today())
    except Incomplete as wrong:
        return _page(frame, data, wrong.errors)
    return redirect(step_url(frame.draft_id, Step.CHECK))


def _choose_business_partners(values: dict[str, str]) -> bool:
    """Follow the buttons that take an existing partner or a new one instead."""
    asked = False
    for prefix in PREFIXES:
        name = f"{prefix}business_partner"
        if f"use_{name}" in values:
            values[name], asked = values[f"use_{name}"], True
        elif f"forget_{name}" in values:
            values[name], asked = "", True
    return asked


def renew(frame: Frame, values: Mapping[str, str]) -> HttpResponse:
    """The fields again after one was left: bank name, look-ups, what is wrong."""
    data = frame.data | dict(values)
    if data.get("holder") and data["holder"] == values.get("holder_of_known_iban"):
        data["holder"] = ""
    wrong: dict[str, str] = {}
    try:
        parties_of(data, basis_of(data, day=today()), day=today())
    except Incomplete as found:
        wrong = {name: text for name, text in found.errors.items() if data.get(name, "").strip()}
    return _page(frame, data, wrong, template="staff/quotes/_parties.html")


def look_alikes(frame: Frame) -> HttpResponse:
    """Business partners that may be the one being typed (AP-079, S9)."""
    data, prefix = frame.data | frame.posted(), _prefix(frame)
    alike = found_alike(data, day=today(), role=prefix.rstrip("_"))
    shown = {"prefix": prefix, "look_alikes": alike}
    return render(frame.request, "staff/quotes/_look_alikes.html", shown)


def found(frame: Frame) -> HttpResponse:
    """Business partners a search field speaks of (AP-078, AP-102, AP-106)."""
    prefix = _prefix(frame)
    shown = {"prefix": prefix, **_found(frame.posted().get(f"{prefix}find", ""))}
    return render(frame.request, "staff/quotes/_found.html", shown)


def _prefix(frame: Frame) -> str:
    prefix = frame.request.GET.get("fuer", "")
    if prefix not in PREFIXES:
        raise Http404
    return prefix


def _found(text: str) -> dict[str, Any]:
    hits = customers_like(text)
    return {"hits": hits, "is_unknown": len(text.strip()) >= SHORTEST and not hits}


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody of the quote as the page shows them."""

    prefix: str
    line: str
    contact: str
    found: dict[str, Any]
    look_alikes: list[Duplicate]
    fields: dict[str, Any]


def _role(form: PartiesForm, data: Mapping[str, str], prefix: str) -> Role:
    business_partner = data.get(f"{prefix}business_partner", "")
    fields = {
        name: form[f"{prefix}{name}"] for name in (*PERSON_FIELDS, "business_partner", "find")
    }
    line = customers.customer_line(business_partner, day=today())
    return Role(
        prefix=prefix,
        line=line,
        contact=customers.contact_line(business_partner, day=today()) if line else "",
        found=_found(data.get(f"{prefix}find", "")),
        look_alikes=found_alike(data, day=today(), role=prefix.rstrip("_")),
        fields=fields,
    )


def _page(
    frame: Frame,
    data: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    template: str = "staff/quotes/parties.html",
) -> HttpResponse:
    basis = basis_of(frame.data, day=today())  # stored whole; what was sent now may be wrong
    usual = {f"{prefix}kind": "PERSON" for prefix in PREFIXES}
    usual["payment_method"] = PaymentChoice.DIRECT_DEBIT.value
    shown = usual | sought_name(data.get("sought", "")) | dict(data)
    payment = _payment(shown, basis)
    form = PartiesForm(shown | payment.pop("fields"))
    form.offer("previous_supplier", suppliers(basis.kind.energy.commodity))
    form.offer("situation", situations())
    situation = meanings().get(shown.get("situation", ""))
    form.fields["previous_supplier"].required = situation is SupplySituation.SWITCH
    form.offer("contract_account", payment["accounts"])
    form.offer("bank_account", payment["bank_accounts"])
    if payment["known"]:
        form.lock("holder")
    form.show(errors)
    roles = [_role(form, shown, prefix) for prefix in _present(shown)]
    more = {
        "form": form,
        "basis": basis,
        "moves_in": situation is SupplySituation.MOVE_IN,
        "customer": roles[0].line,
        "roles": {role.prefix or "customer": role for role in roles},
        "credit": credit_hint(frame.data, day=today()),
        "payment": payment,
    }
    status = 422 if errors and template.endswith("/parties.html") else 200
    return render(frame.request, template, context(frame, shown, **more), status=status)


def _present(shown: Mapping[str, str]) -> list[str]:
    """The roles somebody has on this quote, the customer first."""
    return ["", *(f"{role}_" for role in OTHER_ROLES if shown.get(f"has_{role}") == "1")]


def _payment(shown: Mapping[str, str], basis: Basis) -> dict[str, Any]:
    """What the payment block offers to whoever pays (AP-082 to AP-090, AP-104)."""
    others = payer_of(shown) == "recipient"
    business_partner = shown.get("business_partner", "")
    recipient = shown.get("recipient_business_partner", "") or "0" if others else ""
    payer = recipient if others else business_partner
    accounts = _accounts(business_partner, basis, recipient)
    account = shown.get("contract_account", "") if accounts else ""
    taken = customers.account_payment(business_partner, account) if account else None
    known = None if taken else customers.known_iban(payer, shown.get("iban", ""))
    fields: dict[str, str] = {}
    if taken:
        fields = {"payment_method": taken.payment_method, "iban": taken.iban}
        fields["holder"] = taken.holder
    elif known:
        fields = {"holder": known.holder}
    return {
        "fields": fields,
        "is_recipients": others,
        "accounts": accounts,
        "bank_accounts": customers.bank_accounts(payer),
        "taken": taken,
        "known": known,
        "bank": taken.bank if taken else _bank(shown.get("iban", "")),
    }


def _accounts(business_partner: str, basis: Basis, recipient: str) -> list[tuple[str, str]]:
    if basis.is_new_point and not settings().existing_account_for_new_supply_point:
        return []
    return customers.contract_accounts(business_partner, recipient=recipient)


def _bank(iban: str) -> str:
    """The bank behind a usable IBAN, in words."""
    try:
        found = checked_iban(iban).bank if iban.strip() else None
    except InvalidIdentifier:
        return ""
    return ", ".join(part for part in (found.name, found.bic) if part) if found else ""
