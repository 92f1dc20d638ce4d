"""Trigger functions every context uses; the shared cache table."""

from django.db import migrations

from kundenwerk.platform import audit

CACHE = """
CREATE TABLE platform_cache (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX platform_cache_expires ON platform_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_initial")]

    operations = [
        migrations.RunSQL(audit.FUNCTION, audit.FUNCTION_BACK),
        migrations.RunSQL(CACHE, "DROP TABLE platform_cache"),
    ]
