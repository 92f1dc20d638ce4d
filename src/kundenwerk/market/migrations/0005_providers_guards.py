"""The services every installation knows, all online ones off; old images; secrets kept from readers."""

from django.db import migrations

from kundenwerk.platform.audit import audited

ROWS = """
INSERT INTO market_provider
    (service, kind, name, position, is_enabled, base_address, username,
     timeout_ms, allowed_failures, pause_seconds, version)
VALUES
    ('GRID_OPERATOR', 'TABLE', 'Netzgebiete', 1, true, '', '', 4000, 3, 60, 1),
    ('GRID_OPERATOR', 'HTTP', 'Marktpartnerermittlung', 2, false, '', '', 4000, 3, 60, 1),
    ('DEFAULT_SUPPLY', 'TABLE', 'Tarife der Grundversorger', 1, true, '', '', 4000, 3, 60, 1),
    ('DEFAULT_SUPPLY', 'HTTP', 'Grundversorgungsermittlung', 2, false, '', '', 4000, 3, 60, 1),
    ('ADDRESS', 'HTTP', 'Adressprüfung', 1, false, '', '', 4000, 3, 60, 1),
    ('CREDIT', 'HTTP', 'Bonitätsauskunft', 1, false, '', '', 6000, 3, 60, 1);
"""
ROWS_BACK = "DELETE FROM market_provider;"

# Roles that may read but not write; their names are the operator's.
HIDE = """
DO $$
DECLARE
    reader record;
BEGIN
    FOR reader IN
        SELECT DISTINCT grantee FROM information_schema.role_table_grants held
        WHERE table_schema = current_schema() AND table_name = 'market_providersecret'
          AND grantee NOT IN (current_user, 'PUBLIC') AND privilege_type = 'SELECT'
          AND NOT EXISTS (
              SELECT FROM information_schema.role_table_grants more
              WHERE more.table_schema = held.table_schema AND more.table_name = held.table_name
                AND more.grantee = held.grantee AND more.privilege_type = 'INSERT')
    LOOP
        EXECUTE format('REVOKE SELECT ON market_providersecret FROM %I', reader.grantee);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("market", "0004_providers"), ("platform", "0002_triggers")]

    operations = [
        migrations.RunSQL(ROWS, ROWS_BACK),
        *audited("market_provider"),
        migrations.RunSQL(HIDE, migrations.RunSQL.noop),
    ]
