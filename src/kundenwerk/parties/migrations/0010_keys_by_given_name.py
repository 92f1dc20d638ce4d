"""The duplicate check finds a birth date with a given name too."""

from django.db import migrations

from kundenwerk.kernel.text import cologne, normalise

LONGEST_SOUND = 40
BATCH = 1000


def add_keys(apps, schema_editor):
    model = apps.get_model("parties", "BusinessPartner")
    known = model.objects.exclude(birth_date=None).exclude(first_name="").order_by("pk")
    changed = []
    for one in known.only("birth_date", "first_name", "duplicate_keys").iterator(BATCH):
        sound = cologne(normalise(one.first_name))[:LONGEST_SOUND]
        one.duplicate_keys = sorted({*one.duplicate_keys, f"g:{one.birth_date}:{sound}"})
        changed.append(one)
        if len(changed) == BATCH:
            model.objects.bulk_update(changed, ["duplicate_keys"])
            changed = []
    model.objects.bulk_update(changed, ["duplicate_keys"])


class Migration(migrations.Migration):
    dependencies = [("parties", "0009_consents_final")]

    operations = [migrations.RunPython(add_keys, migrations.RunPython.noop)]
