"""Conditions that stay with a contract; what was agreed never changes."""

import django.db.models.deletion
from django.db import migrations, models

from kundenwerk.platform import audit


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0002_audit'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContractCondition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='Position')),
                ('label', models.CharField(max_length=80, verbose_name='Bezeichnung')),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='Erläuterung')),
                ('kind', models.CharField(choices=[('ENERGY', 'Arbeitspreis, ct/kWh netto'), ('BASE', 'Grundpreis, €/Jahr netto'), ('ONCE', 'einmalig mit der ersten Rechnung, € brutto'), ('TERMS', 'ohne Preis')], max_length=6, verbose_name='Art')),
                ('price', models.DecimalField(blank=True, decimal_places=6, max_digits=12, null=True, verbose_name='Preis netto, ct/kWh oder €/Jahr')),
                ('once', models.BigIntegerField(blank=True, null=True, verbose_name='einmalig brutto')),
                ('guarantee_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Preisgarantie in Monaten')),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conditions', to='contracts.supplycontract', verbose_name='Liefervertrag')),
            ],
            options={
                'verbose_name': 'vereinbarte Kondition',
                'verbose_name_plural': 'vereinbarte Konditionen',
                'ordering': ['position'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['ENERGY', 'BASE', 'ONCE', 'TERMS'])), name='agreed_condition_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['ENERGY', 'BASE']), ('guarantee_months__isnull', True), ('once__isnull', True), ('price__isnull', False), models.Q(('price', 0), _negated=True)), models.Q(('guarantee_months__isnull', True), ('kind', 'ONCE'), ('once__isnull', False), ('price__isnull', True)), models.Q(('kind', 'TERMS'), ('once__isnull', True), ('price__isnull', True)), _connector='OR'), name='agreed_condition_amount_fits_kind'), models.UniqueConstraint(fields=('contract', 'position'), name='agreed_condition_once')],
            },
        ),
        *audit.final("contracts_contractcondition"),
    ]
