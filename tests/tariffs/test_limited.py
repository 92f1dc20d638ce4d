"""Versions and tiers know whether they are limited to grids, whoever assigns them."""

from __future__ import annotations

import pytest
from django.db import connection

from kundenwerk.market.models import MarketParticipant
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from tests import factories
from tests.factories import market

Holder = TariffVersion | PriceTier


@pytest.fixture(params=["version", "tier"])
def holder(request: pytest.FixtureRequest) -> Holder:
    version = factories.tariff_version()
    return version if request.param == "version" else version.tiers.get()


@pytest.fixture
def net() -> MarketParticipant:
    return market.grid_operator()


def limited(holder: Holder) -> bool:
    holder.refresh_from_db()
    return holder.is_limited


@pytest.mark.django_db
@pytest.mark.row("AP-045", "DEC-09")
def test_an_assignment_limits_and_its_end_frees(holder: Holder, net: MarketParticipant) -> None:
    assert not limited(holder)

    holder.grid_operators.add(net)
    assert limited(holder)

    holder.grid_operators.clear()
    assert not limited(holder)


@pytest.mark.django_db
def test_nothing_else_can_say_so(holder: Holder, net: MarketParticipant) -> None:
    stale = type(holder).objects.get(pk=holder.pk)
    holder.grid_operators.add(net)

    stale.save()
    assert limited(holder)

    type(holder).objects.filter(pk=holder.pk).update(is_limited=False)
    assert limited(holder)


@pytest.mark.django_db
def test_an_assignment_that_moves_frees_the_old_and_limits_the_new(
    holder: Holder, net: MarketParticipant
) -> None:
    table, other = type(holder).grid_operators.through._meta.db_table, type(holder).objects
    holder.grid_operators.add(net)
    column = f"{holder._meta.model_name}_id"
    moved = other.create(**_copied(holder))

    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [moved.pk])

    assert (limited(holder), limited(moved)) == (False, True)


def _copied(holder: Holder) -> dict[str, object]:
    """The same again beside it: a draft, or a group of grid operators of its own."""
    fields = {
        field.attname: getattr(holder, field.attname) for field in holder._meta.concrete_fields
    }
    del fields["id"]
    changes = {"state": "DRAFT", "approved_on": None}
    return fields | (changes if isinstance(holder, TariffVersion) else {"operator_group": 1})
