"""An answer stays as it was given, and may go to another record of the same person."""

from django.db import migrations, models

from kundenwerk.platform.audit import final_but_owner

# Where the kept record has an answer of its own, that one goes on counting.
FORMER_MERGES = """
UPDATE parties_consent AS consent SET business_partner_id = emptied.merged_into_id
FROM parties_businesspartner AS emptied
WHERE emptied.id = consent.business_partner_id AND emptied.merged_into_id IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM parties_consent AS own
    WHERE own.business_partner_id = emptied.merged_into_id
      AND own.channel = consent.channel AND own.purpose = consent.purpose)
"""


class Migration(migrations.Migration):
    dependencies = [("parties", "0011_duplicates"), ("platform", "0007_only_owners_change")]

    operations = [
        *final_but_owner("parties_consent"),
        migrations.RunSQL(FORMER_MERGES, migrations.RunSQL.noop),
        migrations.AlterField(
            "businesspartner",
            "merged_into",
            models.ForeignKey(
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="merged",
                to="parties.businesspartner",
                verbose_name="Zusammengeführt mit",
            ),
        ),
    ]
