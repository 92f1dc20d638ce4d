from __future__ import annotations

import uuid

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection, transaction

from kundenwerk.platform import crypto, files
from kundenwerk.platform.audit import audited, final
from kundenwerk.platform.commands import Call, command
from kundenwerk.platform.models import AuditRow


@pytest.fixture
def _tables(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE probe (id bigint PRIMARY KEY, name text)")
        cursor.execute("INSERT INTO probe SELECT n, 'Kunde ' || n FROM generate_series(1, 5) n")
        for operation in audited("probe"):
            for statement in str(operation.sql).split(";\n"):
                if statement.strip():
                    cursor.execute(statement)


@command
def rename_all(*, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE probe SET name = %s", [name])


@pytest.mark.row("R-60")
@pytest.mark.usefixtures("_tables")
def test_a_bulk_statement_leaves_every_old_image_with_actor_and_command(call: Call) -> None:
    rename_all(call, name="neu")

    rows = list(AuditRow.objects.order_by("row_id"))
    assert [row.old["name"] for row in rows] == [f"Kunde {n}" for n in range(1, 6)]
    assert {(row.actor, row.command, row.verb) for row in rows} == {
        ("test", str(call.key), "UPDATE")
    }


@pytest.mark.row("R-60")
@pytest.mark.usefixtures("_tables")
def test_raw_sql_outside_a_command_is_kept_under_the_database_user() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kundenwerk.actor', '', true)")
        cursor.execute("DELETE FROM probe WHERE id = 1")

    row = AuditRow.objects.get()
    assert (row.verb, row.row_id) == ("DELETE", "1")
    assert row.actor


@pytest.mark.row("R-12")
@pytest.mark.usefixtures("_tables")
@pytest.mark.parametrize(
    "verb", ["UPDATE probe SET name = 'x'", "DELETE FROM probe", "TRUNCATE probe"]
)
def test_final_tables_refuse_every_change(verb: str) -> None:
    with connection.cursor() as cursor:
        for operation in final("probe"):
            cursor.execute(operation.sql)

    with (
        pytest.raises(Exception, match="final"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)


@pytest.mark.row("R-52")
def test_encrypted_text_is_bound_to_its_column() -> None:
    sealed = crypto.encrypt("DE89370400440532013000", context="a.iban")

    assert b"DE8937" not in sealed
    assert crypto.decrypt(sealed, context="a.iban") == "DE89370400440532013000"
    with pytest.raises(InvalidTag):
        crypto.decrypt(sealed, context="b.iban")


@pytest.mark.django_db
def test_equal_files_are_kept_once_and_damage_is_noticed() -> None:
    content = uuid.uuid4().bytes

    first = files.store(content, name="a.pdf", media_type="application/pdf")
    second = files.store(content, name="b.pdf", media_type="application/pdf")

    assert first.pk == second.pk
    assert files.read(first) == content
    path = files._path(first.sha256)
    path.write_bytes(b"other")
    with pytest.raises(files.FileDamaged):
        files.read(first)
    path.unlink()
