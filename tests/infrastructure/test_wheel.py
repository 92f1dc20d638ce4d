"""What is installed from the wheel is the whole product."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED_TO_BUILD = ("pyproject.toml", "README.md", "LICENSE", "requirements", "src")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Built from a copy, so that nothing left over from an earlier build gets in."""
    folder = tmp_path_factory.mktemp("source")
    for name in NEEDED_TO_BUILD:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy2(source, folder / name)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    (built,) = (folder / "dist").glob("*.whl")
    return zipfile.ZipFile(built)


def shipped_sources() -> set[str]:
    return {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and ".egg-info" not in str(path)
    }


def test_every_template_asset_and_table_is_inside(wheel: zipfile.ZipFile) -> None:
    missing = shipped_sources() - set(wheel.namelist())

    assert missing == set()


def test_it_brings_the_command_and_its_licence(wheel: zipfile.ZipFile) -> None:
    (entry_points,) = [n for n in wheel.namelist() if n.endswith("entry_points.txt")]

    assert b"kundenwerk = kundenwerk.cli:main" in wheel.read(entry_points)
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())


def test_no_file_names_a_registry_or_a_folder_of_the_builder(wheel: zipfile.ZipFile) -> None:
    for name in wheel.namelist():
        content = wheel.read(name)
        for secret in (b"--index-url", b"files.pythonhosted.org", str(ROOT).encode() + b"/"):
            assert secret not in content, name
