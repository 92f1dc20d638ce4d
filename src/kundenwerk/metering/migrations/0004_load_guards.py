"""A day of quarter hours is whole, never negative, and never changes."""

from django.db import migrations

from kundenwerk.platform import audit

FORWARD = """
ALTER TABLE metering_loadday ADD CONSTRAINT load_day_whole CHECK (
    array_position(wh, NULL) IS NULL
    AND cardinality(wh) = extract(epoch FROM
        timezone('Europe/Berlin', (day + 1)::timestamp)
        - timezone('Europe/Berlin', day::timestamp)) / 900
), ADD CONSTRAINT load_day_not_negative CHECK (0 <= ALL (wh)
), ADD CONSTRAINT load_day_substitutes_within CHECK (
    array_position(substitutes, NULL) IS NULL
    AND 0 <= ALL (substitutes) AND cardinality(wh) > ALL (substitutes)
);
"""

BACKWARD = """
ALTER TABLE metering_loadday DROP CONSTRAINT load_day_whole,
    DROP CONSTRAINT load_day_not_negative, DROP CONSTRAINT load_day_substitutes_within;
"""


class Migration(migrations.Migration):
    dependencies = [("metering", "0003_load_days"), ("platform", "0002_triggers")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD), *audit.final("metering_loadday")]
