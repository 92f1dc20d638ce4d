"""What a customer declared never changes; of hand-overs and notices old images are kept."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("sales", "0007_handovers"), ("platform", "0002_triggers")]

    operations = [
        *audit.final("sales_declaration"),
        *audit.audited(
            "sales_quotelink",
            "sales_handover",
            "sales_handoverendpoint",
            "sales_handovernotice",
        ),
    ]
