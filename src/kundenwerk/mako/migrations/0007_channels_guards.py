"""Old images of the ways to market participants; their secrets kept from readers."""

from django.db import migrations

from kundenwerk.platform.audit import audited
from kundenwerk.platform.readers import hidden_from_readers


class Migration(migrations.Migration):
    dependencies = [("mako", "0006_channels"), ("platform", "0002_triggers")]

    operations = [
        *audited("mako_channel"),
        hidden_from_readers("mako_channelsecret"),
    ]
