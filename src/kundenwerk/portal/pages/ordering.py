"""Ordering without a clerk: delivery, person, check, done; one draft behind all of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from kundenwerk.contracts.rules.deadlines import starts_early
from kundenwerk.kernel.energy import Commodity
from kundenwerk.parties.rules.person import BusinessPartnerKind
from kundenwerk.platform.clock import now, today
from kundenwerk.platform.commands import Call
from kundenwerk.portal import carts
from kundenwerk.portal.access import public
from kundenwerk.portal.carts import Cart
from kundenwerk.portal.forms import DeliveryForm, Ordering, PersonForm
from kundenwerk.portal.pages.frame import with_cart
from kundenwerk.portal.refusals import REFUSALS, field_and_sentence
from kundenwerk.sales.commands import (
    Declared,
    DraftClosed,
    order_online,
    save_draft,
)
from kundenwerk.sales.queries.closing import Priced, ready
from kundenwerk.sales.queries.consumer import order_summary
from kundenwerk.sales.queries.grid import suppliers
from kundenwerk.sales.queries.kinds import energy_kinds
from kundenwerk.sales.queries.options import situations
from kundenwerk.sales.queries.progress import basis_of, parties_of
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.queries.terms import terms_on
from kundenwerk.sales.rules import online
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.kinds import with_code
from kundenwerk.sales.rules.parties import Parties
from kundenwerk.sales.rules.vocabulary import BankAccountDuty, Step
from kundenwerk.ui.typed import StepForm


@public(("GET", "POST"))
def delivery(request: HttpRequest) -> HttpResponse:
    """Where energy is needed, from when, and who supplies so far."""
    return with_cart(request, _delivery)


def _delivery(request: HttpRequest, one: Cart) -> HttpResponse:
    names = tuple(DeliveryForm.base_fields)
    data, errors = _taken(request, one, names, (Step.BASIS, Step.PARTIES), _wrong_delivery)
    if request.method == "POST" and not errors:
        return redirect("public:person")
    form = DeliveryForm(data)
    form.offer("situation", situations())
    form.offer("previous_supplier", suppliers(_commodity(one)))
    return _page(request, "public/delivery.html", one, form, errors, number=1)


def _commodity(one: Cart) -> Commodity:
    kind = with_code(energy_kinds(), one.data.get("energy_kind", ""))
    return kind.energy.commodity if kind else Commodity.ELECTRICITY


def _wrong_delivery(data: Mapping[str, str]) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not data.get("situation"):
        errors["situation"] = "Bitte wählen Sie eine der Möglichkeiten."
    return _wrong(data, frozenset(DeliveryForm.base_fields)) | errors


@public(("GET", "POST"))
def person(request: HttpRequest) -> HttpResponse:
    """Who orders, where letters go, how it is paid."""
    return with_cart(request, _person)


def _person(request: HttpRequest, one: Cart) -> HttpResponse:
    if _wrong_delivery(one.data):
        return redirect("public:delivery")
    names = tuple(PersonForm.base_fields)
    data, errors = _taken(request, one, names, (Step.PARTIES,), _wrong_person)
    if request.method == "POST" and not errors:
        return redirect("public:check")
    return _page(request, "public/person.html", one, PersonForm(data), errors, number=2)


def _wrong_person(data: Mapping[str, str]) -> dict[str, str]:
    errors = _wrong(data, frozenset(PersonForm.base_fields))
    try:
        duty = BankAccountDuty(settings().handover_requires_bank_account)
        online.check_complete(data, duty=duty)
    except Incomplete as more:
        errors = more.errors | errors
    return errors


def _wrong(data: Mapping[str, str], names: frozenset[str]) -> dict[str, str]:
    """What the rules say about the fields of a page."""
    try:
        basis = basis_of(data, day=today())
        parties_of(data, basis, day=today())
    except Incomplete as wrong:
        return {name: text for name, text in wrong.errors.items() if name in names}
    return {}


Wrong = Callable[[Mapping[str, str]], dict[str, str]]


def _taken(
    request: HttpRequest, one: Cart, names: tuple[str, ...], steps: tuple[Step, ...], wrong: Wrong
) -> tuple[dict[str, str], dict[str, str]]:
    """The draft with what the page sent, kept as typed, and what is wrong with it."""
    if request.method != "POST":
        return one.data, {}
    sent = {name: str(request.POST.get(name, "")) for name in names}
    data = one.data | sent
    for step in steps:
        fields = online.FIELDS[step]
        if not fields & set(names):
            continue
        try:
            save_draft(
                Call(carts.ACTOR, uuid.uuid4()),
                draft_id=one.draft.pk,
                step=step,
                version=one.draft.version,
                page=uuid.uuid4(),
                values={name: text for name, text in data.items() if name in fields},
            )
        except Incomplete as unstorable:
            return data, unstorable.errors
    return data, wrong(data)


@public(("GET", "POST"))
def check(request: HttpRequest) -> HttpResponse:
    """Everything once more, then the button (§ 312j BGB)."""
    return with_cart(request, _check)


def _check(request: HttpRequest, one: Cart) -> HttpResponse:
    for wrong, route in ((_wrong_delivery, "delivery"), (_wrong_person, "person")):
        if wrong(one.data):
            return redirect(f"public:{route}")
    try:
        found, parties = ready(one.data, day=today())
    except Incomplete as refused:
        if "conditions" in refused.errors:
            return redirect("public:conditions")
        more = {"problem": " ".join(refused.errors.values())}
        return _page(request, "public/check.html", one, None, {}, number=3, status=422, **more)
    asks_early = _is_early(found, parties)
    form, problem = _ordering(one, asks_early, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        field, problem = _order(one, form)
        if not problem:
            return redirect("public:done")
        if field in form.fields:
            form.add_error(field, problem)
        else:
            form = _ordering(one, asks_early, None)
    shown = {
        "problem": problem,
        "sections": order_summary(found, parties),
        "terms": terms_on(today()),
        "button": online.BUTTON,
    }
    status = 422 if problem or form.errors else 200
    return _page(request, "public/check.html", one, form, {}, number=3, status=status, **shown)


def _is_early(found: Priced, parties: Parties) -> bool:
    """Whether a consumer must be asked for supply within the time to withdraw."""
    who = parties.customer.data
    is_consumer = who is None or who.kind is BusinessPartnerKind.PERSON
    return is_consumer and starts_early(found.basis.start, today())


def _ordering(one: Cart, asks_early: bool, sent: QueryDict | None) -> Ordering:  # noqa: FBT001
    terms = terms_on(today())
    first = {"version": one.draft.version, "terms": terms.pk if terms else None}
    form = Ordering(sent, initial=first)
    if not asks_early:
        del form.fields["early_start"]
    return form


def _order(one: Cart, form: Ordering) -> tuple[str, str]:
    """Send the order; the field and the sentence when it is refused, else nothing."""
    given = form.cleaned_data
    try:
        order_online(
            form.call(carts.ACTOR),
            draft_id=one.draft.pk,
            version=given["version"],
            declared=Declared(
                now(), early_start=given.get("early_start", False), terms_id=given["terms"]
            ),
            day=today(),
        )
    except DraftClosed:
        return "", ""
    except Incomplete as wrong:
        return "", " ".join(wrong.errors.values())
    except REFUSALS as refusal:
        return field_and_sentence(refusal)
    return "", ""


@public()
def done(request: HttpRequest) -> HttpResponse:
    """Thanks, and what happens next."""
    found = carts.cart(request)
    if found is None:
        return render(request, "public/no_cart.html", status=404)
    quote = found.draft.quote
    if quote is None or quote.contract is None:
        return redirect("public:delivery")
    return render(request, "public/done.html", {"quote": quote, "contract": quote.contract})


def _page(
    request: HttpRequest,
    template: str,
    one: Cart,
    form: StepForm | Ordering | None,
    errors: Mapping[str, str],
    *,
    number: int,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    if isinstance(form, StepForm):
        form.show(errors)
    shown = {"form": form, "number": number, "data": one.data, **more}
    return render(request, template, shown, status=422 if errors else status)
