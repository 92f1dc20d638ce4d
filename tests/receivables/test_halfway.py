"""A letter is written whole or not at all, wherever the database breaks off."""

from __future__ import annotations

import pytest

from kundenwerk.ledger.models import JournalEntry, OpenItem
from kundenwerk.platform.models import CommandRecord, NumberRange
from kundenwerk.receivables import commands
from kundenwerk.receivables.models import DunningNotice, DunningNoticeItem
from kundenwerk.work.models import TimelineEntry
from tests.faults.everywhere import break_everywhere
from tests.payments.factories import call
from tests.receivables.late import dun, late
from tests.receivables.test_dunning import NEXT

pytestmark = pytest.mark.django_db

_TABLES = (DunningNotice, DunningNoticeItem, JournalEntry, OpenItem, TimelineEntry, CommandRecord)


def written() -> tuple[int, ...]:
    (number,) = NumberRange.objects.filter(series="DUNNING").values_list("last", flat=True)
    return number, *(model.objects.count() for model in _TABLES)


def test_a_letter_with_costs_leaves_nothing_half_behind() -> None:
    of, mine = late(), call()
    dun(of)

    verdict = break_everywhere(
        lambda: commands.dun_account(mine, account_id=of.account_id, day=NEXT), written
    )

    assert verdict.left_behind_after is None
    assert verdict.points > 20
    assert DunningNotice.objects.count() == 2
