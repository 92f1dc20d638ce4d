"""Positions, taxes and instalments name their bill without a trigger for each row (ADR 0020)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("billing", "0003_traces_once")]

    operations = [
        migrations.AlterField(
            "invoiceline",
            "invoice",
            models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="billing.invoice",
                verbose_name="Rechnung",
            ),
        ),
        migrations.AlterField(
            "invoicevat",
            "invoice",
            models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="vat_groups",
                to="billing.invoice",
                verbose_name="Rechnung",
            ),
        ),
        migrations.AlterField(
            "instalment",
            "invoice",
            models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="instalments",
                to="billing.invoice",
                verbose_name="abgerechnet mit",
            ),
        ),
    ]
