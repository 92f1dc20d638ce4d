"""What import-linter cannot see: sizes, writes in edges, finished code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
EDGES = ("staff", "portal", "api")
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
HOLDS_A_COMMAND = {"frame"}  # the quote path; what it saves goes through a command
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40
UNFINISHED = ("TODO", "FIXME", "XXX", "raise NotImplementedError")


def modules(folder: Path = SOURCE) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)


@pytest.mark.parametrize("edge", EDGES)
def test_edges_write_through_commands_only(edge: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} .{node.func.attr}()"
        for path in modules(SOURCE / "kundenwerk" / edge)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and _is_write(node.func.attr, node.func.value)
    ]

    assert found == []


def _is_write(name: str, receiver: ast.expr) -> bool:
    """Whether a call writes: on any object, but dicts and sets have ``update`` of their own."""
    text = ast.unparse(receiver)
    if name == "update":
        return any(sign in text for sign in ("objects", "filter(", "exclude(", "all()", "_set"))
    return text not in HOLDS_A_COMMAND


@pytest.mark.parametrize(
    "line", ["contract.save()", "Contract.objects.create(n=1)", "x.filter(a=1).update(b=2)",
             "self.contract.delete()", "Model.objects.bulk_create(rows)"],
)  # fmt: skip
def test_a_planted_write_is_seen(line: str) -> None:
    call = ast.parse(line, mode="eval").body

    assert isinstance(call, ast.Call)
    assert isinstance(call.func, ast.Attribute)
    assert call.func.attr in WRITES
    assert _is_write(call.func.attr, call.func.value)


def test_files_and_functions_stay_small() -> None:
    long_files, long_functions = [], []
    for path in [*modules(), *modules(ROOT / "tests")]:
        text = path.read_text(encoding="utf-8")
        if (lines := text.count("\n")) > MAX_FILE_LINES:
            long_files.append(f"{path.relative_to(ROOT)}: {lines}")
        long_functions += [
            f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length}"
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
        ]

    assert (long_files, long_functions) == ([], [])


def test_nothing_is_left_unfinished() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in modules()
        for word in UNFINISHED
        if word in path.read_text(encoding="utf-8")
    ]

    assert found == []


@pytest.mark.row("DEC-10")
def test_a_partner_in_code_is_a_business_partner_or_something_else_by_name() -> None:
    names = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules()
        for name in _names(ast.parse(path.read_text(encoding="utf-8")))
        if is_ambiguous(name)
    }

    assert names == set()


@pytest.mark.parametrize(
    "name", ["partner", "partner_id", "PartnerData", "market_partner", "_partners"]
)
def test_the_search_for_ambiguous_partners_finds_one(name: str) -> None:
    assert is_ambiguous(name)


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield name
            case ast.keyword(arg=str(name)) | ast.alias(name=name):
                yield name


def is_ambiguous(name: str) -> bool:
    """Whether a name says partner without saying which of the three is meant."""
    return "partner" in name.lower().replace("business_partner", "").replace("businesspartner", "")
