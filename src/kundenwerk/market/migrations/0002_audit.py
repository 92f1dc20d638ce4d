"""Keep the old image of every changed fact of the market."""

from django.db import migrations

from kundenwerk.platform import audit


class Migration(migrations.Migration):
    dependencies = [("market", "0001_initial"), ("platform", "0002_triggers")]

    operations = audit.audited(
        "market_marketparticipant",
        "market_gridarea",
        "market_gridprice",
        "market_pricecomponentkind",
        "market_pricecomponent",
        "market_defaultsupplytariff",
        "market_baserate",
        "market_owncompany",
    )
