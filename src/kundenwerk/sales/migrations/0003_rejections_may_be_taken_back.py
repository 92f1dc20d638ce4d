"""A rejection can be taken back for a minute; its old image is kept."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("sales", "0002_guards")]

    operations = [
        migrations.RunSQL(
            "DROP TRIGGER sales_rejection_is_final ON sales_rejection",
            "CREATE TRIGGER sales_rejection_is_final BEFORE UPDATE OR DELETE OR TRUNCATE "
            "ON sales_rejection FOR EACH STATEMENT EXECUTE FUNCTION platform_is_final()",
        ),
        *audit.audited("sales_rejection"),
    ]
