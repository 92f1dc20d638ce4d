"""The pages of dunning: proposal with reasons, run, letter, blocks, terms."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from kundenwerk.accounts.roles import Role
from kundenwerk.platform import clock
from kundenwerk.platform import jobs as queue
from kundenwerk.platform.models import Run
from kundenwerk.receivables import commands, queries
from kundenwerk.receivables.models import DunningBlock, DunningNotice
from kundenwerk.receivables.rules.vocabulary import BlockReason
from kundenwerk.staff import bulk
from tests.factories.users import user
from tests.payments.factories import Customer, call, claim
from tests.receivables.late import DAY, dun, late, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


def login(role: Role) -> Client:
    client = Client()
    client.force_login(user(role))
    return client


def page_of(client: Client, of: Customer) -> str:
    account = told(of).account
    return client.get(f"/kunden/{account.business_partner_id}/").content.decode()


@pytest.mark.row("D-6", "A7")
def test_the_proposal_names_letter_or_reason_and_what_would_change_it() -> None:
    late(), late(300)
    client = login(Role.ACCOUNTING)

    everybody = client.get("/mahnungen/?seite=1").content.decode()
    small = client.get("/mahnungen/?grund=mindestbetrag").content.decode()
    letters = client.get("/mahnungen/?grund=mahnen").content.decode()

    assert "Zahlungserinnerung" in everybody
    assert "3,00 € liegen unter dem Mindestbetrag von 5,00 €." in everybody
    assert "Ab 2,00 € mehr wird gemahnt." in small
    assert "Zahlungserinnerung" not in small
    assert "Mindestbetrag von 5,00" not in letters
    assert client.get("/mahnungen/?export=csv").status_code == 200


@pytest.mark.row("D-6")
def test_the_customer_page_says_why_nobody_was_dunned() -> None:
    of = late()
    client = login(Role.SERVICE)
    assert "heute fällig über" in page_of(client, of)

    dun(of)

    text = page_of(client, of)
    assert "<b>Nicht gemahnt:</b> Das letzte Schreiben gibt Zeit bis 03.12.2026." in text
    assert "Ab 09.12.2026 fällig: 1. Mahnung." in text


def test_service_blocks_lifts_and_takes_back() -> None:
    of = late()
    client = login(Role.SERVICE)
    address = f"/mahnungen/sperre/?konto={of.account_id}"
    answers = {"key": uuid.uuid4(), "place": "konto", "reason": "COMPLAINT", "until": "+14"}

    done = client.post(address, {**answers, "note": "rief an"}, follow=True).content.decode()

    block = DunningBlock.objects.get()
    assert "Rechnung beanstandet, gesperrt bis 07.12.2026. „rief an“" in done
    assert "Mahnsperre bis 07.12.2026 gesetzt" in done
    again = client.post(address, {**answers, "key": uuid.uuid4()})
    assert again.status_code == 422
    assert "Hier gilt schon eine Mahnsperre." in again.content.decode()
    lift = f"/mahnungen/sperre/{block.pk}/aufheben/"
    assert (
        "heute fällig über"
        in client.post(lift, {"key": uuid.uuid4()}, follow=True).content.decode()
    )
    assert client.post(lift, {"key": uuid.uuid4()}).status_code == 409


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("until", "gestern", "Der letzte Tag liegt vor dem ersten."),
        ("start", "gestern", "Eine Sperre beginnt heute oder später."),
        ("until", "31.02.2027", "Tag"),
        ("place", "posten-999", "Auswahl"),
        ("place", "kunde-1 OR 1=1", "Auswahl"),
        ("note", "a\u202eb", "unsichtbare Zeichen"),
        ("note", "x" * 301, "300"),
        ("reason", "WEIL", "Auswahl"),
    ],
)
@pytest.mark.row("BAD-D28")
def test_a_bad_block_is_refused_at_its_field(field: str, value: str, problem: str) -> None:
    of = late()
    client = login(Role.ACCOUNTING)
    given = {"key": uuid.uuid4(), "place": "konto", "reason": "OTHER", "until": "", "note": ""}

    answer = client.post(f"/mahnungen/sperre/?konto={of.account_id}", {**given, field: value})

    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert not DunningBlock.objects.exists()


@pytest.mark.row("BAD-E05")
@pytest.mark.parametrize("account", ["", "0", "-1", str(2**63), str(2**64), "1 or 1=1"])
def test_a_block_of_nobody_is_not_found(account: str) -> None:
    assert login(Role.SERVICE).get(f"/mahnungen/sperre/?konto={account}").status_code == 404


@pytest.mark.row("A7", "KM-060")
def test_a_run_begins_when_its_number_is_typed_and_leads_to_the_letters() -> None:
    late(), late()
    client = login(Role.ACCOUNTING)
    given = {"key": uuid.uuid4(), "level": "0", "count": "3"}

    wrong = client.post("/mahnungen/lauf/", given)
    right = client.post("/mahnungen/lauf/", {**given, "key": uuid.uuid4(), "count": "2"})
    queue.run_pending()

    assert wrong.status_code == 422
    assert "Es sind 2 Schreiben." in wrong.content.decode()
    run = Run.objects.get(kind=commands.DUNNING)
    assert right["Location"] == f"/laeufe/{run.pk}/"
    assert "?lauf=" in client.get(f"/laeufe/{run.pk}/").content.decode()
    assert DunningNotice.objects.filter(run=run).count() == 2
    letters = client.get(f"/mahnungen/schreiben/?lauf={run.pk}").content.decode()
    for notice in DunningNotice.objects.all():
        assert notice.number in letters
        text = client.get(f"/mahnungen/{notice.pk}/").content.decode()
        assert "Schreiben öffnen" in text
        assert "50,00 €" in text
    assert "Heute bekommt niemand ein Schreiben." in client.get("/mahnungen/lauf/").content.decode()


def test_many_are_excluded_at_once() -> None:
    first, second = late(), late()
    commands.block_dunning(call(), reason=BlockReason.OTHER, day=DAY, account_id=second.account_id)
    action = bulk.action_of("mahnsperre")
    assert action is not None
    given = {"reason": "CLARIFICATION", "until": "2026-12-01", "note": ""}
    rows = list(queries.proposal_rows(queries.ProposalFilter(), DAY))

    preview = bulk.preview(action, rows, given, DAY)
    for account_id in preview.changed:
        action.work(call(), account_id, given, DAY)

    assert preview.changed == [first.account_id]
    assert preview.refused == {second.account_id: "Ist schon gesperrt"}
    assert "Klärung läuft, gesperrt bis 01.12.2026." in str(told(first).refusal)


def test_the_terms_are_shown_with_their_sources() -> None:
    text = login(Role.AUDITOR).get("/mahnungen/verfahren/").content.decode()

    assert "§ 17 Abs. 2 StromGVV" in text
    assert "Privatkunden" in text


def test_letters_are_searched_by_name_number_and_account() -> None:
    notice = DunningNotice.objects.get(pk=dun(late()))
    client = login(Role.ACCOUNTING)

    for words in (notice.number, "weiß", notice.account.number):
        assert notice.number in client.get(f"/mahnungen/schreiben/?q={words}").content.decode()
    assert notice.number not in client.get("/mahnungen/schreiben/?q=niemand").content.decode()


def test_a_credit_is_offset_on_the_page_of_the_account() -> None:
    of = late()
    claim(of, -6_000, due_on=DAY, booked_on=DAY)
    client, account = login(Role.ACCOUNTING), told(of).account
    page = f"/nebenbuch/konto/{account.ledger_account_id}/"
    address = f"/mahnungen/guthaben/{account.pk}/verrechnen/"
    assert address in client.get(page).content.decode()

    done = client.post(address, {"key": uuid.uuid4()}, follow=True).content.decode()
    again = client.post(address, {"key": uuid.uuid4()}, follow=True).content.decode()

    assert "50,00 € Guthaben verrechnet." in done
    assert address not in done
    assert "Hier ist nichts zu verrechnen." in again
