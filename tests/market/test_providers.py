"""Services are set up, switched, paused and remembered; their secrets stay secret."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market import commands as market
from kundenwerk.market import jobs
from kundenwerk.market.commands import lookups
from kundenwerk.market.commands.providers import Called, ProviderData, record_call
from kundenwerk.market.models import LookupAnswer, LookupCall, Provider, ProviderSecret
from kundenwerk.market.queries import providers as queries
from kundenwerk.market.rules.lookups import (
    FAILURES,
    LONGEST_PAUSE,
    Outcome,
    ProviderKind,
    Service,
    UnusableAddress,
    checked_base_address,
    pause_until,
)
from kundenwerk.platform import undo
from kundenwerk.platform.commands import KeyReused
from kundenwerk.platform.crypto import Secret
from tests.factories.calls import fresh_call
from tests.stubs.lookups import AT, DAY, answering, faulty, moment, place, switch_on

pytestmark = pytest.mark.django_db


def online(service: Service = Service.GRID_OPERATOR) -> Provider:
    return Provider.objects.get(service=service.value, kind=ProviderKind.HTTP.value)


def save(provider: Provider, address: str, **changes):  # type: ignore[no-untyped-def]
    given = {"version": provider.version, "data": ProviderData(position=2, base_address=address)}
    return market.save_provider(fresh_call(), provider_id=provider.pk, **given | changes)


def ask(at=AT, address=None) -> lookups.Found:  # type: ignore[no-untyped-def, type-arg]
    return lookups.find_grid(
        moment(at), address or place(), Commodity.ELECTRICITY, from_table=lambda: None
    )


@pytest.mark.row("DEC-11", "AP-005")
def test_a_new_installation_asks_its_own_tables_and_nobody_else() -> None:
    asked = {
        service: [(one.kind, one.name) for one in queries.chain(service)] for service in Service
    }

    assert asked == {
        Service.GRID_OPERATOR: [("TABLE", "Netzgebiete")],
        Service.DEFAULT_SUPPLY: [("TABLE", "Tarife der Grundversorger")],
        Service.ADDRESS: [],
        Service.CREDIT: [],
    }


@pytest.mark.row("DEC-11")
def test_the_first_in_order_answers_and_a_service_switched_off_is_not_asked() -> None:
    with answering() as (address, service):
        provider = switch_on(Service.GRID_OPERATOR, address, position=0)
        ask()
        market.switch_provider(fresh_call(), provider_id=provider.pk, is_enabled=False)
        ask(address=place("Andere Gasse"))

    assert service.asked == ["v1/netzbetreiber"]


@pytest.mark.row("AP-005")
def test_the_same_question_of_a_day_is_asked_once() -> None:
    with answering() as (address, service):
        switch_on(Service.GRID_OPERATOR, address)
        first = ask()
        again = ask(AT + timedelta(hours=2))
        tomorrow = ask(AT + timedelta(days=1))

    assert len(service.asked) == 2
    assert again == first
    assert tomorrow.asked_at == AT + timedelta(days=1)
    assert "Domgasse" not in str(LookupAnswer.objects.values_list("question", "answer"))


@pytest.mark.row("AP-005")
def test_after_three_failures_a_service_is_left_in_peace_and_then_tried_once() -> None:
    with answering() as (address, service):
        provider = switch_on(Service.GRID_OPERATOR, address, pause_seconds=60)
        for second in range(3):
            ask(AT + timedelta(seconds=second), faulty("500"))
        paused = ask(AT + timedelta(seconds=30))
        state = queries.provider_state(provider.pk, AT + timedelta(seconds=30))
        tried = ask(AT + timedelta(seconds=63), faulty("500"))
        still = ask(AT + timedelta(seconds=70))
        healed = ask(AT + timedelta(seconds=124))

    assert len(service.asked) == 5
    assert (paused.answer, paused.failed) == (None, (provider.name,))
    assert state
    assert state.paused_until == AT + timedelta(seconds=62)
    assert (tried.failed, still.failed, healed.failed) == ((provider.name,),) * 2 + ((),)


@pytest.mark.row("AP-005")
def test_a_service_that_asks_for_patience_gets_it_at_once() -> None:
    with answering() as (address, service):
        switch_on(Service.GRID_OPERATOR, address)
        ask(AT, faulty("429"))
        ask(AT + timedelta(seconds=29))
        ask(AT + timedelta(seconds=31))

    assert len(service.asked) == 2


@given(
    earlier=st.lists(st.sampled_from(list(Outcome)), max_size=6),
    outcome=st.sampled_from(list(Outcome)),
    allowed=st.integers(1, 6),
    wait=st.none() | st.integers(0, 10**6),
)
def test_a_pause_follows_failures_in_a_row_only_and_ends(
    earlier: list[Outcome], outcome: Outcome, allowed: int, wait: int | None
) -> None:
    until = pause_until(
        at=AT,
        outcome=outcome,
        earlier=earlier,
        allowed_failures=allowed,
        pause=timedelta(seconds=60),
        asked_to_wait=None if wait is None else timedelta(seconds=wait),
    )

    row = [outcome, *earlier][:allowed]
    fails = len(row) == allowed and all(one in FAILURES for one in row)
    assert (until is not None) == (outcome in FAILURES and (fails or wait is not None))
    assert until is None or AT < until <= AT + LONGEST_PAUSE


@pytest.mark.row("DEC-11")
def test_the_secret_is_in_no_list_no_old_image_no_command_and_no_text() -> None:
    secret = "sehr-geheim-4711"
    provider = switch_on(Service.GRID_OPERATOR, "https://dienst.example", secret=secret)
    state = queries.provider_state(provider.pk, AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables"
                       " WHERE table_schema = current_schema()")  # fmt: skip
        found = [
            name
            for (name,) in cursor.fetchall()
            if _holds(cursor, name, secret) or _holds(cursor, name, secret.encode().hex())
        ]

    assert queries.secret_of(provider) == secret
    assert found == []
    assert state
    assert state.has_secret
    shown = f"{state!r} {provider.__dict__} {Secret(secret)!r} {ProviderSecret.objects.get()}"
    assert secret not in shown


def _holds(cursor, table: str, text: str) -> bool:  # type: ignore[no-untyped-def]
    cursor.execute(f'SELECT 1 FROM "{table}" AS one WHERE one::text LIKE %s LIMIT 1', [f"%{text}%"])
    return bool(cursor.fetchone())


def test_the_same_key_with_another_secret_is_refused_and_with_the_same_runs_once() -> None:
    provider, call = online(), fresh_call()
    given = {
        "provider_id": provider.pk,
        "version": provider.version,
        "data": ProviderData(position=2, base_address="https://dienst.example"),
    }

    first = market.save_provider(call, **given, secret=Secret("eins"))
    again = market.save_provider(call, **given, secret=Secret("eins"))
    with pytest.raises(KeyReused):
        market.save_provider(call, **given, secret=Secret("zwei"))

    assert first == again


@pytest.mark.row("DEC-11")
def test_a_kept_secret_never_goes_to_another_place() -> None:
    provider = switch_on(Service.GRID_OPERATOR, "https://dienst.example/api", secret="alt")

    with pytest.raises(market.SecretNeeded):
        save(provider, "https://woanders.example/api")
    save(provider, "https://dienst.example/neu")
    provider.refresh_from_db()
    save(provider, "https://woanders.example", secret=Secret("neu"))

    assert queries.secret_of(provider) == "neu"


def test_a_secret_can_be_dropped_and_a_stale_page_changes_nothing() -> None:
    provider = switch_on(Service.GRID_OPERATOR, "https://dienst.example", secret="alt")

    with pytest.raises(market.ProviderChanged):
        save(provider, "https://woanders.example", version=provider.version - 1)
    save(provider, "https://woanders.example", forget_secret=True)

    assert queries.secret_of(provider) == ""


def test_without_an_address_a_service_cannot_be_switched_on() -> None:
    with pytest.raises(market.NoAddress):
        market.switch_provider(fresh_call(), provider_id=online().pk, is_enabled=True)


def test_switching_is_taken_back() -> None:
    provider = Provider.objects.get(service="GRID_OPERATOR", kind="TABLE")
    call = fresh_call("vera")

    market.switch_provider(call, provider_id=provider.pk, is_enabled=False)
    offer = undo.offer_of(call)
    assert offer
    undo.take_back(offer.pk, actor="vera")

    provider.refresh_from_db()
    assert provider.is_enabled


@pytest.mark.row("BAD-E14")
@pytest.mark.parametrize(
    "text",
    [
        "dienst.example", "ftp://dienst.example", "file:///etc/passwd", "http://dienst.example",
        "http://169.254.169.254/", "http://[::ffff:169.254.169.254]/", "https://",
        "https://user:geheim@dienst.example", "https://dienst.example/?a=1",
        "https://dienst.example/#x", "https://dienst.example:99999", "https://[", "https://a b",
        "http://127.0.0.1.nip.io/", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(UnusableAddress):
        checked_base_address(text)


def test_this_machine_may_be_asked_in_the_clear() -> None:
    for text in ("http://127.0.0.1:8001/auskunft", "http://localhost:1/", "https://a.example/b/"):
        assert checked_base_address(text) == text.rstrip("/")


def test_a_new_day_forgets_yesterdays_answers_and_old_calls() -> None:
    provider = online()
    for back in (0, 1, 40):
        at = AT - timedelta(days=back)
        called = Called(duration_ms=1, outcome=Outcome.ANSWERED, question="f", answer="{}")
        record_call(fresh_call(), provider_id=provider.pk, called=called, day=at.date(), at=at)

    jobs.begin_day(fresh_call(), DAY)

    assert LookupAnswer.objects.get().day == DAY
    assert LookupCall.objects.count() == 2
