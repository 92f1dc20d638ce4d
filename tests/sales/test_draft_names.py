"""Drafts begun before the business partner had its full name open like all others."""

from __future__ import annotations

import importlib

import pytest
from django.db import connection

from kundenwerk.sales.models import QuoteDraft

MIGRATION = "kundenwerk.sales.migrations.0016_business_partner_in_drafts"
OLD = {"partner": "17", "owner_partner": "18", "recipient_partner": "", "town": "Musterstadt"}
NEW = {
    "business_partner": "17",
    "owner_business_partner": "18",
    "recipient_business_partner": "",
    "town": "Musterstadt",
}


@pytest.mark.django_db
def test_the_names_in_a_draft_are_changed_and_can_be_changed_back() -> None:
    operation = importlib.import_module(MIGRATION).Migration.operations[0]
    old, other = (QuoteDraft.objects.create(data=data) for data in (OLD, {"town": "Köln"}))

    with connection.cursor() as cursor:
        cursor.execute(operation.sql)
        old.refresh_from_db()
        other.refresh_from_db()
        assert (old.data, other.data) == (NEW, {"town": "Köln"})

        cursor.execute(operation.reverse_sql)
    old.refresh_from_db()
    assert old.data == OLD
