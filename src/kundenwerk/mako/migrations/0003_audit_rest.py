"""Keep the old image of every changed row also of mako_interchange."""

from django.db import migrations

from kundenwerk.platform.audit import audited


class Migration(migrations.Migration):
    dependencies = [("mako", "0002_audit"), ("platform", "0002_triggers")]

    operations = audited("mako_interchange")
