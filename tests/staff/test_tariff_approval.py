"""From draft to approved and ended prices over HTTP, and what a used version says."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.money import Money
from kundenwerk.platform.clock import set_business_date
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from tests.factories import fresh_call
from tests.factories import sales as given
from tests.factories.users import user
from tests.staff.tariff_desk import a_draft, fields, post, see, words
from tests.staff.test_undo_pages import take_back
from tests.tariffs.test_used_versions import use

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    set_business_date(fresh_call(), day=given.DAY)
    client = Client()
    client.force_login(user(Role.SALES))
    return client


def test_an_approval_that_overlaps_names_the_other_version(clerk: Client) -> None:
    sold = given.tariff("FIX", "12.5")
    rival = TariffVersion.objects.create(
        tariff=sold.tariff,
        label="Rivale",
        prices=sold.prices,
        sale=sold.sale,
        price_kind="COMPONENTS",
        new_customer_bonus=Money(0),
        instant_bonus=Money(0),
    )
    PriceTier.objects.create(version=rival, energy_ct=1, base_eur_per_year=1)

    page = clerk.get(reverse("staff:version_approve", args=[rival.pk])).content.decode()
    assert "Die Preise überschneiden sich mit" in page
    assert sold.label in page
    answer = post(clerk, "version_approve", rival.pk, **fields(page))

    assert answer.status_code == 409
    assert f"überschneiden sich mit „{sold.label}“" in words(answer)
    rival.refresh_from_db()
    assert rival.approved_on is None


def test_a_draft_changed_since_it_was_shown_is_not_approved(clerk: Client) -> None:
    version = a_draft()
    page = clerk.get(reverse("staff:version_approve", args=[version.pk])).content.decode()
    edit = clerk.get(reverse("staff:version_edit", args=[version.pk])).content.decode()
    post(clerk, "version_edit", version.pk, **(fields(edit) | {"arbeit-0": ["99"]}))

    answer = post(clerk, "version_approve", version.pk, **fields(page))

    assert answer.status_code == 409
    assert "inzwischen geändert" in words(answer)
    version.refresh_from_db()
    assert version.approved_on is None


def test_a_used_version_says_why_it_stays_and_what_to_do(clerk: Client) -> None:
    version = given.tariff("FIX", "12.5")
    use(version.pk)

    text = see(clerk, "version", version.pk)
    assert "deshalb ist er unveränderlich" in text
    assert "Preisanpassung vorbereiten" in text
    assert clerk.get(reverse("staff:version_edit", args=[version.pk])).status_code == 302
    text = see(clerk, "tariff_edit", version.tariff_id)
    assert "Deshalb ändert sich der Tarif nicht mehr" in text


def test_the_sale_of_a_version_ends_and_goes_on(clerk: Client) -> None:
    version = given.tariff("FIX", "12.5")

    answer = post(clerk, "version_end", version.pk)
    assert "BEENDET" in see(clerk, "version", version.pk)
    take_back(clerk, clerk.get(answer.url))

    assert "AKTIV" in see(clerk, "version", version.pk)
