"""Orders without a clerk from somebody known: a task, both records, one answer."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.correspondence.queries import documents_of
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.parties.models import BankAccount, BusinessPartner
from kundenwerk.parties.queries import CustomerFilter, DuplicateQuery, customers, duplicates
from kundenwerk.platform import books
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.jobs import run_pending
from kundenwerk.platform.search import find
from kundenwerk.sales import commands
from kundenwerk.sales.models import PossibleDuplicate, Quote
from kundenwerk.work.models import Task, TimelineEntry
from tests.api.program import QUOTE, Program, token
from tests.factories import parties
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.ledger.factories import invoice
from tests.own_database import at_once
from tests.portal.shopping import ordered

KNOWN = {
    "first_name": "Petra",
    "last_name": "Sommer",
    "email": "petra@example.org",
    "street": "Domgasse",
    "house_number": "7",
    "postcode": "50667",
    "town": "Köln",
}


def known_customer(iban: str = given.IBAN) -> BusinessPartner:
    given.small_market()
    set_business_date(fresh_call(), day=given.DAY)
    known = parties.business_partner(**KNOWN)
    parties.bank_account(known, iban)
    return known


def order_of_the_known() -> Quote:
    """A visitor's order that looks like the known customer's; the jobs have run."""
    visitor = Client()
    answer = ordered(visitor, given.tariff(uuid.uuid4().hex[:6].upper(), "12.5"))
    assert answer["Location"] == reverse("public:done")
    run_pending()
    return Quote.objects.latest("pk")


def press(client: Client, answer: str, pair: PossibleDuplicate) -> Any:
    sent = {"key": str(uuid.uuid4())}
    return client.post(reverse(f"staff:duplicate_{answer}", args=[pair.pk]), sent, follow=True)


@pytest.fixture
def clerk(client: Client) -> Client:
    client.force_login(user(Role.SERVICE, username="sina"))
    return client


@pytest.mark.django_db
@pytest.mark.row("AP-079", "BAD-B18")
def test_service_gets_one_task_with_both_records_side_by_side(clerk: Client) -> None:
    known = known_customer()

    quote = order_of_the_known()
    again = commands.look_for_known(fresh_call(), quote_id=quote.pk, day=given.DAY)

    pair = PossibleDuplicate.objects.get()
    assert (pair.newcomer, pair.known, again) == (quote.business_partner, known, 0)
    task = Task.objects.get(key=f"sales:duplicate:{pair.pk}")
    assert task.title == "Mögliche Dublette: Petra Sommer und Petra Sommer"
    assert (task.role, task.due_on) == ("SERVICE", given.DAY)
    page = clerk.get(task.url).content.decode()
    for words in (pair.newcomer.number, known.number, "Domgasse 7", "Das ist derselbe Kunde"):
        assert words in page
    assert page.count(">gleich<") >= 3
    assert str(pair.newcomer) in clerk.get(reverse("staff:duplicates")).content.decode()
    assert Client().get(task.url).status_code == 302


@pytest.mark.django_db
def test_orders_of_programs_are_looked_at_and_quotes_of_clerks_are_not() -> None:
    known_customer()
    version = given.tariff("PLUS", "12.5")
    given.quote(version)
    run_pending()
    assert not PossibleDuplicate.objects.exists()

    Program(token()).post("quotes", QUOTE | {"tariff_version": version.pk})
    run_pending()

    assert {pair.quote.created_by for pair in PossibleDuplicate.objects.all()} == {"api:erp"}


@pytest.mark.django_db
def test_strangers_make_no_task() -> None:
    known_customer("DE75512108001245126199")
    BusinessPartner.objects.update(duplicate_keys=["nobody"])

    order_of_the_known()

    assert not PossibleDuplicate.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("iban", [given.IBAN, "DE75512108001245126199"])
def test_the_same_customer_gets_everything_once(clerk: Client, iban: str) -> None:
    known = known_customer(iban)
    quote = order_of_the_known()
    newcomer, pair = quote.business_partner, PossibleDuplicate.objects.get()
    written = set(documents_of(newcomer.pk))

    answers = [press(clerk, "join", pair) for _ in range(2)]

    assert [answer.redirect_chain[0][0] for answer in answers] == [f"/kunden/{known.pk}/"] * 2
    quote.refresh_from_db()
    assert quote.business_partner == known
    assert quote.bank_account
    assert quote.bank_account.business_partner == known
    contract, account = SupplyContract.objects.get(), ContractAccount.objects.get()
    assert contract.business_partner == account.business_partner == known
    assert account.mandate
    assert account.mandate.bank_account == quote.bank_account
    assert BankAccount.objects.filter(business_partner=known).count() == (
        1 if iban == given.IBAN else 2
    )
    known.refresh_from_db()
    assert known.is_customer
    assert written
    assert written <= set(documents_of(known.pk))
    assert Task.objects.get(key=f"sales:duplicate:{pair.pk}").state == "DROPPED"
    joined = TimelineEntry.objects.filter(title__startswith="Mit ")
    assert {(one.business_partner, one.title) for one in joined} == {
        (known, f"Mit {newcomer.number} zusammengeführt"),
        (newcomer, f"Mit {known.number} zusammengeführt"),
    }
    assert TimelineEntry.objects.filter(business_partner=newcomer).count() == 1
    assert not any(books.check_all().values())


@pytest.mark.django_db
def test_the_emptied_record_leads_to_the_other_and_is_found_no_more(clerk: Client) -> None:
    known = known_customer()
    newcomer = order_of_the_known().business_partner
    press(clerk, "join", PossibleDuplicate.objects.get())

    page = clerk.get(reverse("staff:customer", args=[newcomer.pk]))

    assert page["Location"] == reverse("staff:customer", args=[known.pk])
    for name in ("consents", "customer_peek", "customer_edit"):
        led = clerk.get(reverse(f"staff:{name}", args=[newcomer.pk]))
        assert led["Location"] == reverse(f"staff:{name}", args=[known.pk])
    note = {"key": str(uuid.uuid4()), "text": "ruft zurück"}
    clerk.post(reverse("staff:customer_note", args=[newcomer.pk]), note)
    assert not TimelineEntry.objects.filter(kind="NOTE").exists()
    listed = {one.pk for one in customers(CustomerFilter(), day=given.DAY)}
    assert listed == {known.pk}
    alike = duplicates(DuplicateQuery(data=parties.person(**KNOWN)))
    assert [one.business_partner_id for one in alike] == [known.pk]
    assert newcomer.pk not in {hit.object_id for hit in find("Sommer", kinds=["customer"])}


@pytest.mark.django_db
@pytest.mark.row("ASK-13")
def test_a_clerk_sees_what_moves_chooses_a_value_and_parts_both_again(clerk: Client) -> None:
    known = known_customer()
    newcomer = order_of_the_known().business_partner
    pair = PossibleDuplicate.objects.get()
    address = reverse("staff:duplicate", args=[pair.pk])
    before = clerk.get(address).content.decode()
    for words in ("Was umzieht", "Lieferverträge", "Dokumente", "in den nächsten 30 Tagen"):
        assert words in before
    wrong = {"key": str(uuid.uuid4()), "take": "number"}
    clerk.post(reverse("staff:duplicate_join", args=[pair.pk]), wrong)
    assert PossibleDuplicate.objects.get().state == "OPEN"
    chosen = {"key": str(uuid.uuid4()), "take": ["salutation", "birth_date"]}
    clerk.post(reverse("staff:duplicate_join", args=[pair.pk]), chosen)
    known.refresh_from_db()
    assert (known.salutation, known.birth_date) == (newcomer.salutation, newcomer.birth_date)
    assert "Wieder trennen" in clerk.get(address).content.decode()
    assert newcomer.number in clerk.get(reverse("staff:duplicates")).content.decode()

    answers = [press(clerk, "part", pair) for _ in range(2)]

    assert "Alles ging zurück." in answers[0].content.decode()
    assert "Das ist schon geklärt: zu klären." in answers[1].content.decode()
    assert clerk.get(reverse("staff:customer", args=[newcomer.pk])).status_code == 200
    assert Task.objects.get(key=f"sales:duplicate:{pair.pk}").state == "OPEN"
    assert SupplyContract.objects.get().business_partner == newcomer


@pytest.mark.django_db
def test_programs_are_told_the_number_that_is_kept() -> None:
    known = known_customer()
    version = given.tariff("PLUS", "12.5")
    program = Program(token())
    made = program.post("quotes", QUOTE | {"tariff_version": version.pk})
    run_pending()
    pair = PossibleDuplicate.objects.get()

    commands.join_customers(fresh_call(), pair_id=pair.pk, day=given.DAY)

    told = program.get(f"quotes/{made.json()['number']}").json()
    assert told["customer_number"] == known.number


@pytest.mark.django_db
def test_what_was_billed_stays_where_it_is(clerk: Client) -> None:
    known_customer()
    quote = order_of_the_known()
    invoice(ContractAccount.objects.get().ledger_account, 119_00)
    pair = PossibleDuplicate.objects.get()

    answer = press(clerk, "join", pair)

    assert "ist schon abgerechnet oder gebucht worden" in answer.content.decode()
    quote.refresh_from_db()
    pair.refresh_from_db()
    assert (quote.business_partner, pair.state) == (pair.newcomer, "OPEN")
    assert Task.objects.get(key=f"sales:duplicate:{pair.pk}").state == "OPEN"


@pytest.mark.django_db
def test_different_customers_stay_apart_and_are_not_asked_again(clerk: Client) -> None:
    known_customer()
    quote = order_of_the_known()
    pair = PossibleDuplicate.objects.get()

    for _ in range(2):
        press(clerk, "keep", pair)
    press(clerk, "join", pair)
    commands.look_for_known(fresh_call(), quote_id=quote.pk, day=given.DAY)

    pair.refresh_from_db()
    quote.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("DIFFERENT", "sina")
    assert quote.business_partner == pair.newcomer
    assert Task.objects.get(key=f"sales:duplicate:{pair.pk}").state == "DROPPED"
    with pytest.raises(TransitionNotAllowed):
        commands.join_customers(fresh_call(), pair_id=pair.pk, day=given.DAY)


@pytest.mark.django_db
def test_other_pairs_of_an_emptied_record_need_no_answer() -> None:
    known_customer()
    parties.business_partner(**KNOWN)
    order_of_the_known()
    first, second = PossibleDuplicate.objects.order_by("known_id")

    commands.join_customers(fresh_call(), pair_id=first.pk, day=given.DAY)

    second.refresh_from_db()
    assert second.state == "DROPPED"
    assert not Task.objects.filter(key__startswith="sales:duplicate:", state="OPEN").exists()


@pytest.mark.concurrency
@pytest.mark.usefixtures("committed")
def test_of_two_clerks_at_once_one_decides() -> None:
    known_customer()
    parties.business_partner(**KNOWN)
    order_of_the_known()
    first, second = PossibleDuplicate.objects.order_by("known_id")

    def decide(number: int) -> int:
        if number % 2:
            return commands.join_customers(fresh_call(), pair_id=second.pk, day=given.DAY)
        return commands.join_customers(fresh_call(), pair_id=first.pk, day=given.DAY)

    at_once(4, decide)

    states = sorted(PossibleDuplicate.objects.values_list("state", flat=True))
    assert states == ["DROPPED", "SAME"]
    winner = PossibleDuplicate.objects.get(state="SAME").known
    assert Quote.objects.get().business_partner == winner
    assert SupplyContract.objects.get().business_partner == winner
    assert TimelineEntry.objects.filter(title__startswith="Mit ").count() == 2

    pair = PossibleDuplicate.objects.get(state="SAME").pk
    at_once(4, lambda _: commands.part_customers(fresh_call(), pair_id=pair, day=given.DAY))
    assert set(PossibleDuplicate.objects.values_list("state", flat=True)) == {"OPEN"}
    assert TimelineEntry.objects.filter(title__endswith="zurückgenommen").count() == 2
