"""From nothing to the first page, and the second start: python benchmarks/coldstart.py [rounds].

The limit beside each figure is what cannot be avoided: making the database files (initdb) when
cold, and one interpreter loading the application when warm.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from kundenwerk.platform import database
from kundenwerk.platform.database import Target
from kundenwerk.platform.postgres import cluster

ROOT = Path(__file__).resolve().parent.parent
GOALS = {"cold": 6.0, "warm": 2.0}


def environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KUNDENWERK_", "DATABASE_"))}
    return kept | {
        "KUNDENWERK_HOME": str(home),
        "KUNDENWERK_DEMO": "1",
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "kundenwerk.config.settings",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def until_first_page(home: Path) -> float:
    """Seconds until the web server answers the start page; the server is stopped again."""
    port = free_port()
    begin = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "kundenwerk", "serve", "--address", f"127.0.0.1:{port}"],
        env=environment(home),
    )
    try:
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
                    page.read()
                return time.perf_counter() - begin
            except (urllib.error.URLError, ConnectionError) as error:
                if isinstance(error, urllib.error.HTTPError) or server.poll() is not None:
                    raise
                time.sleep(0.01)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def seconds(home: Path, *command: str) -> float:
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, *command], env=environment(home), check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - begin


def one_round() -> dict[str, float]:
    home = Path(tempfile.mkdtemp(prefix="kw-bench-"))
    home.chmod(0o755)
    where = Target(home, None)
    migrate = seconds(home, "-m", "kundenwerk", "migrate")
    first = until_first_page(home)
    database.stop(where)
    warm = until_first_page(home)
    load = seconds(home, "-c", "import kundenwerk.config.wsgi")
    found = cluster.open_cluster(home)
    database.stop(where)
    shutil.rmtree(found.folder)
    begin = time.perf_counter()
    database.ensure(where)
    files = time.perf_counter() - begin
    database.stop(where)
    shutil.rmtree(found.folder)
    shutil.rmtree(home)
    return {
        "cold": migrate + first, "cold limit": files, "migrate": migrate,
        "warm": warm, "warm limit": load,
    }  # fmt: skip


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    measured = [one_round() for _ in range(rounds)]
    median = {key: statistics.median(one[key] for one in measured) for key in measured[0]}
    print("| start | measured s | goal s | goal kept | limit s | times the limit |")
    print("|---|---|---|---|---|---|")
    for name, goal in GOALS.items():
        took, limit = median[name], median[f"{name} limit"]
        kept = "yes" if took <= goal else "NO"
        print(f"| {name} | {took:.2f} | {goal:.1f} | {kept} | {limit:.2f} | {took / limit:.1f} |")
    print(f"\nof the cold start: migrations {median['migrate']:.2f} s; rounds: {rounds}")
    return 0 if all(median[name] <= goal for name, goal in GOALS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
