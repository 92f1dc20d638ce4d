"""A document stays as it is, and may go to another record of the same person."""

from django.db import migrations

from kundenwerk.platform.audit import final_but_owner

FORMER_MERGES = """
UPDATE correspondence_document AS document SET business_partner_id = emptied.merged_into_id
FROM parties_businesspartner AS emptied
WHERE emptied.id = document.business_partner_id AND emptied.merged_into_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0005_general_terms"),
        ("parties", "0012_consents_move"),
    ]

    operations = [
        *final_but_owner("correspondence_document"),
        migrations.RunSQL(FORMER_MERGES, migrations.RunSQL.noop),
    ]
