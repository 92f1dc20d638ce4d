"""Tables whose content is kept from roles that may only read the database."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL


def readers_of(table: str) -> str:
    """The query for the roles that may read a table but not write; the operator names them."""
    return f"""
        SELECT DISTINCT grantee FROM information_schema.role_table_grants held
        WHERE table_schema = current_schema() AND table_name = '{table}'
          AND grantee NOT IN (current_user, 'PUBLIC') AND privilege_type = 'SELECT'
          AND NOT EXISTS (
              SELECT FROM information_schema.role_table_grants more
              WHERE more.table_schema = held.table_schema AND more.table_name = held.table_name
                AND more.grantee = held.grantee AND more.privilege_type = 'INSERT')
    """  # noqa: S608  a table's name


def hidden_from_readers(table: str) -> RunSQL:
    """The migration operation that lets no reader see a table; going back shows it to nobody."""
    forward = f"""
        DO $$
        DECLARE
            reader record;
        BEGIN
            FOR reader IN {readers_of(table)} LOOP
                EXECUTE format('REVOKE SELECT ON {table} FROM %I', reader.grantee);
            END LOOP;
        END $$;
    """  # noqa: S608  a table's name
    return RunSQL(forward, RunSQL.noop)
