"""Keep the old image of every changed row."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("marketing", "0001_initial"), ("platform", "0002_triggers")]

    operations = audit.audited("marketing_campaign", "marketing_responsecode")
