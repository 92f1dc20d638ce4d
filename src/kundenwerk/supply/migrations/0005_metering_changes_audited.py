"""Keep the old image of every changed row."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("supply", "0004_metering_changes"), ("platform", "0002_triggers")]

    operations = audit.audited("supply_meteringchange")
