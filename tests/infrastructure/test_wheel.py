"""What is installed from the wheel is the whole product."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kundenwerk.cli.processes import port_answers
from tests.infrastructure.embedded import new_home, remove
from tests.infrastructure.program import environment
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PORT = free_port()
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


@pytest.fixture
def installed(wheel: zipfile.ZipFile) -> Iterator[Path]:
    """The unpacked wheel with a home beside it, far from the checkout."""
    folder = new_home()
    wheel.extractall(folder / "wheel")
    yield folder
    remove(folder)


def run_installed(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    variables = environment(folder) | {"PYTHONPATH": str(folder / "wheel")}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, *arguments],
        cwd=folder,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def page(path: str) -> tuple[int, str]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}{path}", headers={"X-Forwarded-Proto": "https"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return answer.status, answer.read().decode("utf-8", "replace")


def test_far_from_the_checkout_it_migrates_proves_its_books_and_shows_its_first_page(
    installed: Path,
) -> None:
    where = run_installed(installed, "-c", "import kundenwerk; print(kundenwerk.__file__)")
    assert str(installed) in where.communicate()[0]
    for command, told in (("migrate", "auf dem Stand"), ("check-books", "Die Bücher stimmen")):
        done = run_installed(installed, "-m", "kundenwerk", command)
        assert told in done.communicate()[0]

    web = run_installed(installed, "-m", "kundenwerk", "serve", "--address", f"127.0.0.1:{PORT}")
    end = time.monotonic() + 60
    while not port_answers(PORT) and time.monotonic() < end:
        time.sleep(0.1)
    status, text = page("/zugang/login/")
    assets = sorted(set(re.findall(r'(?:href|src)="(/static/[^"#]+)', text)))
    answers = [page(asset)[0] for asset in assets]
    web.terminate()
    web.communicate(timeout=40)

    assert (status, "Anmelden" in text) == (200, True)
    assert len(assets) > 5
    assert set(answers) == {200}
