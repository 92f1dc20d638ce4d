"""Conditions chosen without a clerk: the wizard's numbers, nothing of another tariff."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.kernel.money import Money
from kundenwerk.sales.models import Declaration, Quote, QuoteDraft
from kundenwerk.tariffs.models import Condition, TariffVersion
from tests.api.program import QUOTE, Program, token
from tests.factories import sales as given
from tests.portal.shopping import DELIVERY, PERSON, asked, chosen, pressed
from tests.tariffs.test_conditions import ALL, GREEN, PAPER, WALLBOX

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]
LABELS = ("Ökozuschlag", "Wallbox-Gutschrift")


@pytest.fixture
def version() -> TariffVersion:
    return given.tariff("PLUS", "12.5", conditions=ALL, instant_bonus=Money(25_00))


def ids(version: TariffVersion, *labels: str) -> list[str]:
    found = {one.label: str(one.pk) for one in Condition.objects.filter(tier__version=version)}
    return [found[label] for label in labels]


def pick(visitor: Client, version: TariffVersion, *labels: str, **changes: Any) -> Any:
    """The answer to the page of conditions."""
    tier = str(version.tiers.get().pk)
    sent = {"conditions": ids(version, *labels), "conditions_tier": tier} | changes
    return visitor.post(reverse("public:conditions"), sent)


def finish(visitor: Client) -> Any:
    """Everything after the conditions, up to the answer to the button."""
    visitor.post(reverse("public:delivery"), DELIVERY)
    visitor.post(reverse("public:person"), PERSON)
    return pressed(visitor, visitor.get(reverse("public:check")))


@pytest.mark.row("KM-013", "AP-072", "AP-073", "AP-115", "AP-117")
@pytest.mark.parametrize("labels", [(), ("Papierrechnung",), LABELS])
def test_a_visitor_chooses_conditions_at_the_clerks_price(
    version: TariffVersion, labels: tuple[str, ...]
) -> None:
    visitor = Client()
    assert chosen(visitor, version)["Location"] == reverse("public:conditions")
    assert pick(visitor, version, *labels)["Location"] == reverse("public:delivery")

    assert finish(visitor)["Location"] == reverse("public:done")

    quote = Quote.objects.get()
    clerks = given.quote(version, conditions=labels)
    assert quote.contract
    assert tuple(item.label for item in quote.items.order_by("position")) == labels
    assert [one.data for one in quote.contract.conditions.all()] == [
        item.data for item in quote.items.order_by("position")
    ]
    for name in ("energy_ct", "base_eur_per_year", "annual_gross", "first_year_gross"):
        assert getattr(quote.calculation, name) == getattr(clerks.calculation, name), name
    wording = Declaration.objects.get(quote=quote).wording
    assert all(label in wording for label in labels)


@pytest.mark.row("AP-072")
def test_a_tariff_without_conditions_goes_on_to_the_delivery() -> None:
    visitor = Client()

    assert chosen(visitor, given.tariff("OHNE", "12"))["Location"] == reverse("public:delivery")
    again = visitor.get(reverse("public:conditions"))
    assert again["Location"] == reverse("public:delivery")


@pytest.mark.row("DEC-03", "C16")
def test_the_price_follows_every_choice_and_stands_gross_before_the_button(
    version: TariffVersion,
) -> None:
    visitor = Client()
    chosen(visitor, version)
    tier = version.tiers.get().pk
    choice = {"da": "1", "conditions_tier": tier, "conditions": ids(version, *LABELS)}

    none = visitor.get(reverse("public:conditions"))
    both = visitor.get(reverse("public:conditions"), choice)
    kept = dict(QuoteDraft.objects.get().data)
    pick(visitor, version, *LABELS)
    visitor.post(reverse("public:delivery"), DELIVERY)
    visitor.post(reverse("public:person"), PERSON)
    check = visitor.get(reverse("public:check"))

    assert "conditions" not in kept  # looking keeps nothing
    assert none.context["added"] == Money(0)
    first_year = [one.context["priced"].calculated.cost.first_year_gross for one in (none, both)]
    assert both.context["added"] == first_year[1] - first_year[0]
    # 3.500 kWh at 0,30 ct with VAT are 12,495 €; 30 € are credited.
    assert both.context["added"].cents in {12_49 - 30_00, 12_50 - 30_00}
    assert "Weiter mit 2 Konditionen" in both.content.decode()
    page = check.content.decode()
    assert "netto" not in page + none.content.decode() + both.content.decode()
    told = dict(check.context["sections"].contract)
    assert told["Ökozuschlag"] == "+0,36\u00a0ct/kWh brutto, im Preis enthalten"
    assert told["Wallbox-Gutschrift"] == "−30,00\u00a0€ brutto, einmalig mit der ersten Rechnung"
    assert reverse("public:conditions") in page
    cost = both.context["priced"].calculated.cost
    assert told[next(name for name in told if name.startswith("Kosten im Jahr"))] == (
        f"{cost.annual_gross} brutto"
    )


@pytest.mark.row("KM-013")
def test_the_calculator_names_what_can_be_chosen(version: TariffVersion) -> None:
    page = asked(Client()).content.decode()

    assert "Ökozuschlag, Papierrechnung, Wallbox-Gutschrift, Lange Preisgarantie" in page


@pytest.mark.row("BAD-D07", "R-42", "KM-013")
def test_no_sent_condition_is_of_another_tariff_or_has_another_price(
    version: TariffVersion,
) -> None:
    """Every field of the step with what belongs to a cheaper tariff, and with rubbish."""
    foreign = given.tariff("FREMD", "11", conditions=(WALLBOX,))
    own, other = ids(version, GREEN.label)[0], ids(foreign, WALLBOX.label)[0]
    visitor = Client()
    chosen(visitor, version)
    pick(visitor, version, GREEN.label)
    lies = {"price": "-99", "once": "-100000", "energy_ct": "0.01", "tariff_version": foreign.pk}

    for sent in ([other], [own, other], ["0"], ["-1"], ["x"], ["9" * 30], ["1e3"], ["\x00"]):
        assert pick(visitor, version, conditions=sent, **lies).status_code == 422, sent
    for tier in (str(foreign.tiers.get().pk), "", "x", "-1", "9" * 40, "٣"):
        answer = pick(visitor, version, conditions=[other], conditions_tier=tier)
        assert answer["Location"] == reverse("public:conditions"), tier
    visitor.post(
        reverse("public:delivery"),
        DELIVERY | {"conditions": other, "conditions_tier": str(foreign.tiers.get().pk)},
    )

    finish(visitor)

    quote = Quote.objects.select_related("calculation").get()
    honest = given.quote(version, conditions=(GREEN.label,))
    assert [item.label for item in quote.items.all()] == [GREEN.label]
    assert quote.calculation.tariff_version == version
    assert quote.calculation.annual_gross == honest.calculation.annual_gross
    assert quote.calculation.first_year_gross == honest.calculation.first_year_gross


@pytest.mark.row("KM-013", "CD-26")
def test_programs_read_the_conditions_and_order_with_them(version: TariffVersion) -> None:
    program = Program(token())
    asked_for = {"energy_kind": "HAUSHALT", "postcode": "50667", "annual_kwh": "3500"}
    (tariff,) = program.get("tariffs", **asked_for).json()["tariffs"]
    offered = {one["label"]: one for one in tariff["conditions"]}
    body = QUOTE | {"tariff_version": version.pk}
    wanted = [offered[label]["condition"] for label in LABELS]

    made = program.post("quotes", body | {"conditions": wanted}).json()

    assert offered["Ökozuschlag"]["gross"] == "+0,36\u00a0ct/kWh"
    assert offered["Wallbox-Gutschrift"]["once"] == -3000
    assert made["conditions"] == list(LABELS)
    clerks = given.quote(version, conditions=LABELS)
    assert made["annual_gross_cents"] == clerks.calculation.annual_gross.cents
    assert made["first_year_gross_cents"] == clerks.calculation.first_year_gross.cents
    assert program.post("quotes", body | {"conditions": []}).json()["conditions"] == []


@pytest.mark.row("BAD-E02", "R-42")
def test_programs_cannot_order_conditions_of_another_tariff(version: TariffVersion) -> None:
    program = Program(token())
    bare = given.tariff("OHNE", "11.1")
    foreign = int(ids(given.tariff("FREMD", "11", conditions=(PAPER,)), PAPER.label)[0])
    own = int(ids(version, PAPER.label)[0])

    for wanted in ([foreign], [own, foreign], [0], [-1], [True], ["1"], 7, "1", [10**13], [1] * 21):
        body = QUOTE | {"tariff_version": version.pk, "conditions": wanted}
        answer = program.post("quotes", body)
        assert answer.status_code == 422, wanted
        assert [one["field"] for one in answer.json()["errors"]] == ["conditions"], wanted
    without = program.post("quotes", QUOTE | {"tariff_version": bare.pk, "conditions": [own]})
    assert without.status_code == 422
    lie = {"tariff_version": version.pk, "conditions": [own], "conditions_tier": 1}
    assert program.post("quotes", QUOTE | lie).status_code == 422
    assert not Quote.objects.exists()
