"""Actions after a quote and supply situations that an administrator adds."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given as for_all
from hypothesis import strategies as st

from kundenwerk.accounts.roles import Role
from kundenwerk.platform.undo import Overtaken
from kundenwerk.sales.commands import options as commands
from kundenwerk.sales.models import OfferedOption, Quote
from kundenwerk.sales.rules.options import PLACEHOLDERS, OptionList, filled
from kundenwerk.sales.rules.vocabulary import Step
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.portal import shopping
from tests.staff.quote_path import at_parties, post, through_the_wizard, url
from tests.staff.test_sales_options import FIVE, codes, entries, option

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(user(Role.ADMINISTRATOR, username="anna"))
    return client


def added(client: Client, kind: str, **fields: str) -> Any:
    here = reverse("staff:sales_option_add", args=[kind])
    return client.post(here, fields | {"key": str(uuid.uuid4())})


@pytest.mark.row("AP-110")
def test_an_own_action_leads_to_a_page_of_ours_or_another_site(
    administrator: Client,
) -> None:
    quote = given.quote(given.tariff("PLUS", "12.5"))
    site = "https://crm.example/neu?angebot={quote_number}&kunde={business_partner}"
    added(administrator, "next_action", label="Im CRM anlegen", address=site)
    added(administrator, "next_action", label="Akte", address="/kunden/{business_partner}/")
    administrator.force_login(user(Role.SALES, username="vera"))
    answer = administrator.get(reverse("staff:quote_next", args=[quote.pk]))
    offered = answer.context["next_actions"]

    elsewhere, own = offered[-2:]
    partner = quote.business_partner_id
    assert elsewhere.url == f"https://crm.example/neu?angebot={quote.number}&kunde={partner}"
    assert (elsewhere.key, elsewhere.is_elsewhere) == ("1", True)
    assert 'target="_blank" rel="noopener noreferrer"' in answer.content.decode()
    assert (own.key, own.url) == ("2", reverse("staff:customer", args=[partner]))
    assert administrator.get(own.url).status_code == 200


@pytest.mark.row("AP-110")
def test_an_own_action_is_changed_ordered_and_removed_and_every_step_can_be_taken_back(
    administrator: Client,
) -> None:
    added(administrator, "next_action", label="Aufgaben", address="/aufgaben/")
    own = option("X1")
    here = reverse("staff:sales_option", args=[own.pk])
    sent = {"key": uuid.uuid4(), "shown_label": "Aufgaben", "shown_address": "/aufgaben/"}
    sent |= {"label": "Zu tun"}

    changed = administrator.post(here, sent | {"address": "/kunden/"})
    stale = administrator.post(here, sent | {"key": uuid.uuid4(), "address": "/angebote/"})
    before = entries(OptionList.NEXT_ACTION)
    removed = administrator.post(
        reverse("staff:sales_option_remove", args=[own.pk]), {"key": uuid.uuid4()}
    )
    left = entries(OptionList.NEXT_ACTION)
    commands.restore_options(
        fresh_call(), belongs_to=OptionList.NEXT_ACTION, before=before, left=left
    )

    assert (changed.status_code, stale.status_code, removed.status_code) == (302, 409, 302)
    assert codes() == [*FIVE, "X1"]
    assert (option("X1").label, option("X1").address) == ("Zu tun", "/kunden/")


@pytest.mark.row("AP-110")
@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt://x/%0aalert(1)",
        "data:text/html,x",
        "http://crm.example/",
        "//crm.example/",
        "/\\crm.example/",
        "https://",
        "https://{quote}.example/",
        "https://user:pw@crm.example/",
        "https://[::1/",
        "https://crm.example:port/",
        "https://crm.example/{secret_key}",
        "https://crm.example/{quote",
        "https://crm.example/{quote.partner}",
        'https://crm.example/"onclick="x',
        "/gibt-es-nicht/",
        "/kunden/\u202e1/",
        "/kunden/\x001/",
        "https://crm.example/" + "x" * 300,
    ],
)
def test_an_address_that_could_harm_or_leads_nowhere_is_refused(
    administrator: Client, address: str
) -> None:
    answer = added(administrator, "next_action", label="Hin", address=address)

    assert answer.status_code == 422
    assert answer.context["form"].errors["address"]
    assert codes() == FIVE


@for_all(st.text(max_size=20))
def test_no_value_leaves_its_place_in_an_address(value: str) -> None:
    template = "https://crm.example/a/{quote}/b?c={quote_number}#d"
    address = filled(template, dict.fromkeys(PLACEHOLDERS, value))

    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.fragment) == ("https", "crm.example", "d")
    assert parts.path.count("/") == 3
    assert parse_qs(parts.query, keep_blank_values=True) == {"c": [value]}


@pytest.mark.row("AP-110")
def test_what_belongs_to_the_product_is_hidden_and_never_removed(administrator: Client) -> None:
    administrator.post(
        reverse("staff:sales_option_remove", args=[option("SEND").pk]), {"key": uuid.uuid4()}
    )

    assert codes() == FIVE
    with pytest.raises(commands.OptionFixed):
        commands.remove_option(fresh_call(), option_id=option("E01").pk)


@pytest.mark.row("AP-091")
def test_an_own_situation_is_chosen_by_name_and_means_something_to_the_market(
    administrator: Client,
) -> None:
    added(administrator, "situation", label="Rückkehrer", meaning="E03")
    own = option("X1")
    version = given.tariff("PLUS", "12.5")
    administrator.force_login(user(Role.SALES, username="vera"))
    draft_id = at_parties(administrator, version)
    shown = administrator.get(url(draft_id, Step.PARTIES)).content.decode()
    nobody_before = post(
        administrator, draft_id, Step.PARTIES, given.PERSON | {"situation": own.code}, 2
    )
    supplier = str(given.participant(given.SUPPLIER).pk)
    quote = through_the_wizard(
        administrator, version, situation=own.code, previous_supplier=supplier
    )
    page = administrator.get(reverse("staff:quote", args=[quote.pk])).content.decode()

    assert "Rückkehrer" in shown
    assert "Altlieferanten" in nobody_before.context["form"].errors["previous_supplier"][0]
    assert (quote.situation, quote.situation_option) == ("E03", own)
    assert "<dd>Rückkehrer</dd>" in page
    with pytest.raises(commands.OptionFixed):
        commands.remove_option(fresh_call(), option_id=own.pk)
    contract = accept(administrator, quote)
    assert "Rückkehrer (E03)" in administrator.get(contract).content.decode()


def accept(clerk: Client, quote: Quote) -> str:
    here = reverse("staff:quote_accept", args=[quote.pk])
    form = clerk.get(here).context["form"]
    sent = {"key": str(form["key"].value()), "accepted_on": "heute", "how": "EMAIL"}
    return str(clerk.post(here, sent).url)


@pytest.mark.row("AP-091")
def test_an_own_situation_is_chosen_online_too(administrator: Client) -> None:
    added(administrator, "situation", label="Wir bauen neu", meaning="E01")
    visitor, version = Client(), given.tariff("PLUS", "12.5")
    shopping.chosen(visitor, version)
    asked = visitor.get(reverse("public:delivery")).content.decode()
    check = shopping.filled(visitor, version, situation="X1")
    shopping.pressed(visitor, check)

    quote = Quote.objects.get()
    assert "Wir bauen neu" in asked
    assert "Wir bauen neu" in check.content.decode()
    assert (quote.state, quote.situation, quote.situation_option) == (
        "ACCEPTED",
        "E01",
        option("X1"),
    )


@pytest.mark.row("AP-091")
def test_a_situation_that_stands_in_a_quote_is_not_taken_back(administrator: Client) -> None:
    before = entries(OptionList.SITUATION)
    added(administrator, "situation", label="Wir bauen neu", meaning="E01")
    left = entries(OptionList.SITUATION)
    given.quote(given.tariff("PLUS", "12.5"), person={"situation": "X1"})

    with pytest.raises(Overtaken):
        commands.restore_options(
            fresh_call(), belongs_to=OptionList.SITUATION, before=before, left=left
        )

    assert OfferedOption.objects.filter(code="X1").exists()


def test_two_entries_never_bear_the_same_name(administrator: Client) -> None:
    answer = added(administrator, "situation", label="  EINZUG ", meaning="E01")

    assert "So heißt schon" in answer.context["form"].errors["label"][0]
