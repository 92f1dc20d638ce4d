"""The played market is told what day it is, so that it reads meters when they are due."""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import date

from django.conf import settings
from django.db.models import Count

from kundenwerk.platform import clock
from kundenwerk.platform.jobs import periodic
from kundenwerk.platform.mailbox import MailboxError, open_mailbox
from kundenwerk.supply.models import Meter

log = logging.getLogger(__name__)
LETTER = "KALENDER"


@periodic("* * * * *")
def tell_the_market(timestamp: int) -> None:  # noqa: ARG001
    """Send the day and the meters that hang; the same letter again changes nothing."""
    if not (settings.DEMO and settings.MARKET_MAILBOX):
        return
    content = calendar(clock.today())
    if not content:
        return
    digest = hashlib.sha256(content).hexdigest()[:12]
    try:
        mailbox = open_mailbox(settings.MARKET_MAILBOX)
        mailbox.send(f"{LETTER}-{clock.today().isoformat()}-{digest}", content)
    except MailboxError as fault:
        log.warning("the market was not told the day: %s", fault)


def calendar(day: date) -> bytes:
    """The day, and the meter at each market location that has one register; empty without any."""
    hanging = Meter.objects.filter(installed__contains=day, supply_point__malo_id__isnull=False)
    single = hanging.annotate(count=Count("registers")).filter(count=1)
    meters = dict(single.order_by("pk").values_list("supply_point__malo_id", "number"))
    if not meters:
        return b""
    return json.dumps({"day": day.isoformat(), "meters": meters}, sort_keys=True).encode()
