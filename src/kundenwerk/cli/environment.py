"""The environment variables our child processes get."""

from __future__ import annotations

import os


def of_process(process: str, *, role: str = "app", **more: str) -> dict[str, str]:
    """Our own environment and what tells the settings who is asking.

    Args:
        process: ``web``, ``worker`` or ``program``.
        role: the database role.
        more: further variables.
    """
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kundenwerk.config.settings",
        "KUNDENWERK_PROCESS": process,
        "KUNDENWERK_ROLE": role,
        **more,
    }
