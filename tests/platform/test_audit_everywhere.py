"""No table with master data or money can be changed without its old image being kept."""

from __future__ import annotations

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from kundenwerk.platform import number_ranges
from kundenwerk.platform.commands import Call, command
from kundenwerk.platform.models import AuditRow

CONTEXTS = {
    "accounts", "account", "parties", "market", "work", "supply", "ledger", "correspondence",
    "tariffs", "metering", "debtors", "contracts", "sales", "mako", "billing", "payments",
    "marketing", "receivables",
}  # fmt: skip

# What needs no old image, and why.
DERIVED = {
    "account_emailconfirmation": "unused, addresses are confirmed by the supplier",
    "accounts_user_groups": "unused, rights follow from the role",
    "accounts_user_user_permissions": "unused, rights follow from the role",
    "billing_runbill": "figures of a preview; the bill itself is final",
    "market_lookupanswer": "answers of services, forgotten when the day ends",
    "market_lookupcall": "how calls went, forgotten after a month",
    "mako_channelsecret": "what opened a mailbox once is nobody's business any more",
    "market_providersecret": "what opened a service once is nobody's business any more",
    "payments_matchproposal": "proposals; the assignment itself is booked",
    "sales_lead": "must be forgotten (Art. 17 DSGVO); its entries tell its changes until then",
    "sales_leadentry": "forgotten with the lead",
    "sales_quotedraft": "work in progress from the first keystroke; the quote is kept",
}


def tables() -> set[str]:
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in CONTEXTS and model._meta.managed
    }


GUARDED = sorted(tables() - set(DERIVED))


def answer(table: str, statement: str) -> str:
    """What raw SQL gets from the database."""
    before = AuditRow.objects.filter(table_name=table).count()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as refusal:
        if isinstance(refusal.__cause__, psycopg.errors.RestrictViolation):
            return "refused"
        raise
    after = AuditRow.objects.filter(table_name=table).count()
    return "kept" if after > before else "lost"


def with_one_empty_row(table: str) -> list[str]:
    """Put a row in, whatever the columns ask for, and name them; the test is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass"
            " AND contype IN ('f', 'c', 'x', 'u')",
            [table],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT IF EXISTS "{name}" CASCADE')
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND attgenerated = ''",
            [table],
        )
        columns = [str(name) for (name,) in cursor.fetchall()]
        for name in columns:
            if name != "id":
                cursor.execute(f'ALTER TABLE {table} ALTER "{name}" DROP NOT NULL')
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        values = "(id) VALUES (32000)" if "id" in columns else "DEFAULT VALUES"
        cursor.execute(f"INSERT INTO {table} {values}")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    return columns


@pytest.mark.row("R-60", "D02")
@pytest.mark.django_db
@pytest.mark.parametrize("table", GUARDED)
def test_raw_sql_on_a_table_is_refused_or_leaves_the_old_image(table: str) -> None:
    columns = with_one_empty_row(table)
    statements = [f'UPDATE {table} SET "{name}" = "{name}"' for name in columns]

    answers = {statement: answer(table, statement) for statement in statements}
    ours = " WHERE id = 32000" if "id" in columns else ""
    answers["DELETE"] = answer(table, f"DELETE FROM {table}{ours}")

    assert set(answers.values()) <= {"refused", "kept"}, answers


@pytest.mark.row("R-60", "R-12")
@pytest.mark.django_db
@pytest.mark.parametrize("table", GUARDED)
def test_no_table_can_be_emptied_at_a_stroke(table: str) -> None:
    assert answer(table, f"TRUNCATE {table} CASCADE") == "refused"


def test_every_exception_is_a_table_of_ours() -> None:
    assert set(DERIVED) <= tables()


@command
def do_something(*, number: int) -> int:
    return number


@pytest.mark.row("R-60", "R-12")
@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE platform_auditrow SET actor = 'niemand'",
        "DELETE FROM platform_auditrow",
        "TRUNCATE platform_auditrow",
        "UPDATE platform_command SET actor = 'niemand'",
        "UPDATE platform_command SET result = '7'",
        "UPDATE platform_command SET key = gen_random_uuid()",
        "DELETE FROM platform_command",
        "TRUNCATE platform_command",
        "UPDATE platform_numberrange SET last = last - 1",
        "UPDATE platform_numberrange SET year = year + 1",
        "DELETE FROM platform_numberrange",
        "TRUNCATE platform_numberrange",
    ],
)
def test_the_trail_and_the_counters_cannot_be_rewritten(call: Call, statement: str) -> None:
    do_something(call, number=3)
    with transaction.atomic():
        number_ranges.take_block("INVOICE", 3, year=2026)

    assert answer("platform_command", statement) == "refused"
    assert do_something(call, number=3) == 3
