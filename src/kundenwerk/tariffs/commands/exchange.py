"""Take over tariffs from a file: drafts only, all or nothing, what is equal stays untouched."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection

from kundenwerk.market.formats.tables import TableRejected
from kundenwerk.platform import files
from kundenwerk.platform.commands import command, current_call
from kundenwerk.platform.models import StoredFile
from kundenwerk.platform.runs import report_done
from kundenwerk.tariffs.commands.drafts import write_draft
from kundenwerk.tariffs.commands.products import make_tariff
from kundenwerk.tariffs.commands.tier_rows import locked_draft
from kundenwerk.tariffs.commands.versions import make_version
from kundenwerk.tariffs.formats import tables
from kundenwerk.tariffs.formats.files import read
from kundenwerk.tariffs.models import Tariff, TariffUpload
from kundenwerk.tariffs.queries.exchange import Planned, plan
from kundenwerk.tariffs.queries.settings import tariff_settings
from kundenwerk.tariffs.rules.exchange import Change

MEDIA_TYPE = "application/x-kundenwerk-tarife"


class PlanChanged(Exception):
    """The file would do something else than what was shown."""


class FileGone(Exception):
    """The file was taken over, discarded or kept too long; this person has none of that hash."""


@command
def keep_tariff_file(*, content: bytes, name: str, day: date) -> str:
    """Keep a file until its preview is confirmed; returns the hash it is found by."""
    stored = files.store(content, name=name, media_type=MEDIA_TYPE)
    until = day + timedelta(days=tariff_settings().import_file_days)
    TariffUpload.objects.update_or_create(
        file=stored, actor=current_call().actor, defaults={"kept_until": until}
    )
    return stored.sha256


def tariff_file(sha256: str, actor: str) -> bytes:
    """The bytes of a file this person uploaded.

    Raises:
        FileGone: see there.
    """
    found = TariffUpload.objects.filter(file__sha256=sha256, actor=actor).select_related("file")
    try:
        return files.read(found.get().file)
    except (TariffUpload.DoesNotExist, FileNotFoundError) as missing:
        raise FileGone from missing


@command
def drop_tariff_file(*, file: str) -> bool:
    """Discard an uploaded file; False when this person has none of that hash."""
    return _forget(file, current_call().actor)


@command
def drop_old_tariff_files(*, day: date) -> int:
    """Remove the files nobody took over in time; returns how many."""
    old = TariffUpload.objects.filter(kept_until__lt=day).order_by("pk")
    found = list(old.values_list("file__sha256", "actor"))
    return sum(_forget(sha256, actor) for sha256, actor in found)


def _forget(sha256: str, actor: str) -> bool:
    stored = StoredFile.objects.select_for_update().filter(sha256=sha256).first()
    dropped, _ = TariffUpload.objects.filter(file=stored, actor=actor).delete()
    if stored is not None and dropped:
        files.forget(stored)
    return bool(dropped)


@command
def import_tariffs(*, file: str, shown: str) -> dict[str, int]:
    """Take over the versions of an uploaded file as drafts, and remove the file.

    Returns how many versions are new, changed, equal. How far it is can be seen from outside,
    nothing else until all of it is done.

    Args:
        file: hash of the file, as ``keep_tariff_file`` returned it.
        shown: digest of the plan that was shown.

    Raises:
        FileGone: see there.
        TableRejected: with every fault and its row.
        PlanChanged: see there.
        RunCancelled: the run this belongs to was stopped.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('tariffs.import', 0))")
    actor = current_call().actor
    found = plan(read(tariff_file(file, actor)))
    if found.faults:
        raise TableRejected(tables.told(found.faults))
    if found.digest != shown:
        raise PlanChanged
    made: dict[str, Tariff] = {}
    for position, one in enumerate(found.items, start=1):
        _take_over(one, made)
        report_done(position)
    _forget(file, actor)
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
