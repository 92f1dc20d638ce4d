"""One file of tariffs, taken over by several clerks at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kundenwerk.tariffs.commands.exchange import FileGone, import_tariffs, keep_tariff_file
from kundenwerk.tariffs.formats import bo4e
from kundenwerk.tariffs.formats.files import read
from kundenwerk.tariffs.models import Tariff
from kundenwerk.tariffs.queries.exchange import copies, plan, versions_to_hand_out
from tests.factories.calls import fresh_call
from tests.own_database import at_once
from tests.tariffs.world import TODAY, market_of_2026, sold, tier

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed")]


@pytest.mark.row("BAD-B28")
def test_imports_at_once_make_the_tariffs_once() -> None:
    market_of_2026()
    sold("PLAIN", tier("12.5"))
    (one,) = copies(versions_to_hand_out(None))
    new = replace(one, tariff=replace(one.tariff, code="NEW"))
    file = bo4e.write([new], supplier="Stadtwerke")
    shown = plan(read(file)).digest

    kept = keep_tariff_file(fresh_call(), content=file, name="tarife", day=TODAY)

    outcomes = at_once(4, lambda _: import_tariffs(fresh_call(), file=kept, shown=shown))

    assert sum(isinstance(one, FileGone) for one in outcomes) == 3
    assert Tariff.objects.filter(code="NEW").count() == 1
