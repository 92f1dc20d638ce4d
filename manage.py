#!/usr/bin/env python
"""Django's commands for developers; operators use ``kundenwerk`` instead."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))

from django.core.management import execute_from_command_line

from kundenwerk.platform import database

# These make or change tables; everything else runs with the rights of the product.
_FOR_THE_OWNER = {"migrate", "makemigrations", "sqlmigrate", "squashmigrations", "flush", "dbshell"}
_WITHOUT_DATABASE = {"", "help", "check", "collectstatic", "findstatic", "--version", "--help"}


def main() -> None:
    """Start the database where it is needed, choose the role, hand over to Django."""
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kundenwerk.config.settings")
    os.environ.setdefault("KUNDENWERK_ROLE", "owner" if command in _FOR_THE_OWNER else "app")
    os.environ.setdefault("KUNDENWERK_PROCESS", "web" if command == "runserver" else "program")
    if command == "migrate":
        database.prepare()
    elif command not in _WITHOUT_DATABASE:
        database.ensure()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
