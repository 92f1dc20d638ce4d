"""Keep the old image of every changed row also of payments_bankfile."""

from django.db import migrations

from kundenwerk.platform.audit import audited


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_guards"), ("platform", "0002_triggers")]

    operations = audited("payments_bankfile")
