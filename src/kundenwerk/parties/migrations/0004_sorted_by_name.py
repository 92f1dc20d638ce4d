"""Lists of everybody, and of customers or prospects alone, each with an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0003_alter_contactperson_last_name")]

    operations = [
        migrations.RenameIndex(
            model_name="businesspartner",
            old_name="partner_sorted",
            new_name="partner_sorted_by_role",
        ),
        migrations.AddIndex(
            model_name="businesspartner",
            index=models.Index(fields=["sort_key", "id"], name="partner_sorted"),
        ),
    ]
