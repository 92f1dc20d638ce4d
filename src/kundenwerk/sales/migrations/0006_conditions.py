"""Quote items become copies of conditions; until now nothing has written any."""

import django.db.models.deletion
from django.db import migrations, models

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0005_shipped_energy_kinds"),
        ("tariffs", "0005_conditions"),
    ]

    operations = [
        migrations.DeleteModel("QuoteItem"),
        migrations.CreateModel(
            name='QuoteItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='Position')),
                ('label', models.CharField(max_length=80, verbose_name='Bezeichnung')),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='Erläuterung')),
                ('kind', models.CharField(choices=[('ENERGY', 'Arbeitspreis, ct/kWh netto'), ('BASE', 'Grundpreis, €/Jahr netto'), ('ONCE', 'einmalig mit der ersten Rechnung, € brutto'), ('TERMS', 'ohne Preis')], max_length=6, verbose_name='Art')),
                ('price', models.DecimalField(blank=True, decimal_places=6, max_digits=12, null=True, verbose_name='Preis netto, ct/kWh oder €/Jahr')),
                ('once', models.BigIntegerField(blank=True, null=True, verbose_name='einmalig brutto')),
                ('guarantee_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Preisgarantie in Monaten')),
                ('condition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tariffs.condition', verbose_name='Kondition')),
                ('quote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='sales.quote', verbose_name='Angebot')),
            ],
            options={
                'verbose_name': 'Angebotsposition',
                'verbose_name_plural': 'Angebotspositionen',
                'ordering': ['position'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['ENERGY', 'BASE', 'ONCE', 'TERMS'])), name='quote_item_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['ENERGY', 'BASE']), ('guarantee_months__isnull', True), ('once__isnull', True), ('price__isnull', False), models.Q(('price', 0), _negated=True)), models.Q(('guarantee_months__isnull', True), ('kind', 'ONCE'), ('once__isnull', False), ('price__isnull', True)), models.Q(('kind', 'TERMS'), ('once__isnull', True), ('price__isnull', True)), _connector='OR'), name='quote_item_amount_fits_kind'), models.UniqueConstraint(fields=('quote', 'position'), name='quote_item_once'), models.UniqueConstraint(fields=('quote', 'condition'), name='quote_item_chosen_once')],
            },
        ),
        *audit.final("sales_quoteitem"),
    ]
