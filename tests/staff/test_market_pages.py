"""The log of files exchanged with the market."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from kundenwerk.accounts.roles import Role
from kundenwerk.mako import queries
from kundenwerk.mako.models import Interchange, MarketMessage, Process
from kundenwerk.tariffs.models import TariffVersion
from tests.factories.contracts import contract
from tests.factories.users import user
from tests.mako.waiting import waiting

pytestmark = pytest.mark.django_db


def file_of_many(first: Process, count: int) -> Interchange:
    """One file that registers several contracts at once, and says one thing we cannot place."""
    file = Interchange.objects.get(messages__process=first)
    others = [
        Process.objects.create(
            kind=first.kind,
            transaction=f"VG{number}",
            contract=contract(version=TariffVersion.objects.first()),
            market_participant=first.market_participant,
            state=first.state,
            day=first.day,
            opened_at=first.opened_at,
            due_at=first.due_at,
        )
        for number in range(count)
    ]
    start = file.messages.count() + 1
    MarketMessage.objects.bulk_create(
        MarketMessage(
            interchange=file,
            position=position,
            kind="UTILMD",
            release="S2.1",
            pid=55001,
            process=process,
            state="WRITTEN",
        )
        for position, process in enumerate([*others, None], start=start)
    )
    return file


def test_a_file_tells_its_first_contracts_and_how_many_there_are(client: Client) -> None:
    file = file_of_many(waiting(), 5)
    client.force_login(user(Role.SERVICE))

    told = queries.contents([file.pk], most=4)[file.pk]
    page = client.get(reverse("staff:market")).content.decode()

    assert told.use_cases == ("Anmeldung (55001)",)
    assert told.contract_count == 6
    assert f"{', '.join(told.contracts)} und 2 weitere" in page
    assert "Anmeldung (55001)" in page


def test_what_files_are_about_is_one_question_however_much_they_hold(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    file = file_of_many(waiting(), 2)

    with django_assert_num_queries(1):
        queries.contents([file.pk], most=4)
