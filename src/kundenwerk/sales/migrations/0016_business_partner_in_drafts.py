from django.db import migrations

RENAME = """
UPDATE sales_quotedraft SET data = (
    SELECT coalesce(jsonb_object_agg(
        regexp_replace(key, '^((?:owner|recipient)_)?{old}$', '\\1{new}'), value), '{{}}')
    FROM jsonb_each(data)
) WHERE data ?| ARRAY['{old}', 'owner_{old}', 'recipient_{old}']
"""


class Migration(migrations.Migration):
    """What a draft names its business partner by follows the name of the field."""

    dependencies = [("sales", "0015_business_partner")]

    operations = [
        migrations.RunSQL(
            RENAME.format(old="partner", new="business_partner"),
            RENAME.format(old="business_partner", new="partner"),
        ),
    ]
