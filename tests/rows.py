"""Plugin: a requirement row called done must have a test that passed in this run."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
_passed: set[str] = set()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Send the row ids of a test along with its report, also from another process."""
    report = yield
    rows = [str(row) for mark in item.iter_markers("row") for row in mark.args]
    report.user_properties.append(("rows", rows))  # type: ignore[attr-defined]
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note the rows of every test that passed."""
    if report.when == "call" and report.passed:
        for name, rows in report.user_properties:
            if name == "rows":
                _passed.update(rows)  # type: ignore[arg-type]


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a whole run in which a row called done had no passing test."""
    is_worker = hasattr(session.config, "workerinput")
    if is_worker or exitstatus != 0 or not _whole_suite(session.config):
        return
    states = _tool().tables()
    missing = [
        row for row, (_, state) in states.items() if state == "fertig" and row not in _passed
    ]
    if missing:
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        reporter.write_line(f"called done without a passing test: {', '.join(missing)}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _whole_suite(config: pytest.Config) -> bool:
    return not config.option.keyword and not config.option.markexpr and config.args == ["tests"]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rows_tool", ROOT / "tools" / "rows.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
