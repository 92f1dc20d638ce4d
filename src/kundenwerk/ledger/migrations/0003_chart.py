"""Every database starts with the default chart of accounts (SKR03)."""

from django.db import migrations

from kundenwerk.ledger.formats import chart


def install(apps, _editor):
    accounts = apps.get_model("ledger", "LedgerAccount").objects
    uses = apps.get_model("ledger", "AccountUse").objects
    found = chart.read("skr03")
    ids = {
        number: accounts.create(number=number, name=name, kind=kind).pk
        for number, name, kind in found.accounts
    }
    for use, number in found.uses.items():
        uses.create(use=use, account_id=ids[number])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_guards")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
