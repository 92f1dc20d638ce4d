"""Keep what an open item was before it was cleared or put off."""

from django.db import migrations

from kundenwerk.platform.audit import audited


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_chart"), ("platform", "0002_triggers")]

    operations = audited("ledger_openitem")
