"""Creating and changing business partners."""

from __future__ import annotations

from datetime import date

import pytest

from kundenwerk.kernel.ids import InvalidIdentifier
from kundenwerk.kernel.period import Period
from kundenwerk.parties import commands, queries
from kundenwerk.parties.models import Address, BankAccount, BusinessPartner
from kundenwerk.parties.rules import AddressKind, UnusableData
from kundenwerk.platform.commands import Call
from kundenwerk.platform.jobs import run_pending
from kundenwerk.platform.models import AuditRow
from kundenwerk.platform.search import find
from kundenwerk.work.queries import timeline
from tests import factories
from tests.factories import person, running
from tests.factories.parties import A_DAY, AN_IBAN

pytestmark = pytest.mark.django_db


@pytest.mark.row("AP-112", "AP-113")
def test_a_new_business_partner_has_address_contacts_and_one_contact_person(call: Call) -> None:
    business_partner_id = commands.register_business_partner(call, data=person(), day=A_DAY)

    record = queries.customer(business_partner_id, day=A_DAY)
    assert (record.business_partner.number, record.business_partner.is_customer) == (
        "100001",
        False,
    )
    assert str(record.main_address) == "Lindenallee 12a, 53757 Sankt Augustin"
    assert [contact.value for contact in record.contacts] == ["erika@beispiel.de", "02241 123456"]
    assert [(str(one), one.is_default) for one in record.persons] == [("Erika Beispiel", True)]
    assert queries.data_of(record) == person()


def test_an_unusable_entry_leaves_nothing_behind(call: Call) -> None:
    with pytest.raises(UnusableData):
        commands.register_business_partner(call, data=person(email="a@b"), day=A_DAY)

    assert not BusinessPartner.objects.exists()


def test_sql_in_every_field_is_plain_text() -> None:
    nasty = "'; drop table x; -- %s $1 \\'"

    stored = factories.business_partner(last_name=nasty, first_name=nasty, street=nasty, town=nasty)

    assert str(stored) == f"{nasty} {nasty}"


@pytest.mark.row("KM-016")
def test_a_move_keeps_the_old_address_until_the_day_before(call: Call) -> None:
    business_partner = factories.business_partner()
    moved = person(street="Hafenweg", house_number="3", postcode="20457", town="Hamburg")

    commands.update_business_partner(
        call, business_partner_id=business_partner.pk, version=1, data=moved, day=date(2026, 3, 1)
    )

    old, new = Address.objects.order_by("valid")
    assert (old.valid, old.town) == (Period(A_DAY, date(2026, 3, 1)), "Sankt Augustin")
    assert (new.valid, new.town) == (Period(date(2026, 3, 1)), "Hamburg")
    assert [hit.object_id for hit in find("Hafenweg Beispiel")] == [business_partner.pk]


@pytest.mark.row("KM-016")
def test_the_database_keeps_who_changed_what(call: Call) -> None:
    business_partner = factories.business_partner()

    commands.update_business_partner(
        call,
        business_partner_id=business_partner.pk,
        version=1,
        data=person(last_name="Neumann"),
        day=A_DAY,
    )

    rows = AuditRow.objects.filter(
        table_name="parties_businesspartner", row_id=str(business_partner.pk), command=str(call.key)
    ).order_by("pk")
    assert next((row.actor, row.old["last_name"], row.old["version"]) for row in rows) == (
        "test",
        "Beispiel",
        1,
    )


def test_changed_fields_appear_on_the_time_line(call: Call) -> None:
    business_partner = factories.business_partner()
    run_pending()

    commands.update_business_partner(
        call,
        business_partner_id=business_partner.pk,
        version=1,
        data=person(email="neu@beispiel.de"),
        day=A_DAY,
    )
    run_pending()

    (entry,) = timeline(business_partner.pk)
    assert (entry.title, entry.detail, entry.actor) == ("Stammdaten geändert", "E-Mail", "test")


