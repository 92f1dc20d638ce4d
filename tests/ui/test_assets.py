from __future__ import annotations

import gzip
import hashlib
import re
import tomllib
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "kundenwerk"
STATIC = SOURCE / "ui" / "static" / "ui"
TEMPLATES = sorted(SOURCE.rglob("*.html"))
FILES = tomllib.loads((STATIC / "vendor" / "VENDOR.toml").read_text(encoding="utf-8"))["file"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["name"])
def test_a_vendored_file_is_what_was_fetched_and_has_its_licence(file: dict[str, str]) -> None:
    content = (STATIC / "vendor" / file["name"]).read_bytes()

    assert hashlib.sha512(content).hexdigest() == file["sha512"]
    assert (STATIC / "vendor" / file["licence_text"]).read_text(encoding="utf-8").strip()


def test_every_vendored_file_is_listed() -> None:
    present = {path.name for path in (STATIC / "vendor").iterdir()}
    listed = {file["name"] for file in FILES} | {file["licence_text"] for file in FILES}

    assert present == listed | {"VENDOR.toml"}


def test_what_a_page_loads_stays_small() -> None:
    def packed(pattern: str) -> int:
        return sum(len(gzip.compress(path.read_bytes())) for path in STATIC.rglob(pattern))

    assert packed("*.css") <= 15_000
    assert packed("*.js") <= 25_000


@pytest.mark.row("R-44", "I6")
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_template_carries_inline_code_or_foreign_addresses(path: Path) -> None:
    # What a tag of the template language names is no attribute: {% with one=… %}.
    text = re.sub(r"{%.*?%}", "", path.read_text(encoding="utf-8"))

    assert not re.search(r"\sstyle=|<style|\son\w+=|hx-on|javascript:|js:", text)
    assert not re.search(r"<script(?![^>]*(src=|type=\"application/json\"))", text)
    assert not re.search(r"(src|href|action)=[\"']https?://", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_icon_of_a_template_is_in_the_sprite(path: Path) -> None:
    sprite = (STATIC / "vendor" / "icons.svg").read_text(encoding="utf-8")
    text = path.read_text(encoding="utf-8")

    named = set(re.findall(r"{% icon \"([\w-]+)\"", text))
    named |= set(re.findall(r"{% tag \"[^\"]*\" \"\w*\" \"([\w-]+)\"", text))
    named |= set(re.findall(r"{% empty \"[^\"]*\" \"([\w-]+)\"", text))

    assert {name for name in named if f'id="{name}"' not in sprite} == set()
