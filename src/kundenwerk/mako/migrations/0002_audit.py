"""Keep the old image of every changed row."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("mako", "0001_initial"), ("platform", "0002_triggers")]

    operations = audit.audited("mako_process", "mako_marketmessage")
