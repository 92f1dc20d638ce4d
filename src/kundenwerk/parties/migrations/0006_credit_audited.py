"""Keep the old image of every changed or deleted class of credit."""

from django.db import migrations

from kundenwerk.platform.audit import audited


class Migration(migrations.Migration):
    dependencies = [("parties", "0005_credit_ratings"), ("platform", "0002_triggers")]

    operations = audited("parties_creditrating")
