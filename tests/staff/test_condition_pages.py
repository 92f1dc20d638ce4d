"""Conditions of a draft over HTTP: entered, given to every tier, taken back, refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.kernel.money import Money
from kundenwerk.tariffs.models import Condition, PriceTier
from tests.staff.tariff_desk import a_draft, fields, post, see, words
from tests.staff.test_undo_pages import take_back

pytestmark = pytest.mark.django_db


CONDITION = {
    "bezeichnung": ["Ökozuschlag", "Wallbox-Gutschrift"],
    "erlaeuterung": ["aus der Region", ""],
    "art": ["ENERGY", "ONCE"],
    "betrag": ["0,30", "-30"],
}


@pytest.mark.row("AP-072")
def test_conditions_are_entered_at_a_tier_and_taken_back(clerk: Client) -> None:
    version = a_draft()
    page = clerk.get(reverse("staff:version_conditions", args=[version.pk, 1])).content.decode()
    answer = post(clerk, "version_conditions", version.pk, 1, **(fields(page) | CONDITION))

    kept = [(one.label, one.kind, one.price, one.once) for one in Condition.objects.all()]
    assert [(label, kind) for label, kind, _, _ in kept] == [
        ("Ökozuschlag", "ENERGY"),
        ("Wallbox-Gutschrift", "ONCE"),
    ]
    assert (str(kept[0][2]), kept[1][3]) == ("0.300000", Money(-3000))
    assert "Ökozuschlag, Wallbox-Gutschrift" in see(clerk, "version", version.pk)
    take_back(clerk, clerk.get(answer.url))
    assert not Condition.objects.exists()


def test_conditions_can_be_given_to_every_tier_at_once(clerk: Client) -> None:
    version = a_draft(upto_kwh=3000)
    PriceTier.objects.create(version=version, from_kwh=3000, energy_ct=11, base_eur_per_year=90)
    page = clerk.get(reverse("staff:version_conditions", args=[version.pk, 2])).content.decode()

    values = fields(page) | CONDITION | {"alle": "1"}
    post(clerk, "version_conditions", version.pk, 2, **values)

    assert Condition.objects.count() == 4
    edit = clerk.get(reverse("staff:version_edit", args=[version.pk])).content.decode()
    post(clerk, "version_edit", version.pk, **(fields(edit) | {"arbeit-0": ["13", "12"]}))
    assert Condition.objects.count() == 4


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"betrag": ["viel", "-30"]}, "Kondition 1:"),
        ({"betrag": ["", "-30"]}, "Der Betrag fehlt."),
        ({"bezeichnung": ["Gleich", "gleich"]}, "gibt es an dieser Staffel schon"),
        ({"art": ["FREE", "ONCE"]}, "Diese Art gibt es nicht."),
        ({"betrag": ["-20", "-30"]}, "übersteigen den Arbeitspreis"),
        ({"before": "["}, "nicht lesbar"),
        ({"art": ["TERMS", "ONCE"], "betrag": ["99", "-30"]}, "1 bis 60 Monate"),
    ],
)
def test_conditions_that_cannot_be_are_told_at_their_line(
    clerk: Client, changes: dict[str, Any], sentence: str
) -> None:
    version = a_draft()
    page = clerk.get(reverse("staff:version_conditions", args=[version.pk, 1])).content.decode()

    values = fields(page) | CONDITION | changes
    answer = post(clerk, "version_conditions", version.pk, 1, **values)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Condition.objects.exists()
