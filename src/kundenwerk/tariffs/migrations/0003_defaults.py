"""The settings every installation begins with; they are data and can be changed."""

from django.db import migrations

# Consumption presets and the binding period: DEC-08 and DEC-05.
FORWARD = """
INSERT INTO tariffs_tariffsettings
    (id, operator_level, binding_days, compare_default_supply, instalment_step)
VALUES (1, 'VERSION', 14, true, 100);

INSERT INTO tariffs_consumptionpreset (kind, count, kwh) VALUES
    ('PERSONS', 1, 2000), ('PERSONS', 2, 3500), ('PERSONS', 3, 4250), ('PERSONS', 4, 5000),
    ('PERSONS', 5, 5750), ('AREA', 50, 5000), ('AREA', 100, 12000), ('AREA', 150, 18000),
    ('AREA', 180, 20000);
"""

BACKWARD = "DELETE FROM tariffs_tariffsettings; DELETE FROM tariffs_consumptionpreset;"


class Migration(migrations.Migration):
    dependencies = [("tariffs", "0002_guards")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
