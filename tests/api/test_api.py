"""The API: tariffs, quotes, acceptance, hand-overs, for programs with a key."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kundenwerk.accounts import tokens
from kundenwerk.accounts.models import ApiToken
from kundenwerk.accounts.roles import Scope
from kundenwerk.api.access import ASKS
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.models import Handover, Quote
from kundenwerk.tariffs.models import TariffVersion
from tests.api.program import QUOTE, Program, token
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.portal.shopping import asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


@pytest.fixture
def program() -> Program:
    return Program(token())


def problem(answer: Any) -> tuple[int, set[str]]:
    """Status and the fields that are named; every problem has the same shape."""
    told = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert told["status"] == answer.status_code
    assert told["title"]
    assert told["detail"]
    return answer.status_code, {one["field"] for one in told.get("errors", [])}


@pytest.mark.row("KM-013", "CD-26")
def test_programs_get_the_numbers_visitors_see(program: Program, version: TariffVersion) -> None:
    told = program.get("tariffs", energy_kind="HAUSHALT", postcode="50667", annual_kwh="3500")
    card = asked(Client()).context["cards"][0].offer

    (tariff,) = told.json()["tariffs"]
    assert tariff["tariff_version"] == version.pk
    assert tariff["annual_gross_cents"] == card.cost.annual_gross.cents
    assert tariff["first_year_gross_cents"] == card.cost.first_year_gross.cents
    assert tariff["energy_ct_gross"] == str(card.cost.energy_ct_gross)


@pytest.mark.row("KM-013", "KM-014", "DEC-06")
def test_a_quote_is_made_accepted_and_handed_over(program: Program, version: TariffVersion) -> None:
    made = program.post("quotes", QUOTE | {"tariff_version": version.pk})
    number = made.json()["number"]
    accepted = program.post(
        f"quotes/{number}/acceptance", {"accepted_on": given.DAY.isoformat(), "early_start": True}
    )
    listed = program.get("handovers").json()

    assert (made.status_code, accepted.status_code) == (201, 200)
    quote = Quote.objects.get()
    assert (quote.created_by, quote.decided_how) == ("api:erp", "API")
    assert made.json()["annual_gross_cents"] == quote.calculation.annual_gross.cents
    assert accepted.json()["contract"] == SupplyContract.objects.get().number
    assert [one["contract"] for one in listed["handovers"]] == [accepted.json()["contract"]]
    assert listed["next_after"] is None
    assert program.get("handovers", after=Handover.objects.get().pk).json()["handovers"] == []
    assert program.get(f"quotes/{number}").json() == accepted.json()
    assert given.IBAN not in program.get("handovers").content.decode()


@pytest.mark.row("BAD-E07", "R-07")
def test_the_same_key_is_one_wish(program: Program, version: TariffVersion) -> None:
    body = QUOTE | {"tariff_version": version.pk}

    first = program.post("quotes", body, key="auftrag-1")
    again = program.post("quotes", body, key="auftrag-1")
    other = program.post("quotes", body | {"last_name": "Winter"}, key="auftrag-1")
    stranger = Program(token(name="shop")).post("quotes", body, key="auftrag-1")

    assert first.json() == again.json()
    assert problem(other)[0] == 422
    assert stranger.json()["number"] != first.json()["number"]
    assert Quote.objects.count() == 2


@pytest.mark.row("BAD-E10")
def test_only_a_living_key_in_the_header_opens() -> None:
    dead = Program(token(name="alt", last_day=given.DAY))
    set_business_date(fresh_call(), day=given.DAY + timedelta(days=1))
    revoked = Program(token(name="gesperrt"))
    tokens.revoke_token(
        fresh_call(), token_id=ApiToken.objects.get(name="gesperrt").pk, day=given.DAY
    )
    text = token(name="gut")

    for program in (Program(""), Program("kw_x"), Program("kw_" + "9" * 400), dead, revoked):
        answer = program.get("handovers")
        assert problem(answer)[0] == 401
        assert answer["WWW-Authenticate"].startswith("Bearer")
    assert Client().get("/api/v1/handovers", {"token": text}).status_code == 401
    basic = Client().get("/api/v1/handovers", headers={"Authorization": f"Basic {text}"})
    assert basic.status_code == 401
    assert Program(text).get("handovers").status_code == 200
    assert ApiToken.objects.get(name="gut").last_used_on == given.DAY + timedelta(days=1)


def test_a_key_is_kept_as_a_fingerprint_only() -> None:
    text = token()

    row = ApiToken.objects.get()
    assert text not in str(vars(row))
    assert row.token_hash == tokens.fingerprint(text)
    assert len(row.start) < 12


@pytest.mark.row("R-40")
def test_a_key_may_only_what_its_scopes_say(version: TariffVersion) -> None:
    paths = {
        Scope.TARIFFS: "tariffs?energy_kind=HAUSHALT&postcode=50667&annual_kwh=3500",
        Scope.HANDOVERS: "handovers",
        Scope.QUOTES: "quotes/A-2026-00001",
    }
    for scope in Scope:
        program = Program(token(scope, name=scope.value))
        for needed, path in paths.items():
            status = program.get(path).status_code
            assert (status == 403) == (needed is not scope), (scope, path, status)


@pytest.mark.row("BAD-E02", "R-42", "BAD-D07")
def test_fields_that_do_not_belong_are_refused(program: Program, version: TariffVersion) -> None:
    lies = {
        "business_partner": 1,
        "annual_gross_cents": 1,
        "contract_account": 1,
        "bank_account": 1,
        "is_staff": True,
        "price": 0.01,
        "grid_operator": 1,
    }

    status, named = problem(program.post("quotes", QUOTE | {"tariff_version": version.pk} | lies))

    assert (status, named) == (422, set(lies))
    assert not Quote.objects.exists()


@pytest.mark.row("BAD-E04", "BAD-D12")
@pytest.mark.parametrize(
    "value", [1e300, 0.5, -1, True, "3500", [3500], {"n": 1}, 10**10, -0.0], ids=str
)
def test_numbers_are_whole_numbers(program: Program, version: TariffVersion, value: Any) -> None:
    body = QUOTE | {"tariff_version": version.pk, "annual_kwh": value}

    assert problem(program.post("quotes", body)) == (422, {"annual_kwh"})


@pytest.mark.row("BAD-E01")
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"\xff\xfe",
        b'{"annual_kwh": NaN}',
        b'{"annual_kwh": 1, "annual_kwh": 2}',
        b'{"last_name": "\\ud800"}',
        b'{"last_name": "a\\u0000b"}',
        b'{"x": "' + b"a" * 100_000 + b'"}',
    ],
    ids=lambda raw: repr(raw[:12]),
)
def test_what_is_no_request_is_said_so(program: Program, raw: bytes) -> None:
    assert program.post("quotes", raw).status_code in {400, 413, 415, 422}


def test_only_json_is_read_and_a_key_is_needed(program: Program) -> None:
    form = program.post("quotes", b"a=1", content_type="application/x-www-form-urlencoded")
    none = program.post("quotes", QUOTE, **{"Idempotency-Key": ""})
    long = program.post("quotes", QUOTE, key="x" * 256)

    assert (problem(form)[0], problem(none)[0], problem(long)[0]) == (415, 400, 400)


@pytest.mark.row("BAD-E05")
@pytest.mark.parametrize("number", ["0", "-1", "x" * 500, "1 or 1=1", "%00", "A-2026-99999"])
def test_quotes_that_do_not_exist(program: Program, number: str) -> None:
    assert program.get(f"quotes/{number}").status_code in {400, 404}


@pytest.mark.row("BAD-E05")
@pytest.mark.parametrize("after", ["-1", "x", "9" * 30, "1 or 1=1", "٣"])
def test_a_place_in_the_list_is_a_number(program: Program, after: str) -> None:
    assert problem(program.get("handovers", after=after)) == (422, {"after"})
    assert problem(program.get("handovers", state="HUGO")) == (422, {"state"})


@pytest.mark.row("BAD-E11")
@pytest.mark.parametrize("verb", ["TRACE", "PROPFIND", "DELETE", "PUT", "PATCH"])
def test_other_verbs_are_not_answered(program: Program, verb: str) -> None:
    for path in ("tariffs", "quotes", "handovers", "openapi.json"):
        answer = Client().generic(
            verb,
            f"/api/v1/{path}",
            headers={"Authorization": f"Bearer {program.text}", "X-HTTP-Method-Override": "GET"},
        )
        assert answer.status_code == 405


def test_what_is_wrong_stands_at_its_field(program: Program, version: TariffVersion) -> None:
    body = QUOTE | {"tariff_version": version.pk, "iban": "DE00", "start": "31.02.2026"}

    assert problem(program.post("quotes", body)) == (422, {"start"})
    assert problem(program.post("quotes", body | {"start": "2026-12-01"})) == (422, {"iban"})
    del body["postcode"]
    assert "postcode" in problem(program.post("quotes", body))[1]


@pytest.mark.row("DEC-05")
def test_a_late_or_second_acceptance_is_refused(program: Program, version: TariffVersion) -> None:
    number = program.post("quotes", QUOTE | {"tariff_version": version.pk}).json()["number"]
    path, body = f"quotes/{number}/acceptance", {"accepted_on": "2026-12-24"}
    set_business_date(fresh_call(), day=date(2026, 12, 24))

    assert problem(program.post(path, body))[0] == 409
    assert problem(program.post(path, {"accepted_on": "2026-12-25"})) == (422, {"accepted_on"})


@pytest.mark.row("BAD-E05")
@pytest.mark.parametrize("supplier", [0, 9_999_999])
def test_an_acceptance_names_a_supplier_that_exists(
    program: Program, version: TariffVersion, supplier: int
) -> None:
    number = program.post("quotes", QUOTE | {"tariff_version": version.pk}).json()["number"]
    body = {"accepted_on": given.DAY.isoformat(), "previous_supplier": supplier}

    answer = program.post(f"quotes/{number}/acceptance", body | {"early_start": True})

    assert problem(answer) == (422, {"previous_supplier"})
    assert not SupplyContract.objects.exists()


@pytest.mark.row("BAD-D33")
def test_a_key_that_asks_too_often_has_to_wait(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kundenwerk.api.access.ASKS", type(ASKS)("api-test", most=3, seconds=60))

    answers = [program.get("handovers") for _ in range(5)]

    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_the_description_fits_what_is_answered(program: Program, version: TariffVersion) -> None:
    told = Client().get("/api/v1/openapi.json").json()

    assert told["openapi"] == "3.1.0"
    create = told["paths"]["/quotes"]["post"]
    body = create["requestBody"]["content"]["application/json"]["schema"]
    assert set(QUOTE) <= set(body["properties"])
    assert body["additionalProperties"] is False
    answered = create["responses"]["201"]["content"]["application/json"]["schema"]["properties"]
    made = program.post("quotes", QUOTE | {"tariff_version": version.pk}).json()
    assert set(made) == set(answered)
    operations = [one for path in told["paths"].values() for one in path.values()]
    assert all(one["security"] for one in operations)
    assert all("401" in one["responses"] for one in operations)
