"""Which two records may be one customer: keys they share and what sharing them weighs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from kundenwerk.kernel.text import cologne, normalise
from kundenwerk.parties.rules.contact import normalised_email, normalised_phone
from kundenwerk.parties.rules.person import BusinessPartnerData, BusinessPartnerKind


class Evidence(StrEnum):
    """What two records have in common; the value begins the stored key."""

    IBAN = "i"
    EMAIL = "e"
    PHONE = "p"
    BIRTH = "b"
    GIVEN = "g"
    NAME = "n"
    ADDRESS = "a"
    SAME_NAME = "s"
    METER = "m"  # never stored: whose meter it is, contracts know
    SLIP = "t"  # never stored: how alike two names are spelt is no key


WEIGHTS: Final = {
    Evidence.IBAN: 50,
    Evidence.METER: 45,
    Evidence.BIRTH: 45,
    Evidence.EMAIL: 40,
    Evidence.GIVEN: 35,
    Evidence.NAME: 30,
    Evidence.SLIP: 30,
    Evidence.PHONE: 25,
    Evidence.SAME_NAME: 20,
    Evidence.ADDRESS: 15,
}
REASONS: Final = {
    Evidence.IBAN: "gleiche IBAN",
    Evidence.METER: "gleicher Zähler",
    Evidence.BIRTH: "gleiches Geburtsdatum und ähnlicher Name",
    Evidence.EMAIL: "gleiche E-Mail-Adresse",
    Evidence.GIVEN: "gleiches Geburtsdatum und gleicher Vorname",
    Evidence.NAME: "ähnlicher Name in derselben Postleitzahl",
    Evidence.SLIP: "Name bis auf einen Schreibfehler gleich",
    Evidence.PHONE: "gleiche Rufnummer",
    Evidence.SAME_NAME: "gleicher Vor- und Nachname",
    Evidence.ADDRESS: "gleiche Adresse",
}
LIKELY: Final = 45
ALIKE_IN_WRITING: Final = 0.85
_ALIKE_IN_SOUND: Final = {Evidence.NAME, Evidence.BIRTH}
LONGEST_SOUND: Final = 40


def keys_of(data: BusinessPartnerData, *, iban_indexes: Collection[str] = ()) -> list[str]:
    """The keys under which a record is found by the duplicate check, sorted."""
    sound = _sound(data)
    street = normalise(f"{data.street} {data.house_number}").replace("strasse", "str")
    first = normalise(data.first_name)
    keys = {
        *(f"{Evidence.IBAN}:{index}" for index in iban_indexes),
        *(
            f"{Evidence.PHONE}:{normalised_phone(number)}"
            for number in (data.phone, data.mobile)
            if number
        ),
    }
    if data.email:
        keys.add(f"{Evidence.EMAIL}:{normalised_email(data.email)}")
    if sound and data.birth_date:
        keys.add(f"{Evidence.BIRTH}:{data.birth_date}:{sound}")
    if first and data.birth_date:
        keys.add(f"{Evidence.GIVEN}:{data.birth_date}:{cologne(first)[:LONGEST_SOUND]}")
    if sound and data.postcode:
        keys.add(f"{Evidence.NAME}:{data.postcode}:{sound}")
        if first:
            keys.add(
                f"{Evidence.SAME_NAME}:{data.postcode}:{sound}:{cologne(first)[:LONGEST_SOUND]}"
            )
    if data.house_number and data.postcode and street:
        keys.add(f"{Evidence.ADDRESS}:{data.postcode}:{street.replace(' ', '')}")
    return sorted(keys)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two records are, with the reasons strongest first."""

    score: int
    reasons: tuple[str, ...]

    @property
    def is_likely(self) -> bool:
        """Whether a clerk should look before a new record is made."""
        return self.score >= LIKELY


def likeness(
    ours: Collection[str],
    theirs: Collection[str],
    *,
    names: tuple[str, str] = ("", ""),
    more: Collection[Evidence] = (),
) -> Likeness:
    """Weigh the keys two records share; each kind of evidence counts once, at most 100.

    Args:
        ours: keys of the one.
        theirs: keys of the other.
        names: of the one and the other; a slip of the pen counts where they sound different.
        more: what they share beside their keys.
    """
    shared = {Evidence(key.partition(":")[0]) for key in set(ours) & set(theirs)} | set(more)
    if not shared & _ALIKE_IN_SOUND and spelt_alike(*names):
        shared.add(Evidence.SLIP)
    ordered = sorted(shared, key=lambda kind: -WEIGHTS[kind])
    score = min(100, sum(WEIGHTS[kind] for kind in ordered))
    return Likeness(score, tuple(REASONS[kind] for kind in ordered))


def spelt_alike(one: str, other: str) -> bool:
    """Whether two names differ by a slip of the pen, or by the order of their words."""
    ours, theirs = (" ".join(sorted(normalise(name).split())) for name in (one, other))
    if not ours or not theirs:
        return False
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= ALIKE_IN_WRITING


def _sound(data: BusinessPartnerData) -> str:
    is_person = data.kind != BusinessPartnerKind.ORGANISATION
    words = normalise(data.last_name if is_person else data.organisation_name).split()
    return "-".join(cologne(word)[:LONGEST_SOUND] for word in words[:2])
