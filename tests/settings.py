"""The product's settings with a database of the suite's own, connected as the owner."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("KUNDENWERK_HOME", str(ROOT / "var" / "test"))
os.environ["KUNDENWERK_ROLE"] = "owner"
os.environ["KUNDENWERK_DEMO"] = "1"
os.environ["KUNDENWERK_PROCESS"] = "program"
# The browser's library marks its event loop as running in the thread of the tests; nothing here
# is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from kundenwerk.platform import database  # the environment must be set before

database.prepare()

from kundenwerk.config.settings import *  # noqa: F403  # reads the prepared database

PUBLIC_URL = "https://kunde.stadtwerke.example"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