def test_the_second_of_two_clerks_sees_what_the_first_saved(call: Call) -> None:
    business_partner = factories.business_partner()
    first = person(phone="02241 999999")
    commands.update_business_partner(
        call.derive(1), business_partner_id=business_partner.pk, version=1, data=first, day=A_DAY
    )

    with pytest.raises(commands.StaleVersion) as conflict:
        commands.update_business_partner(
            call.derive(2),
            business_partner_id=business_partner.pk,
            version=1,
            data=person(),
            day=A_DAY,
        )

    assert (conflict.value.current, conflict.value.version) == (first, 2)


def test_saving_an_unchanged_form_changes_nothing(call: Call) -> None:
    business_partner = factories.business_partner()

    version = commands.update_business_partner(
        call,
        business_partner_id=business_partner.pk,
        version=1,
        data=person(),
        day=date(2026, 6, 1),
    )

    assert (version, Address.objects.count()) == (1, 1)


def test_a_number_that_becomes_the_mobile_number_is_moved(call: Call) -> None:
    business_partner = factories.business_partner()
    changed = person(phone="", mobile="0151 2345678")

    commands.update_business_partner(
        call, business_partner_id=business_partner.pk, version=1, data=changed, day=A_DAY
    )

    assert queries.business_partner_data(business_partner.pk, day=A_DAY) == changed


@pytest.mark.row("KM-027")
def test_a_billing_address_stands_beside_the_main_address(call: Call) -> None:
    business_partner = factories.business_partner()
    elsewhere = person(street="Postfach", house_number="", postcode="10117", town="Berlin")

    commands.set_address(
        call,
        business_partner_id=business_partner.pk,
        kind=AddressKind.BILLING,
        data=elsewhere,
        day=A_DAY,
    )

    record = queries.customer(business_partner.pk, day=A_DAY)
    assert (str(record.billing_address), record.main_address and record.main_address.town) == (
        "Postfach, 10117 Berlin",
        "Sankt Augustin",
    )


@pytest.mark.row("AP-088")
def test_the_same_iban_of_a_business_partner_is_stored_once() -> None:
    business_partner = factories.business_partner()
    first = factories.bank_account(business_partner)

    second = factories.bank_account(business_partner, "de89 3704 0044 0532 0130 00")

    assert second == first
    assert queries.known_bank_account(business_partner.pk, "DE89 3704 0044 0532 0130 00") == first


@pytest.mark.row("AP-085")
def test_the_iban_of_another_customer_is_not_known() -> None:
    factories.bank_account(factories.business_partner())
    other = factories.business_partner(last_name="Anders")

    assert queries.known_bank_account(other.pk, AN_IBAN) is None


def test_an_iban_is_not_readable_in_the_database() -> None:
    account = factories.bank_account(factories.business_partner())

    stored = BankAccount.objects.extra(select={"raw": "encode(iban, 'escape')"}).get()

    assert account.iban == AN_IBAN
    assert AN_IBAN not in stored.raw  # type: ignore[attr-defined]
    assert (stored.bank_name, stored.iban_last4) == ("Commerzbank", "3000")


def test_an_iban_that_cannot_be_debited_stores_nothing(call: Call) -> None:
    business_partner = factories.business_partner()

    with pytest.raises(InvalidIdentifier):
        commands.save_bank_account(
            call,
            business_partner_id=business_partner.pk,
            iban="SA0380000000608010167519",
            holder="",
        )

    assert not BankAccount.objects.exists()


@pytest.mark.parametrize("size", [1, 30])
def test_the_number_of_queries_does_not_grow_with_the_business_partners(
    size: int, django_assert_max_num_queries: object
) -> None:
    entries = [person(last_name=f"Name{'x' * number}") for number in range(size)]

    with running(), django_assert_max_num_queries(16):  # type: ignore[operator]
        created = commands.create_business_partners(entries, day=A_DAY)

    assert len({one.number for one in created}) == size
