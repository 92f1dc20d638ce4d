"""Take over tariffs from a file: drafts only, all or nothing, what is equal stays untouched."""

from __future__ import annotations

from django.db import connection

from kundenwerk.market.formats.tables import TableRejected
from kundenwerk.platform import files
from kundenwerk.platform.commands import command
from kundenwerk.platform.models import StoredFile
from kundenwerk.tariffs.commands.drafts import write_draft
from kundenwerk.tariffs.commands.products import make_tariff
from kundenwerk.tariffs.commands.tier_rows import locked_draft
from kundenwerk.tariffs.commands.versions import make_version
from kundenwerk.tariffs.formats import tables
from kundenwerk.tariffs.formats.files import read
from kundenwerk.tariffs.models import Tariff
from kundenwerk.tariffs.queries.exchange import Planned, plan
from kundenwerk.tariffs.rules.exchange import Change

MEDIA_TYPE = "application/x-kundenwerk-tarife"


class PlanChanged(Exception):
    """The file would do something else than what was shown."""


@command
def keep_tariff_file(*, content: bytes, name: str) -> str:
    """Keep a file until its preview is confirmed; returns the hash it is found by."""
    return files.store(content, name=name, media_type=MEDIA_TYPE).sha256


def tariff_file(sha256: str) -> bytes:
    """The bytes of a kept file.

    Raises:
        StoredFile.DoesNotExist: nothing of that hash was kept for this.
    """
    return files.read(StoredFile.objects.get(sha256=sha256, media_type=MEDIA_TYPE))


@command
def import_tariffs(*, content: bytes, shown: str) -> dict[str, int]:
    """Take over the versions of a file as drafts; returns how many are new, changed, equal.

    Args:
        content: CSV, XLSX or BO4E.
        shown: digest of the plan that was shown.

    Raises:
        TableRejected: with every fault and its row.
        PlanChanged: see there.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('tariffs.import', 0))")
    found = plan(read(content))
    if found.faults:
        raise TableRejected(tables.told(found.faults))
    if found.digest != shown:
        raise PlanChanged
    made: dict[str, Tariff] = {}
    for one in found.items:
        _take_over(one, made)
    return {change.value: found.count(change) for change in Change}


def _take_over(one: Planned, made: dict[str, Tariff]) -> None:
    if one.change is Change.CHANGED:
        assert one.version_id is not None  # what is changed is stored
        write_draft(locked_draft(one.version_id), one.draft)
    elif one.change is Change.NEW:
        make_version(_tariff(one, made), one.draft.version, one.draft.tiers)


def _tariff(one: Planned, made: dict[str, Tariff]) -> Tariff:
    if one.tariff_id is not None:
        return Tariff.objects.get(pk=one.tariff_id)
    code = one.copy.tariff.code
    if code not in made:
        made[code] = make_tariff(one.copy.tariff)
    return made[code]
