"""The endpoints: tariffs, quotes, acceptance, hand-overs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from kundenwerk.accounts.roles import Scope
from kundenwerk.api.access import Answer, Asked, Policy, endpoint
from kundenwerk.api.document import openapi
from kundenwerk.api.fields import ACCEPTANCE, QUOTE, SUPPLY, read
from kundenwerk.api.problems import Problem
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import parse_day
from kundenwerk.platform.clock import today
from kundenwerk.sales.commands import Supplement, accept_quote, quote_at_once
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.board import Filters
from kundenwerk.sales.queries.calculator import calculated
from kundenwerk.sales.queries.handovers import after, message
from kundenwerk.sales.queries.quotes import quote as load
from kundenwerk.sales.rules.handover import HandoverState
from kundenwerk.sales.rules.vocabulary import Acceptance
from kundenwerk.tariffs.queries import Offer

MOST_HANDOVERS = 100


@endpoint(Scope.TARIFFS)
def tariffs(asked: Asked) -> Answer:
    """Tariffs for a place and a consumption, gross, the numbers of the quote path."""
    values = read(_from_query(asked.request.GET.dict()), SUPPLY)
    found = calculated(values, Filters(), day=today())
    prefetch_related_objects([card.tier for card in found.board.cards], "conditions")
    comparison = found.board.comparison
    return {
        "town": found.basis.town,
        "grid_operator": found.grid.name,
        "start": found.basis.start.isoformat(),
        "comparison": comparison
        and {
            "name": comparison.name,
            "annual_gross_cents": comparison.cost.annual_gross.cents,
        },
        "tariffs": [_tariff(card) for card in found.board.cards],
    }


def _from_query(given: Mapping[str, str]) -> dict[str, Any]:
    """The words of an address as the values JSON would bring."""
    found: dict[str, Any] = dict(given)
    for name, text in given.items():
        kind = SUPPLY[name].kind if name in SUPPLY else ""
        if kind == "integer" and text.isascii() and text.isdigit() and len(text) <= 9:
            found[name] = int(text)
        elif kind == "boolean" and text in {"true", "false"}:
            found[name] = text == "true"
    return found


def _cents(amount: Money | None) -> int | None:
    return None if amount is None else amount.cents


def _tariff(card: Offer) -> dict[str, Any]:
    version, cost = card.version, card.cost
    offpeak, guarantee = cost.energy_offpeak_ct_gross, version.guarantee_until
    return {
        "tariff_version": version.pk,
        "code": version.tariff.code,
        "name": version.tariff.name,
        "is_green": version.tariff.is_green,
        "energy_ct_gross": str(cost.energy_ct_gross),
        "energy_offpeak_ct_gross": None if offpeak is None else str(offpeak),
        "base_eur_gross": str(cost.base_eur_gross),
        "annual_gross_cents": cost.annual_gross.cents,
        "first_year_gross_cents": cost.first_year_gross.cents,
        "monthly_instalment_cents": cost.monthly_instalment.cents,
        "saving_first_year_cents": _cents(card.saving),
        "saving_following_cents": _cents(card.saving_following),
        "minimum_term_months": version.minimum_term_months,
        "notice_weeks": version.notice_weeks,
        "guarantee_until": guarantee.isoformat() if guarantee else None,
        "conditions": [
            {"condition": one.pk, **one.data.plain(), "gross": one.data.texts(cost.vat_percent)[1]}
            for one in card.tier.conditions.all()
        ],
    }


@endpoint(Scope.QUOTES, "POST", status=201)
def create_quote(asked: Asked) -> Answer:
    """A quote for somebody new; prices come from the tariff, whatever was sent."""
    call, values = asked.call(), read(asked.body(), QUOTE)
    return _quote(load(quote_at_once(call, values=values, day=today())))


@endpoint(Scope.QUOTES)
def show_quote(asked: Asked, number: str) -> Answer:
    """A quote and what became of it."""
    del asked
    return _quote(_found(number))


@endpoint(Scope.QUOTES, "POST")
def accept(asked: Asked, number: str) -> Answer:
    """The customer accepted in text form; there is a contract then."""
    call, values = asked.call(), read(asked.body(), ACCEPTANCE)
    quote = _found(number)
    supplier, method = values.get("previous_supplier", ""), values.get("payment_method", "")
    situation = values.get("situation", "")
    accept_quote(
        call,
        quote_id=quote.pk,
        accepted_on=_day(values["accepted_on"]),
        how=Acceptance.API,
        supplement=Supplement(
            situation=situation,
            previous_supplier_id=int(supplier) if supplier else None,
            payment_method=PaymentMethod(method) if method else None,
            iban=values.get("iban", ""),
            holder=values.get("holder", ""),
        ),
        day=today(),
        early_start=bool(values.get("early_start")),
    )
    return _quote(_found(number))


@endpoint(Scope.HANDOVERS)
def handovers(asked: Asked) -> Answer:
    """Hand-overs in the order they were made; ``after`` is the last id already known."""
    given = asked.request.GET
    known, state = given.get("after", "0"), given.get("state", "")
    if not (known.isascii() and known.isdigit() and len(known) <= 18):
        raise Problem(422, "fields", "Bitte prüfen Sie after.", {"after": "Erwartet: eine Zahl."})
    if state and state not in set(HandoverState):
        options = ", ".join(HandoverState)
        raise Problem(422, "fields", f"Möglich sind {options}.", {"state": options})
    found = after(int(known), state=state, limit=MOST_HANDOVERS + 1)
    rows = found[:MOST_HANDOVERS]
    return {
        "handovers": [message(one) for one in rows],
        "next_after": rows[-1].pk if len(found) > MOST_HANDOVERS else None,
    }


@require_GET
def document(request: HttpRequest) -> HttpResponse:
    """What can be asked, as OpenAPI; holds no data and needs no key."""
    del request
    return JsonResponse(openapi())


document.policy = Policy(None, ("GET",))  # type: ignore[attr-defined]


def _found(number: str) -> Quote:
    is_text = number.isprintable() and len(number) <= 20
    numbered = Quote.objects.filter(number=number).values_list("pk", flat=True)
    found = numbered.first() if is_text else None
    if found is None:
        raise Problem(404, "unknown", "Ein Angebot mit dieser Nummer gibt es nicht.")
    return load(found)


def _day(text: str) -> date:
    return parse_day(text, today=today())


def _quote(quote: Quote) -> dict[str, Any]:
    calculation, contract, terms = quote.calculation, quote.contract, quote.general_terms
    return {
        "number": quote.number,
        "state": quote.state,
        "quoted_on": quote.quoted_on.isoformat(),
        "binding_until": quote.binding_until.isoformat(),
        "tariff": calculation.tariff_version.tariff.code,
        "tariff_version": calculation.tariff_version_id,
        "conditions": [item.label for item in quote.items.order_by("position")],
        "general_terms": terms.valid_from.isoformat() if terms else None,
        "annual_gross_cents": calculation.annual_gross.cents,
        "first_year_gross_cents": calculation.first_year_gross.cents,
        "monthly_instalment_cents": calculation.monthly_instalment.cents,
        "customer_number": quote.business_partner.number,
        "contract": contract.number if contract else None,
    }
