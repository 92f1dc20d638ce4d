"""Conditions of a tariff: chosen, priced, kept as items of the quote, agreed with the contract."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kundenwerk.contracts.models import ContractTerms
from kundenwerk.kernel.money import Money
from kundenwerk.sales import commands
from kundenwerk.sales.models import Handover, Quote, QuoteDraft, QuoteItem
from kundenwerk.sales.queries.closing import priced, ready
from kundenwerk.sales.queries.consumer import contract_summary
from kundenwerk.sales.queries.handovers import message
from kundenwerk.sales.queries.letter import quote_letter
from kundenwerk.sales.queries.progress import progress_of
from kundenwerk.sales.queries.summary import summary
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.vocabulary import Acceptance, Step
from kundenwerk.tariffs.models import Condition, PriceTier, TariffVersion
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.tariffs.test_conditions import ALL, GREEN, GUARANTEE, PAPER, WALLBOX

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def market() -> None:
    given.small_market()


@pytest.fixture
def version() -> TariffVersion:
    return given.tariff("PLUS", "12.5", conditions=ALL, instant_bonus=Money(25_00))


def data_of(draft_id: uuid.UUID) -> dict[str, str]:
    return dict(QuoteDraft.objects.get(pk=draft_id).data)


def choose(version: TariffVersion, *labels: str) -> uuid.UUID:
    """A complete draft with these conditions."""
    return given.draft(version, conditions=labels)


@pytest.mark.row("AP-072")
def test_the_step_is_asked_for_only_where_the_chosen_tier_has_conditions(
    version: TariffVersion,
) -> None:
    bare = given.tariff("OHNE", "12")
    PriceTier.objects.filter(version=version).update(upto_kwh=4000)
    draft_id = given.draft(version)
    data = data_of(draft_id)

    for values, skipped, done in (
        (data, False, False),
        (data | {"tariff_version": str(bare.pk)}, True, False),
        (data | {"tariff_version": ""}, False, False),
        (data | {"annual_kwh": "4.000"}, True, False),
        (data_of(choose(version)), False, True),
    ):
        progress = progress_of(values, day=given.DAY)
        assert (Step.CONDITIONS in progress.skipped) is skipped, values
        assert (Step.CONDITIONS in progress.done) is done, values
    assert progress_of(data, day=given.DAY).first_open is Step.CONDITIONS


@pytest.mark.row("AP-073", "AP-074", "AP-115")
@pytest.mark.parametrize(
    "chosen", [(), ("Papierrechnung",), ("Ökozuschlag", "Papierrechnung", "Wallbox-Gutschrift")]
)
def test_the_quote_has_one_item_for_every_chosen_condition(
    version: TariffVersion, chosen: tuple[str, ...]
) -> None:
    quote = given.quote(version, conditions=chosen)

    items = list(quote.items.order_by("position"))
    assert tuple(item.label for item in items) == chosen
    assert [item.condition.tier for item in items] == [quote.calculation.price_tier] * len(chosen)
    assert [item.data for item in items] == [item.condition.data for item in items]


@pytest.mark.row("AP-117")
def test_the_price_calculation_contains_the_chosen_conditions(version: TariffVersion) -> None:
    plain = given.quote(version).calculation

    stored = given.quote(version, conditions=tuple(one.label for one in ALL)).calculation

    assert stored.energy_ct == Decimal("12.8")
    assert stored.base_eur_per_year == 102
    assert stored.annual_net - plain.annual_net == Money(3500 * 30 // 100 + 12_00)
    assert stored.annual_gross - stored.first_year_gross == Money(55_00)
    assert stored.guarantee_until == date(2028, 11, 30)
    own = stored.trace["prices"][0]["energy_ct"]["parts"][0]
    assert own["value"] == "12.8"
    assert "Ökozuschlag +0,30\u00a0ct/kWh netto" in own["source"]


def test_an_item_never_changes_and_its_condition_stands(version: TariffVersion) -> None:
    given.quote(version, conditions=("Papierrechnung",))

    with pytest.raises(IntegrityError), transaction.atomic():
        QuoteItem.objects.update(price=Decimal(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Condition.objects.update(position=9)


@pytest.mark.row("AP-073")
def test_another_tariff_leaves_the_former_conditions_behind_and_asks_for_its_own(
    version: TariffVersion,
) -> None:
    other = given.tariff("NEU", "11", conditions=(PAPER,))
    data = data_of(choose(version, "Ökozuschlag"))
    changed = data | {"tariff_version": str(other.pk)}

    assert priced(changed, day=given.DAY).chosen == ()
    assert progress_of(changed, day=given.DAY).first_open is Step.CONDITIONS
    with pytest.raises(Incomplete, match="conditions"):
        ready(changed, day=given.DAY)
    assert [str(one) for one in priced(data, day=given.DAY).chosen] == ["Ökozuschlag"]


@pytest.mark.parametrize(
    "entered", ["{other}", "{own},{other}", "0", "-1", "x", "{own} ", "9" * 30]
)
def test_a_condition_of_another_tariff_is_refused(version: TariffVersion, entered: str) -> None:
    foreign = given.tariff("FREMD", "11", conditions=(WALLBOX,))
    own = Condition.objects.filter(tier__version=version).first()
    other = Condition.objects.get(tier__version=foreign)
    assert own
    data = data_of(choose(version)) | {"conditions": entered.format(own=own.pk, other=other.pk)}

    if entered == "{own} ":  # blanks around a number change nothing
        assert priced(data, day=given.DAY).chosen == (own,)
        return
    with pytest.raises(Incomplete) as refused:
        priced(data, day=given.DAY)
    assert refused.value.errors == {
        "conditions": "Eine der gewählten Konditionen gehört nicht zu diesem Tarif."
    }


def test_the_check_page_names_every_chosen_condition(version: TariffVersion) -> None:
    links = dict.fromkeys(Step, "/")

    def told(*labels: str) -> list[tuple[str, str]]:
        found = ready(data_of(choose(version, *labels)), day=given.DAY)
        return {section.title: section.rows for section in summary(*found, links)}["Konditionen"]

    assert told("Ökozuschlag", "Wallbox-Gutschrift") == [
        ("Ökozuschlag", "+0,30\u00a0ct/kWh netto"),
        ("Wallbox-Gutschrift", "−30,00\u00a0€ brutto, einmalig"),
    ]
    assert told() == [("Auswahl", "keine Kondition gewählt")]


@pytest.mark.row("AP-115")
def test_the_letter_lists_conditions_net_and_gross_and_one_time_amounts_in_the_first_year(
    version: TariffVersion,
) -> None:
    letter = quote_letter(given.quote(version, conditions=tuple(one.label for one in ALL))).data

    assert letter["conditions"] == [
        ["Ökozuschlag", "+0,30\u00a0ct/kWh", "+0,36\u00a0ct/kWh"],
        ["Papierrechnung", "+12,00\u00a0€/Jahr", "+14,28\u00a0€/Jahr"],
        ["Wallbox-Gutschrift", "−25,21\u00a0€", "−30,00\u00a0€"],
        ["Lange Preisgarantie: 24\u00a0Monate Preisgarantie", "", ""],
    ]
    assert ["Wallbox-Gutschrift", "−30,00 €"] in letter["first_year"]
    assert ["Preisgarantie", "bis 30.11.2028"] in letter["terms"]


def test_a_consumer_reads_every_condition_gross_before_ordering(version: TariffVersion) -> None:
    quote = given.quote(version, conditions=tuple(one.label for one in ALL))

    told = dict(contract_summary(quote))

    assert told["Ökozuschlag"] == "+0,36\u00a0ct/kWh brutto, im Preis enthalten"
    assert told["Papierrechnung"] == "+14,28\u00a0€/Jahr brutto, im Preis enthalten"
    assert told["Wallbox-Gutschrift"] == ("−30,00\u00a0€ brutto, einmalig mit der ersten Rechnung")
    assert told["Lange Preisgarantie"] == "24\u00a0Monate Preisgarantie"
    assert told["Preisgarantie"] == "bis 30.11.2028"


@pytest.mark.row("AP-115", "AP-117")
def test_accepting_agrees_the_conditions_and_the_prices_that_contain_them(
    version: TariffVersion,
) -> None:
    quote = given.quote(version, conditions=("Ökozuschlag", "Wallbox-Gutschrift"))

    commands.accept_quote(
        fresh_call(),
        quote_id=quote.pk,
        accepted_on=given.DAY,
        how=Acceptance.EMAIL,
        supplement=commands.Supplement(),
        day=given.DAY,
    )

    contract = Quote.objects.get(pk=quote.pk).contract
    assert contract
    assert [one.data for one in contract.conditions.all()] == [GREEN, WALLBOX]
    terms = ContractTerms.objects.get(contract=contract)
    assert (terms.energy_ct, terms.base_eur_per_year) == (Decimal("12.8"), 90)
    told = message(Handover.objects.get(quote=quote))["tariff"]
    assert told["conditions"] == [GREEN.plain(), WALLBOX.plain()]
    assert told["energy_ct"] == "12.800000"
    assert GUARANTEE.label not in {one.label for one in contract.conditions.all()}
