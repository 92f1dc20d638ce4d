"""What a backup claims about the database, counted in one consistent view of it."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

_TABLES = """
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname
"""
_RIGHTS = """
    SELECT g.relname, string_agg(g.privilege, ', ' ORDER BY g.privilege)
    FROM (
        SELECT c.relname, a.privilege_type AS privilege, a.grantee
        FROM pg_class c CROSS JOIN aclexplode(c.relacl) a
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S', 'v')
        UNION ALL
        SELECT c.relname, format('%%s (%%I)', a.privilege_type, t.attname), a.grantee
        FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid CROSS JOIN aclexplode(t.attacl) a
        WHERE c.relnamespace = 'public'::regnamespace AND NOT t.attisdropped
    ) g JOIN pg_roles r ON r.oid = g.grantee
    WHERE r.rolname = %s
    GROUP BY g.relname ORDER BY g.relname
"""
_LEDGER = "ledger_posting"


def row_counts(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Rows per table."""
    counts = {}
    for (table,) in connection.execute(_TABLES).fetchall():
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        row = connection.execute(query).fetchone()
        counts[str(table)] = int(row[0]) if row else 0
    return counts


def ledger_totals(connection: psycopg.Connection[Any]) -> dict[str, int] | None:
    """Number of postings, their sum (zero in whole books) and the debits, in cents."""
    known = connection.execute("SELECT to_regclass(%s)", [f"public.{_LEDGER}"]).fetchone()
    if not known or known[0] is None:
        return None
    row = connection.execute(
        "SELECT count(*), coalesce(sum(amount), 0),"
        " coalesce(sum(amount) FILTER (WHERE amount > 0), 0) FROM ledger_posting"
    ).fetchone()
    assert row is not None
    return dict(zip(("postings", "sum", "debits"), map(int, row), strict=True))


def rights(connection: psycopg.Connection[Any], role: str) -> dict[str, str]:
    """What a role may do with each table and with single columns, role names left out.

    A server elsewhere calls the role differently.
    """
    return {str(table): str(given) for table, given in connection.execute(_RIGHTS, [role])}


def give_rights(connection: psycopg.Connection[Any], role: str, given: dict[str, str]) -> None:
    """Give a role exactly these rights, whatever it had."""
    name = sql.Identifier(role)
    connection.execute(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(name))
    connection.execute(sql.SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {}").format(name))
    for table, privileges in given.items():
        words = sql.SQL(", ").join(sql.SQL(word) for word in privileges.split(", "))
        connection.execute(
            sql.SQL("GRANT {} ON {} TO {}").format(words, sql.Identifier(table), name)
        )
