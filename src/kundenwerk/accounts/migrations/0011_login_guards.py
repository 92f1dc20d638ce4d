"""What was done with a login stays written; somebody who can sign in always administers.

Two administrators who lock each other at the same moment wait for each other: the second then sees
what the first did. Who was invited only (no password: ``!``) does not count.
"""

from django.db import migrations

from kundenwerk.platform.audit import final

FORWARD = """
CREATE FUNCTION accounts_administrator_remains() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('accounts_administrator_remains'));
    IF NOT EXISTS (
        SELECT FROM accounts_user
        WHERE role = 'ADMINISTRATOR' AND is_active AND password NOT LIKE '!%')
    THEN
        RAISE EXCEPTION 'nobody would be left to administer logins'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'an_administrator_remains';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER an_administrator_remains AFTER UPDATE ON accounts_user FOR EACH ROW
    WHEN (OLD.role = 'ADMINISTRATOR' AND OLD.is_active AND OLD.password NOT LIKE '!%'
          AND NOT (NEW.role = 'ADMINISTRATOR' AND NEW.is_active AND NEW.password NOT LIKE '!%'))
    EXECUTE FUNCTION accounts_administrator_remains();
CREATE TRIGGER an_administrator_stays AFTER DELETE ON accounts_user FOR EACH ROW
    WHEN (OLD.role = 'ADMINISTRATOR' AND OLD.is_active AND OLD.password NOT LIKE '!%')
    EXECUTE FUNCTION accounts_administrator_remains();
"""

BACK = """
DROP TRIGGER an_administrator_stays ON accounts_user;
DROP TRIGGER an_administrator_remains ON accounts_user;
DROP FUNCTION accounts_administrator_remains();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_login_entries"), ("platform", "0002_triggers")]

    operations = [*final("accounts_loginentry"), migrations.RunSQL(FORWARD, BACK)]
