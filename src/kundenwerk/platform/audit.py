"""Old images of every changed row, written by the database itself.

A statement-level trigger with a transition table also sees bulk statements and raw SQL;
inserts cost nothing because the row itself is the record.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

FUNCTION = """
CREATE FUNCTION platform_keep_old_image() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO platform_auditrow (actor, command, table_name, row_id, verb, old)
    SELECT coalesce(nullif(current_setting('kundenwerk.actor', true), ''), session_user),
           coalesce(current_setting('kundenwerk.command', true), ''),
           TG_TABLE_NAME, coalesce(image->>'id', image->>'key'), TG_OP, image
    FROM (SELECT to_jsonb(old_rows) AS image FROM old_rows) AS images;
    RETURN NULL;
END $$;

CREATE FUNCTION platform_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are final', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_is_final';
END $$;
"""

OWNER_FUNCTION = """
CREATE FUNCTION platform_is_final_but_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - 'business_partner_id' IS DISTINCT FROM to_jsonb(NEW) - 'business_partner_id'
       OR NEW.business_partner_id IS NULL
    THEN
        RAISE EXCEPTION 'rows of % are final', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_is_final';
    END IF;
    RETURN NEW;
END $$;
"""

OWNER_FUNCTION_BACK = "DROP FUNCTION platform_is_final_but_owner();"

FUNCTION_BACK = """
DROP FUNCTION platform_keep_old_image();
DROP FUNCTION platform_is_final();
"""


def audited(*tables: str) -> list[RunSQL]:
    """Migration operations that keep the old image of every update and delete."""
    return [_keep(table) for table in tables]


def final(*tables: str) -> list[RunSQL]:
    """Migration operations that refuse every update, delete and truncate."""
    return [
        RunSQL(
            f"CREATE TRIGGER {table}_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION platform_is_final()",
            f"DROP TRIGGER {table}_is_final ON {table}",
        )
        for table in tables
    ]


def final_but_owner(*tables: str) -> list[RunSQL]:
    """Let rows that were final so far go to another business partner, with their old image."""
    return [one for table in tables for one in (_only_owner_changes(table), _keep(table))]


def _only_owner_changes(table: str) -> RunSQL:
    final_ = (
        f"CREATE TRIGGER {table}_is_final BEFORE {{}} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION platform_is_final();\n"
    )
    drop = f"DROP TRIGGER {table}_is_final ON {table};\n"
    owner = (
        f"CREATE TRIGGER {table}_changes_owner BEFORE UPDATE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION platform_is_final_but_owner();\n"
    )
    return RunSQL(
        drop + final_.format("DELETE OR TRUNCATE") + owner,
        f"DROP TRIGGER {table}_changes_owner ON {table};\n"
        + drop
        + final_.format("UPDATE OR DELETE OR TRUNCATE"),
    )


def _keep(table: str) -> RunSQL:
    forward = "".join(
        f"CREATE TRIGGER audit_{verb.lower()} AFTER {verb} ON {table} "
        "REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT "
        "EXECUTE FUNCTION platform_keep_old_image();\n"
        for verb in ("UPDATE", "DELETE")
    )
    forward += no_truncate(table)
    verbs = ("update", "delete", "truncate")
    backward = "".join(f"DROP TRIGGER IF EXISTS audit_{verb} ON {table};\n" for verb in verbs)
    return RunSQL(forward, backward)


def no_truncate(table: str) -> str:
    """The statement that refuses TRUNCATE, which shows its trigger no rows to keep."""
    return (
        f"CREATE OR REPLACE TRIGGER audit_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION platform_is_final();\n"
    )
