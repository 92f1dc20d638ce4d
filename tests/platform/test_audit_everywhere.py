"""No table with master data or money can be changed without its old image being kept."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

CONTEXTS = {
    "accounts", "parties", "market", "work", "supply", "ledger", "correspondence", "tariffs",
    "metering", "debtors", "contracts", "sales", "mako", "billing", "payments",
}  # fmt: skip

# What needs no old image, and why.
DERIVED = {
    "accounts_user_groups": "unused, rights follow from the role",
    "accounts_user_user_permissions": "unused, rights follow from the role",
    "billing_runbill": "figures of a preview; the bill itself is final",
    "ledger_openitem": "what is open follows from final postings and clearings",
    "payments_matchproposal": "proposals; the assignment itself is booked",
    "sales_quotedraft": "work in progress from the first keystroke; the quote is kept",
}


def tables() -> set[str]:
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in CONTEXTS and model._meta.managed
    }


@pytest.mark.row("R-60", "D02")
@pytest.mark.django_db
def test_every_table_keeps_old_images_or_refuses_changes() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT event_object_table FROM information_schema.triggers "
            "WHERE event_manipulation = 'UPDATE' AND (trigger_name = 'audit_update' "
            "OR action_statement LIKE '%is_final%')"
        )
        guarded = {table for (table,) in cursor.fetchall()}

    assert tables() - guarded - set(DERIVED) == set()
    assert set(DERIVED) <= tables()
