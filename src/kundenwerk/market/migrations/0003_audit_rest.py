"""Keep the old image of every changed row also of market_place."""

from django.db import migrations

from kundenwerk.platform.audit import audited


class Migration(migrations.Migration):
    dependencies = [("market", "0002_audit"), ("platform", "0002_triggers")]

    operations = audited("market_place")
