"""Of keys for other programs old images are kept; who may only read the database sees none."""

from django.db import migrations

from kundenwerk.platform.audit import audited

# Roles that may read but not write; their names are the operator's.
HIDE = """
DO $$
DECLARE
    reader record;
BEGIN
    FOR reader IN
        SELECT DISTINCT grantee FROM information_schema.role_table_grants held
        WHERE table_schema = current_schema() AND table_name = 'accounts_apitoken'
          AND grantee NOT IN (current_user, 'PUBLIC') AND privilege_type = 'SELECT'
          AND NOT EXISTS (
              SELECT FROM information_schema.role_table_grants more
              WHERE more.table_schema = held.table_schema AND more.table_name = held.table_name
                AND more.grantee = held.grantee AND more.privilege_type = 'INSERT')
    LOOP
        EXECUTE format('REVOKE SELECT ON accounts_apitoken FROM %I', reader.grantee);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_api_tokens"), ("platform", "0002_triggers")]

    operations = [
        *audited("accounts_apitoken"),
        migrations.RunSQL(HIDE, migrations.RunSQL.noop),
    ]
