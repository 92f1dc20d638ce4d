"""Old images of the ways to market participants; their secrets kept from readers."""

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
        WHERE table_schema = current_schema() AND table_name = 'mako_channelsecret'
          AND grantee NOT IN (current_user, 'PUBLIC') AND privilege_type = 'SELECT'
          AND NOT EXISTS (
              SELECT FROM information_schema.role_table_grants more
              WHERE more.table_schema = held.table_schema AND more.table_name = held.table_name
                AND more.grantee = held.grantee AND more.privilege_type = 'INSERT')
    LOOP
        EXECUTE format('REVOKE SELECT ON mako_channelsecret FROM %I', reader.grantee);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("mako", "0006_channels"), ("platform", "0002_triggers")]

    operations = [
        *audited("mako_channel"),
        migrations.RunSQL(HIDE, migrations.RunSQL.noop),
    ]
