"""Whatever a browser sends: no other price, no other bonus, nothing of somebody else."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from lxml import html

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.vocabulary import ConcessionClass
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.models import PriceCalculation, Quote, QuoteDraft
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.tariffs.queries import OfferQuery, offers
from tests.factories import debtors, parties, supply
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.staff.quote_path import url

pytestmark = pytest.mark.django_db

OWN = (
    "parties_businesspartner",
    "parties_bankaccount",
    "debtors_contractaccount",
    "supply_supplypoint",
    "tariffs_tariffversion",
    "tariffs_pricetier",
)
# What a page never asks for, but somebody may send: the columns of what is written at the end.
UNASKED = sorted(
    {
        field.attname
        for model in (PriceCalculation, Quote, QuoteDraft, TariffVersion)
        for field in model._meta.concrete_fields
    }
    - {"version", "id", "annual_kwh", "offpeak_kwh"}
)

Sent = dict[Step, dict[str, str]]
Names = dict[Step, set[str]]


def sql(statement: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


@pytest.fixture
def chosen() -> TariffVersion:
    given.small_market()
    set_business_date(fresh_call(), day=given.DAY)
    return given.tariff(
        "PLUS", "12.5", new_customer_bonus=Money(12_000), instant_bonus=Money(2_500)
    )


@pytest.fixture
def known(chosen: TariffVersion) -> BusinessPartner:
    """A customer with an account and a supply point of his own."""
    business_partner = parties.business_partner(
        postcode="50667", town="Köln", street="Domgasse", house_number="9"
    )
    debtors.contract_account(business_partner, parties.bank_account(business_partner, given.IBAN))
    return business_partner


@pytest.fixture
def stranger(known: BusinessPartner) -> int:
    """Somebody else, all of whose rows have one id, as has a tariff that is not sold any more."""
    taken = [sql("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", table) for table in OWN]
    one_id = max(one for [(one,)] in taken) + 1
    for table in OWN:
        sql("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", table, one_id - 1)
    business_partner = parties.business_partner(
        first_name="Fritz", last_name="Fremd", email="", phone=""
    )
    debtors.contract_account(
        business_partner, parties.bank_account(business_partner, "DE02120300000000202051")
    )
    supply.supply_point(street="Fremdweg", grid_operator_id=given.participant(given.OPERATOR).pk)
    given.tariff("ENDED", "1", state="ENDED")
    for table in OWN:
        assert sql(f"SELECT id FROM {table} WHERE id = %s", one_id) == [(one_id,)]
    return one_id


@pytest.fixture
def clerk(client: Client) -> Client:
    client.force_login(user(Role.SALES, username="vera"))
    return client


def fields_of(form: Any) -> dict[str, str]:
    """Every field of a form, hidden and visible, as a browser would send it."""
    return {name: value or "" for name, value in form.form_values()}


def form_of(clerk: Client, draft_id: uuid.UUID, step: Step) -> Any:
    """The form of a step; None when the step is skipped, or cannot be reached."""
    answer = clerk.get(url(draft_id, step))
    if answer.status_code != 200:
        return None
    forms = html.fromstring(answer.content.decode()).forms
    here = [form for form in forms if form.get("id") == "wizard" or "key" in form.fields]
    return next((form for form in here if "version" in form.fields), None)


def honest_walk(clerk: Client, filled: Sent) -> tuple[Sent, Names]:
    """What a browser sends in each step, and the names of all fields and buttons."""
    draft_id, sent, names = uuid.uuid4(), {}, {}
    for step in Step:
        form = form_of(clerk, draft_id, step)
        if form is None:
            continue
        names[step] = {str(name) for name in form.xpath(".//*[@name]/@name")}
        sent[step] = fields_of(form) | filled.get(step, {})
        clerk.post(url(draft_id, step), sent[step])
    return sent, names


def send(clerk: Client, draft_id: uuid.UUID, sent: Sent) -> Quote | None:
    """Send steps of a draft; the quote, if there is one in the end."""
    for step, values in sent.items():
        answer = clerk.post(url(draft_id, step), values | fresh(step))
        assert answer.status_code < 500
    draft = QuoteDraft.objects.filter(pk=draft_id).select_related("quote").first()
    return draft.quote if draft else None


def fresh(step: Step) -> dict[str, str]:
    """The key of the last form is used once."""
    return {"key": str(uuid.uuid4())} if step is Step.CHECK else {}


def of_the_stranger(stranger: int) -> list[tuple[Any, ...]]:
    """All rows of the stranger, whatever table they are in, but quotes made for him.

    What duplicates are found by follows from the rows, and grows with bank details of a quote.
    """
    tables = sql(
        "SELECT table_name FROM information_schema.columns JOIN information_schema.tables "
        "USING (table_schema, table_name) WHERE table_schema = 'public' "
        "AND table_type = 'BASE TABLE' AND column_name = 'business_partner_id' "
        "AND table_name NOT LIKE 'sales_%%' AND table_name NOT LIKE 'work_%%'"
    )
    held = [(table, "id") for table in OWN] + [
        (table, "business_partner_id") for (table,) in tables
    ]
    queries = [
        f"SELECT '{table}', (to_jsonb(one) - 'duplicate_keys')::text "
        f"FROM {table} one WHERE {column} = {stranger}"
        for table, column in held
    ]
    return sorted(sql(" UNION ALL ".join(queries)))


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is taken back."""
    here = transaction.savepoint()
    yield
    transaction.savepoint_rollback(here)


