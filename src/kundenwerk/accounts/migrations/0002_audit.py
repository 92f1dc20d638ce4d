"""Keep the old image of every changed login."""

from django.db import migrations

from kundenwerk.platform.audit import audited


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("platform", "0002_triggers")]

    operations = audited("accounts_user")
