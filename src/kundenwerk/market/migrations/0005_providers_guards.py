"""The services every installation knows, all online ones off; old images; secrets kept from readers."""

from django.db import migrations

from kundenwerk.platform.audit import audited
from kundenwerk.platform.readers import hidden_from_readers

ROWS = """
INSERT INTO market_provider
    (service, kind, name, position, is_enabled, base_address, username,
     timeout_ms, allowed_failures, pause_seconds, version)
VALUES
    ('GRID_OPERATOR', 'TABLE', 'Netzgebiete', 1, true, '', '', 4000, 3, 60, 1),
    ('GRID_OPERATOR', 'HTTP', 'Marktpartnerermittlung', 2, false, '', '', 4000, 3, 60, 1),
    ('DEFAULT_SUPPLY', 'TABLE', 'Tarife der Grundversorger', 1, true, '', '', 4000, 3, 60, 1),
    ('DEFAULT_SUPPLY', 'HTTP', 'Grundversorgungsermittlung', 2, false, '', '', 4000, 3, 60, 1),
    ('ADDRESS', 'HTTP', 'Adressprüfung', 1, false, '', '', 4000, 3, 60, 1),
    ('CREDIT', 'HTTP', 'Bonitätsauskunft', 1, false, '', '', 6000, 3, 60, 1);
"""
ROWS_BACK = "DELETE FROM market_provider;"


class Migration(migrations.Migration):
    dependencies = [("market", "0004_providers"), ("platform", "0002_triggers")]

    operations = [
        migrations.RunSQL(ROWS, ROWS_BACK),
        *audited("market_provider"),
        hidden_from_readers("market_providersecret"),
    ]
