"""Two records of one person: which values are kept, and whose refusal counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from kundenwerk.kernel.numbers import format_day
from kundenwerk.parties.rules.consent import ConsentAnswer
from kundenwerk.parties.rules.person import (
    SALUTATION_LABELS,
    BusinessPartnerData,
    ContactKind,
    address_line,
    as_text,
)

# What is kept together: half a name or half an address of each record would be nobody's.
GROUPS: Final = {
    "name": ("kind", "title", "first_name", "last_name", "organisation_name"),
    "salutation": ("salutation",),
    "birth_date": ("birth_date",),
    "address": ("street", "house_number", "postcode", "town", "state"),
    "email": ("email",),
    "phone": ("phone",),
    "mobile": ("mobile",),
}
GROUP_LABELS: Final = {
    "name": "Name",
    "salutation": "Anrede",
    "birth_date": "Geburtsdatum",
    "address": "Adresse",
    "email": "E-Mail",
    "phone": "Telefon",
    "mobile": "Mobil",
}
CONTACT_GROUPS: Final = {
    "email": ContactKind.EMAIL,
    "phone": ContactKind.PHONE,
    "mobile": ContactKind.MOBILE,
}


class UnknownGroup(ValueError):
    """A value is to be kept that records do not have."""


@dataclass(frozen=True, slots=True)
class Side:
    """One group of values in both records.

    Args:
        emptied: what the record to be emptied says.
        kept: what the record to be kept says.
    """

    group: str
    emptied: str
    kept: str

    @property
    def label(self) -> str:
        """The group in German."""
        return GROUP_LABELS[self.group]

    @property
    def is_equal(self) -> bool:
        """Whether both records say the same, and something."""
        return bool(self.kept) and self.emptied.casefold() == self.kept.casefold()

    @property
    def is_choice(self) -> bool:
        """Whether there is something to choose."""
        return bool(self.emptied) and not self.is_equal

    @property
    def fills_a_gap(self) -> bool:
        """Whether only the record to be emptied says something."""
        return bool(self.emptied) and not self.kept


def sides(emptied: BusinessPartnerData, kept: BusinessPartnerData) -> list[Side]:
    """Both records group by group, as they are read."""
    return [Side(group, _read(emptied, group), _read(kept, group)) for group in GROUPS]


def taken(
    groups: Collection[str], emptied: BusinessPartnerData, kept: BusinessPartnerData
) -> dict[str, str]:
    """Fields of the kept record that get another value, as texts.

    Raises:
        UnknownGroup: no such group.
    """
    if unknown := set(groups) - set(GROUPS):
        raise UnknownGroup(", ".join(sorted(unknown)))
    names = [name for group in GROUPS if group in groups for name in GROUPS[group]]
    texts = {name: as_text(getattr(emptied, name)) for name in names}
    return {name: text for name, text in texts.items() if text != as_text(getattr(kept, name))}


def refusals_to_carry(
    answers: Mapping[str, Mapping[tuple[str, str], tuple[int, str]]],
) -> list[int]:
    """Refusals that would be overruled by a younger consent of the other record.

    Args:
        answers: per record the latest answer by channel and purpose, with its id.

    Returns:
        Ids of the refusals that have to be noted anew: who refused under either number has refused.
    """
    found = []
    for record, latest in answers.items():
        for key, (number, answer) in latest.items():
            others = [known.get(key) for name, known in answers.items() if name != record]
            overruled = any(
                other_number > number and other == ConsentAnswer.GRANTED
                for other_number, other in (pair for pair in others if pair)
            )
            if answer == ConsentAnswer.REVOKED and overruled:
                found.append(number)
    return found


def _read(data: BusinessPartnerData, group: str) -> str:
    match group:
        case "name":
            return data.name
        case "salutation":
            return SALUTATION_LABELS[data.salutation]
        case "birth_date":
            return format_day(data.birth_date) if data.birth_date else ""
        case "address":
            parts = (data.street, data.house_number, data.postcode, data.town)
            return address_line(*parts) if data.street else ""
        case _:
            return as_text(getattr(data, group))
