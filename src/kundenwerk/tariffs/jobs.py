"""What happens to tariffs when a day begins."""

from __future__ import annotations

from datetime import date
from typing import Any

from kundenwerk.market.formats.tables import TableRejected
from kundenwerk.platform.commands import Call
from kundenwerk.platform.days import daily
from kundenwerk.platform.runs import Outcome, run_kind
from kundenwerk.tariffs.commands import advance_versions
from kundenwerk.tariffs.commands.exchange import (
    FileGone,
    PlanChanged,
    drop_old_tariff_files,
    import_tariffs,
)

IMPORT = "tariffs.import"


@daily
def begin_day(call: Call, day: date) -> None:
    """Begin and end the sale of tariff versions; remove files nobody took over."""
    advance_versions(call, day=day)
    drop_old_tariff_files(call.derive("files"), day=day)


@run_kind(IMPORT)
def import_file(call: Call, params: dict[str, Any], items: list[Any]) -> Outcome:
    """Take over a long file; what changed since the preview refuses it.

    The whole file is one chunk and the chunk one transaction: all drafts or none, whether it is
    cancelled, refused or breaks off. Tried again it begins anew, or finds that it is done.
    """
    try:
        import_tariffs(call.derive("import"), file=params["file"], shown=params["shown"])
    except TableRejected as refusal:
        problems = [{"item": str(one.row), "reason": str(one)} for one in refusal.faults]
        return Outcome(0, [{"id": n, "url": "", **one} for n, one in enumerate(problems)])
    except PlanChanged:
        return _refused("Seit der Vorschau wurde etwas geändert. Bitte die Datei neu einlesen.")
    except FileGone:
        return _refused("Die Datei liegt nicht mehr vor. Bitte noch einmal einlesen.")
    return Outcome(len(items))


def _refused(reason: str) -> Outcome:
    return Outcome(0, [{"id": 0, "item": "Datei", "reason": reason, "url": ""}])
