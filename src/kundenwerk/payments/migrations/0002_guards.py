"""Old images of payments, and how payments are assigned before anybody sets it."""

from django.db import migrations

from kundenwerk.platform import audit

SETTINGS = """
INSERT INTO payments_matchingsettings (valid, auto_threshold, end_to_end, reference_own_iban,
    reference_new_iban, reference_foreign_iban, mandate, iban, source)
VALUES ('[2020-01-01,)', 85, 100, 98, 90, 60, 90, 80, 'Voreinstellung des Produkts');
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial"), ("platform", "0002_triggers")]

    operations = [
        *audit.audited(
            "payments_housebank", "payments_collectionterms", "payments_matchingsettings",
            "payments_collectionrun", "payments_collectionitem", "payments_bankpayment",
            "payments_bankstatement", "payments_bankentry",
        ),
        migrations.RunSQL(SETTINGS, "DELETE FROM payments_matchingsettings"),
    ]
