"""Who may only read the database reads no secrets of logins: passwords, sessions, second factors."""

from __future__ import annotations

from django.db import migrations

# Roles that may read but not write; their names are the operator's.
READERS = """
    SELECT DISTINCT grantee FROM information_schema.role_table_grants held
    WHERE table_schema = current_schema() AND table_name = 'accounts_user'
      AND grantee NOT IN (current_user, 'PUBLIC') AND privilege_type = 'SELECT'
      AND NOT EXISTS (
          SELECT FROM information_schema.role_table_grants more
          WHERE more.table_schema = held.table_schema AND more.table_name = held.table_name
            AND more.grantee = held.grantee AND more.privilege_type = 'INSERT')
"""
HIDE = f"""
DO $$
DECLARE
    reader record;
    named text;
BEGIN
    FOR reader IN {READERS} LOOP
        FOREACH named IN ARRAY ARRAY['accounts_user', 'django_session', 'mfa_authenticator',
                                     'account_emailconfirmation', 'usersessions_usersession',
                                     'platform_cache']
        LOOP
            EXECUTE format('REVOKE SELECT ON %I FROM %I', named, reader.grantee);
        END LOOP;
        SELECT string_agg(quote_ident(attname), ', ') INTO named FROM pg_attribute
        WHERE attrelid = 'accounts_user'::regclass AND attnum > 0 AND NOT attisdropped
          AND attname <> 'password';
        EXECUTE format('GRANT SELECT (%s) ON accounts_user TO %I', named, reader.grantee);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_audit_rest"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("platform", "0002_triggers"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]

    operations = [migrations.RunSQL(HIDE, migrations.RunSQL.noop)]
