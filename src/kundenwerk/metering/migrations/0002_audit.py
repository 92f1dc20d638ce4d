"""Keep the old image of every changed row."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("metering", "0001_initial"), ("platform", "0002_triggers")]

    operations = audit.audited(
        "metering_reading",
        "metering_gasconversion",
    )
