"""Questions over a real socket: what is answered, and what each fault of a service comes to."""

from __future__ import annotations

import threading
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.credit import CreditClass
from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.commands import lookups
from kundenwerk.market.formats import lookups as wire
from kundenwerk.market.gateways import Endpoint, LookupFailed, ask
from kundenwerk.market.gateways.http import parse
from kundenwerk.market.models import LookupAnswer, LookupCall
from kundenwerk.market.rules.lookups import (
    CreditQuestion,
    GridAnswer,
    Outcome,
    PublishedTariff,
    Service,
    Verdict,
)
from kundenwerk.platform.commands import InsideCommand
from kundenwerk_simulator.lookups import LookupRules
from tests.factories.calls import running
from tests.stubs.http import serving
from tests.stubs.lookups import DAY, answering, faulty, moment, place, switch_on

pytestmark = pytest.mark.django_db


def grid(address=None, at=None, table=lambda: None) -> lookups.Found[GridAnswer]:  # type: ignore[no-untyped-def]
    return lookups.find_grid(
        at or moment(), address or place(), Commodity.ELECTRICITY, from_table=table
    )


@pytest.mark.row("AP-005", "AP-041")
def test_the_grid_operator_comes_from_the_service_with_its_name_and_time() -> None:
    with answering() as (address, _):
        provider = switch_on(Service.GRID_OPERATOR, address)
        asked = moment()

        found = grid(at=asked)

    assert found.answer
    assert [match.operator_name for match in found.answer.matches] == ["Westnetz GmbH"]
    assert (found.source, found.asked_at, found.failed) == (provider.name, asked.at, ())
    assert LookupCall.objects.get().outcome == Outcome.ANSWERED


FAULTS = {
    "301": (Outcome.MOVED, 301),
    "401": (Outcome.DENIED, 401),
    "429": (Outcome.BUSY, 429),
    "500": (Outcome.BROKEN, 500),
    "503": (Outcome.BROKEN, 503),
    "504": (Outcome.TOO_SLOW, None),
    "1": (Outcome.TOO_SLOW, None),
    "2": (Outcome.UNREADABLE, 200),
    "3": (Outcome.TOO_LARGE, 200),
    "4": (Outcome.UNREADABLE, 200),
    "5": (Outcome.UNREADABLE, 200),
    "6": (Outcome.UNREADABLE, 200),
    "7": (Outcome.UNREADABLE, 200),
}


@pytest.mark.row("AP-005", "AP-041")
@pytest.mark.parametrize("number", FAULTS)
def test_a_service_with_a_fault_is_named_and_the_next_one_asked(number: str) -> None:
    fallback = GridAnswer(address_known=True, matches=())
    with answering() as (address, _):
        provider = switch_on(Service.GRID_OPERATOR, address, timeout_ms=500)
        begun = time.monotonic()

        found = grid(faulty(number), table=lambda: fallback)

    made = LookupCall.objects.get()
    assert (Outcome(made.outcome), made.status) == FAULTS[number]
    assert (found.answer, found.source) == (fallback, "Netzgebiete")
    assert found.failed == (provider.name,)
    assert time.monotonic() - begun < 3
    assert LookupAnswer.objects.count() == 0


def test_the_same_questions_without_a_fault_are_answered() -> None:
    with answering() as (address, _):
        switch_on(Service.GRID_OPERATOR, address, timeout_ms=5000)

        answers = [grid(place("Gesundweg", number)) for number in FAULTS]

    assert all(found.answer and not found.failed for found in answers)


@pytest.mark.row("AP-041")
def test_nobody_listening_and_an_address_that_is_none_cost_no_more_than_the_answer() -> None:
    for address in ("http://127.0.0.1:9", "https://gibt-es-nicht.invalid"):
        switch_on(Service.GRID_OPERATOR, address, timeout_ms=500)

        assert grid().failed

    assert set(LookupCall.objects.values_list("outcome", flat=True)) <= {
        Outcome.UNREACHABLE,
        Outcome.TOO_SLOW,
    }


def test_a_redirect_is_not_followed() -> None:
    asked: list[str] = []
    with serving(lambda request: (asked.append(request.path), (200, b"{}"))[1]) as elsewhere:
        with serving(lambda _: (302, b"")) as here, pytest.raises(LookupFailed) as failure:
            ask(Endpoint(here), "v1/status")

        assert (failure.value.outcome, asked) == (Outcome.MOVED, [])
        assert elsewhere


@pytest.mark.row("AP-041")
@pytest.mark.parametrize(
    ("rules", "given_user", "given_secret"),
    [(LookupRules(token="t0ken"), "", "t0ken"), (LookupRules(user="stadt", password="g€heim"),
                                                 "stadt", "g€heim")],
)  # fmt: skip
def test_a_service_lets_in_who_has_token_or_password_and_nobody_else(
    rules: LookupRules, given_user: str, given_secret: str
) -> None:
    with answering(rules) as (address, _):
        ask(Endpoint(address, given_user, given_secret), "v1/status")
        with pytest.raises(LookupFailed) as failure:
            ask(Endpoint(address, given_user, given_secret + "x"), "v1/status")

    assert failure.value.outcome == Outcome.DENIED
    assert given_secret not in repr(Endpoint(address, given_user, given_secret))


