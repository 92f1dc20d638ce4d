"""Keep the old image of every changed row also of tariffs_tariffversion_grid_operators, tariffs_pricetier_grid_operators."""

from django.db import migrations

from kundenwerk.platform.audit import audited


class Migration(migrations.Migration):
    dependencies = [("tariffs", "0003_defaults"), ("platform", "0002_triggers")]

    operations = audited("tariffs_tariffversion_grid_operators", "tariffs_pricetier_grid_operators")
