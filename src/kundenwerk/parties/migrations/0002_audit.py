"""Keep the old image of every changed row."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial"), ("platform", "0002_triggers")]

    operations = audit.audited(
        "parties_businesspartner",
        "parties_address",
        "parties_contactpoint",
        "parties_contactperson",
        "parties_bankaccount",
    )
