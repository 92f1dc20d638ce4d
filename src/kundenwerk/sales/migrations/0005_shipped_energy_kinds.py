"""The kinds of energy every installation begins with (AP-015); they are data."""

from django.db import migrations

from kundenwerk.platform import audit

FORWARD = """
INSERT INTO sales_energykind (code, label, icon, commodity, usage_type, position, is_visible) VALUES
    ('HAUSHALT', 'Haushaltsstrom', 'bolt', 'ELECTRICITY', 'HOUSEHOLD', 1, true),
    ('LADEN', 'Ladestrom', 'car', 'ELECTRICITY', 'EV_CHARGING', 2, true),
    ('HEIZEN', 'Heizstrom', 'home', 'ELECTRICITY', 'STORAGE_HEATING', 3, true),
    ('WAERMEPUMPE', 'Wärmepumpenstrom', 'leaf', 'ELECTRICITY', 'HEAT_PUMP', 4, true),
    ('GAS', 'Gas', 'flame', 'GAS', '', 5, true);
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0004_energykind"), ("platform", "0002_triggers")]

    operations = [
        *audit.audited("sales_energykind"),
        migrations.RunSQL(FORWARD, "DELETE FROM sales_energykind"),
    ]
