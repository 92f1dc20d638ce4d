"""Readings: taken back, or shown beside what a colleague made of them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from kundenwerk.metering.models import Reading
from tests import factories
from tests.mako import letters
from tests.metering import samples
from tests.staff.test_undo_pages import clerk, send, take_back

__all__ = ["clerk"]

pytestmark = pytest.mark.django_db


def test_a_reading_typed_wrong_counts_no_longer(clerk: Client) -> None:
    register = samples.register()
    factories.reading(register, samples.NEW_YEAR, 1000)
    place = register.meter.supply_point_id
    typed = {"register": register.pk, "day": "01.07.2026", "value": "2.500", "origin": "CUSTOMER"}

    answer = send(clerk, "reading_new", place, **typed)
    assert Reading.objects.latest("pk").state == "VALID"
    take_back(clerk, answer)

    assert Reading.objects.latest("pk").state == "REPLACED"


@pytest.mark.parametrize("how", [{}, {"discard": "1"}])
def test_a_decision_about_a_reading_is_open_again(clerk: Client, how: dict[str, str]) -> None:
    register = samples.register()
    factories.reading(register, samples.NEW_YEAR, 1000)
    held = factories.reading(register, date(2026, 2, 1), 90_000)
    assert held.state == "HELD"

    answer = send(clerk, "reading_decide", held.pk, reason="Telefonat", **how)
    take_back(clerk, answer)

    again = Reading.objects.get(pk=held.pk)
    assert (again.state, again.reason) == ("HELD", held.reason)


def test_who_decides_second_about_a_reading_sees_the_first_decision(clerk: Client) -> None:
    register = samples.register()
    factories.reading(register, samples.NEW_YEAR, 1000)
    held = factories.reading(register, date(2026, 2, 1), 90_000)
    send(clerk, "reading_decide", held.pk, reason="Telefonat")

    late = send(clerk, "reading_decide", held.pk, reason="Tippfehler", discard="1")

    assert late.status_code == 409
    assert "<td>gültig: Telefonat</td><td>verworfen</td>" in late.content.decode()
    assert Reading.objects.get(pk=held.pk).state == "VALID"


def test_a_malo_entered_meanwhile_is_not_overwritten(clerk: Client) -> None:
    contract = factories.contract(supply_point=factories.supply_point(malo_id=""))
    ids = {"first": letters.MALO, "second": "51238696781"}

    send(clerk, "contract_malo", contract.pk, malo_id=ids["second"])
    late = send(clerk, "contract_malo", contract.pk, malo_id=ids["first"])

    assert late.status_code == 409
    assert ids["second"] in late.content.decode()
