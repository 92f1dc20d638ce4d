"""From draft to approved and ended prices over HTTP, and what a used version says."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs import commands
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from tests.factories import fresh_call
from tests.factories import sales as given
from tests.staff.tariff_desk import a_draft, fields, post, see, words
from tests.staff.test_undo_pages import take_back
from tests.tariffs.test_used_versions import use

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


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


def waiting_version() -> tuple[TariffVersion, TariffVersion]:
    """Prices on sale, and approved ones that follow next year."""
    sold = given.tariff("FIX", "12.5")
    TariffVersion.objects.update(prices=Period(sold.prices.start))
    following = commands.prepare_version(
        fresh_call(), tariff_id=sold.tariff_id, start=date(2027, 1, 1), label="Preise 2027"
    )
    commands.activate_version(fresh_call(), version_id=following, day=given.DAY)
    return sold, TariffVersion.objects.get(pk=following)


def test_an_approval_is_withdrawn_for_a_reason_and_taken_back(clerk: Client) -> None:
    sold, following = waiting_version()
    assert "lässt sich die Freigabe zurücknehmen" in see(clerk, "version", following.pk)
    text = see(clerk, "version_withdraw", following.pk)
    assert f"„{sold.label}“ gilt wieder ohne Ende" in text

    answer = post(clerk, "version_withdraw", following.pk, reason="Netzentgelt falsch")

    text = see(clerk, "version", following.pk)
    assert f"Freigabe zurückgenommen am {given.DAY:%d.%m.%Y}: Netzentgelt falsch" in text
    assert "Entwurf bearbeiten" in text
    take_back(clerk, clerk.get(answer.url))
    text = see(clerk, "version", following.pk)
    assert "freigegeben" in text
    assert "Netzentgelt falsch" not in text


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_without_a_reason_nothing_is_withdrawn(clerk: Client, reason: str) -> None:
    _, following = waiting_version()

    answer = post(clerk, "version_withdraw", following.pk, reason=reason)

    assert answer.status_code == 422
    following.refresh_from_db()
    assert following.approved_on == given.DAY


def test_used_prices_and_those_on_sale_say_why_they_stay(clerk: Client) -> None:
    sold, following = waiting_version()
    use(following.pk)

    assert "Freigabe zurücknehmen" not in see(clerk, "version", following.pk)
    for version, reason in ((following, "stützen sich auf diesen"), (sold, "Verkauf hat schon")):
        assert reason in see(clerk, "version_withdraw", version.pk)
        answer = post(clerk, "version_withdraw", version.pk, reason="falsch")
        assert answer.status_code == 422
        assert reason in words(answer)
        version.refresh_from_db()
        assert version.approved_on is not None


def test_prices_in_preparation_are_given_to_no_contract(clerk: Client) -> None:
    draft = a_draft()

    answer = post(clerk, "version_apply", draft.pk, announced_on="22.11.2026")

    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.used_at is None
