"""Own actions lead to an address; a supply situation says what it means to the market."""

import django.db.models.deletion
from django.db import migrations, models



class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0006_business_partner'),
        ('correspondence', '0004_business_partner'),
        ('debtors', '0003_business_partner'),
        ('market', '0007_spot_guard'),
        ('parties', '0007_business_partner'),
        ('sales', '0019_duplicates'),
        ('supply', '0003_control_module'),
    ]

    operations = [
        migrations.AddField(
            model_name='offeredoption',
            name='address',
            field=models.CharField(blank=True, default='', max_length=300, verbose_name='Adresse'),
        ),
        migrations.AddField(
            model_name='offeredoption',
            name='meaning',
            field=models.CharField(blank=True, choices=[('E01', 'Einzug'), ('E03', 'Lieferantenwechsel')], default='', max_length=3, verbose_name='Bedeutung im Markt'),
        ),
        migrations.AddField(
            model_name='quote',
            name='situation_option',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sales.offeredoption', verbose_name='Liefersituation, wie gewählt'),
        ),
        # A new column has no old image to keep, so the triggers of the table stay out of it.
        migrations.RunSQL(
            "ALTER TABLE sales_offeredoption ALTER COLUMN meaning TYPE varchar(3) "
            "USING CASE WHEN belongs_to = 'SITUATION' THEN left(code, 3) ELSE '' END",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name='offeredoption',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('belongs_to', 'NEXT_ACTION'), _negated=True), models.Q(('meaning', ''), models.Q(models.Q(('code__in', ['DOCUMENT', 'OPEN', 'SEND', 'FURTHER', 'INQUIRY', 'ACCEPT', 'CUSTOMER']), ('address', '')), models.Q(models.Q(('code__in', ['DOCUMENT', 'OPEN', 'SEND', 'FURTHER', 'INQUIRY', 'ACCEPT', 'CUSTOMER']), _negated=True), models.Q(('address', ''), _negated=True)), _connector='OR')), _connector='OR'), name='offered_action_leads_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='offeredoption',
            constraint=models.CheckConstraint(condition=models.Q(('belongs_to', 'NEXT_ACTION'), models.Q(('address', ''), ('meaning__in', ['E01', 'E03'])), _connector='OR'), name='offered_situation_means_something'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('situation_option__isnull', True), models.Q(('situation', ''), _negated=True), _connector='OR'), name='quote_chosen_situation_means_something'),
        ),
    ]
