"""The calculation of a position stands in that of its bill, once."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("billing", "0002_guards")]

    operations = [migrations.RemoveField("invoiceline", "trace")]
