"""The third step: conditions are drawn, priced at every change, chosen, left or refused."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.kernel.money import Money
from kundenwerk.sales.models import Quote, QuoteDraft
from kundenwerk.sales.queries.closing import priced
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import Condition, TariffVersion
from tests.factories import sales as given
from tests.staff.quote_path import page, post, url
from tests.staff.test_quote_steps import clerk, market
from tests.tariffs.test_conditions import ALL, PAPER

__all__ = ["clerk", "market"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(market: None) -> TariffVersion:
    return given.tariff("PLUS", "12.5", conditions=ALL)


def at_the_step(clerk: Client, version: TariffVersion) -> uuid.UUID:
    """A draft whose first two steps were sent."""
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)
    choice = {"tariff_version": str(version.pk), "annual_kwh": "3.500", "nb": "1", "sb": "1"}
    sent = post(clerk, draft_id, Step.TARIFF, choice, 1)
    assert sent.headers["Location"] == url(draft_id, Step.CONDITIONS)
    return draft_id


def ids(version: TariffVersion, *labels: str) -> list[str]:
    found = Condition.objects.filter(tier__version=version)
    return [str(found.get(label=label).pk) for label in labels]


def tier_of(version: TariffVersion) -> str:
    return str(version.tiers.get().pk)


def stored(draft_id: uuid.UUID) -> list[str]:
    data = QuoteDraft.objects.get(pk=draft_id).data
    return [str(one) for one in priced(data, day=given.DAY).chosen]


def send(clerk: Client, draft_id: uuid.UUID, chosen: TariffVersion, /, **values: object) -> Any:
    return clerk.post(
        url(draft_id, Step.CONDITIONS),
        {"version": "9", "page": str(uuid.uuid4()), "conditions_tier": tier_of(chosen), **values},
    )


@pytest.mark.row("AP-072")
def test_the_step_shows_every_condition_with_its_amount_and_key(
    clerk: Client, version: TariffVersion
) -> None:
    html = page(clerk, at_the_step(clerk, version), Step.CONDITIONS)

    for one in ALL:
        assert one.label in html
    assert "+0,36\u00a0ct/kWh" in html
    assert 'data-key="4"' in html
    assert "(entfällt)" not in html
    assert "Weiter ohne Kondition" in html


@pytest.mark.row("AP-072")
def test_without_conditions_the_step_is_left_out_and_says_so(clerk: Client, market: None) -> None:
    bare = given.tariff("OHNE", "12")
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)

    sent = post(
        clerk, draft_id, Step.TARIFF, {"tariff_version": str(bare.pk), "annual_kwh": "3.500"}, 1
    )

    assert sent.headers["Location"] == url(draft_id, Step.PARTIES)
    assert clerk.get(url(draft_id, Step.CONDITIONS)).headers["Location"] == url(
        draft_id, Step.PARTIES
    )
    shown = page(clerk, draft_id, Step.PARTIES)
    assert re.search(r"3\. Konditionen <span class=\"left-out\">\(entfällt\)", shown)


@pytest.mark.row("AP-073")
@pytest.mark.parametrize(
    "labels", [(), ("Papierrechnung",), ("Ökozuschlag", "Papierrechnung", "Wallbox-Gutschrift")]
)
def test_none_one_and_many_conditions_all_continue_and_are_still_there_on_the_way_back(
    clerk: Client, version: TariffVersion, labels: tuple[str, ...]
) -> None:
    draft_id = at_the_step(clerk, version)

    sent = send(clerk, draft_id, version, conditions=ids(version, *labels))

    assert sent.headers["Location"] == url(draft_id, Step.PARTIES)
    assert stored(draft_id) == list(labels)
    again = page(clerk, draft_id, Step.CONDITIONS)
    assert len(re.findall(r'name="conditions"[^>]* checked', again)) == len(labels)
    assert url(draft_id, Step.CONDITIONS) in page(clerk, draft_id, Step.PARTIES)


@pytest.mark.row("AP-075")
def test_one_condition_can_be_taken_alone(clerk: Client, version: TariffVersion) -> None:
    draft_id = at_the_step(clerk, version)
    send(clerk, draft_id, version, conditions=ids(version, "Ökozuschlag", "Papierrechnung"))

    sent = send(clerk, draft_id, version, only=ids(version, "Wallbox-Gutschrift")[0])

    assert sent.headers["Location"] == url(draft_id, Step.PARTIES)
    assert stored(draft_id) == ["Wallbox-Gutschrift"]


@pytest.mark.row("AP-072")
def test_the_price_of_the_year_follows_every_change(clerk: Client, version: TariffVersion) -> None:
    draft_id = at_the_step(clerk, version)
    plain = priced(QuoteDraft.objects.get(pk=draft_id).data, day=given.DAY).plain
    asked = {
        "da": "1",
        "conditions": ids(version, "Papierrechnung", "Wallbox-Gutschrift"),
        "conditions_tier": tier_of(version),
    }

    shown = clerk.get(url(draft_id, Step.CONDITIONS), asked)

    cost = shown.context["priced"].calculated.cost
    assert cost.annual_gross - plain.annual_gross == Money(14_28)
    assert cost.first_year_gross - plain.first_year_gross == Money(14_28 - 30_00)
    html = shown.content.decode()
    assert str(cost.annual_gross).removesuffix("€").strip() in html
    assert "Weiter mit 2 Konditionen" in html
    assert stored(draft_id) == []


def test_what_is_ticked_is_kept_at_once(clerk: Client, version: TariffVersion) -> None:
    draft_id = at_the_step(clerk, version)
    values = {
        "version": "2",
        "page": str(uuid.uuid4()),
        "conditions": ids(version, "Ökozuschlag", "Papierrechnung"),
        "conditions_tier": tier_of(version),
    }

    answer = clerk.post(reverse("staff:quote_autosave", args=[draft_id, "konditionen"]), values)

    assert answer.status_code == 200
    assert stored(draft_id) == ["Ökozuschlag", "Papierrechnung"]


def test_conditions_of_another_tariff_are_refused_and_nothing_is_kept(
    clerk: Client, version: TariffVersion
) -> None:
    foreign = given.tariff("FREMD", "11", conditions=(PAPER,))
    draft_id = at_the_step(clerk, version)

    for values in (
        {"conditions": ids(foreign, "Papierrechnung")},
        {"only": ids(foreign, "Papierrechnung")[0]},
        {"conditions": ["x'; DROP TABLE"]},
    ):
        sent = send(clerk, draft_id, version, **values)
        assert sent.status_code == 422
        assert "gehört nicht zu diesem Tarif" in sent.content.decode()
        assert stored(draft_id) == []


def test_an_answer_to_another_tier_is_asked_again(clerk: Client, version: TariffVersion) -> None:
    foreign = given.tariff("FREMD", "11", conditions=(PAPER,))
    draft_id = at_the_step(clerk, version)

    sent = send(
        clerk, draft_id, version,
        conditions=ids(foreign, "Papierrechnung"), conditions_tier=tier_of(foreign),
    )  # fmt: skip

    assert sent.headers["Location"] == url(draft_id, Step.CONDITIONS)
    assert stored(draft_id) == []


@pytest.mark.row("AP-074", "AP-115")
def test_quote_check_and_contract_pages_name_the_chosen_conditions(
    clerk: Client, version: TariffVersion
) -> None:
    draft_id = at_the_step(clerk, version)
    send(clerk, draft_id, version, conditions=ids(version, "Ökozuschlag", "Wallbox-Gutschrift"))
    post(clerk, draft_id, Step.PARTIES, given.PERSON, 9)
    check = clerk.get(url(draft_id, Step.CHECK))
    assert "Ökozuschlag" in check.content.decode()
    draft = QuoteDraft.objects.get(pk=draft_id)
    form = check.context["form"]

    clerk.post(
        url(draft_id, Step.CHECK),
        {"key": str(form["key"].value()), "version": str(draft.version)},
        follow=True,
    )

    quote = Quote.objects.get()
    html = clerk.get(reverse("staff:quote", args=[quote.pk])).content.decode()
    assert "Ökozuschlag: +0,30\u00a0ct/kWh netto" in html
    assert [item.label for item in quote.items.all()] == ["Ökozuschlag", "Wallbox-Gutschrift"]


def test_two_clerks_see_both_answers_by_name(clerk: Client, version: TariffVersion) -> None:
    draft_id = at_the_step(clerk, version)
    send(clerk, draft_id, version, conditions=ids(version, "Ökozuschlag"))

    late = send(clerk, draft_id, version, version="2", conditions=ids(version, "Papierrechnung"))

    assert late.status_code == 409
    html = late.content.decode()
    assert "Ökozuschlag" in html
    assert "Papierrechnung" in html
