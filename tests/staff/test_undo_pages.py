"""Every reversible change of a staff page says what it did and can be taken back."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import Role
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.money import Money
from kundenwerk.ledger import queries as books
from kundenwerk.mako import queries as mako
from kundenwerk.mako.commands import receive_interchange
from kundenwerk.payments.models import BankPayment
from kundenwerk.platform.models import UndoOffer
from kundenwerk.sales.models import Quote, QuoteDraft, Rejection
from kundenwerk.work import commands as work
from kundenwerk.work.models import Task, TimelineEntry
from tests import factories
from tests.factories import sales as given
from tests.factories.users import user
from tests.mako import letters, orders
from tests.payments import factories as money
from tests.payments.bank_files import entry, statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    client = Client()
    client.force_login(user(Role.ADMINISTRATOR, username="eva"))
    return client


def send(clerk: Client, name: str, *ids: Any, **values: Any) -> Any:
    """Send a form as the page does, and follow."""
    data = {"key": str(uuid.uuid4()), **values}
    return clerk.post(reverse(f"staff:{name}", args=ids), data, follow=True)


def offered(answer: Any) -> list[str]:
    return [one.text for one in answer.context["undo"]()]


def take_back(clerk: Client, answer: Any) -> Any:
    (one,) = answer.context["undo"]()
    return clerk.post(reverse("staff:undo", args=[one.id]), {"back": "/"}, follow=True)


@pytest.mark.row("V8")
def test_a_removed_note_comes_back(clerk: Client) -> None:
    business_partner = factories.business_partner()
    send(clerk, "customer_note", business_partner.pk, text="Ruft an")
    UndoOffer.objects.all().delete()
    note = TimelineEntry.objects.get(kind="NOTE")

    removed = send(clerk, "note_remove", business_partner.pk, note.pk)
    assert not TimelineEntry.objects.filter(kind="NOTE").exists()
    clerk.post(reverse("staff:undo", args=[removed.context["undo"]()[-1].id]))

    assert TimelineEntry.objects.get(kind="NOTE").detail == "Ruft an"


def test_a_note_of_somebody_else_stays(clerk: Client) -> None:
    business_partner = factories.business_partner()
    work.add_note(
        factories.fresh_call("max"), business_partner_id=business_partner.pk, text="Ruft an"
    )

    send(clerk, "note_remove", business_partner.pk, TimelineEntry.objects.get(kind="NOTE").pk)

    assert TimelineEntry.objects.filter(kind="NOTE").exists()


@pytest.mark.row("V8")
def test_the_offer_stays_on_the_next_pages_and_ends_with_its_use(clerk: Client) -> None:
    answer = send(clerk, "customer_note", factories.business_partner().pk, text="Ruft an")
    assert offered(answer) == ["Notiz festgehalten"]

    assert offered(clerk.get(reverse("staff:contracts"))) == ["Notiz festgehalten"]
    back = take_back(clerk, answer)

    assert "Rückgängig gemacht: Notiz festgehalten" in back.content.decode()
    assert offered(back) == []
    assert not TimelineEntry.objects.filter(kind="NOTE").exists()


def test_a_late_click_is_told_so(clerk: Client) -> None:
    answer = send(clerk, "customer_note", factories.business_partner().pk, text="Ruft an")
    UndoOffer.objects.all().delete()

    back = take_back(clerk, answer)

    assert "Die Minute zum Zurücknehmen ist vorbei." in back.content.decode()


def a_task() -> Task:
    with factories.running():
        return work.open_task(key="a", title="Rückruf", role="SERVICE", due_on=date(2026, 3, 1))


@pytest.mark.row("V8")
def test_a_finished_task_is_open_again(clerk: Client) -> None:
    task = a_task()

    answer = send(clerk, "task_finish", task.pk)
    assert offered(answer) == ["Erledigt: Rückruf"]
    take_back(clerk, answer)

    task.refresh_from_db()
    assert (task.state, task.done_by) == ("OPEN", "")


@pytest.mark.row("V8")
def test_what_a_colleague_did_since_is_shown_side_by_side(clerk: Client) -> None:
    answer = send(clerk, "task_finish", a_task().pk)
    Task.objects.update(state="DROPPED")

    back = take_back(clerk, answer)

    text = back.content.decode()
    assert back.status_code == 409
    for expected in ("Rückruf", "erledigt", "entfallen", "nichts überschrieben"):
        assert expected in text, expected


@pytest.mark.row("V8")
def test_a_declined_quote_is_open_again(clerk: Client) -> None:
    given.small_market()
    quote = given.quote(given.tariff("PLUS", "12.5"))

    answer = send(clerk, "quote_decline", quote.pk, reason="PRICE", note="zu viel")
    assert Quote.objects.get().state == "DECLINED"
    take_back(clerk, answer)

    quote.refresh_from_db()
    assert (quote.state, quote.decided_on, quote.decline_note) == ("OPEN", None, "")
    assert TimelineEntry.objects.filter(title__contains="Ablehnung zurückgenommen").exists()


def test_who_decides_second_sees_what_was_decided_first(clerk: Client) -> None:
    given.small_market()
    quote = given.quote(given.tariff("PLUS", "12.5"))
    send(clerk, "quote_decline", quote.pk, reason="PRICE", note="")

    answer = send(clerk, "quote_decline", quote.pk, reason="LATER", note="")

    assert answer.status_code == 409
    assert Quote.objects.get().decline_reason == "PRICE"


def a_draft() -> QuoteDraft:
    given.small_market()
    draft_id = given.draft(given.tariff("PLUS", "12.5"))
    return QuoteDraft.objects.get(pk=draft_id)


@pytest.mark.row("V8")
def test_a_discarded_draft_comes_back_as_it_was(clerk: Client) -> None:
    draft = a_draft()

    answer = send(clerk, "quote_discard", draft.pk)
    assert not QuoteDraft.objects.exists()
    take_back(clerk, answer)

    again = QuoteDraft.objects.get()
    kept = ("pk", "owner", "data", "step", "state", "touched", "created_at")
    assert [getattr(again, name) for name in kept] == [getattr(draft, name) for name in kept]


def test_a_draft_begun_anew_is_not_overwritten(clerk: Client) -> None:
    draft = a_draft()
    answer = send(clerk, "quote_discard", draft.pk)
    draft.save(force_insert=True)

    assert take_back(clerk, answer).status_code == 409


def test_a_rejection_leaves_the_statistics_again(clerk: Client) -> None:
    draft = a_draft()

    answer = send(clerk, "quote_reject", draft.pk, reason="PRICE", note="")
    assert QuoteDraft.objects.get().data == {}
    take_back(clerk, answer)

    assert QuoteDraft.objects.get().data == draft.data
    assert not Rejection.objects.exists()


def an_unclear_payment() -> tuple[money.Customer, BankPayment]:
    money.house_bank()
    of = money.customer(PaymentMethod.TRANSFER)
    money.claim(of, 5_000, reference="R-1")
    money.take_in(statement(entry(3_000, text="Teilzahlung")))
    return of, BankPayment.objects.get()


@pytest.mark.row("V8")
def test_an_assignment_is_taken_back_and_repeated(clerk: Client) -> None:
    of, payment = an_unclear_payment()

    assigned = send(clerk, "payment", payment.pk, reference="R-1")
    assert books.balance(of.ledger_id) == Money(2_000)
    take_back(clerk, assigned)
    assert books.balance(of.ledger_id) == Money(5_000)

    send(clerk, "payment", payment.pk, reference="R-1")
    UndoOffer.objects.all().delete()
    undone = send(clerk, "payment_undo", payment.pk)
    assert books.balance(of.ledger_id) == Money(5_000)
    clerk.post(reverse("staff:undo", args=[undone.context["undo"]()[-1].id]))

    assert books.balance(of.ledger_id) == Money(2_000)
    assert money.sound()


def test_an_assignment_made_anew_is_not_touched(clerk: Client) -> None:
    of, payment = an_unclear_payment()
    first = send(clerk, "payment", payment.pk, reference="R-1")
    money.commands.undo_assignment(money.call(), payment_id=payment.pk, day=money.COLLECT)
    item = books.open_items(of.ledger_id).get()
    money.commands.assign_payment(money.call(), payment_id=payment.pk, open_item_id=item.pk)

    assert take_back(clerk, first).status_code == 409
    assert books.balance(of.ledger_id) == Money(2_000)


def test_who_assigns_second_sees_where_the_money_went(clerk: Client) -> None:
    of, payment = an_unclear_payment()
    money.claim(of, 4_000, reference="R-2")
    send(clerk, "payment", payment.pk, reference="R-2")

    late = send(clerk, "payment", payment.pk, reference="R-1")

    assert late.status_code == 409
    assert "<td>R-2</td><td>R-1</td>" in late.content.decode()


def test_a_settled_message_is_back_on_the_list_with_its_task(clerk: Client) -> None:
    orders.market()
    orders_in(letters.answered("NIE-GESENDET"))
    message = mako.clearing_list().get()

    answer = send(clerk, "market_settle", message.pk)
    assert not mako.clearing_list().exists()
    take_back(clerk, answer)

    assert mako.clearing_list().get().remark == message.remark
    assert Task.objects.get().state == "OPEN"


def orders_in(content: bytes) -> None:
    receive_interchange(orders.new_call(), name="a.txt", content=content, at=orders.NOW)


def test_preferences_are_as_before(clerk: Client) -> None:
    answer = send(clerk, "me", roomy="on")
    assert User.objects.get(username="eva").roomy

    take_back(clerk, answer)

    eva = User.objects.get(username="eva")
    assert (eva.roomy, eva.letter_keys) == (False, True)
