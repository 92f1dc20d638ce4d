"""Rows that are final but for whose they are: two records may turn out to be one person."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("platform", "0006_limits")]

    operations = [migrations.RunSQL(audit.OWNER_FUNCTION, audit.OWNER_FUNCTION_BACK)]
