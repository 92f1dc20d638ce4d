"""What belongs to a record, and what a merge changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from kundenwerk.parties.models import BusinessPartner, ContactPerson
from kundenwerk.platform.changes import Change, movable, pointing_at


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge changed, as it is kept to be taken back; survives JSON.

    Args:
        before: values of the kept record that were exchanged, by field.
        left: the values they were given.
        day: the day from which these hold.
    """

    changes: list[Change]
    before: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    day: str = ""

    def stored(self) -> dict[str, Any]:
        """The merge in a form that can be kept."""
        return asdict(self)

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Merged:
        """A merge as it was kept."""
        return cls(**{**stored, "changes": [Change.read(one) for one in stored["changes"]]})

    def ids(self, table: str) -> set[int]:
        """Every row of a table that was changed."""
        return {pk for one in self.changes if one.table == table for pk in one.ids}


def belongings(
    emptied: BusinessPartner, kept: BusinessPartner
) -> Iterator[tuple[type[Any], str, list[int]]]:
    """Every table and column that names the first record, with the rows that would move."""
    for model, column in pointing_at(BusinessPartner):
        if getattr(model, "stays_when_merged", False):
            continue
        ids = movable(model, column, old=emptied.pk, new=kept.pk)
        if model is ContactPerson:
            # The default person is the record itself under another name.
            others = ContactPerson.objects.filter(pk__in=ids, is_default=False)
            ids = list(others.values_list("pk", flat=True))
        yield model, column, ids


def kept_instead(business_partner_id: int) -> int | None:
    """The record that an emptied one leads to; None for every other."""
    found = BusinessPartner.objects.filter(pk=business_partner_id)
    return found.values_list("merged_into_id", flat=True).first()


def record_of(number: str) -> BusinessPartner | None:
    """The record with a customer number, or the one it was merged into."""
    found = BusinessPartner.objects.filter(number__iexact=number).first()
    other = kept_instead(found.pk) if found else None
    return BusinessPartner.objects.get(pk=other) if other else found
