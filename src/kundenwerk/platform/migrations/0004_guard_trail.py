"""The trail itself cannot be rewritten, and no counter of a number range runs backwards."""

from django.db import migrations

from kundenwerk.platform import audit

FORWARD = """
CREATE FUNCTION platform_command_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM old_rows FULL JOIN new_rows USING (key)
        WHERE (old_rows.name, old_rows.digest, old_rows.actor, old_rows.at)
              IS DISTINCT FROM (new_rows.name, new_rows.digest, new_rows.actor, new_rows.at)
           OR old_rows.result NOT IN ('null', new_rows.result))
    THEN
        RAISE EXCEPTION 'what was done under a key stays'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'platform_command_is_final';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER platform_command_stays AFTER UPDATE ON platform_command
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION platform_command_stays();
CREATE TRIGGER platform_command_remains BEFORE DELETE OR TRUNCATE ON platform_command
    FOR EACH STATEMENT EXECUTE FUNCTION platform_is_final();

CREATE FUNCTION platform_number_range_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM old_rows FULL JOIN new_rows USING (id, series, year)
        WHERE new_rows.last IS NULL OR old_rows.last IS NULL OR new_rows.last < old_rows.last)
    THEN
        RAISE EXCEPTION 'a number that was given is never given again'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'number_range_grows';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER platform_number_range_grows AFTER UPDATE ON platform_numberrange
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION platform_number_range_grows();
CREATE TRIGGER platform_number_range_remains BEFORE DELETE OR TRUNCATE ON platform_numberrange
    FOR EACH STATEMENT EXECUTE FUNCTION platform_is_final();
"""

BACK = """
DROP TRIGGER platform_number_range_remains ON platform_numberrange;
DROP TRIGGER platform_number_range_grows ON platform_numberrange;
DROP FUNCTION platform_number_range_grows();
DROP TRIGGER platform_command_remains ON platform_command;
DROP TRIGGER platform_command_stays ON platform_command;
DROP FUNCTION platform_command_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0003_download")]

    operations = [
        *audit.final("platform_auditrow"),
        migrations.RunSQL(FORWARD, BACK),
    ]
