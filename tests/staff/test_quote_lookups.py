"""The first step asks services about address and grid; nobody has to wait for them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.market import commands as market
from kundenwerk.market.models import LookupCall, MarketParticipant, Place
from kundenwerk.market.rules.lookups import ProviderKind, Service
from kundenwerk.sales import commands
from kundenwerk.sales.models import Quote, QuoteDraft
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk_simulator.lookups import FAULT_STREET, Lookups
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.staff.lookup_path import (
    ask,
    basis,
    market_provider,
    switch_off_the_table,
    wider_market,
)
from tests.staff.quote_path import page, post, url
from tests.stubs.lookups import answering, switch_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def market_of_cologne() -> None:
    wider_market()


@pytest.fixture
def services() -> Iterator[Lookups]:
    with answering() as (address, lookups):
        switch_on(Service.GRID_OPERATOR, address, timeout_ms=1500)
        yield lookups


@pytest.mark.row("AP-005", "AP-041")
def test_the_grid_operator_is_asked_for_in_the_background(clerk: Client, services: Lookups) -> None:
    draft_id = uuid.uuid4()
    fields = reverse("staff:quote_renew", args=[draft_id, "basisdaten"])
    values = basis(annual_kwh="") | {"version": "0", "page": str(draft_id)}

    waiting = clerk.post(fields, values).content.decode()
    asked_by_then = list(services.asked)
    told = ask(clerk, draft_id, values)
    again = clerk.post(fields, values).content.decode()

    assert reverse("staff:quote_grid", args=[draft_id]) in waiting
    assert "wird im Hintergrund ermittelt" in waiting
    assert asked_by_then == []
    assert "Westnetz GmbH" in told
    assert "Marktpartnerermittlung" in told
    assert "Uhr" in told
    assert "Westnetz GmbH" in again
    assert 'hx-trigger="load"' not in again
    assert services.asked == ["v1/netzbetreiber"]


@pytest.mark.row("AP-041")
def test_the_table_answers_without_asking_anybody_when_it_comes_first(
    clerk: Client, services: Lookups
) -> None:
    online = market_provider(ProviderKind.HTTP)
    data = market.ProviderData(position=5, base_address=online.base_address)
    market.save_provider(fresh_call(), provider_id=online.pk, version=online.version, data=data)

    answer = post(clerk, uuid.uuid4(), Step.BASIS, basis())

    assert answer.status_code == 302
    assert services.asked == []


@pytest.mark.row("AP-042")
def test_a_faulty_address_leads_back_to_itself_with_the_values_kept(
    clerk: Client, services: Lookups
) -> None:
    draft_id = uuid.uuid4()
    values = basis(street="Nirgendwo")

    stopped = post(clerk, draft_id, Step.BASIS, values)
    html = stopped.content.decode()

    assert stopped.status_code == 422
    assert "nicht bekannt" in html
    assert 'href="#street-feld"' in html
    assert all(f'value="{kept}"' in html for kept in ("Nirgendwo", "7", "50667", "3.500"))
    assert QuoteDraft.objects.get().data["street"] == "Nirgendwo"


@pytest.mark.row("AP-042")
def test_a_clerk_may_vouch_for_an_address_and_go_on_by_hand(
    clerk: Client, services: Lookups
) -> None:
    draft_id = uuid.uuid4()
    values = basis(street="Nirgendwo")
    html = post(clerk, draft_id, Step.BASIS, values).content.decode()
    question = html.split('name="address_confirmed" value="')[1].split('"')[0]

    confirmed = values | {"address_confirmed": question}
    with_table = post(clerk, draft_id, Step.BASIS, confirmed, 9)
    elsewhere = post(clerk, draft_id, Step.BASIS, confirmed | {"house_number": "8"}, 99)

    assert with_table.status_code == 302
    assert elsewhere.status_code == 422


@pytest.mark.row("AP-041", "AP-043")
@pytest.mark.parametrize("number", ["401", "429", "500", "4"])
def test_a_service_that_is_down_never_blocks_the_clerk(
    clerk: Client, services: Lookups, number: str
) -> None:
    switch_off_the_table()
    draft_id = uuid.uuid4()
    values = basis(street=FAULT_STREET, house_number=number)

    stopped = post(clerk, draft_id, Step.BASIS, values)
    html = stopped.content.decode()
    operator = MarketParticipant.objects.get(code=given.OPERATOR)
    by_hand = {"grid_operator": str(operator.pk), "concession_class": "OVER_500K"}
    gone_on = post(clerk, draft_id, Step.BASIS, values | by_hand, 9)

    assert stopped.status_code == 422
    assert "Netzbetreiber-Abfrage antwortet nicht, bitte von Hand wählen." in html
    assert "<details open><summary>Netzbetreiber von Hand wählen" in html
    assert (gone_on.status_code, gone_on.url) == (302, url(draft_id, Step.TARIFF))
    assert len(services.asked) == 1


@pytest.mark.row("AP-041")
def test_a_service_can_be_asked_once_more_and_by_hand_goes_before_it(
    clerk: Client, services: Lookups
) -> None:
    switch_off_the_table()
    draft_id = uuid.uuid4()
    down = ask(clerk, draft_id, basis(street=FAULT_STREET, house_number="500"))
    once_more = ask(clerk, draft_id, basis(street=FAULT_STREET, house_number="500"), "?again=1")
    healed = ask(clerk, draft_id, basis())

    assert "Noch einmal fragen" in down
    assert "antwortet nicht" in once_more
    assert "Westnetz" in healed
    assert len(services.asked) == 3


@pytest.mark.row("S3")
@pytest.mark.parametrize(
    ("postcode", "town", "expected"),
    [
        ("50667", "", ["Köln", "Nordrhein-Westfalen", "Westnetz GmbH"]),
        ("22145", "", ["Hamburg", "Stapelfeld"]),
        ("38100", "", ["Braunschweig", "Avacon Netz GmbH, Kernstadt", "enercity Netz GmbH"]),
    ],
)
def test_the_postcode_fills_town_state_and_operator_or_gives_a_choice(
    clerk: Client, services: Lookups, postcode: str, town: str, expected: list[str]
) -> None:
    Place.objects.create(
        postcode="38100", town="Braunschweig", town_key="braunschweig", state="Niedersachsen"
    )

    html = ask(clerk, uuid.uuid4(), basis(postcode=postcode, town=town))
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, basis(postcode=postcode, town=town))
    html += page(clerk, draft_id, Step.BASIS)

    assert all(text in html for text in expected)


@pytest.mark.row("S3", "AP-043")
def test_one_of_several_operators_is_chosen_and_kept(clerk: Client, services: Lookups) -> None:
    Place.objects.create(
        postcode="38100", town="Braunschweig", town_key="braunschweig", state="Niedersachsen"
    )
    draft_id = uuid.uuid4()
    values = basis(postcode="38100", town="Braunschweig")
    chosen = MarketParticipant.objects.get(name="enercity Netz GmbH")

    undecided = post(clerk, draft_id, Step.BASIS, values)
    decided = post(clerk, draft_id, Step.BASIS, values | {"grid_match": str(chosen.pk)}, 9)
    shown = page(clerk, draft_id, Step.TARIFF)
    somebody = values | {"grid_match": str(MarketParticipant.objects.get(code=given.OPERATOR).pk)}
    foreign = post(clerk, draft_id, Step.BASIS, somebody, 99)

    assert "Hier gibt es mehrere Netzbetreiber" in undecided.content.decode()
    assert decided.status_code == 302
    assert "enercity Netz GmbH" in shown
    assert foreign.status_code == 422


@pytest.mark.row("AP-043")
def test_the_list_of_operators_is_narrowed_by_name_or_code(clerk: Client) -> None:
    address = reverse("staff:quote_operators", args=[uuid.uuid4()])

    def found(text: str) -> set[str]:
        html = clerk.post(address, basis(grid_search=text)).content.decode()
        return {name for name in ("Rheinnetz", "Westnetz", "Avacon", "enercity") if name in html}

    assert found("") == {"Rheinnetz", "Westnetz", "Avacon", "enercity"}
    assert found("netz b") == set()
    assert found("WEST") == {"Westnetz"}
    assert found("99990010001") == {"Rheinnetz", "enercity"}
    assert found("%") == set()
    assert "Rheinstrom" not in clerk.post(address, basis()).content.decode()


@pytest.mark.row("AP-024")
def test_a_proposed_address_is_taken_over_with_one_button(clerk: Client) -> None:
    with answering() as (address, services):
        switch_on(Service.ADDRESS, address)
        draft_id = uuid.uuid4()
        values = basis(street="Lange")
        stopped = post(clerk, draft_id, Step.BASIS, values)
        post(clerk, draft_id, Step.BASIS, values | {"adopt": "1"}, 9)
        taken = QuoteDraft.objects.get().data["street"]
        silly = post(clerk, draft_id, Step.BASIS, values | {"adopt": "²"}, 99)

    html = stopped.content.decode()
    assert stopped.status_code == 422
    assert "Lange Gasse 7" in html
    assert "Lange Straße 7" in html
    assert taken == "Lange Straße"
    assert silly.status_code == 302
    assert services.asked[0] == "v1/adresse"


@pytest.mark.row("AP-005", "D07")
def test_no_form_can_send_what_a_service_said(clerk: Client, services: Lookups) -> None:
    draft_id = uuid.uuid4()
    other = MarketParticipant.objects.get(name="Avacon Netz GmbH")
    ask(clerk, draft_id, basis())
    told = QuoteDraft.objects.get().data["found_grid"]
    forged = json.loads(told)
    forged["choices"][0] |= {"operator_id": other.pk, "name": other.name}

    post(clerk, draft_id, Step.BASIS, basis(found_grid=json.dumps(forged)), 9)

    assert QuoteDraft.objects.get().data["found_grid"] == told
    assert "Avacon" not in page(clerk, draft_id, Step.TARIFF)


@pytest.mark.row("AP-041", "AP-121")
def test_closing_uses_what_the_draft_remembers_and_asks_nobody(
    clerk: Client, services: Lookups
) -> None:
    version = given.tariff("T1", "20")
    draft_id = given.draft(version, basis={"town": "Köln"})
    ask(clerk, draft_id, basis())
    count = len(services.asked)
    draft = QuoteDraft.objects.get()

    quote_id = commands.close_draft(
        fresh_call(), draft_id=draft_id, version=draft.version, day=given.DAY
    )

    quote = Quote.objects.get(pk=quote_id)
    assert quote.supply_point.grid_operator.name == "Westnetz GmbH"
    assert (len(services.asked), LookupCall.objects.count()) == (count, count)


@pytest.mark.row("AP-041")
def test_an_operator_nobody_here_knows_is_named(clerk: Client, services: Lookups) -> None:
    Place.objects.create(postcode="70173", town="Stuttgart", town_key="stuttgart", state="BW")

    html = ask(clerk, uuid.uuid4(), basis(postcode="70173", town="Stuttgart"))

    assert "Netze BW GmbH (9999001000013)" in html
    assert "gibt es hier noch nicht" in html
