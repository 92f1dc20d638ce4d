"""What leads agreed to, or withdrew, is noted with the business partners they became."""

from django.db import migrations

FORWARD = """
INSERT INTO parties_consent
    (business_partner_id, channel, purpose, answer, source, given_on, wording, proof, noted_by, noted_at)
SELECT DISTINCT ON (lead.business_partner_id, way.channel)
       lead.business_partner_id, way.channel, 'ADVERTISING', way.answer,
       CASE way.answer WHEN 'GRANTED' THEN lead.consent_how ELSE 'PERSONAL' END,
       CASE way.answer WHEN 'GRANTED' THEN (lead.consent_at AT TIME ZONE 'Europe/Berlin')::date
                       ELSE lead.withdrawn_on END,
       CASE way.answer WHEN 'GRANTED' THEN lead.consent_text ELSE '' END,
       'Lead ' || lead.id || ', aufgenommen von ' || lead.created_by, 'migration', now()
FROM sales_lead AS lead,
     LATERAL (VALUES
        ('EMAIL', CASE WHEN lead.withdrawn_on IS NOT NULL THEN 'REVOKED'
                       WHEN lead.allows_email THEN 'GRANTED' END),
        ('PHONE', CASE WHEN lead.withdrawn_on IS NOT NULL THEN 'REVOKED'
                       WHEN lead.allows_phone THEN 'GRANTED' END),
        ('POST', CASE WHEN lead.withdrawn_on IS NOT NULL THEN 'REVOKED' END)
     ) AS way (channel, answer)
WHERE lead.business_partner_id IS NOT NULL AND way.answer IS NOT NULL
  AND (way.answer = 'REVOKED' OR lead.consent_at IS NOT NULL)
ORDER BY lead.business_partner_id, way.channel, (way.answer = 'REVOKED') DESC, lead.id DESC
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0016_business_partner_in_drafts"), ("parties", "0009_consents_final")]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
