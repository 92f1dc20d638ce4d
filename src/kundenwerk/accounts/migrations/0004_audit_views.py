"""Keep the old image of every changed view."""

from django.db import migrations

from kundenwerk.platform.audit import audited


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_saved_views"), ("platform", "0002_triggers")]

    operations = audited(
        "accounts_savedview", "accounts_savedview_pinned_by", "accounts_listcolumns"
    )
