"""Who may only read the database reads no secrets of logins: passwords, sessions, second factors."""

from __future__ import annotations

from django.db import migrations

from kundenwerk.platform.readers import readers_of

HIDE = f"""
DO $$
DECLARE
    reader record;
    named text;
BEGIN
    FOR reader IN {readers_of("accounts_user")} LOOP
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
