"""Keep old images of quotes; price calculations and quote items never change."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("sales", "0001_initial"), ("platform", "0002_triggers")]

    operations = [
        *audit.audited("sales_quote", "sales_salessettings"),
        *audit.final("sales_pricecalculation", "sales_quoteitem", "sales_rejection"),
    ]
