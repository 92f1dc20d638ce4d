"""Fetch the vendored assets again from their npm packages and write their hashes.

    python tools/vendor.py

Needs ``npm`` and the network; the product itself needs neither. Changing a version or an icon
means changing the table below and running this once.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src/kundenwerk/ui/static/ui/vendor"

PACKAGES = {
    "htmx.org": ("4.0.1", "0BSD", {"dist/htmx.min.js": "htmx.min.js"}),
    "@fontsource-variable/source-sans-3": (
        "5.3.0",
        "OFL-1.1",
        {
            "files/source-sans-3-latin-wght-normal.woff2": "source-sans-3-latin.woff2",
            "files/source-sans-3-latin-ext-wght-normal.woff2": "source-sans-3-latin-ext.woff2",
        },
    ),
    "@tabler/icons": ("3.51.0", "MIT", {}),
}
ICONS = [
    "adjustments-horizontal", "alert-triangle", "arrow-back-up", "arrow-left", "arrow-right",
    "ban", "bell", "bolt", "book-2", "building", "building-bank", "building-community",
    "building-store", "calculator", "calendar", "camera", "car", "chart-bar", "check",
    "checklist", "chevron-down", "chevron-left", "chevron-right", "circle-check",
    "clipboard-check", "clock", "coin-euro", "copy", "credit-card", "database", "dots",
    "download", "edit", "external-link", "eye", "file-check", "file-export", "file-import",
    "file-invoice", "file-text", "filter", "flame", "gauge", "gift", "help-circle", "history",
    "home", "home-move", "id", "info-circle", "keyboard", "leaf", "list-check", "lock",
    "logout", "mail", "map-pin", "menu-2", "message", "note", "pencil", "phone", "plug",
    "player-play", "player-stop", "plus", "printer", "qrcode", "receipt-euro", "refresh", "repeat",
    "report-money", "scale", "search", "send", "settings", "shield-check", "speakerphone",
    "star", "table-export", "tag", "tool", "transfer", "trash", "trophy", "truck-delivery",
    "upload", "user", "user-plus", "users", "world", "x",
]  # fmt: skip


def main() -> None:
    """Fill the folder and write VENDOR.toml."""
    TARGET.mkdir(parents=True, exist_ok=True)
    entries = []
    with tempfile.TemporaryDirectory() as folder:
        for name, (version, licence, files) in PACKAGES.items():
            package = _unpack(name, version, Path(folder))
            short = name.rsplit("/", 1)[-1]
            (TARGET / f"LICENSE.{short}.txt").write_bytes(_licence(package))
            made = _copy(package, files) if files else [_sprite(package)]
            entries += [_entry(path, name, version, licence, short) for path in made]
    (TARGET / "VENDOR.toml").write_text("\n".join(entries), encoding="utf-8")


def _unpack(name: str, version: str, folder: Path) -> Path:
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{version}"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    target = folder / packed.removesuffix(".tgz")
    with tarfile.open(folder / packed) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def _licence(package: Path) -> bytes:
    return next(
        path for path in package.iterdir() if path.name.upper().startswith("LICEN")
    ).read_bytes()


def _copy(package: Path, files: dict[str, str]) -> list[Path]:
    for source, name in files.items():
        (TARGET / name).write_bytes((package / source).read_bytes())
    return [TARGET / name for name in files.values()]


def _sprite(package: Path) -> Path:
    symbols = []
    for icon in sorted(ICONS):
        svg = (package / "icons/outline" / f"{icon}.svg").read_text(encoding="utf-8")
        paths = re.findall(r"<(?:path|circle|rect|line|polyline)[^>]*/>", svg)
        shown = "".join(path for path in paths if "M0 0h24v24H0z" not in path)
        symbols.append(
            f'<symbol id="{icon}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
            f'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">{shown}</symbol>'
        )
    path = TARGET / "icons.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg">' + "".join(symbols) + "</svg>\n", encoding="utf-8"
    )
    return path


def _entry(path: Path, package: str, version: str, licence: str, short: str) -> str:
    digest = hashlib.sha512(path.read_bytes()).hexdigest()
    return (
        f'[[file]]\nname = "{path.name}"\npackage = "{package}"\nversion = "{version}"\n'
        f'licence = "{licence}"\nlicence_text = "LICENSE.{short}.txt"\nsha512 = "{digest}"\n'
    )


if __name__ == "__main__":
    main()