def check(quote: Quote, stranger: int) -> None:
    """The price is the tariff's, and everybody's belongings stay with them."""
    calculation = quote.calculation
    version = calculation.tariff_version
    asked = OfferQuery(
        day=given.DAY,
        start=calculation.priced_on,
        region=PriceRegion(
            Commodity.ELECTRICITY, quote.supply_point.grid_operator_id, ConcessionClass.OVER_500K
        ),
        usage=UsageType.HOUSEHOLD,
        register_count=RegisterCount(quote.register_count) if quote.register_count else None,
        kwh=Decimal(quote.annual_kwh),
        offpeak_kwh=None if quote.offpeak_kwh is None else Decimal(quote.offpeak_kwh),
        with_b2b=True,
    )
    [card] = [one for one in offers(asked).cards if one.version == version]
    assert calculation.price_tier == card.tier
    assert calculation.energy_ct == card.tier.energy_ct
    assert calculation.base_eur_per_year == card.tier.base_eur_per_year
    assert calculation.annual_gross == card.cost.annual_gross
    assert calculation.first_year_gross == card.cost.first_year_gross
    assert calculation.new_customer_bonus == version.new_customer_bonus
    assert calculation.instant_bonus == version.instant_bonus
    assert (quote.quoted_on, quote.state) == (given.DAY, "OPEN")
    assert quote.binding_until == calculation.binding_until == given.DAY + timedelta(days=14)
    payer = quote.invoice_recipient or quote.business_partner
    assert quote.bank_account is None or quote.bank_account.business_partner == payer
    assert quote.contract_account is None or quote.contract_account.business_partner == payer
    assert quote.supply_point_id != stranger


@pytest.mark.row("AP-085", "AP-117")
@pytest.mark.parametrize("value", ["a row of somebody else", "-1"])
def test_no_field_of_any_step_changes_a_price_or_anything_of_somebody_else(
    clerk: Client, known: BusinessPartner, chosen: TariffVersion, stranger: int, value: str
) -> None:
    filled: Sent = {
        Step.BASIS: given.BASIS | {"business_partner": str(known.pk)},
        Step.TARIFF: {"tariff_version": str(chosen.pk), "nb": "1", "sb": "1"},
        Step.PARTIES: given.PERSON | {"business_partner": str(known.pk)},
    }
    hostile = value if value == "-1" else str(stranger)
    before = set(of_the_stranger(stranger))
    with undone():
        sent, names = honest_walk(clerk, filled)
    with undone():
        assert send(clerk, uuid.uuid4(), sent)
    attacks = made = 0
    for step in names:
        order = list(sent)
        draft_id, rest = uuid.uuid4(), order[order.index(step) :]
        with undone():
            send(clerk, draft_id, {one: sent[one] for one in order if one not in rest})
            for attack in [
                *({name: hostile} for name in names[step]),
                dict.fromkeys(UNASKED, hostile),
            ]:
                attacked = {one: sent[one] | (attack if one is step else {}) for one in rest}
                with undone():
                    if (quote := send(clerk, draft_id, attacked)) is not None:
                        check(quote, stranger)
                        made += 1
                    assert before <= set(of_the_stranger(stranger)), attack
                    attacks += 1

    assert attacks > 50
    assert made > 10
