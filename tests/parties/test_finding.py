"""Customers are found, listed and told apart."""

from __future__ import annotations

from datetime import date

import pytest

from kundenwerk.parties import commands, queries
from kundenwerk.parties.queries import CustomerFilter, DuplicateQuery
from kundenwerk.parties.rules import BusinessPartnerKind
from kundenwerk.platform.search import find
from tests import factories
from tests.factories import person, running
from tests.factories.parties import A_DAY, AN_IBAN

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    ["Erika Beispiel", "beispi", "Beyspiel", "100001", "lindenallee 12a", "02241123456", "3000"],
)
def test_a_customer_is_found_by_what_a_caller_says(typed: str) -> None:
    business_partner = factories.business_partner()
    factories.bank_account(business_partner)

    hits = find(typed, kinds=["customer"])

    assert [hit.object_id for hit in hits] == [business_partner.pk]
    assert hits[0].subtitle == "Interessent 100001, Lindenallee 12a, Sankt Augustin"


@pytest.mark.row("AP-079")
@pytest.mark.parametrize(
    "typed",
    [
        {"last_name": "Beyspihl", "email": "", "phone": ""},
        {"last_name": "Anders", "first_name": "X", "birth_date": None, "phone": ""},
        {"email": "ERIKA@beispiel.de", "last_name": "Beispiel", "postcode": "", "street": ""},
    ],
)
def test_a_likely_duplicate_is_shown_before_a_second_record_is_made(typed: dict[str, str]) -> None:
    business_partner = factories.business_partner()
    if typed.get("postcode") == "":
        typed = typed | {"town": "", "house_number": ""}

    found = queries.duplicates(DuplicateQuery(data=person(**typed)))

    assert [(one.business_partner_id, one.likeness.is_likely) for one in found] == [
        (business_partner.pk, True)
    ]


def test_a_duplicate_is_found_by_its_iban() -> None:
    business_partner = factories.business_partner()
    factories.bank_account(business_partner)
    stranger = person(
        last_name="Ganzanders",
        postcode="",
        street="",
        town="",
        house_number="",
        email="",
        phone="",
        birth_date=None,
    )

    found = queries.duplicates(DuplicateQuery(data=stranger, iban=AN_IBAN))

    assert [one.likeness.reasons for one in found] == [("gleiche IBAN",)]


def test_the_record_being_edited_is_no_duplicate_of_itself() -> None:
    business_partner = factories.business_partner()

    assert queries.duplicates(DuplicateQuery(data=person(), ignore=business_partner.pk)) == []


def test_a_list_of_customers_goes_on_where_the_page_ended() -> None:
    for name in ("Zorn", "Özdemir", "Ober"):
        factories.business_partner(last_name=name)

    first = queries.customers(CustomerFilter(), day=A_DAY, limit=2)
    last = first[-1]
    rest = queries.customers(
        CustomerFilter(), day=A_DAY, after=queries.Cursor(last.sort_key, last.pk)
    )

    assert [one.last_name for one in [*first, *rest]] == ["Ober", "Özdemir", "Zorn"]


def test_a_list_is_narrowed_to_customers_and_by_text() -> None:
    wanted = factories.business_partner(last_name="Zorn")
    factories.business_partner(last_name="Ober")
    with running():
        commands.make_customer(wanted.pk, date(2026, 2, 1))

    by_role = queries.customers(CustomerFilter(customers=True), day=A_DAY)
    by_text = queries.customers(CustomerFilter(text="zorn"), day=A_DAY)

    assert [one.pk for one in by_role] == [one.pk for one in by_text] == [wanted.pk]
    assert by_role[0].customer_since == date(2026, 2, 1)


def test_an_organisation_is_known_by_its_own_name() -> None:
    firm = factories.business_partner(
        kind=BusinessPartnerKind.ORGANISATION, organisation_name="Bäckerei Knüpfel GmbH"
    )

    assert (str(firm), firm.sort_key) == ("Bäckerei Knüpfel GmbH", "baeckerei knuepfel gmbh")
    assert [hit.object_id for hit in find("Knüpfel")] == [firm.pk]


@pytest.mark.parametrize("letter", ["x", "ß", "ẞ", "ﬃ"])
def test_the_longest_possible_names_are_stored_and_found(letter: str) -> None:
    longest = factories.business_partner(
        kind=BusinessPartnerKind.ORGANISATION,
        organisation_name=letter * 120,
        last_name=letter * 80,
        first_name=letter * 80,
        title=letter * 40,
        street=letter * 80,
        town=letter * 80,
    )

    assert [hit.object_id for hit in find("100001")] == [longest.pk]
