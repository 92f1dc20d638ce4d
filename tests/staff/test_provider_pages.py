"""The administrator sets services up, tests them, switches them; their secrets never come back."""

from __future__ import annotations

import logging
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.market.models import LookupCall, Provider
from kundenwerk.market.queries import providers as queries
from kundenwerk.market.rules.lookups import ProviderKind, Service
from kundenwerk.platform import clock
from kundenwerk_simulator.lookups import LookupRules
from tests.factories.users import user
from tests.stubs.lookups import AT, answering, switch_on

pytestmark = pytest.mark.django_db
SECRET = "streng-geheim-0815"


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(user(Role.ADMINISTRATOR))
    return client


def online(service: Service = Service.GRID_OPERATOR) -> Provider:
    return Provider.objects.get(service=service.value, kind=ProviderKind.HTTP.value)


def send(client: Client, name: str, provider: Provider, **values: str):  # type: ignore[no-untyped-def]
    address = reverse(f"staff:provider_{name}", args=[provider.pk])
    return client.post(address, {"key": str(uuid.uuid4()), **values}, follow=True)


def settings(provider: Provider, **changes: str) -> dict[str, str]:
    return {
        "version": str(provider.version),
        "position": "0",
        "base_address": "https://dienst.example/api",
        "username": "stadtwerk",
        "secret": SECRET,
        "timeout_ms": "2500",
        "allowed_failures": "2",
        "pause_seconds": "90",
        **changes,
    }


@pytest.mark.row("DEC-11", "AP-005")
def test_every_service_is_listed_with_its_order_and_what_comes_last(admin: Client) -> None:
    html = admin.get(reverse("staff:providers")).content.decode()

    for text in ("Netzgebiete", "Marktpartnerermittlung", "Tarife der Grundversorger",
                 "Grundversorgungsermittlung", "Adressprüfung", "Bonitätsauskunft",
                 "IBAN-Prüfung", "arbeitet ohne Internet", "wählt von Hand"):  # fmt: skip
        assert text in html


@pytest.mark.row("DEC-11", "AP-041")
def test_address_and_credentials_are_kept_and_the_secret_is_never_shown(
    admin: Client, caplog: pytest.LogCaptureFixture
) -> None:
    provider = online()

    with caplog.at_level(logging.DEBUG):
        saved = send(admin, "save", provider, **settings(provider)).content.decode()
        refused = send(
            admin, "save", provider, **settings(provider, base_address="ftp://x", version="2")
        )
        pages = saved + refused.content.decode()
        pages += admin.get(reverse("staff:providers")).content.decode()
        pages += admin.get(reverse("staff:provider", args=[provider.pk])).content.decode()
        pages += admin.get(reverse("staff:lookups") + "?export=csv").content.decode()

    provider.refresh_from_db()
    assert (provider.base_address, provider.username) == ("https://dienst.example/api", "stadtwerk")
    assert queries.secret_of(provider) == SECRET
    assert "Ein Kennwort ist gespeichert" in saved
    assert refused.status_code == 422
    assert "sieht so aus: https://dienst.example/api" in refused.content.decode()
    assert SECRET not in pages
    assert SECRET not in caplog.text


def test_another_place_needs_its_own_secret(admin: Client) -> None:
    provider = switch_on(Service.GRID_OPERATOR, "https://dienst.example", secret=SECRET)
    elsewhere = settings(provider, base_address="https://woanders.example", secret="")

    refused = send(admin, "save", provider, **elsewhere)
    dropped = send(admin, "save", provider, **elsewhere, forget_secret="on")

    assert "führt zu einem anderen Dienst" in refused.content.decode()
    assert "Es ist kein Kennwort gespeichert" in dropped.content.decode()


def test_who_saves_a_stale_page_sees_both_values(admin: Client) -> None:
    provider = switch_on(Service.GRID_OPERATOR, "https://dienst.example")

    answer = send(admin, "save", provider, **settings(provider, version="1"))

    assert answer.status_code == 409
    assert "https://dienst.example/api" in answer.content.decode()
    assert SECRET not in answer.content.decode()


@pytest.mark.row("DEC-11")
def test_a_service_is_switched_and_switched_back(admin: Client) -> None:
    provider = switch_on(Service.GRID_OPERATOR, "https://dienst.example")

    told = send(admin, "switch", provider, an="0").content.decode()
    undo = told.split('data-undo="')[1].split('"')[0]
    admin.post(reverse("staff:undo", args=[undo]), {"back": "/"})

    provider.refresh_from_db()
    assert "Marktpartnerermittlung ausgeschaltet" in told
    assert provider.is_enabled


def test_a_service_without_an_address_cannot_be_switched_on(admin: Client) -> None:
    answer = send(admin, "switch", online(), an="1")

    assert "zuerst die Adresse" in answer.content.decode()
    assert not online().is_enabled


@pytest.mark.row("DEC-11", "AP-041")
def test_the_connection_is_tested_with_result_and_duration(admin: Client) -> None:
    with answering(LookupRules(token="richtig")) as (address, services):
        provider = switch_on(Service.GRID_OPERATOR, address, secret="falsch")
        denied = send(admin, "check", provider).content.decode()
        send(
            admin,
            "save",
            provider,
            **settings(provider, base_address=address, username="", secret="richtig"),
        )
        stands = send(admin, "check", provider).content.decode()

    assert "Keine Verbindung: Zugangsdaten abgelehnt (HTTP 401), nach" in denied
    assert "Die Verbindung steht. Antwort nach" in stands
    assert "Zugangsdaten abgelehnt" in stands  # among the last calls
    assert services.asked == ["v1/status", "v1/status"]
    assert LookupCall.objects.count() == 2


@pytest.mark.row("AP-005")
def test_a_pause_is_seen(admin: Client) -> None:
    provider = switch_on(Service.GRID_OPERATOR, "https://dienst.example")
    LookupCall.objects.create(
        provider=provider,
        at=AT,
        duration_ms=12,
        outcome="BROKEN",
        status=500,
        paused_until=clock.now() + (AT - AT.replace(hour=AT.hour - 1)),
    )

    html = admin.get(reverse("staff:providers")).content.decode()

    assert "Pause" in html
    assert "Störung beim Anbieter" in html


def test_calls_are_filtered_and_hold_nothing_personal(admin: Client) -> None:
    provider = online()
    for outcome in ("ANSWERED", "BROKEN"):
        LookupCall.objects.create(provider=provider, at=AT, duration_ms=12, outcome=outcome)

    failed = admin.get(reverse("staff:lookups") + "?ergebnis=fehler").content.decode()
    exported = admin.get(reverse("staff:lookups") + "?export=csv").content.decode()

    assert "Störung beim Anbieter" in failed
    assert ">beantwortet<" not in failed
    assert len(exported.strip().splitlines()) >= 3


@pytest.mark.parametrize("role", [Role.SALES, Role.AUDITOR])
def test_others_change_nothing(role: Role) -> None:
    client = Client()
    client.force_login(user(role))

    for name in ("save", "switch", "check"):
        assert send(client, name, online(), an="1").status_code == 403
