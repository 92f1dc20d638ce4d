"""Load the facts that come with the product; what a supplier corrected stays corrected."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from importlib import resources

from django.db import connection

from kundenwerk.kernel.text import normalise
from kundenwerk.market.commands import imports
from kundenwerk.market.commands.dated import one_at_a_time
from kundenwerk.market.formats import facts
from kundenwerk.market.models import BaseRate
from kundenwerk.platform.commands import Call, command

_STEPS = {
    "market_participants.csv": imports.participants,
    "price_components.csv": imports.components,
    "grid_prices.csv": imports.grid_prices,
    "grid_areas.csv": imports.grid_areas,
}
_FILES = ("places.csv", "base_rates.csv", *_STEPS)

_PLACES = """
    INSERT INTO market_place (postcode, town, town_key, state)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])
    ON CONFLICT DO NOTHING
"""


def reference_call() -> Call:
    """The caller for the files as they are; the same files are loaded once."""
    digest = hashlib.sha256(b"".join(_read(name) for name in _FILES)).hexdigest()
    return Call.of_job("load_reference_data", digest)


@command
def load_reference_data() -> int:
    """Load places, participants, price components, grid prices and areas, base rates.

    Returns the number of new facts.
    """
    one_at_a_time()
    new = _places(_read("places.csv")) + _base_rates(_read("base_rates.csv"))
    return new + sum(step(_read(name), keep_stored=True)["new"] for name, step in _STEPS.items())


@command
def import_places(*, content: bytes) -> int:
    """Take over places that the table of the product lacks; returns how many were new.

    Raises:
        TableRejected: with a German reason per row.
    """
    one_at_a_time()
    return _add_places(facts.read_places(content))


def _read(name: str) -> bytes:
    return resources.files("kundenwerk.market").joinpath("data", name).read_bytes()


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode("utf-8").splitlines(), delimiter=";"))


def _places(content: bytes) -> int:
    rows = _rows(content)
    return _add_places([(row["postleitzahl"], row["ort"], row["bundesland"]) for row in rows])


def _add_places(rows: Sequence[tuple[str, str, str]]) -> int:
    columns = [
        [postcode for postcode, _, _ in rows],
        [town for _, town, _ in rows],
        [normalise(town) for _, town, _ in rows],
        [state for _, _, state in rows],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, columns)
        return int(cursor.rowcount)


def _base_rates(content: bytes) -> int:
    known = set(BaseRate.objects.values_list("valid_from", flat=True))
    new = [
        BaseRate(
            valid_from=datetime.strptime(row["gueltig_ab"], "%d.%m.%Y").date(),  # noqa: DTZ007
            percent=Decimal(row["prozent"].replace(",", ".")),
            source=row["quelle"],
        )
        for row in _rows(content)
    ]
    fresh = [rate for rate in new if rate.valid_from not in known]
    BaseRate.objects.bulk_create(fresh)
    return len(fresh)
