"""Participants and places that rows of a table name, and a note of every unknown one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kundenwerk.kernel.text import normalise
from kundenwerk.market.formats.facts import DatedRow
from kundenwerk.market.formats.tables import RowFault, TableRejected
from kundenwerk.market.models import MarketParticipant, Place


class _Named:
    def __init__(self) -> None:
        self._faults: list[RowFault] = []

    def note(self, row: DatedRow, column: str, reason: str) -> None:
        """Keep what is wrong with a row; ``reason`` is a German sentence."""
        self._faults.append(RowFault(row.row, column, reason))

    def complain(self) -> None:
        """Refuse the table if anything was wrong.

        Raises:
            TableRejected: with a German reason per row.
        """
        if self._faults:
            raise TableRejected(self._faults)


class Codes(_Named):
    """Participants by code, and a note of every code that is unknown."""

    def __init__(self, codes: Iterable[str | None]) -> None:
        super().__init__()
        wanted = {code for code in codes if code}
        found = MarketParticipant.objects.filter(code__in=wanted).values_list("code", "pk")
        self._known = dict(found)

    def of(self, row: DatedRow, code: str | None, column: str) -> int | None:
        """The id of the participant a row names, if it names one."""
        if code and code not in self._known:
            reason = f"Den Marktpartner {code} kennen wir nicht. Bitte zuerst anlegen."
            self.note(row, column, reason)
        return self._known.get(code or "")


class Places(_Named):
    """Places by postcode, by town, and by both; and a note of every row that meets none."""

    def __init__(self, rows: Sequence[DatedRow]) -> None:
        super().__init__()
        self._by: dict[tuple[str, str], list[int]] = defaultdict(list)
        postcodes = {row.series[0] for row in rows if row.series[0]}
        towns = {normalise(row.series[1]) for row in rows if not row.series[0]}
        found = Place.objects.filter(postcode__in=postcodes) | Place.objects.filter(
            town_key__in=towns
        )
        for pk, postcode, town in found.values_list("pk", "postcode", "town_key"):
            for key in ((postcode, town), (postcode, ""), ("", town)):
                self._by[key].append(pk)

    def of(self, row: DatedRow) -> list[int]:
        """The ids of the places a row means."""
        places = self._by.get((row.series[0], normalise(row.series[1])), [])
        if not places:
            self.note(row, "ort", "Diesen Ort kennen wir nicht.")
        return places
