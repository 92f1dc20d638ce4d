"""A day of exchange prices has as many as the German day has quarter hours; old images are kept."""

from django.db import migrations

from kundenwerk.platform.audit import audited

FORWARD = """
ALTER TABLE market_spotday ADD CONSTRAINT spot_day_whole CHECK (
    array_position(cents_per_mwh, NULL) IS NULL
    AND cardinality(cents_per_mwh) = extract(epoch FROM
        timezone('Europe/Berlin', (day + 1)::timestamp)
        - timezone('Europe/Berlin', day::timestamp)) / 900
);
"""

BACKWARD = "ALTER TABLE market_spotday DROP CONSTRAINT spot_day_whole;"


class Migration(migrations.Migration):
    dependencies = [("market", "0006_dynamic_prices"), ("platform", "0002_triggers")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD), *audited("market_spotday")]
