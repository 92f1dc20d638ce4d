"""What every installation begins with after a quote and as supply situations; they are data."""

from django.db import migrations

from kundenwerk.platform import audit

FORWARD = """
INSERT INTO sales_offeredoption (belongs_to, code, label, position, is_shown) VALUES
    ('NEXT_ACTION', 'DOCUMENT', 'Angebotsdokument drucken', 1, true),
    ('NEXT_ACTION', 'OPEN', 'Angebot öffnen', 2, true),
    ('NEXT_ACTION', 'SEND', 'Angebot versenden', 3, true),
    ('NEXT_ACTION', 'FURTHER', 'Weiteres Angebot', 4, true),
    ('NEXT_ACTION', 'INQUIRY', 'Allgemeine Anfrage', 5, true),
    ('NEXT_ACTION', 'ACCEPT', 'Annahme erfassen', 6, false),
    ('NEXT_ACTION', 'CUSTOMER', 'Kunden öffnen', 7, false),
    ('SITUATION', 'E01', 'Einzug', 1, true),
    ('SITUATION', 'E03', 'Lieferantenwechsel', 2, true);
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0012_offered_options"), ("platform", "0002_triggers")]

    operations = [
        *audit.audited("sales_offeredoption"),
        migrations.RunSQL(FORWARD, "DELETE FROM sales_offeredoption"),
    ]
