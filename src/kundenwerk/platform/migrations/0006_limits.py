"""How often somebody asked, by the end of the window; lost in a crash without harm."""

from django.db import migrations

LIMIT = """
CREATE UNLOGGED TABLE platform_limit (
    name varchar(40) NOT NULL, who varchar(32) NOT NULL, ends_at timestamptz NOT NULL,
    count integer NOT NULL, PRIMARY KEY (name, who, ends_at));
CREATE INDEX platform_limit_ended ON platform_limit (ends_at);
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0005_undo_offers")]

    operations = [migrations.RunSQL(LIMIT, "DROP TABLE platform_limit")]
