"""What somebody agreed to or refused is proof; it is never changed."""

from django.db import migrations

from kundenwerk.platform.audit import final


class Migration(migrations.Migration):
    dependencies = [("parties", "0008_consents"), ("platform", "0002_triggers")]

    operations = final("parties_consent")
