"""Which values a merged record keeps, and that no refusal is overruled."""

from __future__ import annotations

import pytest
from hypothesis import given as having
from hypothesis import strategies as st

from kundenwerk.parties.rules.merging import (
    GROUPS,
    UnknownGroup,
    refusals_to_carry,
    sides,
    taken,
)
from kundenwerk.parties.rules.person import BusinessPartnerData, with_texts

PEOPLE = st.builds(
    BusinessPartnerData,
    first_name=st.sampled_from(["", "Petra", "Peter"]),
    last_name=st.sampled_from(["Sommer", "sommer", "Winter"]),
    street=st.sampled_from(["", "Domgasse"]),
    email=st.sampled_from(["", "a@example.org"]),
)


@having(PEOPLE, PEOPLE, st.sets(st.sampled_from(list(GROUPS))))
def test_taken_values_make_the_kept_record_equal_in_these_groups_only(
    emptied: BusinessPartnerData, kept: BusinessPartnerData, groups: set[str]
) -> None:
    after = with_texts(kept, taken(groups, emptied, kept))

    for group, names in GROUPS.items():
        wanted = emptied if group in groups else kept
        assert all(getattr(after, name) == getattr(wanted, name) for name in names)
    for side in sides(emptied, after):
        assert not side.is_choice or side.group not in groups


def test_a_group_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownGroup):
        taken(["number"], BusinessPartnerData(), BusinessPartnerData())


ANSWERS = st.dictionaries(
    st.just(("EMAIL", "ADVERTISING")),
    st.tuples(st.integers(1, 50), st.sampled_from(["GRANTED", "REVOKED"])),
)


@having(ANSWERS, ANSWERS)
def test_after_a_merge_a_refusal_of_either_record_is_the_last_word(
    one: dict[tuple[str, str], tuple[int, str]], other: dict[tuple[str, str], tuple[int, str]]
) -> None:
    carried = refusals_to_carry({"1": one, "2": other})

    words = [*one.values(), *other.values(), *((100, "REVOKED") for _ in carried)]
    if any(answer == "REVOKED" for _, answer in words):
        numbers = {number for number, _ in words}
        assert (max(numbers), "REVOKED") in words
    else:
        assert carried == []
