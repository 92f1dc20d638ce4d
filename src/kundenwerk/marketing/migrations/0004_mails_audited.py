"""Keep the old image of every changed row."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("marketing", "0003_mails"), ("platform", "0002_triggers")]

    operations = audit.audited("marketing_campaignmail")
