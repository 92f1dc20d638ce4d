"""Documents are final; changes of deliveries are kept."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_initial"), ("platform", "0002_triggers")]

    operations = [
        *audit.final("correspondence_document"),
        *audit.audited("correspondence_dispatch"),
    ]