def test_two_slow_questions_do_not_wait_for_each_other() -> None:
    with answering() as (address, _):
        begun = time.monotonic()
        endpoint = Endpoint(address, seconds=0.5)
        body = wire.address_question(faulty("504"))

        def fail() -> None:
            with pytest.raises(LookupFailed):
                ask(endpoint, "v1/adresse", body)

        threads = [threading.Thread(target=fail) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert time.monotonic() - begun < 3


@pytest.mark.row("AP-042")
def test_an_address_nobody_knows_is_an_answer() -> None:
    with answering() as (address, _):
        switch_on(Service.GRID_OPERATOR, address)
        switch_on(Service.ADDRESS, address)

        found = grid(place("Nirgendwo"), table=lambda: pytest.fail("asked the table"))
        checked = lookups.check_address(moment(), place("Nirgendwo"))

    assert found.answer == GridAnswer(address_known=False, matches=())
    assert checked.answer
    assert checked.answer.verdict is Verdict.UNKNOWN


@pytest.mark.row("S3", "AP-024")
def test_an_address_is_confirmed_corrected_or_has_several_meanings() -> None:
    with answering() as (address, _):
        switch_on(Service.ADDRESS, address)
        answers = [
            lookups.check_address(moment(), place(street)).answer
            for street in ("Domgasse", "Dom-Str.", "Lange")
        ]

    told = [(a.verdict, [m.street for m in a.matches]) for a in answers if a]
    assert told == [
        (Verdict.VALID, ["Domgasse"]),
        (Verdict.CORRECTED, ["Dom-Straße"]),
        (Verdict.AMBIGUOUS, ["Lange Gasse", "Lange Straße"]),
    ]


@pytest.mark.row("AP-048")
def test_the_default_supply_tariff_comes_with_its_band() -> None:
    with answering() as (address, _):
        switch_on(Service.DEFAULT_SUPPLY, address)
        found = lookups.find_default_supply(
            moment(), place(), Commodity.ELECTRICITY, 3500, from_table=lambda: None
        )

    assert isinstance(found.answer, PublishedTariff)
    assert found.answer.energy_ct_gross == Decimal("41.37")
    assert found.answer.covers(Commodity.ELECTRICITY, 9_999, DAY)
    assert not found.answer.covers(Commodity.ELECTRICITY, 10_000, DAY)
    assert not found.answer.covers(Commodity.GAS, 3_500, DAY)


@pytest.mark.row("CD-23")
def test_credit_is_asked_with_a_reason_and_nothing_of_it_is_kept() -> None:
    asked = CreditQuestion(
        first_name="Karl",
        last_name="Zahlnix",
        organisation_name="",
        birth_date=DAY.replace(year=1980),
        address=place(),
        reason="CONTRACT",
    )
    with answering() as (address, _):
        switch_on(Service.CREDIT, address)
        found = lookups.check_credit(moment(), asked)

    assert found.answer
    assert found.answer.klass is CreditClass.C
    assert LookupAnswer.objects.count() == 0
    fields = {field.name for field in LookupCall._meta.concrete_fields}
    assert fields == {"id", "provider", "at", "duration_ms", "outcome", "status", "paused_until"}


@pytest.mark.row("AP-041")
def test_nobody_waits_for_a_service_while_a_command_holds_its_locks() -> None:
    with answering() as (address, service):
        switch_on(Service.GRID_OPERATOR, address)

        with running(), pytest.raises(InsideCommand):
            grid()

    assert service.asked == []


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["adressstatus", "treffer", "tarif", "name", "netzbetreiber", "kennung", "klasse",
             "sparte", "grundversorger", "arbeitspreisCtBrutto", "vonKwh", "bisKwh", "plz"]
        ),
        inner | st.sampled_from(["GUELTIG", "A", "STROM", "KORRIGIERT"]),
    ),
)  # fmt: skip


@given(_JSON)
def test_no_answer_breaks_the_reader(value: object) -> None:
    for read in (wire.read_grid, wire.read_tariff, wire.read_address, wire.read_credit):
        try:
            read(value)
        except wire.Unreadable:
            continue


@pytest.mark.row("BAD-E04")
@pytest.mark.parametrize("price", ["1e400", "-0.01", "NaN", '"12"', "true", "0.1234567", "[]"])
def test_a_price_is_a_plain_number_of_believable_size(price: str) -> None:
    shape = (
        '{"tarif": {"sparte": "STROM", "name": "N", "grundversorger": "G", "information": "",'
        ' "arbeitspreisCtBrutto": %s, "grundpreisEurBrutto": 100}}'
    )

    assert wire.read_tariff(parse(shape % "41.37"))
    with pytest.raises(ValueError, match=r".*"):
        wire.read_tariff(parse(shape % price))
