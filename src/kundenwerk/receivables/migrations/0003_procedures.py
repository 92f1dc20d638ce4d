"""Every database starts with a dunning procedure for each customer type."""

from django.db import migrations
from psycopg.types.range import DateRange

from kundenwerk.receivables.formats import procedures


def install(apps, _editor):
    known = apps.get_model("receivables", "DunningProcedure").objects
    levels = apps.get_model("receivables", "DunningLevel").objects
    for one in procedures.shipped():
        stored = known.create(
            customer_type=one.customer_type.value,
            valid=DateRange(one.valid.start, one.valid.end, "[)"),
            bank_days=one.bank_days,
            source=one.source,
        )
        for level in one.levels:
            levels.create(
                procedure=stored,
                number=level.number,
                name=level.name,
                days_after=level.days_after,
                pay_days=level.pay_days,
                fee=level.fee.cents,
                smallest=level.smallest.cents,
                source=level.source,
            )


class Migration(migrations.Migration):
    dependencies = [("receivables", "0002_guards")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
