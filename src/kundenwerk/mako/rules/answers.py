"""What the codes of an answer mean, in words a clerk understands.

Source: BDEW Entscheidungsbaum-Diagramme und Codelisten; table ``answer_codes.csv``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class AnswerCode:
    """One code of one decision tree."""

    tree: str
    code: str
    is_consent: bool
    meaning: str


def meaning(tree: str, code: str, note: str = "") -> str:
    """A German sentence for a code, with the partner's own remark behind it."""
    known = answer_codes().get((tree, code))
    sentence = known.meaning if known else f"Antwortcode {code} ({tree or 'ohne Codeliste'})."
    return f"{sentence} Bemerkung: {note}" if note else sentence


@cache
def answer_codes() -> dict[tuple[str, str], AnswerCode]:
    """All codes we know, by tree and code."""
    text = resources.files(__package__).joinpath("answer_codes.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    codes = (
        AnswerCode(row["tree"], row["code"], row["is_consent"] == "1", row["meaning"])
        for row in rows
    )
    return {(code.tree, code.code): code for code in codes}
