"""The embedded server: closed to others, alive after a hard death."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kundenwerk.platform import database
from kundenwerk.platform.database import Target
from kundenwerk.platform.postgres import cluster, roles, server
from tests.infrastructure.embedded import connected, long_home, new_home, remove, try_to_connect
from tests.infrastructure.operating_system import NOBODY, as_account

SOURCE = Path(database.__file__).parents[2]


@pytest.fixture
def home() -> Iterator[Path]:
    folder = new_home()
    yield folder
    remove(folder)


@pytest.fixture(scope="module")
def running() -> Iterator[Target]:
    where = database.ensure(Target(new_home(), None))
    yield where
    remove(where.home)


def modes_on_the_way(found: cluster.Cluster) -> set[int]:
    folders = (found.folder, found.data, found.socket_folder)
    return {stat.S_IMODE(folder.stat().st_mode) for folder in folders}


@pytest.mark.row("R-58")
@pytest.mark.parametrize("path", ["short", "long"])
def test_another_account_of_the_computer_cannot_connect(home: Path, path: str) -> None:
    where = Target(long_home(home) if path == "long" else home, None)
    database.ensure(where)
    admin = cluster.open_cluster(where.home)
    parameters = admin.parameters(cluster.ADMIN, admin.passport.admin)

    assert try_to_connect(parameters) == "connected"
    assert modes_on_the_way(admin) == {0o700}
    if os.geteuid() == 0:
        assert "Permission denied" in as_account(NOBODY, lambda: try_to_connect(parameters))
    if path == "long":
        remove(where.home)


@pytest.mark.row("R-58")
def test_whoever_reaches_the_socket_still_needs_the_password(running: Target) -> None:
    for user in (cluster.ADMIN, cluster.OWNER, cluster.APP, cluster.READONLY):
        answer = try_to_connect(
            database.parameters("app", running) | {"user": user, "password": "x"}
        )

        assert "password authentication failed" in answer


@pytest.mark.row("R-58")
def test_the_passwords_are_for_one_account_only(running: Target) -> None:
    secrets = running.home / "database.json"

    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
    secrets.chmod(0o644)
    with pytest.raises(database.DatabaseUnavailable, match="Kennwörter"):
        database.parameters("app", running)
    secrets.chmod(0o600)


def test_an_ordinary_account_runs_its_own_server_from_a_path_of_any_length(home: Path) -> None:
    if os.geteuid() == 0:
        os.chown(home, NOBODY, NOBODY)

        def act() -> str:
            return start_and_ask(long_home(home))

        assert as_account(NOBODY, act) == "kundenwerk_app"
    else:
        assert start_and_ask(long_home(home)) == "kundenwerk_app"


def start_and_ask(home: Path) -> str:
    where = database.ensure(Target(home, None))
    with connected("app", where) as connection:
        row = connection.execute("SELECT current_user::text").fetchone()
    found = cluster.open_cluster(home)
    assert modes_on_the_way(found) == {0o700}
    database.stop(where)
    found.socket_folder.rmdir()
    return str(row[0]) if row else ""


STARTER = "from kundenwerk.platform import database as d; d.ensure(); print(d.parameters('app'))"


def starters(home: Path, count: int) -> list[subprocess.Popen[str]]:
    environment = os.environ | {"KUNDENWERK_HOME": str(home), "PYTHONPATH": str(SOURCE)}
    environment.pop("DATABASE_URL", None)
    return [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", STARTER], env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(count)
    ]


@pytest.mark.concurrency
def test_eight_programs_may_make_and_start_the_same_database_at_once(home: Path) -> None:
    children = starters(home, 8)

    answers = [child.communicate(timeout=60)[0] for child in children]

    assert [child.returncode for child in children] == [0] * 8
    assert len(set(answers)) == 1
    assert try_to_connect(database.parameters("app", Target(home, None))) == "connected"


@pytest.mark.concurrency
@pytest.mark.parametrize("delay", [0.3, 0.6, 1.0])
def test_a_first_start_that_was_killed_hinders_nobody(home: Path, delay: float) -> None:
    (killed,) = starters(home, 1)
    time.sleep(delay)
    killed.kill()
    killed.communicate()

    database.ensure(Target(home, None))

    assert try_to_connect(database.parameters("app", Target(home, None))) == "connected"


@pytest.mark.parametrize("step", ["create_owner", "create_users", "grant", "close_database"])
def test_a_first_start_that_died_while_the_roles_were_made_is_finished_by_the_next(
    home: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server of the dead program answers already, so that an answer alone proves nothing."""
    where = Target(home, None)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(roles, step, die)
        with pytest.raises(KeyboardInterrupt):
            database.ensure(where)

    assert server.is_running(home)
    database.ensure(where)
    for role in database.ROLES:
        assert try_to_connect(database.parameters(role, where)) == "connected"
    with connected("readonly", where) as stranger:
        (closed,) = stranger.execute(
            "SELECT datacl IS NOT NULL FROM pg_database WHERE datname = 'kundenwerk'"
        ).fetchall()
    assert closed == (True,)


@pytest.mark.row("R-20")
@pytest.mark.concurrency
def test_a_busy_child_of_a_killed_server_does_not_hinder_the_start(home: Path) -> None:
    """A backend that computes sees the death of its parent late and keeps the memory till then."""
    where = database.ensure(Target(home, None))
    with connected("app", where) as busy:
        busy.pgconn.send_query(
            b"SET statement_timeout = 0; SELECT count(*) FROM generate_series(1, 10000000000)"
        )
        time.sleep(0.5)
        os.kill(server_pid(where), signal.SIGKILL)

        children = starters(home, 4)
        for child in children:
            child.communicate(timeout=60)
        busy.close()

    assert [child.returncode for child in children] == [0] * 4
    assert try_to_connect(database.parameters("app", where)) == "connected"


def server_pid(where: Target) -> int:
    file = cluster.open_cluster(where.home).data / "postmaster.pid"
    return int(file.read_text().splitlines()[0])


@pytest.mark.row("R-20")
def test_after_a_hard_death_the_server_starts_again_with_everything_committed(home: Path) -> None:
    where = database.ensure(Target(home, None))
    with connected("owner", where) as owner:
        owner.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")

    os.kill(server_pid(where), signal.SIGKILL)
    database.ensure(where)

    with connected("app", where) as app:
        assert app.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_a_process_number_taken_by_somebody_else_does_not_hinder_the_start(home: Path) -> None:
    where = database.ensure(Target(home, None))
    found = cluster.open_cluster(home)
    os.kill(server_pid(where), signal.SIGKILL)
    stranger = subprocess.Popen(["/bin/sleep", "60"])
    for file in (
        found.data / "postmaster.pid",
        found.socket.with_name(f"{found.socket.name}.lock"),
    ):
        lines = file.read_text().splitlines()
        file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")

    database.ensure(where)

    stranger.kill()
    stranger.wait()
    assert try_to_connect(database.parameters("app", where)) == "connected"


def test_a_moved_home_starts_where_it_is_now(home: Path) -> None:
    first = home / "first"
    first.mkdir(mode=0o755)
    database.ensure(Target(first, None))
    database.stop(Target(first, None))

    moved = first.rename(home / "second")
    where = database.ensure(Target(moved, None))

    assert try_to_connect(database.parameters("app", where)) == "connected"
    remove(moved)
