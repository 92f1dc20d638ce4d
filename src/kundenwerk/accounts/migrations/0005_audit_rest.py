"""Addresses of logins leave old images too, and no audited table can be emptied at a stroke.

TRUNCATE shows its triggers no rows. Tables audited from now on refuse it from the start.
"""

from django.db import migrations

from kundenwerk.platform.audit import audited

REFUSE_TRUNCATE = """
DO $$
DECLARE
    kept text;
BEGIN
    FOR kept IN
        SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'audit_update'
    LOOP
        EXECUTE 'CREATE OR REPLACE TRIGGER audit_truncate BEFORE TRUNCATE ON ' || kept ||
            ' FOR EACH STATEMENT EXECUTE FUNCTION platform_is_final()';
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accounts", "0004_audit_views"),
        ("billing", "0002_guards"),
        ("contracts", "0002_audit"),
        ("correspondence", "0002_guards"),
        ("debtors", "0002_audit"),
        ("ledger", "0004_audit_items"),
        ("mako", "0003_audit_rest"),
        ("market", "0003_audit_rest"),
        ("metering", "0002_audit"),
        ("parties", "0002_audit"),
        ("payments", "0003_audit_rest"),
        ("sales", "0002_guards"),
        ("supply", "0002_audit"),
        ("tariffs", "0004_audit_rest"),
        ("work", "0002_audit"),
    ]

    operations = [
        *audited("account_emailaddress"),
        migrations.RunSQL(REFUSE_TRUNCATE, migrations.RunSQL.noop),
    ]
