"""Which requirement rows are done, and which test proves each.

python tools/rows.py           print what is covered and what is not
python tools/rows.py --check   fail when a row called done names no test that bears its id
python tools/rows.py --write   write the names of the proving tests into the tables
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(
    r"^\| (?P<id>[A-Z][\w-]*\d) \|(?P<middle>.*)"
    r"\| (?P<state>fertig|teilweise|offen) \|(?P<proof>[^|]*)\|$"
)


def lines() -> Iterator[tuple[Path, re.Match[str]]]:
    """Every row of the tables with its file."""
    for path in sorted((ROOT / "docs" / "requirements").glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := ROW.match(line):
                yield path, match


def tables() -> dict[str, tuple[Path, str]]:
    """Every row of the tables: id to file and state."""
    return {match["id"]: (path, match["state"]) for path, match in lines()}


def repeated() -> list[str]:
    """Rows that stand in the tables more than once, as after a merge done badly."""
    counted = Counter(match["id"] for _, match in lines())
    return [row for row, count in counted.items() if count > 1]


def proofs() -> dict[str, list[str]]:
    """Every row id that a test bears: id to ``file::test``."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                for row in _rows_of(node):
                    found[row].append(f"{path.relative_to(ROOT)}::{node.name}")
    return found


def _rows_of(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> list[str]:
    rows = []
    for mark in node.decorator_list:
        if (
            isinstance(mark, ast.Call)
            and isinstance(mark.func, ast.Attribute)
            and mark.func.attr == "row"
        ):
            rows += [arg.value for arg in mark.args if isinstance(arg, ast.Constant)]
    return [str(row) for row in rows]


def unproved() -> list[str]:
    """Rows called done that no test bears."""
    tests = proofs()
    return [row for row, (_, state) in tables().items() if state == "fertig" and not tests.get(row)]


def write() -> None:
    """Fill the last column of every table."""
    tests = proofs()
    for path in sorted((ROOT / "docs" / "requirements").glob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        written = [_with_proof(line, tests) for line in lines]
        path.write_text("\n".join(written) + "\n", encoding="utf-8")


def _with_proof(line: str, tests: dict[str, list[str]]) -> str:
    match = ROW.match(line)
    if match is None:
        return line
    proof = ", ".join(f"`{name}`" for name in tests.get(match["id"], [])[:3])
    return f"| {match['id']} |{match['middle']}| {match['state']} | {proof or '–'} |"


def report() -> None:
    """Print one line per table and the rows that miss a test."""
    tests = proofs()
    by_file: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row, (path, state) in tables().items():
        by_file[path.name].append((row, state))
    for name, rows in by_file.items():
        done = sum(state == "fertig" for _, state in rows)
        part = sum(state == "teilweise" for _, state in rows)
        with_test = sum(row in tests for row, _ in rows)
        print(f"{name}: {len(rows)} rows, {done} done, {part} in part, {with_test} with a test")
        missing = [row for row, state in rows if state != "fertig"]
        print("  not done: " + ", ".join(missing))


def main() -> int:
    """Do what the argument says."""
    if "--write" in sys.argv:
        write()
    elif "--check" in sys.argv:
        for row in (unknown := unproved()):
            print(f"{row} is called done, but no test bears its id")
        for row in (twice := repeated()):
            print(f"{row} stands in the tables twice")
        return 1 if unknown or twice else 0
    else:
        report()
    return 0


if __name__ == "__main__":
    sys.exit(main())
