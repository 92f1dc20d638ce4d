"""Of keys for other programs old images are kept; who may only read the database sees none."""

from django.db import migrations

from kundenwerk.platform.audit import audited
from kundenwerk.platform.readers import hidden_from_readers


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_api_tokens"), ("platform", "0002_triggers")]

    operations = [
        *audited("accounts_apitoken"),
        hidden_from_readers("accounts_apitoken"),
    ]
