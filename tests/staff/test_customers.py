from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.platform import clock
from kundenwerk.work.models import TimelineEntry
from tests.factories import calls, contracts, parties
from tests.factories.users import user


@pytest.fixture
def clerk(db: None) -> Client:
    client = Client()
    client.force_login(user(Role.SERVICE))
    return client


@pytest.mark.row("KM-001", "V2")
def test_one_page_answers_what_callers_ask(clerk: Client) -> None:
    contract = contracts.supplied_contract()

    text = clerk.get(
        reverse("staff:customer", args=[contract.business_partner_id])
    ).content.decode()

    for expected in (
        str(contract.business_partner),
        contract.business_partner.number,
        contract.tariff.name,
        "Kontosaldo",
        "Nächster Abschlag",
        "Marktlokation",
        "Offene Posten",
        "Verlauf",
        "Aktionen",
        'data-key="z"',
    ):
        assert expected in text, expected


@pytest.mark.row("KM-002", "V4")
def test_a_note_is_kept_as_typed_and_once_despite_a_double_click(clerk: Client) -> None:
    with calls.running():
        business_partner = parties.business_partner()
    page = clerk.get(reverse("staff:customer", args=[business_partner.pk]))
    values = {"key": page.context["note"].initial["key"], "text": "Ruft morgen <b>wieder</b> an"}

    for _ in range(2):
        clerk.post(reverse("staff:customer_note", args=[business_partner.pk]), values)

    kept = TimelineEntry.objects.get(business_partner=business_partner, kind="NOTE")
    assert (kept.actor, kept.detail or kept.title) == ("service", "Ruft morgen <b>wieder</b> an")
    text = clerk.get(reverse("staff:customer", args=[business_partner.pk])).content.decode()
    assert "Ruft morgen &lt;b&gt;wieder&lt;/b&gt; an" in text


def test_an_empty_note_is_refused_with_a_reason(clerk: Client) -> None:
    with calls.running():
        business_partner = parties.business_partner()
    key = str(
        clerk.get(reverse("staff:customer", args=[business_partner.pk]))
        .context["note"]
        .initial["key"]
    )

    answer = clerk.post(
        reverse("staff:customer_note", args=[business_partner.pk]),
        {"key": key, "text": "  "},
        follow=True,
    )

    assert "Die Notiz wurde nicht gespeichert" in answer.content.decode()
    assert not TimelineEntry.objects.filter(kind="NOTE").exists()


@pytest.mark.row("V1")
@pytest.mark.parametrize("typed", ["großm", "Grohsmann", "Talstr", "100001"])
def test_the_list_finds_what_is_typed(clerk: Client, typed: str) -> None:
    with calls.running():
        parties.business_partner(first_name="Jürgen", last_name="Großmann", street="Talstraße")

    rows = clerk.get(reverse("staff:customers"), {"q": typed}).context["found"]

    assert [str(one) for one in rows] == ["Jürgen Großmann"]


@pytest.mark.row("BAD-D27")
@pytest.mark.parametrize(
    "query",
    [
        {"q": "x" * 10_000},
        {"q": "' or 1=1 --"},
        {"q": "%"},
        {"seite": "9" * 40},
        {"seite": "٣", "sort": "-x;drop", "spalten": "," * 5000, "dichte": "x"},
        {"art": "?", "ansicht": "-1"},
    ],
)
def test_hostile_filters_break_no_list(clerk: Client, query: dict[str, Any]) -> None:
    assert clerk.get(reverse("staff:customers"), query).status_code == 200


@pytest.mark.row("BAD-B16")
def test_a_nul_in_the_address_is_a_bad_request(clerk: Client) -> None:
    for name in ("staff:customers", "staff:invoices", "staff:quotes", "staff:search"):
        assert clerk.get(reverse(name) + "?q=%00").status_code == 400


def test_paging_shows_everybody_once(clerk: Client) -> None:
    with calls.running():
        made = {parties.business_partner(last_name=f"Kunde{n:03}").pk for n in range(60)}
    seen: list[int] = []
    address = reverse("staff:customers")

    while address:
        context = clerk.get(address).context
        seen += [one.pk for one in context["found"]]
        following = context["after"]
        address = f"{reverse('staff:customers')}{following}" if following else ""

    assert sorted(seen) == sorted(made)


def test_the_list_needs_the_same_queries_for_one_and_for_many(
    clerk: Client, django_assert_max_num_queries: Any, settings: Any
) -> None:
    settings.DEMO = False  # the played day is read anew each time
    with calls.running():
        for number in range(30):
            parties.business_partner(last_name=f"Kunde{number:03}")

    clerk.get(reverse("staff:customers"))  # counts of the navigation are kept for a moment

    with django_assert_max_num_queries(12):
        clerk.get(reverse("staff:customers"))


@pytest.mark.row("V3")
def test_the_telephone_system_opens_the_caller(clerk: Client) -> None:
    with calls.running():
        business_partner = parties.business_partner(phone="05123 1234567")

    answer = clerk.get(reverse("staff:call_in"), {"nr": "051231234567"})

    assert answer["Location"] == reverse("staff:customer", args=[business_partner.pk])


@pytest.mark.row("BAD-I01")
def test_the_export_is_what_is_shown(clerk: Client) -> None:
    with calls.running():
        parties.business_partner(first_name="Jürgen", last_name="Großmann")
        parties.business_partner(first_name="Anna", last_name="Meyer")

    text = clerk.get(
        reverse("staff:customers"), {"q": "großmann", "export": "csv"}
    ).content.decode()

    lines = text.splitlines()
    assert len(lines) == 3
    assert "Jürgen Großmann" in lines[1]
    assert lines[2].startswith("Stand ")


def test_the_played_day_moves_forward_by_month_ends(clerk: Client) -> None:
    before = clock.today()

    clerk.post(reverse("staff:clock"), {"step": "day", "back": "https://example.org/"})

    assert clock.today() == before + timedelta(days=1)
    assert isinstance(before, date)


def test_after_moving_the_day_one_stays_on_ones_page(clerk: Client) -> None:
    back = reverse("staff:customers")

    own = clerk.post(reverse("staff:clock"), {"step": "day", "back": back})
    foreign = clerk.post(reverse("staff:clock"), {"step": "day", "back": "https://example.org/"})

    assert (own["Location"], foreign["Location"]) == (back, reverse("staff:start"))
