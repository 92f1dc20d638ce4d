"""Everything the product needs or ships stands in docs/licences.md with a free licence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\S+) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|", re.MULTILINE)
# Free licences whose terms allow to run and ship the work beside one under the EUPL.
FREE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "LGPL-2.1-only",
    "LGPL-2.1-or-later", "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1",
    "PSF-2.0", "Zlib", "terms of ISO 20022",
}  # fmt: skip
FOREIGN = ["*.woff2", "*.ttf", "*.otf", "*.xsd", "*.min.js", "icons.svg"]


def rows() -> list[tuple[str, str, str, str]]:
    return [row for row in ROW.findall(PAGE) if row[0] not in {"package", "file", "---"}]


def test_every_locked_package_is_listed_with_its_version() -> None:
    lock = (ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")
    locked = re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", lock, re.MULTILINE)

    listed = {(name, version) for name, version, _, _ in rows()}

    assert len(locked) > 40
    assert [one for one in locked if one not in listed] == []


@pytest.mark.parametrize("pattern", FOREIGN)
def test_every_file_of_others_is_listed(pattern: str) -> None:
    patterns = [name for name, _, _, _ in rows() if name.startswith("src/")]
    listed = {path for one in patterns for path in ROOT.glob(one)}

    assert set((ROOT / "src").rglob(pattern)) <= listed


def test_every_licence_is_free() -> None:
    unknown = [
        (name, terms)
        for name, _, terms, _ in rows()
        if not {one.strip() for one in re.split(r" AND | OR ", terms)} <= FREE
    ]

    assert len(rows()) > 50
    assert unknown == []


def test_every_licence_text_lies_beside_its_file() -> None:
    texts = re.findall(r"\]\(\.\./(\S+?)\)", PAGE)

    assert len(texts) >= 7
    assert [text for text in texts if not (ROOT / text).is_file()] == []
