"""Master data are changed field by field; colleagues never overwrite each other."""

from __future__ import annotations

import re
import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.market.commands import import_places
from kundenwerk.parties import queries
from kundenwerk.parties.models import Address, BusinessPartner
from kundenwerk.parties.rules import BusinessPartnerData
from kundenwerk.platform.models import BusinessDate
from tests import factories
from tests.factories.users import user

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture
def clerk(settings: Any) -> Client:
    settings.DEMO = True
    BusinessDate.objects.update_or_create(pk=1, defaults={"day": DAY})
    client = Client()
    client.force_login(user(Role.SERVICE, username="eva"))
    return client


def address(business_partner: BusinessPartner) -> str:
    return reverse("staff:customer_edit", args=[business_partner.pk])


def shown(clerk: Client, business_partner: BusinessPartner) -> dict[str, str]:
    """Every field of the form as the page shows it, hidden ones too."""
    text = clerk.get(address(business_partner)).content.decode()
    fields = dict(
        re.findall(r'<input type="(?:hidden|text)" name="([\w-]+)"(?: value="([^"]*)")?', text)
    )
    fields |= dict(re.findall(r'name="([\w-]+)" value="([^"]*)"[^>]*checked', text))
    selected = re.search(r'<select name="salutation".*?value="(\w+)" selected', text, re.DOTALL)
    assert selected
    return {**fields, "salutation": selected[1], "key": str(uuid.uuid4())}


def stored(business_partner: BusinessPartner) -> BusinessPartnerData:
    return queries.data_of(queries.customer(business_partner.pk, day=DAY))


def save(
    clerk: Client, business_partner: BusinessPartner, values: dict[str, str], **changes: str
) -> Any:
    return clerk.post(address(business_partner), {**values, **changes}, follow=True)


def test_only_what_was_changed_is_written(clerk: Client) -> None:
    business_partner = factories.business_partner(mobile="0171 2345678")
    before = stored(business_partner)

    answer = save(
        clerk,
        business_partner,
        shown(clerk, business_partner),
        phone="02241 999",
        last_name="Neumann",
    )

    assert answer.status_code == 200
    after = stored(business_partner)
    changed = {n for n in BusinessPartnerData.__slots__ if getattr(before, n) != getattr(after, n)}
    assert changed == {"phone", "last_name"}
    assert [one.text for one in answer.context["undo"]()] == ["Geändert: Nachname, Telefon"]


@pytest.mark.row("V8")
def test_a_change_is_taken_back_with_address_and_all(clerk: Client) -> None:
    business_partner = factories.business_partner()
    before = stored(business_partner)
    changes = {
        "street": "Neuer Weg",
        "house_number": "3",
        "email": "neu@example.org",
        "birth_date": "01.02.1981",
        "last_name": "Neumann",
    }
    answer = save(clerk, business_partner, shown(clerk, business_partner), **changes)
    assert stored(business_partner).street == "Neuer Weg"
    assert Address.objects.count() == 2

    clerk.post(reverse("staff:undo", args=[answer.context["undo"]()[0].id]))

    assert stored(business_partner) == before
    assert Address.objects.get().valid.end is None


@pytest.mark.row("V8")
def test_another_field_changed_since_stays_when_ones_own_is_taken_back(clerk: Client) -> None:
    business_partner = factories.business_partner()
    answer = save(clerk, business_partner, shown(clerk, business_partner), phone="02241 999")
    save(clerk, business_partner, shown(clerk, business_partner), email="neu@example.org")

    clerk.post(reverse("staff:undo", args=[answer.context["undo"]()[0].id]))

    after = stored(business_partner)
    assert (after.phone, after.email) == ("02241 123456", "neu@example.org")


@pytest.mark.row("V8")
def test_the_same_field_changed_since_is_shown_side_by_side(clerk: Client) -> None:
    business_partner = factories.business_partner()
    answer = save(clerk, business_partner, shown(clerk, business_partner), phone="02241 999")
    save(clerk, business_partner, shown(clerk, business_partner), phone="02241 888")

    back = clerk.post(reverse("staff:undo", args=[answer.context["undo"]()[0].id]))

    text = back.content.decode()
    assert back.status_code == 409
    for expected in ("Telefon", "02241 999", "02241 888"):
        assert expected in text
    assert stored(business_partner).phone == "02241 888"


def test_a_stale_form_shows_both_values_and_goes_on_from_there(clerk: Client) -> None:
    business_partner = factories.business_partner()
    mine = shown(clerk, business_partner)
    save(
        clerk,
        business_partner,
        shown(clerk, business_partner),
        phone="02241 888",
        email="sie@example.org",
    )

    stale = save(clerk, business_partner, mine, phone="02241 999")

    text = stale.content.decode()
    assert stale.status_code == 409
    assert "<td>02241 888</td><td>02241 999</td>" in text
    assert stored(business_partner).phone == "02241 888"
    again = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', text))
    assert save(clerk, business_partner, again).status_code == 200
    after = stored(business_partner)
    assert (after.phone, after.email) == ("02241 999", "sie@example.org")


def test_the_state_follows_from_the_town(clerk: Client) -> None:
    import_places(
        factories.fresh_call(),
        content=b"postleitzahl;ort;bundesland\n22145;Hamburg;Hamburg\n",
    )
    business_partner = factories.business_partner()

    save(clerk, business_partner, shown(clerk, business_partner), postcode="22145", town="Hamburg")

    assert stored(business_partner).state == "Hamburg"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("last_name", "", "Bitte geben Sie den Nachnamen ein."),
        ("postcode", "1234", "Meinten Sie 01234?"),
        ("birth_date", "31.02.1980", "Diesen Tag gibt es nicht."),
        ("birth_date", "01.01.2030", "muss in der Vergangenheit liegen"),
        ("email", "keine Adresse", "E-Mail"),
        ("first_name", "A\u202eB", "Zeichen"),
        ("street", "", "vervollständigen"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_nothing_is_stored(
    clerk: Client, field: str, value: str, sentence: str
) -> None:
    business_partner = factories.business_partner()
    before = stored(business_partner)

    answer = save(
        clerk,
        business_partner,
        shown(clerk, business_partner),
        **{field: value, "phone": "02241 999"},
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert stored(business_partner) == before


def test_an_unchanged_form_changes_nothing(clerk: Client) -> None:
    business_partner = factories.business_partner()

    answer = save(clerk, business_partner, shown(clerk, business_partner))

    assert answer.context["undo"]() == []
    assert BusinessPartner.objects.get(pk=business_partner.pk).version == 1


def test_a_person_nobody_knows_is_not_found(clerk: Client) -> None:
    assert clerk.get(reverse("staff:customer_edit", args=[999_999])).status_code == 404
