from __future__ import annotations

import pytest

from kundenwerk.payments.rules import references_in


@pytest.mark.row("KM-048")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rechnung R-2026-000123 vom 4.11.", ["R-2026-000123"]),
        ("abschlag v0000001-202601 danke", ["V0000001-202601"]),
        ("K0000012 Strom", ["K0000012"]),
        ("Nr. RXR2026000123456789", []),
        ("", []),
    ],
)
def test_document_numbers_are_found_as_payers_write_them(text: str, found: list[str]) -> None:
    assert references_in(text) == found


@pytest.mark.row("BAD-A26")
def test_a_text_full_of_numbers_is_read_up_to_a_limit() -> None:
    text = " ".join(f"R2026-{number:06d}" for number in range(20_000))

    assert len(references_in(text)) <= 20
