"""Two records made one: everything moves, a refusal wins, and undo gives back what moved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from kundenwerk.accounts.roles import Role
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.correspondence.models import Document
from kundenwerk.correspondence.queries import documents_of
from kundenwerk.debtors.models import ContractAccount, SepaMandate
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.parties.commands import update_business_partner
from kundenwerk.parties.models import BankAccount, BusinessPartner, Consent, ContactPoint
from kundenwerk.parties.queries import business_partner_data, customer, data_of
from kundenwerk.parties.queries.consents import may_approach
from kundenwerk.parties.queries.merging import belongings
from kundenwerk.parties.rules.consent import ConsentChannel
from kundenwerk.parties.rules.person import with_texts
from kundenwerk.platform import books, jobs
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.search import find
from kundenwerk.sales import commands
from kundenwerk.sales.models import Merge, PossibleDuplicate, Quote, QuoteDraft
from kundenwerk.sales.queries.merging import moving, to_be_taken_back
from kundenwerk.work.models import Task, TimelineEntry
from tests.factories import consents, parties
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.ledger.factories import invoice
from tests.sales.accepted import accepted

EMAIL = ConsentChannel.EMAIL
LATER = given.DAY + timedelta(days=3)


def pair_with_contract() -> PossibleDuplicate:
    """A known customer, and a newer record with an accepted quote."""
    given.small_market()
    set_business_date(fresh_call(), day=given.DAY)
    known = parties.business_partner(last_name="Ährenfeld", email="alt@example.org")
    parties.bank_account(known, "DE75512108001245126199")
    quote = accepted()
    jobs.run_pending()
    return PossibleDuplicate.objects.create(
        quote=quote,
        newcomer=quote.business_partner,
        known=known,
        score=90,
        reasons="Name",
    )


def joined(pair: PossibleDuplicate, *take: str) -> int:
    return commands.join_customers(fresh_call(), pair_id=pair.pk, day=given.DAY, take=take)


def parted(pair: PossibleDuplicate) -> list[str]:
    return commands.part_customers(fresh_call(), pair_id=pair.pk, day=LATER)


def owners() -> dict[str, list[tuple[int, int]]]:
    """Whose every row is, whatever table it stands in."""
    tables: list[type[Model]] = [
        SupplyContract, ContractAccount, BankAccount, Document, Consent, Quote, Task, ContactPoint,
    ]  # fmt: skip
    return {
        one._meta.label: sorted(one._base_manager.values_list("pk", "business_partner_id"))
        for one in tables
    }


@pytest.mark.django_db
@pytest.mark.row("ASK-13")
def test_what_moved_goes_back_and_both_time_lines_say_so() -> None:
    pair = pair_with_contract()
    newcomer, known = pair.newcomer, pair.known
    login = user(Role.CUSTOMER, username="petra", business_partner_id=newcomer.pk)
    before, mandates = owners(), list(SepaMandate.objects.values_list("pk", "bank_account"))
    told = {one.label: one.count for one in moving(newcomer, known)}
    assert told["Lieferverträge"] == told["Vertragskonten"] == told["Zugänge"] == 1

    joined(pair)

    login.refresh_from_db()
    assert login.business_partner_id == known.pk
    assert SupplyContract.objects.get().business_partner_id == known.pk
    assert documents_of(known.pk)
    assert not documents_of(newcomer.pk)
    assert known.pk in {hit.object_id for hit in find(newcomer.number, kinds=["customer"])}
    assert [one.pair for one in to_be_taken_back(day=LATER)] == [pair]
    assert not any(books.check_all().values())

    assert parted(pair) == []

    login.refresh_from_db()
    newcomer.refresh_from_db()
    pair.refresh_from_db()
    assert (owners(), login.business_partner_id) == (before, newcomer.pk)
    assert list(SepaMandate.objects.values_list("pk", "bank_account")) == mandates
    assert (newcomer.merged_into, newcomer.is_customer, pair.state) == (None, True, "OPEN")
    assert newcomer.duplicate_keys
    assert not BusinessPartner.objects.get(pk=known.pk).is_customer
    assert newcomer.pk in {hit.object_id for hit in find(newcomer.number, kinds=["customer"])}
    for owner in (newcomer, known):
        titles = TimelineEntry.objects.filter(business_partner=owner).values_list(
            "title", flat=True
        )
        assert any(title.startswith("Mit ") for title in titles)
        assert any(title.endswith("zurückgenommen") for title in titles)
    assert not any(books.check_all().values())


@pytest.mark.django_db
def test_everything_that_names_somebody_moves_or_says_why_it_stays() -> None:
    stay = {
        model._meta.label
        for model in apps.get_models()
        if getattr(model, "stays_when_merged", False)
    }
    one, other = parties.business_partner(), parties.business_partner()

    moves = {f"{model._meta.label}.{column}" for model, column, _ in belongings(one, other)}

    assert stay == {"parties.Address", "sales.PossibleDuplicate", "sales.PriceCalculation"}
    assert {"parties.Consent.business_partner_id", "correspondence.Document.business_partner_id",
            "debtors.ContractAccount.invoice_recipient_id", "sales.Lead.business_partner_id",
            "marketing.CampaignMail.business_partner_id", "accounts.User.business_partner_id",
            "parties.BusinessPartner.merged_into_id"} <= moves  # fmt: skip


@pytest.mark.django_db
@pytest.mark.row("ASK-13", "R-73")
@pytest.mark.parametrize("who_refused", ["newcomer", "known"])
def test_who_refused_under_one_number_has_refused_and_undo_parts_the_answers(
    who_refused: str,
) -> None:
    pair = pair_with_contract()
    sides_ = {"newcomer": pair.newcomer_id, "known": pair.known_id}
    refuses = sides_.pop(who_refused)
    (agrees,) = sides_.values()
    consents.refused(refuses)
    consents.noted(agrees)

    joined(pair)

    assert not may_approach(pair.known_id, EMAIL)
    carried = Consent.objects.latest("pk")
    assert "zusammengeführt" in carried.proof
    parted(pair)
    assert may_approach(agrees, EMAIL) == (agrees == pair.newcomer_id or who_refused == "newcomer")
    assert not may_approach(refuses, EMAIL)


@pytest.mark.django_db
@pytest.mark.row("ASK-13")
def test_chosen_values_are_kept_and_go_back_unless_somebody_changed_them() -> None:
    pair = pair_with_contract()
    theirs = business_partner_data(pair.newcomer_id, day=given.DAY)
    own = business_partner_data(pair.known_id, day=given.DAY)

    joined(pair, "name", "email")

    kept = business_partner_data(pair.known_id, day=given.DAY)
    assert (kept.last_name, kept.email) == (theirs.last_name, theirs.email)
    assert kept.street == own.street
    emails = ContactPoint.objects.filter(business_partner=pair.known, kind="EMAIL")
    assert {one.value for one in emails} == {theirs.email, own.email}
    record = customer(pair.known_id, day=LATER)
    update_business_partner(
        fresh_call(),
        business_partner_id=pair.known_id,
        version=record.business_partner.version,
        data=with_texts(data_of(record), {"last_name": "Herbst"}),
        day=LATER,
    )

    stayed = parted(pair)

    assert stayed == ["Nachname: seitdem geändert"]
    after = business_partner_data(pair.known_id, day=LATER)
    assert (after.last_name, after.email) == ("Herbst", own.email)
    assert business_partner_data(pair.newcomer_id, day=LATER) == theirs


@pytest.mark.django_db
@pytest.mark.row("ASK-13")
def test_what_was_booked_since_stays_with_all_that_hangs_on_it_and_is_named() -> None:
    pair = pair_with_contract()
    joined(pair)
    account = ContractAccount.objects.get()
    invoice(account.ledger_account, 119_00)

    stayed = parted(pair)

    contract = SupplyContract.objects.get()
    account.refresh_from_db()
    assert contract.business_partner_id == account.business_partner_id == pair.known_id
    assert Quote.objects.get().business_partner_id == pair.known_id
    assert f"Vertragskonto {account}: seitdem abgerechnet oder gebucht" in stayed
    assert any(one.startswith("Liefervertrag ") for one in stayed)
    assert Merge.objects.get().stayed == stayed
    assert BusinessPartner.objects.get(pk=pair.known_id).is_customer
    assert not any(books.check_all().values())


@pytest.mark.django_db
def test_a_draft_goes_on_with_the_record_that_is_kept() -> None:
    pair = pair_with_contract()
    version = given.tariff("EXTRA", "11")
    named = [
        given.draft(version, basis={"business_partner": str(one)})
        for one in (pair.newcomer_id, pair.known_id)
    ]

    joined(pair)
    kept = [QuoteDraft.objects.get(pk=pk).data["business_partner"] for pk in named]
    parted(pair)

    assert kept == [str(pair.known_id)] * 2
    back = [QuoteDraft.objects.get(pk=pk).data["business_partner"] for pk in named]
    assert back == [str(pair.newcomer_id), str(pair.known_id)]


@pytest.mark.django_db
def test_a_merge_can_be_taken_back_once_in_time_and_the_last_one_first() -> None:
    pair = pair_with_contract()
    with pytest.raises(TransitionNotAllowed):
        parted(pair)
    joined(pair)
    last_day = Merge.objects.get().last_day
    with pytest.raises(commands.MergeOver):
        commands.part_customers(fresh_call(), pair_id=pair.pk, day=last_day + timedelta(days=1))
    third = parties.business_partner(last_name="Winter")
    further = PossibleDuplicate.objects.create(
        quote=pair.quote, newcomer=pair.known, known=third, score=80, reasons="Name"
    )
    joined(further)
    assert BusinessPartner.objects.get(pk=pair.newcomer_id).merged_into == third

    with pytest.raises(commands.MergedFurther):
        parted(pair)
    parted(further)
    call = fresh_call()
    for _ in range(2):
        commands.part_customers(call, pair_id=pair.pk, day=LATER)

    assert BusinessPartner.objects.get(pk=pair.newcomer_id).merged_into is None
    assert SupplyContract.objects.get().business_partner_id == pair.newcomer_id
    joined(pair)
    assert SupplyContract.objects.get().business_partner_id == pair.known_id


@pytest.mark.django_db
def test_a_merge_that_breaks_off_leaves_everything_where_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pair = pair_with_contract()
    before = owners()

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("kundenwerk.sales.commands.merging.record", broken)
    with pytest.raises(RuntimeError):
        joined(pair)

    pair.refresh_from_db()
    assert (owners(), pair.state, Merge.objects.count()) == (before, "OPEN", 0)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["SET title = 'anders'", "SET business_partner_id = NULL"])
def test_a_document_may_change_hands_and_nothing_else(statement: str) -> None:
    pair_with_contract()

    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE correspondence_document {statement}")
