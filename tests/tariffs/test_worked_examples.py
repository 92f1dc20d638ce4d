"""The worked examples of the handbook come out to the cent."""

from __future__ import annotations

from pathlib import Path

import pytest

from kundenwerk.tariffs.rules.trace import trace_of
from kundenwerk.tariffs.rules.verify import faults
from tests.tariffs.examples import FOLDER, as_text, read, shares_as_text

FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.row("AP-059", "R10", "R11", "R24")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_worked_example_comes_out_to_the_cent(path: Path) -> None:
    example = read(path)

    rated = example.rated()

    assert as_text(rated) == example.expected
    if example.shares:
        assert shares_as_text(rated) == example.shares


@pytest.mark.row("D-1")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_trace_of_a_worked_example_adds_up(path: Path) -> None:
    trace = trace_of(read(path).rated())

    assert faults(trace) == []


def test_every_worked_example_is_shown_in_the_rules() -> None:
    page = (FOLDER.parents[2] / "docs" / "rules" / "rating.md").read_text(encoding="utf-8")

    missing = [path.name for path in FILES if path.read_text(encoding="utf-8").strip() not in page]

    assert missing == []
