"""What happens to tariffs when a day begins."""

from __future__ import annotations

from datetime import date
from typing import Any

from kundenwerk.market.formats.tables import TableRejected
from kundenwerk.platform.commands import Call
from kundenwerk.platform.days import daily
from kundenwerk.platform.runs import Outcome, run_kind
from kundenwerk.tariffs.commands import advance_versions
from kundenwerk.tariffs.commands.exchange import PlanChanged, import_tariffs, tariff_file

IMPORT = "tariffs.import"


@daily
def begin_day(call: Call, day: date) -> None:
    """Begin and end the sale of tariff versions."""
    advance_versions(call, day=day)


@run_kind(IMPORT)
def import_file(call: Call, params: dict[str, Any], items: list[Any]) -> Outcome:
    """Take over a long file in one piece; what changed since the preview refuses it."""
    try:
        import_tariffs(
            call.derive("import"), content=tariff_file(params["file"]), shown=params["shown"]
        )
    except TableRejected as refusal:
        problems = [{"item": str(one.row), "reason": str(one)} for one in refusal.faults]
        return Outcome(0, [{"id": n, "url": "", **one} for n, one in enumerate(problems)])
    except PlanChanged:
        reason = "Seit der Vorschau wurde etwas geändert. Bitte die Datei noch einmal einlesen."
        return Outcome(0, [{"id": 0, "item": "", "reason": reason, "url": ""}])
    return Outcome(len(items))
