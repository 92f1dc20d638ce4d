"""Planned returns to quotes keep their old images; leads do not, for they must be forgotten."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("sales", "0009_leads")]

    operations = [
        *audit.audited("sales_followup"),
        migrations.RunSQL(
            audit.no_truncate("sales_lead") + audit.no_truncate("sales_leadentry"),
            "DROP TRIGGER audit_truncate ON sales_lead;"
            "DROP TRIGGER audit_truncate ON sales_leadentry;",
        ),
    ]
