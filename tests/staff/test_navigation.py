"""Numbers in the navigation and the start page: each leads to its list."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse
from lxml import html

from kundenwerk.accounts.roles import Role
from kundenwerk.staff import tiles
from kundenwerk.staff.navigation import WAITING
from tests import factories
from tests.factories.parties import A_DAY
from tests.factories.users import user

pytestmark = pytest.mark.django_db


def test_every_number_behind_an_entry_is_a_tile() -> None:
    assert get_resolver().url_patterns  # the pages register their tiles when they are loaded

    assert tiles.known_labels() >= WAITING


def test_every_tile_leads_to_a_list_that_opens() -> None:
    client = Client()
    administrator = user(Role.ADMINISTRATOR)
    client.force_login(administrator)
    client.get(reverse("staff:start"))

    shown = tiles.tiles_for(administrator, A_DAY)

    assert shown
    assert {client.get(tile.url).status_code for tile in shown} == {200}


def test_the_start_page_of_a_clerk_shows_only_the_own_numbers() -> None:
    cache.clear()
    client = Client()
    client.force_login(user(Role.ACCOUNTING))

    page = client.get(reverse("staff:start")).content.decode()

    assert "Zahlungen zu klären" in page
    assert "Entwürfe" not in page


def test_the_customers_opened_last_are_offered_first() -> None:
    business_partner = factories.business_partner(last_name="Sommer", first_name="Petra")
    client = Client()
    client.force_login(user(Role.SERVICE))
    client.get(reverse("staff:customer", args=[business_partner.pk]))

    offered = client.get(reverse("staff:search")).content.decode()
    typed = client.get(reverse("staff:search"), {"q": "zzz"}).content.decode()

    assert "Zuletzt geöffnet" in offered
    assert "Petra Sommer" in offered
    assert "Zuletzt geöffnet" not in typed


def test_settings_list_what_the_role_may_open_and_each_page_opens() -> None:
    client = Client()
    client.force_login(user(Role.AUDITOR))
    shown = html.fromstring(client.get(reverse("staff:settings")).content.decode())
    links = [str(link) for link in shown.xpath("//ul[@class='settings']//a/@href")]

    assert reverse("staff:sales_settings") in links
    assert {client.get(link).status_code for link in links} == {200}


def test_a_page_of_the_settings_stands_under_settings_and_nothing_else() -> None:
    client = Client()
    client.force_login(user(Role.ADMINISTRATOR))

    for name, current in [
        ("staff:general_terms", "Einstellungen"),
        ("staff:tariff_settings", "Einstellungen"),
        ("staff:prices", "Tarife und Preise"),
    ]:
        shown = html.fromstring(client.get(reverse(name)).content.decode())
        [here] = shown.xpath("//nav[@aria-label='Hauptnavigation']//a[@aria-current='page']")
        assert here.text_content().strip() == current
