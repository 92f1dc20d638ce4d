"""From a price calculation to its supply point and back; what a quote hands over; its letter."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kundenwerk.correspondence import queries as correspondence
from kundenwerk.sales import commands
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.handovers import facts_of
from kundenwerk.sales.rules.handover import checklist, missing
from tests.factories import sales as given
from tests.factories.calls import fresh_call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


@pytest.mark.row("AP-118")
def test_calculation_and_supply_point_lead_to_each_other(clerk: Client, quote: Quote) -> None:
    there = reverse("staff:supply_point", args=[quote.supply_point_id])
    back = reverse("staff:quote", args=[quote.pk])

    assert there in clerk.get(back).content.decode()
    shown = clerk.get(there)
    assert back in shown.content.decode()
    assert list(shown.context["calculations"]) == [quote.calculation]
    assert clerk.get(reverse("staff:supply_point", args=[10**18])).status_code == 404


@pytest.mark.row("AP-122")
def test_what_the_quote_path_asks_is_all_the_hand_over_needs(quote: Quote) -> None:
    facts = facts_of(Quote.objects.get(pk=quote.pk), day=given.DAY)

    open_points = [point for point in checklist(facts) if not point.value]

    assert missing(facts) == ()
    assert all(not point.is_required for point in open_points)


def test_the_letter_of_a_quote_instructs_how_to_withdraw(quote: Quote) -> None:
    document = commands.write_quote(fresh_call(), quote_id=quote.pk)

    pages = PdfReader(BytesIO(correspondence.pdf(document))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())

    for told in (
        "Vertragszusammenfassung (§ 41 Abs. 4 EnWG)",
        "Widerrufsbelehrung",
        "binnen vierzehn Tagen ohne Angabe von Gründen diesen Vertrag zu widerrufen",
        "Muster-Widerrufsformular",
    ):
        assert told in text
